"""In every zone of the world, on every day of four years, each chosen slot gives one digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar import (
    EVERY_DAY,
    Schedule,
    Slot,
    instant,
    is_quiet,
    next_slot,
    reschedule,
    slot_on,
    slots_between,
)

MINUTE = timedelta(minutes=1)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


@cache
def days_of_change(zone: str) -> tuple[date, ...]:
    """The days of 2025 to 2028 on which the clocks of `zone` are moved."""
    noons = [datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(1461)]
    offsets = [noon.astimezone(ZoneInfo(zone)).utcoffset() for noon in noons]
    return tuple(noon.date() for noon, a, b in zip(noons, offsets, offsets[1:], strict=False) if a != b)


def quiet_for(begin: int, minutes: int) -> tuple[time, time]:
    """Quiet hours from a minute of the day on."""
    end = (begin + minutes) % 1440
    return time(begin // 60, begin % 60), time(end // 60, end % 60)


clock_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
night_times = st.builds(time, st.integers(0, 3), st.integers(0, 59))
zones = st.sampled_from(ZONES)
quiets = st.none() | st.builds(quiet_for, st.integers(0, 1439), st.integers(0, 20 * 60))
schedules = st.builds(
    Schedule,
    zones,
    st.sets(clock_times | night_times, min_size=1, max_size=3).map(lambda times: tuple(sorted(times))),
    st.just(EVERY_DAY) | st.sets(st.integers(0, 6), min_size=1).map(frozenset),
    quiets,
)


def dates(zone: str) -> st.SearchStrategy[date]:
    anywhen = st.dates(date(2025, 1, 1), date(2028, 12, 20))
    changes = days_of_change(zone)
    return anywhen | st.sampled_from(changes) if changes else anywhen


zones_and_dates = zones.flatmap(lambda zone: st.tuples(st.just(zone), dates(zone)))
scheduled = schedules.flatmap(lambda schedule: st.tuples(st.just(schedule), dates(schedule.zone)))


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), UTC) - timedelta(days=3)


def deliveries(schedule: Schedule, start: datetime, days: int) -> Iterator[tuple[Slot, ...]]:
    """What a tireless sender delivers: each item is one digest with the slots it covers."""
    done: set[tuple[date, time]] = set()
    now = start
    while (slot := next_slot(schedule, now, done)) and slot.due < start + timedelta(days=days):
        now = slot.due
        covered = slots_between(schedule, slot, now, done)
        done |= {each.key for each in covered}
        yield covered


@given(zones_and_dates, clock_times | night_times)
def test_in_every_zone_a_slot_is_due_when_the_clocks_first_reach_it(
    where: tuple[str, date], at: time
) -> None:
    zone, day = where
    due = instant(zone, day, at)
    wall = datetime.combine(day, at)
    assert due.astimezone(ZoneInfo(zone)).replace(tzinfo=None) >= wall
    assert (due - MINUTE).astimezone(ZoneInfo(zone)).replace(tzinfo=None) < wall


@given(scheduled)
@settings(deadline=None)
def test_every_chosen_slot_and_local_day_gives_exactly_one_digest(case: tuple[Schedule, date]) -> None:
    schedule, day = case
    start, days = start_of(day), 9
    delivered = [slot.key for digest in deliveries(schedule, start, days) for slot in digest]
    chosen = [
        slot.key
        for n in range(-3, days + 3)
        for at in schedule.times
        if (slot := slot_on(schedule, start.date() + timedelta(days=n), at)).local_date.weekday()
        in schedule.days
        and start < slot.due < start + timedelta(days=days)
    ]
    assert delivered == chosen


@given(scheduled)
@settings(deadline=None)
def test_no_slot_is_due_in_quiet_hours(case: tuple[Schedule, date]) -> None:
    schedule, day = case
    for at in schedule.times:
        slot = slot_on(schedule, day, at)
        assert not is_quiet(schedule, slot.due)
        assert timedelta(0) <= slot.due - instant(schedule.zone, day, at) <= timedelta(hours=26)


@st.composite
def travels(draw: st.DrawFn) -> tuple[Schedule, date, list[tuple[timedelta, str]]]:
    """A reader with one time a day, and the zones they move to, each after a while."""
    schedule = Schedule(draw(zones), (draw(clock_times),))
    pauses = st.timedeltas(timedelta(0), timedelta(hours=40))
    return schedule, draw(dates(schedule.zone)), draw(st.lists(st.tuples(pauses, zones), max_size=6))


@given(travels())
@settings(deadline=None)
def test_moving_about_the_world_gives_one_digest_for_every_local_day(
    case: tuple[Schedule, date, list[tuple[timedelta, str]]],
) -> None:
    schedule, day, moves = case
    reader = Diary(schedule, start_of(day))
    for pause, zone in moves:
        reader.live(pause)
        reader.change(replace(reader.schedule, zone=zone))
    reader.live(timedelta(days=4))
    days = sorted(local_date for local_date, _ in reader.delivered)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


class Diary:
    """A reader who lives through their digests and changes their mind."""

    def __init__(self, schedule: Schedule, start: datetime) -> None:
        self.schedule = schedule
        self.now = start
        self.delivered: list[tuple[date, time]] = []
        self.pending = next_slot(schedule, start)

    def live(self, span: timedelta) -> None:
        """Lets time go by and digests come."""
        end = self.now + span
        while self.pending and self.pending.due <= end:
            self.now = max(self.now, self.pending.due)
            self.delivered += [
                slot.key for slot in slots_between(self.schedule, self.pending, self.now, self.delivered)
            ]
            self.pending = next_slot(self.schedule, self.now, self.delivered)
        self.now = end

    def change(self, new: Schedule) -> None:
        """Takes up another schedule."""
        self.pending = reschedule(self.schedule, new, self.now, self.delivered, self.pending)
        self.schedule = new


@given(
    scheduled, st.lists(st.tuples(st.timedeltas(timedelta(0), timedelta(hours=30)), schedules), max_size=6)
)
@settings(deadline=None)
def test_no_change_of_settings_repeats_a_slot_or_loses_one_that_stays_chosen(
    case: tuple[Schedule, date], changes: list[tuple[timedelta, Schedule]]
) -> None:
    reader = Diary(case[0], start_of(case[1]))
    for pause, new in changes:
        reader.live(pause)
        before = reader.pending
        reader.change(new)
        chosen = before and before.time in new.times and before.local_date.weekday() in new.days
        assert not chosen or (reader.pending is not None and reader.pending.key <= before.key)  # type: ignore[union-attr]
    reader.live(timedelta(days=4))
    assert len(reader.delivered) == len(set(reader.delivered))
