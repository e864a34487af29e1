"""The digest: what it holds, the stories by topic, what is quiet, and when the next one comes. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.markup import Html, Rows, bold, count, cut, esc, fill, join, listed
from bot.chat.render.frame import (
    NAME,
    follow_buttons,
    hidden_line,
    lines,
    minutes,
    names,
    since_of,
    stale_line,
)
from bot.chat.render.layout import Block, Layout, lay_out
from bot.chat.render.stories import story_html
from bot.chat.render.told import telling, told_in
from bot.chat.times import show_date, show_day, show_slot
from bot.news.model import Digest, Quote, Ranked, Topic
from bot.news.novelty import Told
from bot.store.model import Button, Message, Reader


@dataclass(frozen=True, slots=True)
class Rendered:
    """Messages, the ids of the stories that count as shown with them, and the sentences that they tell."""

    messages: tuple[Message, ...]
    stories: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()

    def ending(self, buttons: Rows, preview_url: str | None = None) -> "Rendered":
        """The same with buttons, and perhaps a preview, below the last message."""
        last = replace(self.messages[-1], buttons=buttons, preview_url=preview_url)
        return replace(self, messages=(*self.messages[:-1], last))


def render_digest(
    reader: Reader,
    digest: Digest,
    *,
    now: datetime,
    next_due: datetime | None,
    late: bool,
    covers: Sequence[date],
) -> tuple[Message, ...]:
    """The digest of a reader as messages, at most three; one line where it holds no story."""
    return compose_digest_messages(
        reader, digest, now=now, next_due=next_due, late=late, covers=covers
    ).messages


def compose_digest_messages(
    reader: Reader,
    digest: Digest,
    *,
    now: datetime,
    next_due: datetime | None,
    late: bool,
    covers: Sequence[date],
) -> Rendered:
    """As `render_digest`, with the stories that found room."""
    zone = reader.schedule.zone
    end = _end(next_due, zone)
    late_line = _late(covers) if late else Html()
    if not digest.stories:
        return Rendered((_quiet_message(reader, digest, late_line, end),))
    head = lines(_title(reader, now), _size(digest), late_line)

    def foot(left_out: int) -> str:
        left = f"{count(left_out, 'story', 'stories')} more: /brief" if left_out else ""
        extra = [
            _quiet(digest.quiet),
            hidden_line(digest.hidden),
            stale_line(digest.stale_sources),
            esc(left),
        ]
        return join([*extra, end], "\n")

    layout = lay_out(
        lambda length: _blocks(reader, digest, length, now), reader.preferences.length, head=head, foot=foot
    )
    everything = [ranked for section in digest.sections for ranked in section.stories]
    made = rendered(layout, everything, silent=reader.place.kind == "group")
    return made.ending(buttons=_buttons(reader, layout.stories, next_due))


def rendered(
    layout: Layout, stories: Iterable[Ranked], *, silent: bool = False, details: Iterable[Quote] = ()
) -> Rendered:
    """The texts of a layout as messages that know which of the stories they tell, and in which sentences.

    `details` are further sentences of a story by itself.
    """
    by_id = {ranked.story.id: ranked for ranked in stories}
    messages: list[Message] = []
    everything: list[Told] = []
    for text, ids in zip(layout.texts, layout.told, strict=True):
        told = told_in(text, (by_id[story] for story in ids), details)
        messages.append(telling(Message(text, silent=silent), told))
        everything += told
    first = tuple(one.story for one in everything if not one.again)
    return Rendered(tuple(messages), first, tuple(everything))


def _title(reader: Reader, now: datetime) -> Html:
    hour = now.astimezone(ZoneInfo(reader.schedule.zone)).hour
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 17 else "evening"
    name = (texts.YOUR_BRIEFING if reader.place.kind == "private" else texts.BRIEFING)[part]
    return join([bold(name), show_day(now, reader.schedule.zone)], " · ")


def _size(digest: Digest) -> Html:
    return esc(f"{count(len(digest.stories), 'story', 'stories')} · {minutes(digest.stories)}")


def _blocks(reader: Reader, digest: Digest, length: str, now: datetime) -> list[Block]:
    blocks: list[Block] = []
    for section in digest.sections:
        for place, ranked in enumerate(section.stories):
            text = story_html(
                ranked.story,
                length,
                zone=reader.schedule.zone,
                number=len(blocks) + 1,
                since=since_of(ranked, now, reader),
                corrected=ranked.corrected,
            )
            label = Html() if place else bold(cut(section.topic.label, NAME).upper())
            blocks.append(Block(ranked.story.id, text, label))
    return blocks


def _late(covers: Sequence[date]) -> Html:
    days = names([show_date(day) for day in covers])
    return fill(texts.LATE, days=days) if days else Html()


def _quiet(topics: Sequence[Topic]) -> Html:
    if not topics:
        return Html()
    return fill(texts.NOTHING_NEW, topics=listed([bold(cut(topic.label, NAME)) for topic in topics]))


def _end(next_due: datetime | None, zone: str) -> Html:
    if next_due is None:
        return esc(texts.END)
    return fill(texts.END_NEXT, slot=show_slot(next_due, zone))


def _quiet_message(reader: Reader, digest: Digest, late_line: Html, end: Html) -> Message:
    quiet = _quiet(digest.quiet) or esc(texts.NOTHING_NEW_AT_ALL)
    extra = lines(hidden_line(digest.hidden), stale_line(digest.stale_sources))
    text = join([late_line, join([quiet, end], " "), extra], "\n")
    return Message(text, silent=reader.place.kind == "group")


def _buttons(reader: Reader, stories: Sequence[str], next_due: datetime | None) -> Rows:
    if reader.place.kind != "private":
        return ()
    last = [Button("Topics", data="top:0"), Button("Settings", data="set")]
    if next_due:
        day = next_due.astimezone(ZoneInfo(reader.schedule.zone)).date()
        last.insert(1, Button(f"Skip {day:%a} {day.day} {day:%b}", data=f"skip:{day.isoformat()}"))
    return (*follow_buttons(stories), tuple(last))
