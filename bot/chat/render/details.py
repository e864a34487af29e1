"""What is told beside a story's summary: who says what, numbers, days, differences, corrections. Pure."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.chat import texts
from bot.chat.markup import (
    MAX_ENTITIES,
    MAX_UNITS,
    Html,
    bold,
    cut,
    entities,
    esc,
    fill,
    folded,
    isolated,
    italic,
    join,
    units,
    written,
)
from bot.chat.render.links import OUTLET, headline
from bot.news.model import Correction, Quote, Story
from bot.news.stories import Details, Difference, Event, When
from bot.store.model import Message

LATEST = 4
"""So many events are told beside a summary; all of them behind a button."""


def details_html(details: Details) -> list[Html]:
    """The details behind a tap, each sentence with its outlet: all of them, then with ever less."""
    voices = _titled(texts.VOICES, map(point, details.voices))
    said = [voices, _titled(texts.NUMBERS, map(point, details.numbers))]
    days = _titled(texts.TIMELINE, _days(details.events[-LATEST:]))
    apart = _titled(texts.DIFFERENCES, map(_difference, details.differences))
    return [folded(join(parts)) for parts in ([apart, *said, days], [apart, *said], [apart, voices])]


def corrections(corrected: Sequence[Correction]) -> Html:
    """Sentences that a reader was shown and that hold no more, each with what its article says now."""
    changed = [_titled(texts.CORRECTED_TO, [_changed(one.was, one.now)]) for one in corrected if one.now]
    gone = [point(one.was) for one in corrected if one.now is None]
    title = texts.CORRECTED if len(gone) == 1 else texts.CORRECTED_SEVERAL
    return join([*changed, _titled(title, gone)], "\n")


def render_timeline(story: Story, events: Sequence[Event]) -> tuple[Message, tuple[Quote, ...]]:
    """All of a story's dated sentences in their order, and those that the message holds.

    What doesn't fit is left out from the oldest on, and counted.
    """
    head = join([bold(texts.TIMELINE), headline(story)], "\n")
    told = list(events)
    while True:
        left_out = len(events) - len(told)
        earlier = fill(texts.EARLIER, count=left_out) if left_out else Html()
        text = join([head, join([italic(earlier) if left_out else "", *_days(told)])])
        if not told or (units(text) <= MAX_UNITS and entities(text) <= MAX_ENTITIES):
            break
        told.pop(0)
    return Message(text), tuple(event.quote for event in told)


def point(quote: Quote) -> Html:
    """A sentence as an item of a list, with its outlet."""
    return join([Html("•"), esc(quote.text), italic(Html(f"({isolated(cut(quote.source, OUTLET))})"))], " ")


def _titled(title: str, lines: Iterable[Html]) -> Html:
    found = list(lines)
    return join([bold(title), *found], "\n") if found else Html()


def _days(events: Iterable[Event]) -> list[Html]:
    """Each day once, above its sentences."""
    together = groupby(events, key=lambda event: event.when)
    return [
        join([bold(_day(when)), *(point(event.quote) for event in same)], "\n") for when, same in together
    ]


def _day(when: When) -> object:
    """`Sun 3 May 2026`, `Week of 27 Apr`, `April 2026`."""
    if when.span == "week":
        return fill(texts.WEEK_OF, day=written(when.day, texts.DAY_MONTH))
    return written(when.day, texts.MONTH if when.span == "month" else texts.EVENT_DAY)


def _difference(difference: Difference) -> Html:
    return join([point(difference.one), point(difference.other)], "\n")


def _changed(was: Quote, now: Quote) -> Html:
    return join([point(now), fill(texts.CORRECTED_FROM, was=was.text)], "\n")
