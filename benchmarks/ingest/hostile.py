"""Prints what becomes of every hostile source, as Markdown: `python -m benchmarks.ingest.hostile [WORD…]`.

Each case of `tests/ingest/hostile.py` (or those whose names hold a WORD) is met alone, by a real round of
polling with one process for what comes from strangers. Memory is the most that was resident meanwhile: of
this process (which serves the hostile source too, so that a body of 20 MB counts) and of the reading process.
"""

import asyncio
import logging
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.ingest.lag import measured_lag
from benchmarks.ingest.memory import measured_peaks
from bot.ingest.engine import LocalEngine
from bot.ingest.limits import Limits
from bot.logs import configure_logging
from tests.ingest.encounters import HASTY, Outcome, as_expected, outcomes, prepared
from tests.ingest.hostile import CASES, WAITING, Case

LIMITS = Limits(pause_seconds=0.0)


@dataclass(frozen=True)
class Met:
    """How meeting one case went. Seconds and MB."""

    outcome: Outcome
    seconds: float
    late: float
    main_mb: float
    reader_mb: float

    def row(self, case: Case) -> str:
        verdict = "" if as_expected(case, self.outcome) else "**unexpected:** "
        reason = re.sub(r"\s+", " ", self.outcome.reason)[:100].replace("|", "\\|") or "read"
        return (
            f"| {case.name} | {verdict}{reason} | {len(self.outcome.articles)} | {self.seconds:.2f}"
            f" | {1000 * self.late:.0f} | {self.main_mb:.0f} | {self.reader_mb:.0f} |"
        )


async def meet(case: Case, database: Path, engine: LocalEngine) -> Met:
    """One case, alone."""
    limits = HASTY if case.name in WAITING else LIMITS
    async with prepared([case], database, engine, limits) as (ingest, store):
        await engine.run(len, [("",)])
        began = perf_counter()
        async with measured_peaks() as peaks, measured_lag() as late:
            await ingest.poll_due()
        seconds = perf_counter() - began
        outcome = (await outcomes(store))[case.name]
    main_mb = peaks.pop(os.getpid())
    return Met(outcome, seconds, max(late, default=0.0), main_mb, max(peaks.values(), default=0.0))


async def main(*words: str) -> None:
    configure_logging(level=logging.CRITICAL)
    chosen = [case for case in CASES if not words or any(word in case.name for word in words)]
    met: list[Met] = []
    print("| hostile source | recorded | kept | s | loop late, ms | main, MB | reader, MB |")
    print("|---|---|---|---|---|---|---|", flush=True)
    engine = LocalEngine(1)
    for case in chosen:
        with tempfile.TemporaryDirectory() as folder:
            met.append(await meet(case, Path(folder) / "news.db", engine))
        print(met[-1].row(case), flush=True)
    await engine.close()
    unexpected = sum(not as_expected(case, one.outcome) for case, one in zip(chosen, met, strict=True))
    print(
        f"\n{len(met)} cases, {unexpected} unexpected; at most {max(one.seconds for one in met):.1f} s,"
        f" main process {max(one.main_mb for one in met):.0f} MB,"
        f" reading process {max(one.reader_mb for one in met):.0f} MB."
    )


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
