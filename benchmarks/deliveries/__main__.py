"""Prints how deliveries bear up, as Markdown: `python -m benchmarks.deliveries [--full] [PART…]`.

PART is any of kills, faults, pace, bots, open, planning; without one, all. `--full` takes about ten minutes.
"""

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.deliveries.faults import survive
from benchmarks.deliveries.kills import kill_and_count
from benchmarks.deliveries.open_limiter import race
from benchmarks.deliveries.pace import keep_pace, keep_pace_together
from benchmarks.deliveries.planning import plan_in_a_process

Row = tuple[str, str, str]
"""What was done, what was measured, what is promised."""


def kills(folder: Path, full: bool) -> Iterator[Row]:
    done = asyncio.run(kill_and_count(folder, *(1000, 20) if full else (200, 4)))
    what = f"{done.readers:,} readers, kill -9 at {done.kills} moments"
    yield what, f"{done.lost} lost", "0"
    yield "", f"{done.unrecorded} sends unrecorded at one kill, at most", "3"
    yield "", f"{done.repeats} repeats for {done.in_flight} in flight at the kills", "no more than in flight"
    yield "", f"{done.unmarked} repeats without a mark", "0"


def faults(folder: Path, full: bool) -> Iterator[Row]:
    done = asyncio.run(survive(folder, 5000 if full else 300))
    met = sum(done.faults.values())
    what = f"{met:,} faults of {len(done.faults)} kinds in {done.readers:,} deliveries"
    yield what, f"{done.lost} lost", "0"
    yield "", f"{done.unexplained} of {done.given_up} given up without a reason", "0"
    yield "", f"{done.repeats} repeats for {done.uncertain} uncertainties", "no more than uncertainties"
    yield "", f"{done.unmarked} repeats without a mark", "0"
    yield "", f"{done.too_early} messages before `retry_after` was over", "0"


def pace(folder: Path, full: bool) -> Iterator[Row]:
    done = asyncio.run(keep_pace(folder, 3000 if full else 300))
    yield f"{done.readers:,} digests at once", f"{done.per_second:.1f} a second", "28 or more"
    yield "", f"{done.busiest_second} in the busiest sliding second", "30 at most"
    yield "", f"{done.provoked} times 429 provoked", "0"
    yield "", f"{done.briefs} × /brief meanwhile: p99 {1000 * done.brief_p99:.0f} ms", "under 1 s"
    yield "", f"first digest {done.first:.1f} s after the process was started", "within seconds"


def bots(folder: Path, full: bool) -> Iterator[Row]:
    for number in (2, 4) if full else (2,):
        done = asyncio.run(
            keep_pace_together(_new(folder, number), number * (750 if full else 150), number, 0.08)
        )
        what = f"{done.readers:,} digests at once by {done.bots} bots, each answer after 80 ms"
        yield what, f"{done.per_second:.1f} a second, the slowest bot {done.slowest:.1f}", "28 or more each"
        yield "", f"{done.busiest_second} in the busiest sliding second of a bot", "30 at most"
        yield "", f"{done.provoked} times 429 provoked", "0"
        yield "", f"{done.wrong} readers with none, two, or one from another bot than theirs", "0"


def open_limiter(folder: Path, full: bool) -> Iterator[Row]:
    done = asyncio.run(race(folder, 3000 if full else 500))
    ours = f"{done.ours_per_second:.0f} a second, {done.ours_cpu_ms:.2f} ms CPU a message"
    yield f"{done.messages:,} digests without a pace, ledger included", ours, ""
    bare = f"{done.bare_per_second:.0f} a second, {done.bare_cpu_ms:.2f} ms CPU a message"
    yield "the same by a bare loop of `send_message`", bare, ""
    yield "", f"ratio {done.ratio:.2f}", "0.8 or more"


def planning(folder: Path, full: bool) -> Iterator[Row]:
    for readers in (1000, 10_000, 100_000) if full else (1000, 5000):
        done = plan_in_a_process(readers)
        speed = f"{done.seconds:.1f} s ({done.cpu_ms:.2f} ms CPU a reader)"
        yield f"planning for {readers:,} readers, 5 topics each", speed, "linear at most"
        yield "", f"the first after {done.first:.2f} s", "within seconds"
        yield "", f"peak memory {done.peak_mb:.0f} MB", "the same for any number"
        yield "", f"event loop late by {done.lag_p99_ms:.0f} ms (p99)", "under 50 ms"


def _new(folder: Path, number: int) -> Path:
    made = folder / str(number)
    made.mkdir()
    return made


PARTS: dict[str, Callable[[Path, bool], Iterator[Row]]] = {
    "kills": kills,
    "faults": faults,
    "pace": pace,
    "bots": bots,
    "open": open_limiter,
    "planning": planning,
}


def main(*args: str) -> None:
    """Runs the parts and prints their rows as they come."""
    chosen = [part for part in PARTS if part in args] or list(PARTS)
    print("| what | measured | promised |\n|---|---|---|", flush=True)
    for part in chosen:
        with tempfile.TemporaryDirectory() as name:
            for row in PARTS[part](Path(name), "--full" in args):
                print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
