"""Every chosen slot gives one digest, whatever clocks and readers do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.calendar import (
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
