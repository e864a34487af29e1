from datetime import UTC, datetime, timedelta

from bot.clock import FrozenClock, MovableClock, SystemClock

NOON = datetime(2026, 2, 18, 12, 0, tzinfo=UTC)


def test_the_system_clock_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_a_moved_clock_goes_on_ticking_from_where_it_was_put() -> None:
    clock = MovableClock(NOON)
    first = clock.now()
    assert timedelta(0) <= first - NOON < timedelta(seconds=5)
    assert clock.now() >= first


def test_a_clock_can_be_set_ahead() -> None:
    clock = MovableClock(NOON)
    clock.advance(timedelta(hours=1))
    assert clock.now() - NOON >= timedelta(hours=1)


def test_a_frozen_clock_stands_still_until_it_is_moved() -> None:
    clock = FrozenClock(NOON)
    assert clock.now() == clock.now() == NOON
    clock.advance(timedelta(minutes=1))
    assert clock.now() == NOON + timedelta(minutes=1)
