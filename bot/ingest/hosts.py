"""Courtesy: how many requests a host gets at a time, how far apart, and when it is left alone for a pass."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Self

AT_A_TIME = 2
PAUSE_SECONDS = 0.2
"""Between the starts of two requests to one host."""
FAILURES = 3
"""After so many failures in a row a host is left alone."""


class HostGivenUpError(Exception):
    """The host has failed too often in this pass, or asked for a rest."""


@dataclass(slots=True)
class Host:
    """One host (name and port) during one pass."""

    pause: float = PAUSE_SECONDS
    failures: int = 0
    """In a row."""
    resting: bool = False
    """It asked to be left alone (429, or 503 with Retry-After)."""
    _under_way: int = 0
    _next_start: float = 0.0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def given_up(self) -> bool:
        return self.resting or self.failures >= FAILURES

    @asynccontextmanager
    async def turn(self, *, patient: bool) -> AsyncIterator[Self]:
        """Waits for a free place. Raises HostGivenUpError, unless `patient`, once the host is given up.

        Those that are not patient never begin more requests than may still fail: three failures in a row are
        at most three requests.
        """
        async with self._changed:
            await self._changed.wait_for(lambda: self._free(patient))
            if self.given_up and not patient:
                raise HostGivenUpError
            self._under_way += 1
            start = max(monotonic(), self._next_start)
            self._next_start = start + self.pause
        try:
            await asyncio.sleep(max(0.0, start - monotonic()))
            yield self
        finally:
            async with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def _free(self, patient: bool) -> bool:
        if patient:
            return self._under_way < AT_A_TIME
        return self.given_up or self._under_way < min(AT_A_TIME, FAILURES - self.failures)


class Hosts:
    """All hosts met in one pass."""

    def __init__(self) -> None:
        self._hosts: dict[tuple[str, int], Host] = {}

    def of(self, host: str, port: int, pause: float = PAUSE_SECONDS) -> Host:
        """The host of that name and port; `pause` counts when it is first met."""
        return self._hosts.setdefault((host.lower(), port), Host(pause))
