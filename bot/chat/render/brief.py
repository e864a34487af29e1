"""What there is on a topic now, seen or not, and which of it is new. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from bot.chat import texts
from bot.chat.markup import (
    Html,
    Rows,
    bold,
    count,
    cut,
    esc,
    fill,
    is_address,
    join,
    link,
    listed,
    press,
    rows,
    tg_time,
)
from bot.chat.render.digest import Rendered, rendered
from bot.chat.render.frame import (
    NAME,
    follow_buttons,
    hidden_line,
    length_of,
    lines,
    mark_of,
    novelty,
    outlets,
    stale_line,
    zone_of,
)
from bot.chat.render.layout import Block, Layout, lay_out
from bot.chat.render.stories import HEADLINE, NO_DETAILS, story_html
from bot.chat.render.told import telling, told_in
from bot.chat.times import Window
from bot.news.model import Briefing, Ranked, Story, Topic
from bot.news.stories import Details
from bot.store.model import Button, Message, Reader


def render_brief(
    reader: Reader | None,
    briefing: Briefing,
    window: Window,
    *,
    near: Sequence[Topic] = (),
    first: int = 1,
    details: Details = NO_DETAILS,
) -> Rendered:
    """A brief as messages, at most three. `near`: topics perhaps meant. Stories count from `first`.

    `details` are those of its only story.
    """
    if not briefing.stories:
        return Rendered((_empty(reader, briefing, window, near),))
    found = [ranked.story for ranked in briefing.stories]
    title = join(
        [bold(cut(briefing.topic.label, NAME)), esc(novelty(briefing.stories)), esc(outlets(found))], " · "
    )
    head = join([title, esc("" if window.typed == "24h" else window.words)], " · ")

    def foot(left_out: int) -> str:
        more = briefing.more + left_out
        return lines(_more(more), hidden_line(briefing.hidden), stale_line(briefing.stale_sources))

    alone = len(found) == 1 and not briefing.more and first == 1
    layout = lay_out(
        lambda length: _blocks(reader, briefing.stories, length, None if alone else first, details),
        length_of(reader),
        head=head,
        foot=foot,
    )
    buttons = _story_buttons(reader, found[0]) if alone else _follow_buttons(reader, layout.stories, first)
    preview = _preview(found[0]) if alone else None
    more = briefing.more + layout.left_out
    below = _topic_buttons(reader, briefing.topic, window, first + len(layout.stories) - 1 if more else 0)
    return shown(layout, briefing.stories, details).ending((*buttons, *below), preview)


def shown(layout: Layout, stories: Sequence[Ranked], details: Details = NO_DETAILS) -> Rendered:
    """A brief as messages: what it tells counts as shown, new or not."""
    made = rendered(layout, stories, details=details.quotes)
    messages = (
        replace(message, stories=ids) for message, ids in zip(made.messages, layout.told, strict=True)
    )
    return replace(made, messages=tuple(messages), stories=layout.stories)


def render_briefs(reader: Reader, briefings: Sequence[Briefing], window: Window) -> Rendered:
    """All of a reader's topics as one brief, each story once."""
    seen: set[str] = set()
    sections: list[tuple[Topic, list[Ranked]]] = []
    for briefing in briefings:
        fresh = [ranked for ranked in briefing.stories if ranked.story.id not in seen]
        seen |= {ranked.story.id for ranked in fresh}
        sections.append((briefing.topic, fresh))
    everything = [ranked for _, stories in sections for ranked in stories]
    empty = [briefing.topic for briefing in briefings if not briefing.stories]
    stale = tuple(dict.fromkeys(name for briefing in briefings for name in briefing.stale_sources))
    hidden = sum(briefing.hidden for briefing in briefings)
    nothing = _nothing(empty, window)
    if not everything:
        return Rendered((Message(lines(nothing, hidden_line(hidden), stale_line(stale)), _topics_row()),))

    def foot(left_out: int) -> str:
        return lines(_more(left_out), nothing, hidden_line(hidden), stale_line(stale))

    head = join([bold("Your topics"), esc(novelty(everything)), esc(window.words)], " · ")
    layout = lay_out(
        lambda length: _sections(reader, sections, everything, length),
        length_of(reader),
        head=head,
        foot=foot,
    )
    return shown(layout, everything).ending((*_follow_buttons(reader, layout.stories), *_topics_row()))


def render_story(reader: Reader | None, story: Story) -> Message:
    """One story in full, with its buttons."""
    text = story_html(story, "long", zone=zone_of(reader))
    message = Message(text, _story_buttons(reader, story), preview_url=_preview(story))
    return telling(message, told_in(text, [Ranked(story, 1.0)]))


def _blocks(
    reader: Reader | None, stories: Sequence[Ranked], length: str, first: int | None, details: Details
) -> list[Block]:
    zone = zone_of(reader)
    return [
        Block(
            ranked.story.id,
            story_html(
                ranked.story,
                length,
                zone=zone,
                number=None if first is None else first + i,
                mark=mark_of(ranked, stories, zone),
                alone=first is None,
                details=details if first is None and length in {"normal", "long"} else NO_DETAILS,
            ),
        )
        for i, ranked in enumerate(stories)
    ]


def _sections(
    reader: Reader,
    sections: Sequence[tuple[Topic, Sequence[Ranked]]],
    everything: Sequence[Ranked],
    length: str,
) -> list[Block]:
    blocks: list[Block] = []
    for topic, stories in sections:
        for place, ranked in enumerate(stories):
            text = story_html(
                ranked.story,
                length,
                zone=zone_of(reader),
                number=len(blocks) + 1,
                mark=mark_of(ranked, everything, zone_of(reader)),
            )
            blocks.append(
                Block(ranked.story.id, text, Html() if place else bold(cut(topic.label, NAME).upper()))
            )
    return blocks


def _empty(reader: Reader | None, briefing: Briefing, window: Window, near: Sequence[Topic]) -> Message:
    topic, last = briefing.topic, briefing.latest
    extra = lines(hidden_line(briefing.hidden), stale_line(briefing.stale_sources))
    if last is None and not briefing.hidden:
        return Message(join([_unheard(topic, near), extra]), _unheard_buttons(reader, topic, near))
    title = fill(texts.NOTHING_LATELY, topic=cut(topic.label, NAME), when=window.words)
    wider = [] if window.since is None else _wider(topic, window)
    buttons = rows(*wider, _subscribe_button(reader, topic), *(_near_button(other) for other in near))
    return Message(join([title, _last(last, zone_of(reader)), extra]), buttons)


def _last(story: Story | None, zone: str) -> Html:
    if story is None:
        return Html()
    return fill(
        texts.LAST_STORY,
        headline=link(cut(story.headline, HEADLINE), story.url),
        when=tg_time(story.updated, zone, "%d %b %H:%M", "r"),
    )


def _unheard(topic: Topic, near: Sequence[Topic]) -> Html:
    first = fill(texts.UNHEARD, word=bold(cut(topic.label)))
    if not near:
        return join([first, fill(texts.WATCH_HINT, word=cut(topic.label))])
    names = listed((bold(other.label) for other in near), last="or")
    return join([first, fill(texts.NO_GUESS, names=names)])


def _unheard_buttons(reader: Reader | None, topic: Topic, near: Sequence[Topic]) -> Rows:
    watch = None
    if not _subscribed(reader, topic):
        watch = press(f"Watch the word “{cut(topic.label, 20)}”", "sub", topic.query or topic.slug)
    return (
        *rows(*(_near_button(other) for other in near)),
        *rows(watch, press("All topics", "top", "0")),
    )


def _near_button(topic: Topic) -> Button | None:
    return press(topic.label, "br", f"24h:0:{topic.slug}")


def _wider(topic: Topic, window: Window) -> list[Button | None]:
    name = topic.query or topic.slug
    week = press("Last 7 days", "br", f"7d:0:{name}") if window.typed == "24h" else None
    return [week, press("Everything so far", "br", f"all:0:{name}")]


def _nothing(topics: Sequence[Topic], window: Window) -> Html:
    if not topics:
        return Html()
    return fill(
        texts.NOTHING_ON,
        when=window.words,
        topics=listed(bold(cut(topic.label, NAME)) for topic in topics),
    )


def _more(more: int) -> Html:
    return esc(f"{count(more, 'more story', 'more stories')}." if more else "")


def _subscribed(reader: Reader | None, topic: Topic) -> bool:
    return reader is not None and any(topic.slug == mine.slug for mine in reader.topics)


def _subscribe_button(reader: Reader | None, topic: Topic) -> Button | None:
    return None if _subscribed(reader, topic) else press("+ Daily digest", "sub", topic.query or topic.slug)


def _topic_buttons(reader: Reader | None, topic: Topic, window: Window, shown: int) -> Rows:
    name = topic.query or topic.slug
    more = press("Show more", "br", f"{window.typed}:{shown}:{name}") if shown else None
    return rows(_subscribe_button(reader, topic), more)


def _story_buttons(reader: Reader | None, story: Story) -> Rows:
    """Read, share, follow, save, why."""
    keep = [press("Follow this story", "fol", story.id), press("Save", "sav", story.id)]
    why = press("Why this?", "why", story.id)
    return (*_address_buttons(story), *rows(*(keep if _private(reader) else ()), why, wide=3))


def _address_buttons(story: Story) -> Rows:
    if story.url is None or not is_address(story.url):
        return ()
    address, words = (
        quote(story.url, safe="", errors="ignore"),
        quote(cut(story.headline, 200), errors="ignore"),
    )
    share = f"https://t.me/share/url?url={address}&text={words}"
    return rows(Button("Read the article", url=story.url), Button("Share", url=share))


def _follow_buttons(reader: Reader | None, stories: Sequence[str], first: int = 1) -> Rows:
    """In groups and channels following is left to `/follow`: a button there is everybody's."""
    return follow_buttons(stories, first) if _private(reader) else ()


def _preview(story: Story) -> str | None:
    return story.url if story.url and is_address(story.url) else None


def _private(reader: Reader | None) -> bool:
    return reader is None or reader.place.kind == "private"


def _topics_row() -> Rows:
    return ((Button("Topics", data="top:0"), Button("Settings", data="set")),)
