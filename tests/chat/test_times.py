"""Times as people write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import visible_text
from bot.chat.times import (
    Window,
    parse_hours,
    parse_schedule,
    parse_time,
    parse_until,
    parse_window,
    show_days,
    show_next,
    show_slot,
    show_times,
)
from bot.errors import UserError

NOW = datetime(2026, 2, 18, 6, 30, tzinfo=UTC)  # a Wednesday; 07:30 in Niamey
ZONE = "Africa/Niamey"
HALF_PAST_SEVEN, SIX_PM = time(7, 30), time(18, 0)
WEEK = frozenset(range(5))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("07:30", HALF_PAST_SEVEN),
        ("7:30", HALF_PAST_SEVEN),
        ("0730", HALF_PAST_SEVEN),
        ("7.30", HALF_PAST_SEVEN),
        ("7h30", HALF_PAST_SEVEN),
        ("7:30am", HALF_PAST_SEVEN),
        ("18", SIX_PM),
        ("6pm", SIX_PM),
        ("12am", time(0, 0)),
        ("00:00", time(0, 0)),
    ],
)
def test_a_time_of_day_may_be_written_in_many_ways(written: str, meant: time) -> None:
    assert parse_time(written) == meant


@pytest.mark.parametrize("written", ["24:00", "7:60", "noon", "25", "-1", "7:3", "13pm", "", "٧:٣٠x"])
def test_what_is_no_time_is_said_with_an_example(written: str) -> None:
    with pytest.raises(UserError, match="/time 07:30"):
        parse_time(written)


@pytest.mark.parametrize(
    ("written", "times", "days"),
    [
        ("07:30", (HALF_PAST_SEVEN,), None),
        ("18:00 07:30 07:30", (HALF_PAST_SEVEN, SIX_PM), None),
        ("07:30, 18:00 mon-fri", (HALF_PAST_SEVEN, SIX_PM), WEEK),
        ("7:30 am every day", (HALF_PAST_SEVEN,), frozenset(range(7))),
        ("weekends at 18:00", (SIX_PM,), frozenset({5, 6})),
        ("18:00 fri - mon", (SIX_PM,), frozenset({4, 5, 6, 0})),
        ("18:00 Monday and thursdays", (SIX_PM,), frozenset({0, 3})),
        ("weekdays", (), WEEK),
    ],
)
def test_a_schedule_holds_times_and_days(
    written: str, times: tuple[time, ...], days: frozenset[int] | None
) -> None:
    assert parse_schedule(written) == (times, days)


def test_more_digests_than_a_day_can_bear_are_refused() -> None:
    with pytest.raises(UserError, match="too many"):
        parse_schedule("01:00 02:00 03:00 04:00 05:00 06:00 07:00")


@pytest.mark.parametrize("written", ["22-07", "22:00-07:00", "22:00 – 7:00", "22 to 7", "22 7"])
def test_quiet_hours_may_be_written_in_many_ways(written: str) -> None:
    assert parse_hours(written) == (time(22), time(7))


def test_quiet_hours_can_be_ended() -> None:
    assert parse_hours("off") is None


@pytest.mark.parametrize("written", ["22", "22-22", "night", "22-07-09"])
def test_what_is_no_span_of_hours_is_said_with_an_example(written: str) -> None:
    with pytest.raises(UserError, match="/quiet 22-07"):
        parse_hours(written)


@pytest.mark.parametrize(
    ("typed", "window"),
    [
        ("24h", Window(datetime(2026, 2, 17, 6, 30, tzinfo=UTC), "in the last 24 hours", "24h")),
        ("7D", Window(datetime(2026, 2, 11, 6, 30, tzinfo=UTC), "in the last 7 days", "7d")),
        ("2w", Window(datetime(2026, 2, 4, 6, 30, tzinfo=UTC), "in the last 14 days", "2w")),
        ("all", Window(None, "so far", "all")),
        (
            "2026-02-17",
            Window(
                datetime(2026, 2, 16, 23, tzinfo=UTC),
                "on Tue 17 Feb 2026",
                "2026-02-17",
                datetime(2026, 2, 17, 23, tzinfo=UTC),
                (date(2026, 2, 16), date(2026, 2, 18)),
            ),
        ),
        (
            "today",
            Window(
                datetime(2026, 2, 17, 23, tzinfo=UTC),
                "on Wed 18 Feb 2026",
                "2026-02-18",
                datetime(2026, 2, 18, 23, tzinfo=UTC),
                (date(2026, 2, 17),),
            ),
        ),
    ],
)
def test_how_far_to_look_back(typed: str, window: Window) -> None:
    assert parse_window(typed, NOW, ZONE) == window


@pytest.mark.parametrize("typed", ["niger", "0d", "2026-02-31", "9999d", "g20", ""])
def test_a_word_that_is_no_span_is_left_to_the_topic(typed: str) -> None:
    window = parse_window(typed, NOW, ZONE)
    assert window is None or typed == "9999d"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("tomorrow", date(2026, 2, 19)),
        ("until friday", date(2026, 2, 20)),
        ("wednesday", date(2026, 2, 25)),
        ("2026-03-01", date(2026, 3, 1)),
        ("1.3.2026", date(2026, 3, 1)),
        ("1 March", date(2026, 3, 1)),
        ("mar 1", date(2026, 3, 1)),
        ("2 Jan", date(2027, 1, 2)),
        ("3d", date(2026, 2, 21)),
        ("2 weeks", date(2026, 3, 4)),
    ],
)
def test_a_pause_ends_at_the_local_midnight_of_its_day(written: str, day: date) -> None:
    assert parse_until(written, NOW, ZONE) == datetime.combine(day, time(), ZoneInfo(ZONE))


def test_a_pause_in_hours_counts_from_now() -> None:
    assert parse_until("5h", NOW, ZONE) == datetime(2026, 2, 18, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize("written", ["2026-02-18", "2020-01-01", "soon", "31 February", ""])
def test_a_day_that_is_past_or_unknown_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(UserError, match="/pause"):
        parse_until(written, NOW, ZONE)


@given(st.text(max_size=40))
def test_no_text_breaks_a_parser(text: str) -> None:
    with suppress(UserError):
        parse_schedule(text)
    with suppress(UserError):
        parse_hours(text)
    with suppress(UserError):
        parse_until(text, NOW, ZONE)
    parse_window(text, NOW, ZONE)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(2026, 2, 18, 17, tzinfo=UTC), "today at 18:00"),
        (datetime(2026, 2, 18, 23, tzinfo=UTC), "tomorrow at 00:00"),
        (datetime(2026, 2, 23, 6, 30, tzinfo=UTC), "Mon 23 Feb at 07:30"),
    ],
)
def test_the_next_time_is_told_in_the_readers_hours(moment: datetime, shown: str) -> None:
    assert show_next(moment, NOW, ZONE) == shown


def test_a_slot_that_may_be_read_later_is_told_by_weekday() -> None:
    assert visible_text(show_slot(datetime(2026, 2, 19, 6, 30, tzinfo=UTC), ZONE)) == "Thu 07:30"


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (range(7), "every day"),
        (range(5), "Mon–Fri"),
        ((1, 3), "Tue, Thu"),
        ((5, 6), "Sat, Sun"),
        ((0,), "Mon"),
    ],
)
def test_days_are_told_briefly(days: tuple[int, ...], shown: str) -> None:
    assert show_days(days) == shown


def test_times_are_told_with_two_digits() -> None:
    assert show_times((HALF_PAST_SEVEN, time(12), SIX_PM)) == "07:30, 12:00 and 18:00"
