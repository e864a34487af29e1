"""From due readers to planned digests: time, memory, and whether the event loop stays free.

`python -m benchmarks.deliveries.planning READERS` prints one JSON object.
"""

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from telegram.ext import ExtBot

from benchmarks.deliveries.seeding import enrol, publish
from bot.chat.delivery import Delivery
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.store.database import Store

TOPICS = 5
STEP = 0.005
"""Seconds between two looks at how late the event loop is."""


@dataclass(frozen=True, slots=True)
class Planned:
    """`first`: seconds to the first digest that can be sent."""

    readers: int
    seconds: float
    cpu_ms: float
    first: float
    lag_p99_ms: float
    peak_mb: float


def plan_in_a_process(readers: int) -> Planned:
    """Measures in a process of its own, so that its peak memory is its own."""
    command = [sys.executable, "-m", __name__, str(readers)]
    return Planned(**json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


async def plan(folder: Path, readers: int) -> Planned:
    """Plans the digests of so many readers who are due in the same minute."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    async with Store.open(folder / "news.db") as store:
        await publish(store, now)
        await enrol(store, range(1, readers + 1), now, TOPICS)
        delivery = Delivery(
            open_desk(store, Settings(), FrozenClock(now)), [ExtBot("1:nobody")], FrozenClock(now)
        )
        begun, used = monotonic(), process_time()
        planning = asyncio.create_task(delivery.plan_due())
        lags, first = await _watch(store, planning)
        seconds, cpu = monotonic() - begun, process_time() - used
        assert await store.read(lambda db: db.table("digests").count) == readers
    return Planned(
        readers=readers,
        seconds=round(seconds, 2),
        cpu_ms=round(1000 * cpu / readers, 3),
        first=round(first - begun, 2),
        lag_p99_ms=round(1000 * sorted(lags)[int(len(lags) * 0.99)], 1),
        peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )


async def _watch(store: Store, planning: asyncio.Task[Any]) -> tuple[list[float], float]:
    """How late the loop was, look by look, and when the first digest was planned."""
    lags: list[float] = []
    first = 0.0
    while not planning.done():
        begun = monotonic()
        await asyncio.sleep(STEP)
        lags.append(monotonic() - begun - STEP)
        if not first and await store.read(lambda db: db.execute("SELECT 1 FROM parts").fetchone()):
            first = monotonic()
    planning.result()
    return lags, first or monotonic()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(asdict(asyncio.run(plan(Path(name), int(sys.argv[1]))))))
