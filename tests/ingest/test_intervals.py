"""How long a source waits."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.intervals import back_off, next_interval

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
POLLS = st.integers(1, 1440).map(lambda minutes: minutes * MINUTE)
WAITS = st.timedeltas(timedelta(0), timedelta(days=3))


@given(WAITS, POLLS, st.booleans(), st.none() | WAITS, st.none() | WAITS)
def test_a_wait_stays_within_its_limits(
    interval: timedelta, poll: timedelta, news: bool, since_new: timedelta | None, asked: timedelta | None
) -> None:
    last_new = None if since_new is None else NOON - since_new
    wait = next_interval(interval, poll=poll, news=news, last_new=last_new, asked_wait=asked, now=NOON)
    lively = news or (since_new is not None and since_new < timedelta(days=1))
    assert min(5 * MINUTE, poll) <= wait <= (poll if lively else 4 * poll)


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
