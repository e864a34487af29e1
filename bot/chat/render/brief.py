"""What there is on a topic now, seen or not, and which of it is new. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from bot.chat import texts
from bot.chat.markup import (
    Html,
    Rows,
    bold,
    cut,
    esc,
    fill,
    is_address,
    join,
    listed,
    press,
    rows,
)
from bot.chat.names import topic_name
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
    privately,
    stale_line,
    zone_of,
)
from bot.chat.render.layout import Block, Layout, lay_out
from bot.chat.render.links import read_button
from bot.chat.render.nothing import day_buttons, related_buttons, render_nothing, subscribe_button
from bot.chat.render.stories import NO_DETAILS, story_html
from bot.chat.render.told import telling, told_in
from bot.chat.times import Window
from bot.chat.voice import said
from bot.news.model import Briefing, Ranked, Story, Topic
from bot.news.stories import Details
from bot.store.model import Button, Message, Reader


def render_brief(
    reader: Reader | None,
    briefing: Briefing,
    window: Window,
    *,
    near: Sequence[Topic] = (),
    related: Sequence[Topic] = (),
    first: int = 1,
    details: Details = NO_DETAILS,
) -> Rendered:
    """A brief as messages, at most three. Stories count from `first`.

    `near`: topics perhaps meant; `related`: those to go on with where the topic has no more.

    `details` are those of its only story.
    """
    if not briefing.stories:
        return Rendered((render_nothing(reader, briefing, window, near, related),))
    found = [ranked.story for ranked in briefing.stories]
    title = join(
        [
            bold(cut(topic_name(briefing.topic.label), NAME)),
            esc(novelty(briefing.stories)),
            esc(outlets(found)),
        ],
        " · ",
    )
    head = join([title, esc("" if window.typed == "24h" else window.words)], " · ")

    def foot(left_out: int) -> str:
        more = briefing.more + left_out
        told = _more(more, at_least=briefing.cut)
        return lines(told, hidden_line(briefing.hidden), stale_line(briefing.stale_sources))

    alone = len(found) == 1 and not briefing.more and first == 1
    layout = lay_out(
        lambda length: _blocks(reader, briefing.stories, length, None if alone else first, details),
        length_of(reader),
        head=head,
        foot=foot,
    )
    follow = _follow_buttons(reader, layout.stories, first)
    buttons = _story_buttons(reader, found[0], details) if alone else follow
    preview = preview_of(found[0]) if alone else None
    more = briefing.more + layout.left_out
    below = _topic_buttons(reader, briefing.topic, window, first + len(layout.stories) - 1 if more else 0)
    beside = related_buttons(() if more else related)
    return shown(layout, briefing.stories, details).ending((*buttons, *below, *beside), preview)


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

    head = join([bold(texts.YOUR_TOPICS_HEAD), novelty(everything), window.words], " · ")
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
    message = Message(text, _story_buttons(reader, story), preview_url=preview_of(story))
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
                Block(
                    ranked.story.id,
                    text,
                    Html() if place else bold(cut(topic_name(topic.label), NAME).upper()),
                )
            )
    return blocks


def _nothing(topics: Sequence[Topic], window: Window) -> Html:
    if not topics:
        return Html()
    return fill(
        texts.NOTHING_ON,
        when=window.words,
        topics=listed(bold(cut(topic_name(topic.label), NAME)) for topic in topics),
    )


def _more(more: int, *, at_least: bool = False) -> Html:
    return fill(texts.MORE_AT_LEAST if at_least else texts.MORE_STORIES, count=more) if more else Html()


def _topic_buttons(reader: Reader | None, topic: Topic, window: Window, shown: int) -> Rows:
    name = topic.query or topic.slug
    more = press(texts.SHOW_MORE, "br", f"{window.typed}:{shown}:{name}") if shown else None
    alone = None if _private(reader) else privately([topic])
    return rows(*day_buttons(topic, window), subscribe_button(reader, topic), more, alone)


def _story_buttons(reader: Reader | None, story: Story, details: Details = NO_DETAILS) -> Rows:
    """Read, share, follow, save, more and less like this, why, and its timeline where it has one."""
    keep = [press(texts.FOLLOW_STORY, "fol", story.id), press(texts.SAVE, "sav", story.id)]
    more, less = press(texts.MORE_LIKE_THIS, "mor", story.id), press(texts.LESS_LIKE_THIS, "lss", story.id)
    why = press(texts.WHY_THIS, "why", story.id)
    line = press(texts.FULL_TIMELINE, "tl", story.id) if details.events else None
    own = (*keep, more, less, why, line) if _private(reader) else (why, line)
    return (*_address_buttons(story), *rows(*own))


def _address_buttons(story: Story) -> Rows:
    if story.url is None or not is_address(story.url):
        return ()
    address, words = (
        quote(story.url, safe="", errors="ignore"),
        quote(cut(story.headline, 200), errors="ignore"),
    )
    share = f"https://t.me/share/url?url={address}&text={words}"
    return rows(read_button(story), Button(said(texts.SHARE), url=share, inline=f"st_{story.id}"))


def _follow_buttons(reader: Reader | None, stories: Sequence[str], first: int = 1) -> Rows:
    """In groups and channels following is left to `/follow`: a button there is everybody's."""
    return follow_buttons(stories, first) if _private(reader) else ()


def preview_of(story: Story) -> str | None:
    """The address to show a preview of."""
    return story.url if story.url and is_address(story.url) else None


def _private(reader: Reader | None) -> bool:
    return reader is None or reader.place.kind == "private"


def _topics_row() -> Rows:
    return rows(press(texts.TOPICS, "top", "0"), press(texts.SETTINGS_BUTTON, "set"))
