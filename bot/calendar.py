"""When a digest is due: a pure function of zone, times, weekdays, quiet hours, what was delivered, and now."""

from dataclasses import dataclass
from datetime import time

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a reader wants digests. `zone` is an IANA name; `times` are local, to the minute, sorted, distinct.

    `days` holds weekdays, 0 is Monday. `quiet` is a local (from, until) that may cross midnight.
    """

    zone: str
    times: tuple[time, ...]
    days: frozenset[int] = EVERY_DAY
    quiet: tuple[time, time] | None = None
