"""How much memory this process and those it starts take at most, as Linux counts it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

EVERY = 0.05


@asynccontextmanager
async def measured_peaks() -> AsyncIterator[dict[int, float]]:
    """Collects, for the length of a block, the most resident MB of this process and each of its children."""
    peaks: dict[int, float] = {}
    _forget()

    async def watch() -> None:
        while True:
            look()
            await asyncio.sleep(EVERY)

    def look() -> None:
        for pid in _family():
            with suppress(OSError):
                peaks[pid] = max(peaks.get(pid, 0.0), _peak_mb(pid))

    watcher = asyncio.create_task(watch())
    try:
        yield peaks
        look()
    finally:
        watcher.cancel()
        with suppress(asyncio.CancelledError):
            await watcher


def _forget() -> None:
    for pid in _family():
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def _family() -> list[int]:
    pid = os.getpid()
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def _peak_mb(pid: int) -> float:
    """The most since the count was set back; 0 of a process that is ending."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)
