import asyncio
import logging

import pytest

from bot.schedule import Job, Schedule


class Work:
    """A job that goes on until it is released."""

    def __init__(self) -> None:
        self.begun, self.release, self.ended = asyncio.Event(), asyncio.Event(), ""

    async def __call__(self) -> None:
        self.begun.set()
        try:
            await self.release.wait()
            self.ended = "finished"
        except asyncio.CancelledError:
            self.ended = "cancelled"
            raise


async def test_every_job_ticks_at_once() -> None:
    work = Work()
    schedule = Schedule([Job("work", 3600, work)])
    schedule.start()
    await asyncio.wait_for(work.begun.wait(), 5)
    await schedule.stop()


async def test_a_job_that_may_finish_does_before_the_program_stops() -> None:
    work = Work()
    schedule = Schedule([Job("send", 3600, work, finish=True)])
    schedule.start()
    await work.begun.wait()
    stopping = asyncio.create_task(schedule.stop())
    await asyncio.sleep(0)
    work.release.set()
    await stopping
    assert work.ended == "finished"


async def test_any_other_job_is_cancelled_without_noise(caplog: pytest.LogCaptureFixture) -> None:
    work = Work()
    schedule = Schedule([Job("poll", 3600, work)])
    schedule.start()
    await work.begun.wait()
    with caplog.at_level(logging.WARNING):
        await schedule.stop()
    assert (work.ended, caplog.text) == ("cancelled", "")


async def test_a_job_keeps_its_record() -> None:
    tried = asyncio.Event()

    async def fail() -> None:
        tried.set()
        raise ValueError("no luck")

    schedule = Schedule([Job("fails", 3600, fail), Job("works", 3600, Work())])
    schedule.start()
    await asyncio.wait_for(tried.wait(), 5)
    await schedule.stop()
    record = schedule.records()["fails"]
    assert (record.runs, record.failures, record.ended) == (1, 1, 0.0)
