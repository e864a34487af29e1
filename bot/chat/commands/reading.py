"""Asking for news: a brief, the digest, a sample, the archive, a topic's coverage."""

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.ask import Answer, Ask, say
from bot.chat.charts import can_draw, day_chart
from bot.chat.markup import (
    CAPTION,
    Html,
    bold,
    cut,
    esc,
    fill,
    join,
    link,
    listed,
    press,
    rows,
    units,
    visible_text,
    written,
)
from bot.chat.names import topic_name
from bot.chat.render import compose_digest_messages, render_brief, render_briefs
from bot.chat.render.frame import NAME
from bot.chat.render.links import HEADLINE, paywall
from bot.chat.render.stories import NO_DETAILS
from bot.chat.times import Window, parse_window, show_date
from bot.news.model import Article, Briefing, Digest, Section, Topic
from bot.news.stories import Details
from bot.store.model import Message, Reader

STORIES = 5
FOUND = 8
TREND_DAYS = 14
SAMPLE_TOPICS = 3
DAY = "24h"
SINCE = frozenset({"since", "from"})


def split_window(argument: str, now: datetime, zone: str) -> tuple[str, Window]:
    """`niger 7d` as the topic and how far back; without a span the last day."""
    words = argument.split()
    window = parse_window(words[-1], now, zone) if words else None
    if window:
        named = words[:-2] if len(words) > 1 and words[-2].lower() in SINCE else words[:-1]
        return " ".join(named), window
    return " ".join(words), _day(now, zone)


def _day(now: datetime, zone: str) -> Window:
    window = parse_window(DAY, now, zone)
    assert window is not None
    return window


async def brief(ask: Ask) -> Answer:
    """`/brief niger`, also `7d` or `2026-02-17` behind it; alone it is about all of the reader's topics."""
    reader = await ask.reader()
    words, window = split_window(ask.argument, ask.now, reader.schedule.zone)
    if words:
        own = next((topic for topic in reader.topics if topic.label.casefold() == words.casefold()), None)
        lookup = ask.desk.newsroom.lookup(own.query if own else words)
        if lookup.topic.kind == "phrase" and not own and (slip := _slip(ask, words, window)):
            return slip
        return await _brief(ask, reader, lookup.topic, window, near=lookup.near)
    if not reader.subscribed:
        return say(esc(texts.BRIEF_EXAMPLE))
    most = reader.preferences.stories_per_topic
    briefings = await ask.desk.newsroom.brief_all(reader, window.since, most, window.until)
    made = render_briefs(reader, briefings, window)
    return Answer(made.messages, shown=made.stories, told=made.told)


def _slip(ask: Ask, words: str, window: Window) -> Answer | None:
    """What to say to `iran 3x`: a known topic with something behind it that looks like a span or a day."""
    name, _, last = words.rpartition(" ")
    if not re.fullmatch(r"\d{1,3}[^\W\d]{1,7}|\d{4}-\d+-\d+", last) or not (
        topic := ask.desk.topics.find(name)
    ):
        return None
    day = (ask.now - timedelta(days=1)).date().isoformat()
    button = press(topic.label, "br", f"{window.typed}:0:{topic.slug}")
    return say(fill(texts.BRIEF_SPAN, word=bold(cut(last)), topic=cut(name), day=day), rows(button))


async def press_brief(ask: Ask) -> Answer:
    """A brief on a topic and window, from the n-th story on: `7d:5:niger`."""
    typed, first, name = ask.argument.split(":", 2)
    reader = await ask.reader()
    window = parse_window(typed, ask.now, reader.schedule.zone) or _day(ask.now, reader.schedule.zone)
    return await _brief(ask, reader, ask.topic(name), window, first=int(first) + 1)


async def _brief(
    ask: Ask, reader: Reader, topic: Topic, window: Window, *, near: Sequence[Topic] = (), first: int = 1
) -> Answer:
    most = first - 1 + STORIES
    briefing = await ask.desk.newsroom.brief(topic, window.since, most, reader, window.until)
    if len(briefing.stories) < first > 1:
        return await _brief(ask, reader, topic, window)
    meant = near or _known(ask, briefing.suggestions)
    made = render_brief(
        reader,
        _from(briefing, first),
        window,
        near=meant[:4],
        related=_known(ask, briefing.related),
        first=first,
        details=await _details(ask, reader, briefing),
    )
    return Answer(made.messages, shown=made.stories, told=made.told)


def _known(ask: Ask, slugs: Sequence[str]) -> list[Topic]:
    return [topic for slug in slugs if (topic := ask.desk.topics.get(slug))]


async def _details(ask: Ask, reader: Reader, briefing: Briefing) -> Details:
    """What is told beside the summary where there is one story only."""
    if len(briefing.stories) != 1 or briefing.more:
        return NO_DETAILS
    return await ask.desk.newsroom.details(briefing.stories[0].story, reader)


def _from(briefing: Briefing, first: int) -> Briefing:
    if first == 1:
        return briefing
    return replace(briefing, stories=briefing.stories[first - 1 :])


async def digest(ask: Ask) -> Answer:
    """`/digest`: the digest now, without waiting."""
    if not (await ask.reader()).subscribed:
        return say(esc(texts.DIGEST_EXAMPLE))
    reader, made = await ask.desk.deliveries.digest_now(ask.place)
    rendered = compose_digest_messages(
        reader, made, now=ask.now, next_due=reader.next_due, late=False, covers=()
    )
    return Answer(rendered.messages, shown=rendered.stories, told=rendered.told)


async def sample(ask: Ask) -> Answer:
    """What a digest looks like, on popular topics; nothing counts as shown."""
    reader = await ask.reader()
    sections: list[Section] = []
    seen: set[str] = set()
    for topic in await ask.desk.newsroom.popular(10):
        briefing = await ask.desk.newsroom.brief(topic, None, 3)
        fresh = [ranked for ranked in briefing.stories if ranked.story.id not in seen][:1]
        seen |= {ranked.story.id for ranked in fresh}
        if fresh and len(sections) < SAMPLE_TOPICS:
            sections.append(Section(topic, tuple(fresh)))
    if not sections:
        return say(esc(texts.SAMPLE_NONE))
    made = compose_digest_messages(
        reader, Digest(tuple(sections)), now=ask.now, next_due=reader.next_due, late=False, covers=()
    ).messages
    head = fill(texts.SAMPLE_HEAD, topics=listed(topic_name(section.topic.label) for section in sections))
    return Answer((Message(join([head, made[0].html])), *(Message(part.html) for part in made[1:])))


async def search(ask: Ask) -> Answer:
    """`/search cocoa prices`: the archive; nothing counts as shown."""
    words = ask.argument.strip()
    if not words:
        return say(esc(texts.SEARCH_EXAMPLE))
    reader = await ask.reader()
    zone = reader.schedule.zone
    found = await ask.desk.newsroom.search(words, FOUND, reader)
    if not found:
        return say(fill(texts.SEARCH_NONE, words=bold(cut(words))))
    head = fill(texts.SEARCH_FOUND, words=cut(words), count=len(found))
    return say(join([head, *(_article_line(article, zone) for article in found)]))


def _article_line(article: Article, zone: str) -> Html:
    when = show_date(article.when.astimezone(ZoneInfo(zone)).date()) if article.when else ""
    about = join(
        [join([esc(cut(article.source, NAME)), paywall(article.paywalled is True)], " "), when], " · "
    )
    return join([link(cut(article.title, HEADLINE), article.url), about], "\n")


async def trend(ask: Ask) -> Answer:
    """`/trend niger`: how much was written on it, day by day, and by whom."""
    if not ask.argument.strip():
        return say(esc(texts.TREND_EXAMPLE))
    reader = await ask.reader()
    zone = ZoneInfo(reader.schedule.zone)
    topic = ask.desk.newsroom.lookup(ask.argument).topic
    since = ask.now - timedelta(days=TREND_DAYS)
    found = await ask.desk.newsroom.articles(topic, None, since, 0, reader)
    if not found:
        return say(fill(texts.TREND_NONE, topic=bold(cut(topic_name(topic.label))), count=TREND_DAYS))
    days = Counter(article.when.astimezone(zone).date() for article in found if article.when)
    by = Counter(article.source for article in found)
    head = fill(
        texts.TREND_HEAD,
        topic=cut(topic_name(topic.label)),
        articles=fill(texts.ARTICLES, count=len(found)),
        outlets=fill(texts.OUTLETS, count=len(by)),
        days=fill(texts.DAYS, count=TREND_DAYS),
    )
    most = listed(f"{cut(name, NAME)} {number}" for name, number in by.most_common(6))
    today = ask.now.astimezone(zone).date()
    answer = say(
        join([head, _bars(days, today), most]),
        rows(press(texts.BRIEF, "br", f"7d:0:{topic.query or topic.slug}")),
    )
    if not can_draw() or units(answer.messages[0].html) > CAPTION:
        return answer
    title = visible_text(head)
    return replace(answer, picture=await asyncio.to_thread(day_chart, days, today, title))


def _bars(days: Counter[date], today: date) -> Html:
    """One line a day, newest first, back to the first with an article; bars of at most twelve blocks."""
    top = max(days.values())
    lines = []
    for ago in range((today - min(days)).days + 1):
        day = today - timedelta(days=ago)
        bar = "█" * -(-days[day] * 12 // top)
        lines.append(f"{written(day, texts.WEEKDAY_DATE)} {days[day]:>4} {bar}".rstrip())
    return fill("<pre>{lines}</pre>", lines="\n".join(lines))
