"""What a brief says where there is nothing to tell, and where to go on from there. Pure."""

from collections.abc import Sequence

from bot.chat import texts
from bot.chat.markup import (
    Html,
    Rows,
    bold,
    cut,
    fill,
    join,
    link,
    listed,
    press,
    rows,
    tg_time,
    visible_text,
    written,
)
from bot.chat.names import language_names, topic_name
from bot.chat.render.frame import NAME, hidden_line, lines, stale_line, zone_of
from bot.chat.render.links import HEADLINE, leads_to_paywall, paywall
from bot.chat.times import Window
from bot.news.model import Briefing, Check, Story, Topic
from bot.store.model import Button, Message, Reader


def render_nothing(
    reader: Reader | None,
    briefing: Briefing,
    window: Window,
    near: Sequence[Topic],
    related: Sequence[Topic],
) -> Message:
    """A brief without a story: what was last, how news was looked for, and what else there is."""
    topic, last = briefing.topic, briefing.latest
    extra = lines(_only(reader), hidden_line(briefing.hidden), stale_line(briefing.stale_sources))
    if last is None and not briefing.hidden:
        return Message(join([_unheard(topic, near), extra]), _unheard_buttons(reader, topic, near))
    title = fill(texts.NOTHING_LATELY, topic=cut(topic_name(topic.label), NAME), when=window.words)
    wider = [] if window.since is None else _wider(topic, window)
    once = press(texts.TELL_ME_ONCE, "onc", topic.query or topic.slug)
    days = day_buttons(topic, window)
    buttons = rows(*days, *wider, once, subscribe_button(reader, topic), *map(_near_button, near))
    checked = _checked(briefing.checked, zone_of(reader))
    told = join([title, _last(last if _reads(reader, last) else None, zone_of(reader)), checked, extra])
    return Message(told, (*buttons, *related_buttons(related)))


def _reads(reader: Reader | None, story: Story | None) -> bool:
    """Whether a story is in a language that the reader chose for articles."""
    chosen = reader.preferences.languages if reader else ()
    return not chosen or (story is not None and story.language in chosen)


def _only(reader: Reader | None) -> Html:
    """In which languages alone the reader gets articles."""
    chosen = reader.preferences.languages if reader else ()
    return fill(texts.ARTICLES_ONLY_IN, names=language_names(chosen)) if chosen else Html()


def _checked(check: Check | None, zone: str) -> Html:
    """How news on the topic was looked for: no news is something else than sources that cannot be read."""
    if check is None or not check.sources:
        return Html()
    if check.last is None:
        return fill(texts.CHECKED_NEVER)
    return fill(texts.CHECKED, count=check.sources, when=tg_time(check.last, zone, texts.DAY_MONTH_HOUR, "r"))


def related_buttons(topics: Sequence[Topic]) -> Rows:
    """To the topics that a topic's stories speak of as well."""
    return rows(
        *(
            press(
                visible_text(fill(texts.RELATED, topic=topic_name(topic.label))), "br", f"24h:0:{topic.slug}"
            )
            for topic in topics
        )
    )


def _last(story: Story | None, zone: str) -> Html:
    if story is None:
        return Html()
    return fill(
        texts.LAST_STORY,
        headline=join(
            [link(cut(story.headline, HEADLINE), story.url), paywall(leads_to_paywall(story))], " "
        ),
        when=tg_time(story.updated, zone, texts.DAY_MONTH_HOUR, "r"),
    )


def _unheard(topic: Topic, near: Sequence[Topic]) -> Html:
    first = fill(texts.UNHEARD, word=bold(cut(topic_name(topic.label))))
    if not near:
        return join([first, fill(texts.WATCH_HINT, word=cut(topic_name(topic.label)))])
    names = listed((bold(topic_name(other.label)) for other in near), last="or")
    return join([first, fill(texts.NO_GUESS, names=names)])


def _unheard_buttons(reader: Reader | None, topic: Topic, near: Sequence[Topic]) -> Rows:
    watch = None
    if not _subscribed(reader, topic):
        label = visible_text(fill(texts.WATCH_WORD, word=cut(topic_name(topic.label), 20)))
        watch = press(label, "sub", topic.query or topic.slug)
    return (
        *rows(*(_near_button(other) for other in near)),
        *rows(watch, press(texts.ALL_TOPICS, "top", "0")),
    )


def _near_button(topic: Topic) -> Button | None:
    return press(topic_name(topic.label), "br", f"24h:0:{topic.slug}")


def _wider(topic: Topic, window: Window) -> list[Button | None]:
    name = topic.query or topic.slug
    week = press(texts.LAST_7_DAYS, "br", f"7d:0:{name}") if window.typed == "24h" else None
    return [week, press(texts.ALL_SO_FAR, "br", f"all:0:{name}")]


def day_buttons(topic: Topic, window: Window) -> list[Button | None]:
    """To the days before and after the one that was asked for."""
    name = topic.query or topic.slug
    labels = [written(day, texts.SHORT_DATE) for day in window.beside]
    arrows = zip(labels, window.beside, ("‹ {}", "{} ›"), strict=False)
    return [press(arrow.format(label), "br", f"{day.isoformat()}:0:{name}") for label, day, arrow in arrows]


def _subscribed(reader: Reader | None, topic: Topic) -> bool:
    return reader is not None and any(topic.slug == mine.slug for mine in reader.topics)


def subscribe_button(reader: Reader | None, topic: Topic) -> Button | None:
    """To have the topic in the digest, unless it is there."""
    return None if _subscribed(reader, topic) else press(texts.DAILY_DIGEST, "sub", topic.query or topic.slug)
