"""The digest: what it holds, the stories by topic, what is quiet, and when the next one comes. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows, visible_text, written
from bot.chat.names import topic_name
from bot.chat.render.frame import (
    NAME,
    follow_buttons,
    hidden_line,
    lines,
    minutes,
    names,
    privately,
    since_of,
    stale_line,
)
from bot.chat.render.layout import Block, Layout, lay_out
from bot.chat.render.stories import story_html
from bot.chat.render.told import telling, told_in
from bot.chat.times import show_date, show_day, show_slot, show_span
from bot.chat.voice import to_reader
from bot.news.model import Digest, Quote, Ranked, Topic
from bot.news.novelty import Told
from bot.store.model import Message, Reader

PARTS_OF_DAY = (("night", 22), ("evening", 17), ("afternoon", 12), ("morning", 4))
"""From which hour on."""


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


@to_reader
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
    late_line = _late(covers, now - (reader.next_due or now)) if late else Html()
    if not digest.stories:
        return Rendered((_quiet_message(reader, digest, late_line, end),))
    head = lines(_title(reader, now), _size(digest, reader.preferences.length), late_line)

    def foot(left_out: int) -> str:
        left = fill(texts.LEFT_OUT, count=left_out) if left_out else ""
        extra = [
            _quiet([topic for topic in digest.quiet if topic not in digest.silent]),
            _silent(digest.silent),
            hidden_line(digest.hidden),
            stale_line(digest.stale_sources),
            esc(left),
        ]
        return join([*extra, end, _offer(digest)], "\n")

    layout = lay_out(
        lambda length: _blocks(reader, digest, length, now), reader.preferences.length, head=head, foot=foot
    )
    everything = [ranked for section in digest.sections for ranked in section.stories]
    made = rendered(layout, everything, silent=reader.place.kind == "group")
    topics = [*(section.topic for section in digest.sections), *digest.quiet]
    buttons = (*hour_buttons(digest), *_buttons(reader, layout.stories, next_due, topics))
    return made.ending(buttons=buttons)


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
    part = next((part for part, begins in PARTS_OF_DAY if hour >= begins), "night")
    name = (texts.YOUR_BRIEFING if reader.place.kind == "private" else texts.BRIEFING)[part]
    return join([bold(name), show_day(now, reader.schedule.zone)], " · ")


def _size(digest: Digest, length: str) -> Html:
    return join([fill(texts.STORIES, count=len(digest.stories)), minutes(digest.stories, length)], " · ")


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
            label = Html() if place else bold(cut(topic_name(section.topic.label), NAME).upper())
            blocks.append(Block(ranked.story.id, text, label))
    return blocks


def _late(covers: Sequence[date], by: timedelta) -> Html:
    """How late it is, and the days that it covers."""
    days = names([show_date(day) for day in covers])
    return fill(texts.LATE, time=show_span(max(by, timedelta(minutes=1))), days=days) if days else Html()


def _quiet(topics: Sequence[Topic]) -> Html:
    return fill(texts.NOTHING_NEW, topics=_names(topics)) if topics else Html()


def _silent(topics: Sequence[Topic]) -> Html:
    """That nothing comes on these, and a wider word where there is one: the longest of several."""
    if not topics:
        return Html()
    several = [words for topic in topics if topic.kind == "phrase" and len(words := topic.query.split()) > 1]
    if not several:
        return fill(texts.SILENT, topics=_names(topics))
    return fill(texts.SILENT_WIDEN, topics=_names(topics), wider=cut(max(several[0], key=len)))


def _names(topics: Sequence[Topic]) -> Html:
    return listed(bold(cut(topic_name(topic.label), NAME)) for topic in topics)


def _end(next_due: datetime | None, zone: str) -> Html:
    if next_due is None:
        return esc(texts.END)
    return fill(texts.END_NEXT, slot=show_slot(next_due, zone))


def _offer(digest: Digest) -> Html:
    """The question whether the digest should come when its reader reads."""
    return fill(texts.HOUR_OFFER, time=f"{digest.hour:%H:%M}") if digest.hour else Html()


def hour_buttons(digest: Digest) -> Rows:
    """Yes and no to that question."""
    if digest.hour is None:
        return ()
    move = visible_text(fill(texts.HOUR_MOVE, time=f"{digest.hour:%H:%M}"))
    return rows(press(move, "hrs", f"{digest.hour:%H%M}"), press(texts.HOUR_LEAVE, "hrs", "no"))


def _quiet_message(reader: Reader, digest: Digest, late_line: Html, end: Html) -> Message:
    quiet = _quiet(digest.quiet) or esc(texts.NOTHING_NEW_AT_ALL)
    extra = lines(_silent(digest.silent), hidden_line(digest.hidden), stale_line(digest.stale_sources))
    text = join([late_line, join([quiet, end], " "), extra, _offer(digest)], "\n")
    return Message(text, hour_buttons(digest), silent=reader.place.kind == "group")


def _buttons(
    reader: Reader, stories: Sequence[str], next_due: datetime | None, topics: Sequence[Topic]
) -> Rows:
    if reader.place.kind != "private":
        return rows(privately(topics))
    last = [press(texts.TOPICS, "top", "0"), press(texts.SETTINGS_BUTTON, "set")]
    if next_due:
        day = next_due.astimezone(ZoneInfo(reader.schedule.zone)).date()
        skip = visible_text(fill(texts.SKIP, day=written(day, texts.SHORT_DATE)))
        last.insert(1, press(skip, "skip", day.isoformat()))
    return (*follow_buttons(stories), *rows(*last, wide=3))
