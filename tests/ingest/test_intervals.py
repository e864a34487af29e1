"""How long a source waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.intervals import LONGEST_REST, after_rest, back_off, next_interval

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
POLLS = st.integers(1, 1440).map(lambda minutes: minutes * MINUTE)
WAITS = st.timedeltas(timedelta(0), timedelta(days=3))


@given(WAITS, POLLS, st.booleans(), st.none() | WAITS, st.none() | WAITS)
def test_a_wait_stays_within_its_limits(
    interval: timedelta, poll: timedelta, news: bool, since_new: timedelta | None, asked: timedelta | None
) -> None:
    last_new = None if since_new is None else NOON - since_new
    wait = next_interval(interval, poll=poll, news=news, last_new=last_new, asked_wait=asked, now=NOON)
    lively = news or (since_new is not None and since_new < timedelta(days=1))
    assert min(5 * MINUTE, poll) <= wait <= (poll if lively else max(poll, 6 * HOUR))


@given(WAITS, st.integers(1, 360).map(lambda minutes: minutes * MINUTE))
def test_the_longer_a_source_is_silent_the_longer_it_waits(silence: timedelta, poll: timedelta) -> None:
    waits = [
        next_interval(6 * HOUR, poll=poll, news=False, last_new=NOON - one, asked_wait=None, now=NOON)
        for one in (silence, silence + HOUR)
    ]
    assert waits[0] <= waits[1]


def test_a_source_that_was_silent_for_a_day_waits_an_hour_and_for_a_week_six() -> None:
    waits = [
        next_interval(
            6 * HOUR,
            poll=15 * MINUTE,
            news=False,
            last_new=NOON - timedelta(days=days),
            asked_wait=None,
            now=NOON,
        )
        for days in (1, 2, 7)
    ]
    assert waits == [HOUR, 2 * HOUR, 6 * HOUR]


@given(st.lists(st.booleans(), min_size=30, max_size=60))
def test_a_source_that_publishes_more_often_never_waits_longer(brought: list[bool]) -> None:
    assert wait_at_the_end(brought) <= wait_at_the_end([False] * len(brought))
    assert wait_at_the_end([True] * len(brought)) <= wait_at_the_end(brought)


def wait_at_the_end(brought: list[bool]) -> timedelta:
    """The wait after so many requests, each of which brought news or none."""
    now, last_new, interval = NOON, NOON, 15 * MINUTE
    for news in brought:
        interval = next_interval(
            interval, poll=15 * MINUTE, news=news, last_new=last_new, asked_wait=None, now=now
        )
        last_new = now if news else last_new
        now += interval
    return interval


HOURS = st.sets(st.integers(0, 23), max_size=23)
DAYS = st.sets(st.integers(0, 6), max_size=6)


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda time: time.year < 9000), HOURS, DAYS)
def test_a_source_is_not_asked_when_it_asks_for_rest_but_every_day(
    due: datetime, hours: set[int], days: set[int]
) -> None:
    moment = after_rest(due, hours, days)
    assert due <= moment <= due + LONGEST_REST
    rests = moment.hour in hours or moment.weekday() in days
    assert not rests or moment == due + LONGEST_REST
    assert moment == due or due.hour in hours or due.weekday() in days


def test_a_rest_ends_with_the_first_full_hour_that_is_free() -> None:
    assert after_rest(NOON + 7 * MINUTE, {12, 13}, ()) == NOON + 2 * HOUR


def wait_after(interval: timedelta, *, news: bool, asked: timedelta | None = None) -> timedelta:
    return next_interval(interval, poll=15 * MINUTE, news=news, last_new=NOON, asked_wait=asked, now=NOON)


def test_news_shortens_the_wait_and_silence_lengthens_it() -> None:
    assert wait_after(12 * MINUTE, news=True) == 6 * MINUTE
    assert wait_after(8 * MINUTE, news=False) == 12 * MINUTE


def test_what_a_feed_asks_for_is_honoured_within_the_limit() -> None:
    assert wait_after(8 * MINUTE, news=True, asked=10 * MINUTE) == 10 * MINUTE
    assert wait_after(8 * MINUTE, news=True, asked=timedelta(days=1)) == 15 * MINUTE


@given(st.integers(1, 10_000), POLLS, st.none() | WAITS)
def test_backing_off_never_takes_more_than_a_day(
    failures: int, poll: timedelta, asked: timedelta | None
) -> None:
    assert poll <= back_off(failures, poll=poll, retry_after=asked) <= timedelta(days=1)


def test_each_failure_doubles_the_wait() -> None:
    assert [back_off(n, poll=15 * MINUTE, retry_after=None) for n in (1, 2, 3)] == [
        15 * MINUTE,
        30 * MINUTE,
        60 * MINUTE,
    ]
