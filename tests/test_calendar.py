"""Every chosen slot gives one digest, whatever clocks and readers do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar import (
    EVERY_DAY,
    Schedule,
    Slot,
    after_quiet,
    instant,
    is_quiet,
    next_slot,
    reschedule,
    slot_on,
    slots_between,
)

MORNING = time(7, 30)
EVENING = time(18)
MINUTE = timedelta(minutes=1)
ZONES = sorted(available_timezones() - {"localtime", "Factory"})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def berlin(*times: time, quiet: tuple[time, time] | None = None) -> Schedule:
    return Schedule("Europe/Berlin", times, quiet=quiet)


def test_the_next_slot_is_later_today() -> None:
    assert next_slot(berlin(MORNING), utc("2026-05-04 05:29")) == Slot(
        date(2026, 5, 4), MORNING, utc("2026-05-04 05:30")
    )


def test_a_minute_that_has_come_means_tomorrow() -> None:
    slot = next_slot(berlin(MORNING), utc("2026-05-04 05:30"))
    assert slot is not None
    assert slot.local_date == date(2026, 5, 5)


def test_the_local_date_counts_and_not_the_utc_date() -> None:
    tokyo = Schedule("Asia/Tokyo", (MORNING,))
    assert next_slot(tokyo, utc("2026-05-04 20:00")) == Slot(
        date(2026, 5, 5), MORNING, utc("2026-05-04 22:30")
    )


def test_several_times_a_day_come_in_turn() -> None:
    slot = next_slot(berlin(MORNING, EVENING), utc("2026-05-04 06:00"))
    assert slot is not None
    assert slot.time == EVENING


def test_only_chosen_weekdays_count() -> None:
    friday_evening = utc("2026-05-08 20:00")
    slot = next_slot(replace(berlin(MORNING), days=frozenset(range(5))), friday_evening)
    assert slot is not None
    assert slot.local_date == date(2026, 5, 11)


def test_a_slot_that_was_delivered_does_not_come_again() -> None:
    slot = next_slot(berlin(MORNING), utc("2026-05-04 00:00"), {(date(2026, 5, 4), MORNING)})
    assert slot is not None
    assert slot.local_date == date(2026, 5, 5)


@pytest.mark.parametrize("schedule", [Schedule("UTC", ()), Schedule("UTC", (MORNING,), days=frozenset())])
def test_without_a_time_or_a_day_nothing_is_due(schedule: Schedule) -> None:
    assert next_slot(schedule, utc("2026-05-04 00:00")) is None


def test_a_time_that_the_clocks_skip_comes_at_the_first_minute_after() -> None:
    assert instant("Europe/Berlin", date(2026, 3, 29), time(2, 30)) == utc("2026-03-29 01:00")


def test_a_time_that_half_an_hour_skips_comes_when_it_has_passed() -> None:
    assert instant("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10)) == utc("2026-10-03 15:30")


def test_a_day_that_a_zone_skips_comes_when_the_next_begins() -> None:
    assert instant("Pacific/Apia", date(2011, 12, 30), MORNING) == utc("2011-12-30 10:00")


def test_a_time_that_the_clocks_repeat_comes_the_first_time() -> None:
    assert instant("Europe/Berlin", date(2026, 10, 25), time(2, 30)) == utc("2026-10-25 00:30")


def test_a_slot_in_quiet_hours_comes_when_they_end() -> None:
    night = berlin(time(23), quiet=(time(22), time(7)))
    assert next_slot(night, utc("2026-05-04 12:00")) == Slot(
        date(2026, 5, 4), time(23), utc("2026-05-05 05:00")
    )


def test_a_slot_at_the_end_of_quiet_hours_is_not_moved() -> None:
    assert slot_on(berlin(time(7), quiet=(time(22), time(7))), date(2026, 5, 4), time(7)).due == utc(
        "2026-05-04 05:00"
    )


def test_equal_bounds_mean_no_quiet_hours() -> None:
    assert not is_quiet(berlin(quiet=(time(7), time(7))), utc("2026-05-04 05:00"))


def test_quiet_hours_within_a_day_hold_within_that_day() -> None:
    noon = berlin(quiet=(time(12), time(14)))
    assert after_quiet(noon, utc("2026-05-04 11:00")) == utc("2026-05-04 12:00")
    assert after_quiet(noon, utc("2026-05-04 09:59")) == utc("2026-05-04 09:59")


def test_slots_that_quiet_hours_put_together_come_as_one() -> None:
    night = berlin(time(22, 30), time(23), MORNING, quiet=(time(22), time(7)))
    first = slot_on(night, date(2026, 5, 4), time(22, 30))
    assert [slot.time for slot in slots_between(night, first, first.due)] == [time(22, 30), time(23)]


def test_three_days_asleep_leave_three_days_to_cover() -> None:
    first = slot_on(berlin(MORNING), date(2026, 5, 4), MORNING)
    missed = slots_between(berlin(MORNING), first, utc("2026-05-06 09:00"))
    assert [slot.local_date.day for slot in missed] == [4, 5, 6]


def test_a_slot_that_is_no_longer_chosen_is_still_covered() -> None:
    first = slot_on(berlin(MORNING), date(2026, 5, 4), MORNING)
    assert slots_between(berlin(EVENING), first, first.due) == (first,)


def change(old: Schedule, new: Schedule, now: str, done: tuple[tuple[date, time], ...] = ()) -> Slot | None:
    pending = next_slot(old, utc(now), done)
    return reschedule(old, new, utc(now), done, pending)


def test_a_new_time_that_has_passed_today_means_tomorrow() -> None:
    slot = change(berlin(EVENING), berlin(MORNING), "2026-05-04 08:00")
    assert slot == slot_on(berlin(MORNING), date(2026, 5, 5), MORNING)


def test_a_new_time_that_has_passed_in_quiet_hours_means_tomorrow_too() -> None:
    quiet = (time(6), time(9))
    slot = change(berlin(EVENING, quiet=quiet), berlin(MORNING, quiet=quiet), "2026-05-04 06:00")
    assert slot is not None
    assert slot.local_date == date(2026, 5, 5)


def test_a_new_time_later_today_comes_today() -> None:
    slot = change(berlin(MORNING), berlin(EVENING), "2026-05-04 08:00", ((date(2026, 5, 4), MORNING),))
    assert slot == slot_on(berlin(EVENING), date(2026, 5, 4), EVENING)


def test_moving_west_after_the_digest_gives_no_second_one_that_day() -> None:
    west = Schedule("America/New_York", (MORNING,))
    slot = change(berlin(MORNING), west, "2026-05-04 06:00", ((date(2026, 5, 4), MORNING),))
    assert slot == slot_on(west, date(2026, 5, 5), MORNING)


def test_moving_east_over_the_hour_brings_the_digest_at_once() -> None:
    east = Schedule("Asia/Tokyo", (MORNING,))
    assert change(berlin(MORNING), east, "2026-05-04 04:00") == Slot(
        date(2026, 5, 4), MORNING, utc("2026-05-04 04:00")
    )


def test_at_once_waits_for_the_end_of_quiet_hours() -> None:
    east = Schedule("Asia/Tokyo", (MORNING,), quiet=(time(12), time(14)))
    slot = change(berlin(MORNING), east, "2026-05-04 04:00")
    assert slot is not None
    assert slot.due == utc("2026-05-04 05:00")


def test_a_digest_held_by_quiet_hours_comes_at_once_when_they_are_lifted() -> None:
    held = berlin(time(23), quiet=(time(22), time(7)))
    assert change(held, berlin(time(23)), "2026-05-05 04:00") == Slot(
        date(2026, 5, 4), time(23), utc("2026-05-05 04:00")
    )


def test_a_digest_that_was_owed_stays_owed() -> None:
    owed = slot_on(berlin(MORNING), date(2026, 5, 4), MORNING)
    assert reschedule(berlin(MORNING), berlin(EVENING), utc("2026-05-04 06:00"), (), owed) == owed


def test_a_change_that_leaves_no_time_leaves_no_slot() -> None:
    assert change(berlin(MORNING), berlin(), "2026-05-04 04:00") is None


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
