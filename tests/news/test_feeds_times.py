"""Times as publishers write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.dates import read_time
from bot.news.feeds import parse_feed

NOON = datetime(2025, 8, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2025-08-12T12:00:00Z",
        "2025-08-12T14:00:00+02:00",
        "2025-08-12T14:00:00.123+0200",
        "20250812T120000Z",
        "2025-08-12 12:00",
        "Tue, 12 Aug 2025 12:00:00 GMT",
        "Tue, 12 Aug 2025 08:00:00 EDT",
        "Tue, 12 Aug 2025 14:00:00 CEST",
        "Tue, 12 Aug 2025 13:00:00 WAT",
        "12 Aug 2025 12:00:00",
        "1755000000",
        1755000000000,
    ],
)
def test_noon_is_noon_however_it_is_written(written: str | int) -> None:
    assert read_time(written) == NOON


def test_a_day_alone_is_its_first_minute_in_utc() -> None:
    assert read_time("2025-08-12") == datetime(2025, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", [None, "", "soon", "2025-13-01", "32 Aug 2025 12:00:00", True, [], 10**30, "0000-00-00"]
)
def test_what_is_no_time_is_none(written: object) -> None:
    assert read_time(written) is None


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_whatever_is_read_is_aware_and_in_utc(written: object) -> None:
    time = read_time(written)
    assert time is None or time.tzinfo is UTC


@pytest.mark.parametrize(
    ("said", "hours", "days"),
    [
        ("<skipHours><hour>0</hour><hour> 23 </hour></skipHours>", (0, 23), ()),
        ("<skipHours><hour>24</hour><hour>99</hour><hour>x</hour></skipHours>", (0,), ()),
        ("<skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>", (), (5, 6)),
        (f"<skipHours>{''.join(f'<hour>{n}</hour>' for n in range(24))}</skipHours>", (), ()),
        ("<hour>7</hour><day>Monday</day>", (), ()),
        ("", (), ()),
    ],
)
def test_a_feed_says_when_it_is_not_to_be_read_but_never_that_it_is_not_at_all(
    said: str, hours: tuple[int, ...], days: tuple[int, ...]
) -> None:
    document = f"<rss version='2.0'><channel><title>Sahel Courier</title>{said}</channel></rss>"
    feed = parse_feed(document.encode())
    assert (feed.skip_hours, feed.skip_days) == (hours, days)
