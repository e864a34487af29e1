"""What time it is. Everything that asks is handed a clock, so that tests and the playground can move it.

Pace limits and time-outs use `time.monotonic`, never this.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The current time, aware, in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """The computer's clock, shifted. It goes on ticking after every move."""

    def __init__(self, start: datetime | None = None) -> None:
        """`start` is an aware time; without it the clock begins unshifted."""
        self._shift = timedelta(0)
        if start is not None:
            self.move_to(start)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def move_to(self, time: datetime) -> None:
        """From now on it is `time` (aware)."""
        self._shift = time.astimezone(UTC) - datetime.now(UTC)

    def advance(self, by: timedelta) -> None:
        """Jumps ahead, or back."""
        self._shift += by


class FrozenClock:
    """A clock that stands still until it is moved; for exact tests."""

    def __init__(self, time: datetime) -> None:
        self._time = time.astimezone(UTC)

    def now(self) -> datetime:
        return self._time

    def move_to(self, time: datetime) -> None:
        self._time = time.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        self._time += by
