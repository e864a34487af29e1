"""Times as texts."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.times import from_text, to_text

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(9990, 1, 1), timezones=ZONES)  # noqa: DTZ001


@given(TIMES)
def test_a_time_comes_back_as_it_was(time: datetime) -> None:
    assert from_text(to_text(time)) == time


@given(TIMES, TIMES)
def test_texts_sort_as_their_times_do(one: datetime, other: datetime) -> None:
    assert (one < other) == (to_text(one) < to_text(other))


def test_null_is_none() -> None:
    assert from_text(None) is None


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        to_text(datetime(2026, 5, 4))  # noqa: DTZ001
