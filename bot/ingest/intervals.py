"""How long to wait before a source is asked again. Pure."""

from collections.abc import Collection
from datetime import datetime, timedelta

SHORTEST = timedelta(minutes=5)
LONGEST = timedelta(hours=6)
LIVELY = timedelta(hours=24)
"""A source that brought something new within this time is lively."""
SHARE = 24
"""A source that isn't lively waits at most this part of the time for which it has been silent."""
LONGEST_BACK_OFF = timedelta(days=1)
LONGEST_REST = timedelta(hours=20)
"""A feed's skipHours and skipDays put a request off by so much at most: it is read every day."""
HOUR = timedelta(hours=1)


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

    So it follows how often the source publishes: between 5 minutes and `poll` (the configuration's
    poll_minutes) where it is lively, and up to 6 hours the longer it has been silent (no `last_new`: ever).
    `asked_wait` is what the feed or its server asks for; it is honoured within the same limits.
    """
    silence = timedelta(0) if news else now - last_new if last_new else None
    if silence is None:
        longest = max(poll, LONGEST)
    else:
        longest = poll if silence < LIVELY else max(poll, min(silence / SHARE, LONGEST))
    wanted = max(interval / 2 if news else interval * 1.5, asked_wait or timedelta(0))
    return min(max(wanted, min(SHORTEST, poll)), longest)


def after_rest(due: datetime, hours: Collection[int], days: Collection[int]) -> datetime:
    """`due`, or the first full hour after it that is not among the hours (UTC) and weekdays (Monday is 0) in
    which a feed asks not to be read (RSS 2.0, skipHours and skipDays); at most LONGEST_REST later."""
    moment = due
    while moment.hour in hours or moment.weekday() in days:
        moment = moment.replace(minute=0, second=0, microsecond=0) + HOUR
        if moment - due >= LONGEST_REST:
            return due + LONGEST_REST
    return moment


def back_off(failures: int, *, poll: timedelta, retry_after: timedelta | None) -> timedelta:
    """The wait after `failures` failures in a row (1 is the first): doubled each time, at most a day."""
    doubled = poll * (1 << min(failures - 1, 12))
    return min(max(doubled, retry_after or timedelta(0)), LONGEST_BACK_OFF)
