"""How late the event loop is, measured from inside it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import perf_counter

EVERY = 0.005


@asynccontextmanager
async def measured_lag() -> AsyncIterator[list[float]]:
    """Collects, for the length of a block, by how many seconds each wake-up of a sleeper came too late."""
    late: list[float] = []

    async def watch() -> None:
        while True:
            asleep = perf_counter()
            await asyncio.sleep(EVERY)
            late.append(max(0.0, perf_counter() - asleep - EVERY))

    watcher = asyncio.create_task(watch())
    try:
        yield late
    finally:
        watcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watcher


def quantile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed; 0 without any."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else 0.0
