"""Waiting for something to happen, and giving up when the one who waits has gone."""

import asyncio
from collections.abc import Awaitable, Callable

Gone = Callable[[], Awaitable[None]]
"""Returns when the one at the other end of the connection has left."""


class Bell:
    """Rings for everybody who is waiting for it."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.closed = False

    def ring(self) -> None:
        self._rung.set()
        self._rung = asyncio.Event()

    def close(self) -> None:
        """Rings a last time; from now on nobody waits."""
        self.closed = True
        self.ring()

    async def heard(self, seconds: float, gone: Gone) -> bool:
        """Waits at most so long (monotonic). False when nothing rang, the other end left, or it is closed."""
        if self.closed or seconds <= 0:
            return False
        ringing = asyncio.ensure_future(self._rung.wait())
        leaving = asyncio.ensure_future(gone())
        try:
            await asyncio.wait({ringing, leaving}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return ringing.done() and not self.closed
        finally:
            ringing.cancel()
            leaving.cancel()
