"""The process that `newsbrief run` is: started, told to read its configuration anew, and ended by signals."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from bot.app.pauses import short_pauses
from bot.app.program import Newsbrief, open_newsbrief
from bot.app.running import Tell, running_bot
from bot.app.web import served
from bot.clock import Clock
from bot.config import Settings
from bot.errors import ConfigError, StoreError
from bot.logs import get_logger

log = get_logger(__name__)

Reread = Callable[[], Settings]
"""Reads the configuration again. Raises ConfigError."""


async def run_bot(settings: Settings, clock: Clock, tell: Tell, reread: Reread) -> None:
    """The bot until SIGTERM or SIGINT, or its terminal is closed; any other SIGHUP has it take over what
    `reread` says.

    Raises UserError: a refused token, a database in use, a taken port. `tell` is given what the operator
    must see.
    """
    async with AsyncExitStack() as stack:
        stop, hang_up = signalled(signal.SIGTERM, signal.SIGINT), signalled(signal.SIGHUP)
        await stack.enter_async_context(short_pauses())
        program = await stack.enter_async_context(open_newsbrief(settings, clock, own=True))
        await stack.enter_async_context(_heeding(hang_up, program, reread, stop))
        bot = await stack.enter_async_context(running_bot(program, tell))
        await stack.enter_async_context(served(program, bot.bots, bot.jobs))
        await bot.until(stop)
        log.info("stopping")


def signalled(*numbers: signal.Signals) -> asyncio.Event:
    """Set once the process gets one of these signals."""
    event = asyncio.Event()
    for number in numbers:
        asyncio.get_running_loop().add_signal_handler(number, event.set)
    return event


@asynccontextmanager
async def _heeding(
    hang_up: asyncio.Event, program: Newsbrief, reread: Reread, stop: asyncio.Event
) -> AsyncIterator[None]:
    """For the length of a block: what the configuration says is taken over at every SIGHUP. One that comes
    because the terminal is gone stops the bot, as it would any program."""
    on_terminal = sys.stderr.isatty()

    async def heed() -> None:
        while True:
            await hang_up.wait()
            hang_up.clear()
            if on_terminal and not sys.stderr.isatty():
                stop.set()
            else:
                await take_over(program, reread)

    task = asyncio.create_task(heed())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def take_over(program: Newsbrief, reread: Reread) -> None:
    """Goes by the configuration as it is now, as far as that can change while the bot runs.

    One that is wrong is told in the log, and nothing changes.
    """
    try:
        settings = await asyncio.to_thread(reread)
        await program.ingest.go_by(settings)
    except ConfigError as error:
        log.error("the configuration is wrong; the bot goes on as before", mistakes=" ".join(error.mistakes))
    except StoreError as error:
        log.error("the configuration could not be taken over; send SIGHUP again", reason=str(error))
    except Exception:
        log.exception("the configuration could not be taken over; the bot goes on as before")
    else:
        log.info("the configuration was read again", sources=len(settings.sources))
        if waiting := needing_a_restart(program.settings, settings):
            log.warning("changes that wait for a restart", sections=", ".join(waiting))


def needing_a_restart(before: Settings, after: Settings) -> list[str]:
    """The sections in which something changed that `Ingest.go_by` does not take over."""
    return [
        section
        for section in Settings.model_fields
        if section != "sources"
        and getattr(before, section) != getattr(_with_the_living(before, after), section)
    ]


def _with_the_living(before: Settings, after: Settings) -> Settings:
    """`after`, with what was taken over as it was before."""
    schedule = after.schedule.model_copy(update={"poll_minutes": before.schedule.poll_minutes})
    store = after.store.model_copy(update={"keep_days": before.store.keep_days})
    return after.model_copy(update={"schedule": schedule, "store": store})
