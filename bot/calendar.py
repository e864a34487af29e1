"""When a digest is due: a pure function of zone, times, weekdays, quiet hours, what was delivered, and now.

A slot is one of the reader's times on one of the reader's days. Its due moment follows three rules:
a local time that the clocks skip comes at the first valid minute after it; one that they repeat comes once,
the first time; one inside quiet hours comes when they end.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))

Key = tuple[date, time]
"""What makes a slot unique for a reader: its local date and time."""

Done = Collection[Key]
"""Slots that a digest was planned for."""

_DAY = timedelta(days=1)
_LOOK_BACK = 2
"""Days: quiet hours move a slot by less than one day, and zones are up to one day apart."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a reader wants digests. `zone` is an IANA name; `times` are local minutes, sorted, distinct.

    `days` holds weekdays, 0 is Monday. `quiet` is a local (from, until) that may cross midnight.
    """

    zone: str
    times: tuple[time, ...]
    days: frozenset[int] = EVERY_DAY
    quiet: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One digest of one local day. `due` is aware, in UTC."""

    local_date: date
    time: time
    due: datetime

    @property
    def key(self) -> Key:
        return self.local_date, self.time


def slot_on(schedule: Schedule, day: date, at: time) -> Slot:
    """The slot of the local time `at` on the local date `day`, whether or not the schedule has chosen it."""
    return Slot(day, at, after_quiet(schedule, instant(schedule.zone, day, at)))


def next_slot(schedule: Schedule, now: datetime, done: Done = ()) -> Slot | None:
    """The first slot that is due after `now` and not in `done`; None where no time or no day is chosen."""
    if not schedule.days:
        return None
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    for slot in _slots_from(schedule, today - _LOOK_BACK * _DAY, 2 * _LOOK_BACK + 7 + 7 * len(done)):
        if slot.due > now and slot.key not in done:
            return slot
    return None


def slots_between(schedule: Schedule, first: Slot, now: datetime, done: Done = ()) -> tuple[Slot, ...]:
    """`first`, and in order the slots after it that are due by `now` and not in `done`.

    More than one means that digests were missed, or put together by quiet hours: one digest covers them.
    """
    today = now.astimezone(ZoneInfo(schedule.zone)).date()
    days = (today - first.local_date).days + 1
    later = (slot for slot in _slots_from(schedule, first.local_date, days) if slot.key > first.key)
    return (first, *(slot for slot in later if slot.due <= now and slot.key not in done))


def reschedule(old: Schedule, new: Schedule, now: datetime, done: Done, pending: Slot | None) -> Slot | None:
    """The next slot after a reader changed hours, days or zone at `now`; `pending` was it until then.

    A digest that was owed already stays owed. One that was still to come, and that the change puts into the
    past, comes at once, so that no day is lost. A newly chosen time whose minute has passed today means
    tomorrow. No slot comes a second time.
    """
    if not new.times or not new.days:
        return None
    if pending and pending.key not in done:
        if pending.due <= now:
            return pending
        kept = slot_on(new, pending.local_date, pending.time)
        if kept.due <= now and pending.time in new.times and pending.local_date.weekday() in new.days:
            return replace(kept, due=after_quiet(new, now))
    return next_slot(new, now, {*done, *_passed_times(old, new, now)})


def instant(zone: str, day: date, at: time) -> datetime:
    """The moment, in UTC, when the clocks of an IANA zone first reach `at` on `day`, to the minute."""
    wall = datetime.combine(day, at, ZoneInfo(zone))
    moment = wall.astimezone(UTC)
    if moment.astimezone(wall.tzinfo).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return moment
    return _end_of_gap(wall)


def is_quiet(schedule: Schedule, moment: datetime) -> bool:
    """Whether `moment` (aware) falls into the quiet hours."""
    return after_quiet(schedule, moment) != moment


def after_quiet(schedule: Schedule, moment: datetime) -> datetime:
    """`moment` (aware), or the end, in UTC, of the quiet hours around it. Equal bounds mean none."""
    if schedule.quiet is None:
        return moment
    begin, end = schedule.quiet
    local = moment.astimezone(ZoneInfo(schedule.zone))
    at = local.time()
    inside = begin <= at < end if begin <= end else at >= begin or at < end
    if not inside:
        return moment
    day = local.date() if at < end else local.date() + _DAY
    return max(moment, instant(schedule.zone, day, end))


def _slots_from(schedule: Schedule, first: date, days: int) -> Iterator[Slot]:
    for number in range(days):
        day = first + number * _DAY
        if day.weekday() in schedule.days:
            for at in schedule.times:
                yield slot_on(schedule, day, at)


def _passed_times(old: Schedule, new: Schedule, now: datetime) -> set[Key]:
    """Slots of newly chosen times whose minute has passed, even if quiet hours would end later."""
    today = now.astimezone(ZoneInfo(new.zone)).date()
    slots = [(day, at) for day in (today - _DAY, today) for at in set(new.times) - set(old.times)]
    return {(day, at) for day, at in slots if instant(new.zone, day, at) <= now}


def _end_of_gap(wall: datetime) -> datetime:
    """The first whole local minute after a change of the clocks that skips `wall`."""
    zone = wall.tzinfo
    before, after = wall.replace(fold=1).astimezone(UTC), wall.astimezone(UTC)
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    local = after.astimezone(zone)
    return after + timedelta(seconds=-local.second % 60, microseconds=-local.microsecond)
