"""What the bot says around the news: counts, what is left out, what could not be read. Pure."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.markup import Html, Rows, cut, esc, fill, join, listed, opens, press, rows, written
from bot.chat.render.stories import told_at
from bot.chat.times import show_since
from bot.chat.voice import Text, said
from bot.news.model import Ranked, Story, Topic
from bot.store.model import Button, Reader

WORDS_A_MINUTE = 220
NAME = 60
DEFAULT_LENGTH = "normal"
DEFAULT_ZONE = "UTC"


def zone_of(reader: Reader | None) -> str:
    return reader.schedule.zone if reader else DEFAULT_ZONE


def length_of(reader: Reader | None) -> str:
    return reader.preferences.length if reader else DEFAULT_LENGTH


def novelty(stories: Sequence[Ranked]) -> Html:
    """`3 stories, 2 new`; a story that was shown and goes on counts as new."""
    new = sum(ranked.new or ranked.since is not None for ranked in stories)
    if len(stories) == 1:
        return esc(texts.ONE_NEW if stories[0].new else texts.ONE_WITH_NEWS if new else texts.ONE_SHOWN)
    form = texts.ALL_NEW if new == len(stories) else texts.SOME_NEW if new else texts.ALL_SHOWN
    return fill(form, count=len(stories), new=new)


def mark_of(ranked: Ranked, stories: Sequence[Ranked], zone: str) -> Html:
    """`New` where new and shown stories are mixed; `More since Fri 13 Feb 07:30` for a story that goes on."""
    if ranked.since:
        since = written(ranked.since.astimezone(ZoneInfo(zone)), texts.DATE_HOUR)
        return fill(texts.MORE_SINCE, when=since)
    return esc(texts.NEW if ranked.new and not all(other.new for other in stories) else "")


def since_of(ranked: Ranked, now: datetime, reader: Reader | None) -> str:
    """`Since Friday`, where a story's sentences are what is new since then; else empty."""
    return show_since(ranked.since, now, zone_of(reader)) if ranked.since else ""


def outlets(stories: Sequence[Story]) -> Html:
    return fill(texts.OUTLETS, count=len({name for story in stories for name in story.outlets}))


def minutes(stories: Sequence[Story], length: str) -> Html:
    """How long the sentences take to read."""
    words = sum(len(quote.text.split()) for story in stories for quote in told_at(story, length))
    return fill(texts.MINUTES, count=max(1, round(words / WORDS_A_MINUTE)))


def hidden_line(hidden: int) -> Html:
    return fill(texts.HIDDEN_COUNT, count=hidden) if hidden else Html()


def stale_line(sources: Sequence[str]) -> Html:
    """Which sources could not be read, so that silence is not taken for no news."""
    if not sources:
        return Html()
    return fill(texts.STALE, names=names(sources))


def names(labels: Sequence[str]) -> Html:
    return listed(cut(label, NAME) for label in labels)


def follow_buttons(stories: Sequence[str], first: int = 1, wide: int = 4) -> Rows:
    """One button a story, numbered like the stories; at most sixteen."""
    followed = enumerate(stories[:16], first)
    return rows(*(press(numbered(texts.FOLLOW, i), "fol", story) for i, story in followed), wide=wide)


def numbered(label: Text, number: int) -> str:
    """A button's label with the number of its story at the end."""
    return f"{said(label)} {number}"


def privately(topics: Sequence[Topic]) -> Button | None:
    """For members: a link that subscribes them to these topics, as many as it can carry."""
    payload = "sub"
    for topic in (topic for topic in topics if topic.query):
        longer = f"{payload}_{'_' if payload != 'sub' else ''}{topic.slug}"
        if opens("", longer):
            payload = longer
    return opens(texts.GET_PRIVATELY, payload) if payload != "sub" else None


def lines(*parts: str) -> Html:
    return join([esc(part) for part in parts], "\n")
