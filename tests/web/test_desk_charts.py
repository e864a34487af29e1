"""Where bars and dots stand, and how times are said."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.desk.charts import columns, lanes, levels
from bot.web.desk.words import day_and_time, from_now, plural, span

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_the_highest_column_fills_the_chart_and_kinds_stand_on_each_other() -> None:
    low, sent, failed = columns([("Mon", {"sent": 2}), ("Tue", {"sent": 3, "failed": 1})], 100, 40, gap=2)
    assert (low.x, low.y, low.width, low.height) == (0, 20, 48, 20)
    assert (sent.y, sent.height, failed.y, failed.height) == (10, 30, 0, 10)
    assert (failed.label, failed.kind) == ("Tue: 1 failed", "failed")


def test_nothing_is_drawn_where_nothing_was_counted() -> None:
    assert columns([], 100, 40) == columns([("Mon", {"sent": 0})], 100, 40) == []


def test_dots_stand_in_the_lane_of_their_outlet_in_order_of_time() -> None:
    told = [("Post", NOON, "b", "/b"), ("Courier", NOON - timedelta(hours=2), "a", "/a")]
    told += [("Post", NOON - timedelta(hours=1), "c", "/c")]
    names, dots, ends = lanes(told, 200)
    assert names == ["Courier", "Post"]
    assert [(dot.x, dot.lane) for dot in dots] == [(0, 0), (100, 1), (200, 1)]
    assert ends == (NOON - timedelta(hours=2), NOON)


def test_without_a_time_there_are_no_dots() -> None:
    assert lanes([], 200) == ([], [], None)


def test_levels_go_from_the_lowest_to_the_highest_and_what_was_refused_is_lowest() -> None:
    assert levels([-1.0, 0.0, 2.0, float("-inf")]) == [0, 3, 9, 0]
    assert levels([float("-inf")]) == [0]


@given(st.lists(st.floats(min_value=-100, max_value=100), min_size=1))
def test_levels_are_steps_of_nine(values: list[float]) -> None:
    assert all(0 <= level <= 9 for level in levels(values))


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(seconds=40), "in 40 s"),
        (timedelta(minutes=12), "in 12 min"),
        (-timedelta(minutes=80), "80 min ago"),
        (-timedelta(hours=5), "5 h ago"),
        (timedelta(days=3), "in 3 days"),
    ],
)
def test_a_time_is_said_from_now(away: timedelta, said: str) -> None:
    assert from_now(NOON + away, NOON) == said


def test_what_never_was_is_said_so() -> None:
    assert from_now(None, NOON) == "never"


def test_spans_days_and_counts_are_said_in_words() -> None:
    assert (span(timedelta(minutes=3)), span(-timedelta(hours=1))) == ("3 min", "0 s")
    assert day_and_time(NOON) == "Mon 4 May 12:00"
    assert [plural(1, "story", "stories"), plural(1200, "story", "stories")] == ["1 story", "1,200 stories"]
