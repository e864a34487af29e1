"""The few jobs that tick. What is owed stands in the database; a tick only looks and does what is due."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.desk.health import JobRecord
from bot.logs import get_logger

log = get_logger(__name__)

FINISH_SECONDS = 3.0
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
        self._ticking = [_Ticking(job) for job in jobs]
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        for one in self._ticking:
            self._scheduler.add_job(
                one.tick,
                "interval",
                seconds=one.job.seconds,
                id=one.job.name,
                next_run_time=datetime.now(UTC),
            )

    def start(self) -> None:
        """Begins to tick on the running event loop."""
        self._scheduler.start()

    def records(self) -> dict[str, JobRecord]:
        """How each job has been doing, by its name."""
        return {one.job.name: one.record for one in self._ticking}

    async def stop(self) -> None:
        """Ends all ticking: waits for the jobs that may finish, cancels the others, and sees them end."""
        self._scheduler.pause()
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                for one in self._ticking:
                    if one.job.finish:
                        await one.idle.wait()
        except TimeoutError:
            log.warning("a job did not finish in time", job=one.job.name)
        self._scheduler.shutdown(wait=False)
        for one in self._ticking:
            await one.idle.wait()


class _Ticking:
    """A job that tells when it is idle, and keeps its record."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.record = JobRecord()
        self.idle = asyncio.Event()
        self.idle.set()

    async def tick(self) -> None:
        self.idle.clear()
        self.record.runs += 1
        try:
            await self.job.work()
            self.record.ended = time()
        except asyncio.CancelledError:
            log.debug("a job was ended in the middle", job=self.job.name)
        except Exception:
            self.record.failures += 1
            raise
        finally:
            self.idle.set()
