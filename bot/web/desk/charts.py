"""Charts as numbers: where the bars and dots of an SVG stand. The templates draw them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk.view import DAYS
from bot.web.desk.words import day_of


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, in user units from the upper left. `label` says in words what it shows."""

    x: float
    y: float
    width: float
    height: float
    label: str
    kind: str = ""


def columns(
    values: Sequence[tuple[str, Mapping[str, int]]], width: float, height: float, gap: float = 1
) -> list[Bar]:
    """Columns of equal width, in which each kind of thing that was counted stands on the one before.

    `values` are the columns' names with their counts by kind, from left to right.
    """
    highest = max((sum(counts.values()) for _, counts in values), default=0) or 1
    step = width / max(1, len(values))
    bars = []
    for place, (name, counts) in enumerate(values):
        top = height
        for kind, count in counts.items():
            if count:
                tall = height * count / highest
                top -= tall
                x, y, wide = round(place * step, 1), round(top, 1), round(step - gap, 1)
                bars.append(Bar(x, y, wide, round(tall, 1), f"{name}: {count} {kind}".rstrip(), kind))
    return bars


def by_day(counts: Counter[str], now: datetime) -> list[tuple[str, Mapping[str, int]]]:
    """Columns for the last days, today being the last, from counts by UTC date ("2026-05-04")."""
    days = [now.date() - timedelta(days=n) for n in range(DAYS, -1, -1)]
    return [(day_of(day), {"": counts[day.isoformat()]}) for day in days]


@dataclass(frozen=True, slots=True)
class Dot:
    """Something that happened at a time, in a lane of its own kind."""

    x: float
    lane: int
    label: str
    href: str


def lanes(
    happened: Iterable[tuple[str, datetime, str, str]], width: float
) -> tuple[list[str], list[Dot], tuple[datetime, datetime] | None]:
    """Dots along time: the lanes' names from above, the dots, and the times at both ends (None: no dot).

    `happened` holds lane, time, label and address of each; lanes come in the order of their first dot.
    """
    ordered = sorted(happened, key=lambda one: one[1])
    if not ordered:
        return [], [], None
    first, last = ordered[0][1], ordered[-1][1]
    seconds = (last - first).total_seconds() or 1
    names = list(dict.fromkeys(lane for lane, *_ in ordered))
    dots = [
        Dot(round(width * (time - first).total_seconds() / seconds, 1), names.index(lane), label, href)
        for lane, time, label, href in ordered
    ]
    return names, dots, (first, last)


def levels(values: Sequence[float], most: int = 9) -> list[int]:
    """Each value's step between the lowest and the highest finite one, 0 to `most`; 0 for an infinite one."""
    finite = [value for value in values if abs(value) != float("inf")]
    if not finite:
        return [0] * len(values)
    low, high = min(finite), max(finite)
    span = (high - low) or 1
    return [round(most * (value - low) / span) if value in finite else 0 for value in values]
