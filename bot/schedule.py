"""The few jobs that tick. What is owed stands in the database; a tick only looks and does what is due."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import get_logger

log = get_logger(__name__)

FINISH_SECONDS = 5.0
"""How long a job in the middle of its work may take to end it when the program stops."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every few seconds; never twice at a time.

    `finish`: when the program stops, it is let finish what it is at; other jobs are cancelled, since
    what they do is done again at the next start.
    """

    name: str
    seconds: float
    work: Callable[[], Awaitable[object]]
    finish: bool = False


class Schedule:
    """Jobs ticking on APScheduler; the first tick of each comes at once.

    APScheduler forgets a run that is a second late unless `misfire_grace_time` is None (its user guide,
    "Missed job executions and coalescing").
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._finishing = [_Finishing(job) for job in jobs if job.finish]
        cancelled = [job for job in jobs if not job.finish]
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for job in (*(one.job for one in self._finishing), *cancelled):
            self._scheduler.add_job(
                job.work, "interval", seconds=job.seconds, id=job.name, next_run_time=datetime.now(UTC)
            )

    def start(self) -> None:
        """Begins to tick on the running event loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Ends all ticking; waits for the jobs that may finish."""
        self._scheduler.pause()
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                for one in self._finishing:
                    await one.idle.wait()
        except TimeoutError:
            log.warning("a job did not finish in time")
        self._scheduler.shutdown(wait=False)


class _Finishing:
    """A job that tells when it is idle."""

    def __init__(self, job: Job) -> None:
        self.idle = asyncio.Event()
        self.idle.set()
        self.job = Job(job.name, job.seconds, self._work)
        self._inner = job.work

    async def _work(self) -> None:
        self.idle.clear()
        try:
            await self._inner()
        finally:
            self.idle.set()
