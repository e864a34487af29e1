"""A clock for asyncio code that is handed `monotonic` and `sleep`: hours pass in milliseconds."""

import asyncio
from collections.abc import Coroutine
from heapq import heappop, heappush
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")

SETTLE = 12
"""Turns of the event loop after which everything that can go on has gone on."""


class VirtualTime:
    """Time stands still while anybody works, and jumps to the next sleeper when all of them sleep."""

    def __init__(self) -> None:
        self._now = 1000.0
        self._numbers = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def monotonic(self) -> float:
        return self._now

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self._now + seconds, next(self._numbers), future))
        await future

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What `work` returns, with time passing as it sleeps."""
        task = asyncio.ensure_future(work)
        while not task.done():
            for _ in range(SETTLE):
                await asyncio.sleep(0)
            if self._sleepers and not task.done():
                self._wake_next()
        return task.result()

    def _wake_next(self) -> None:
        due, _, future = heappop(self._sleepers)
        if not future.done():
            self._now = max(self._now, due)
            future.set_result(None)
