"""Courtesy: how many requests a host gets at a time, how far apart, and when it is left alone for a pass."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import Self

AT_A_TIME = 2
FAILURES = 3
"""After so many failures in a row a host is left alone."""


class HostGivenUpError(Exception):
    """The host has failed too often in this pass, or asked for a rest."""


@dataclass(slots=True)
class Host:
    """One host (name and port) during one pass."""

    pause: float
    """Seconds between the starts of two requests."""
    _page_failures: int = 0
    """In a row, as is the next."""
    _connections_missed: int = 0
    _resting: bool = False
    _under_way: int = 0
    _begun: float = -inf
    """When the last request began (monotonic seconds)."""
    _waiting: deque[asyncio.Event] = field(default_factory=deque)
    """Who waits, first come first; told by the event to look again."""

    @asynccontextmanager
    async def turn(self, *, page: bool) -> AsyncIterator[Self]:
        """Waits for a free place, first come, first served. Raises HostGivenUpError once it is given up.

        No more page requests are under way than may still fail: three failures in a row are three requests.
        """
        await self._come_first(page)
        if self._given_up(page):
            raise HostGivenUpError
        self._under_way += 1
        try:
            while (wait := self._begun + self.pause - monotonic()) > 0:  # noqa: ASYNC110 - time, no event
                await asyncio.sleep(wait)
            self._begun = monotonic()
            yield self
        finally:
            self._under_way -= 1
            self._tell()

    async def _come_first(self, page: bool) -> None:
        """Returns when it is the caller's turn, or when nobody gets a turn any more."""
        turn = asyncio.Event()
        self._waiting.append(turn)
        try:
            while not (self._given_up(page) or (self._waiting[0] is turn and self._free(page))):
                turn.clear()
                await turn.wait()
        finally:
            self._waiting.remove(turn)
            self._tell()

    def _tell(self) -> None:
        """Tells the first that waits that something has changed, or all where some get no turn any more."""
        for turn in list(self._waiting)[: None if self._given_up(page=True) else 1]:
            turn.set()

    def note_success(self) -> None:
        """It has answered well."""
        self._page_failures = self._connections_missed = 0

    def note_failure(self, *, page: bool, unreachable: bool, rest: bool) -> None:
        """It has failed: for an article's page, or without any connection, or asking to be left alone."""
        self._page_failures += page
        self._connections_missed += unreachable
        self._resting = self._resting or rest

    def _given_up(self, page: bool) -> bool:
        """A source is asked for whatever befell the pages of others, as long as there are connections."""
        return self._connections_missed >= FAILURES or (
            page and (self._resting or self._page_failures >= FAILURES)
        )

    def _free(self, page: bool) -> bool:
        failures = max(self._page_failures * page, self._connections_missed)
        return self._under_way < min(AT_A_TIME, FAILURES - failures)


class Hosts:
    """All hosts met in one pass."""

    def __init__(self) -> None:
        self._hosts: dict[tuple[str, int], Host] = {}

    def of(self, host: str, port: int, pause: float) -> Host:
        """The host of that name and port; `pause` counts when it is first met."""
        return self._hosts.setdefault((host.lower(), port), Host(pause))
