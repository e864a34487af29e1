"""How long to wait before a source is asked again. Pure."""

from datetime import datetime, timedelta

FLOOR = timedelta(minutes=5)
LIVELY = timedelta(hours=24)
"""A source that brought something new within this time is lively."""
SLOW_FACTOR = 4
"""A source that isn't lively waits at most so many times longer."""
LONGEST_BACK_OFF = timedelta(days=1)


def next_interval(
    interval: timedelta,
    *,
    poll: timedelta,
    news: bool,
    last_new: datetime | None,
    asked_wait: timedelta | None,
    now: datetime,
) -> timedelta:
    """The wait after a success: half as long if there was news, half as long again if there was none.

    Between 5 minutes and `poll` (the configuration's poll_minutes) for a lively source, four times that for
    others. `asked_wait` is what the feed or its server asks for; it is honoured within the same limit.
    """
    lively = news or (last_new is not None and now - last_new < LIVELY)
    longest = poll if lively else poll * SLOW_FACTOR
    wanted = max(interval / 2 if news else interval * 1.5, asked_wait or timedelta(0))
    return min(max(wanted, min(FLOOR, poll)), longest)


def back_off(failures: int, *, poll: timedelta, retry_after: timedelta | None) -> timedelta:
    """The wait after `failures` failures in a row (1 is the first): doubled each time, at most a day."""
    doubled = poll * (1 << min(failures - 1, 12))
    return min(max(doubled, retry_after or timedelta(0)), LONGEST_BACK_OFF)
