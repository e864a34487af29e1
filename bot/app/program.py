"""The program without its bot: what every command works on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk, open_desk
from bot.ingest import Ingest
from bot.store.database import Store


@dataclass(frozen=True, slots=True)
class Newsbrief:
    """An open store, the desk over it, and what brings news into it."""

    settings: Settings
    clock: Clock
    store: Store
    desk: Desk
    ingest: Ingest


@asynccontextmanager
async def open_newsbrief(settings: Settings, clock: Clock, *, own: bool = False) -> AsyncIterator[Newsbrief]:
    """Opens the store, brings sources and topics in line with the settings, and closes all at the end.

    `own`: only one process at a time may do so; raises BusyError if another does.
    """
    async with Store.open(settings.store.path) as store:
        if own:
            store.lock()
        async with Ingest.open(store, settings, clock) as ingest:
            if own:
                await ingest.ready()
            await ingest.sync()
            desk = open_desk(store, settings, clock, ingest.discover)
            yield Newsbrief(settings, clock, store, desk, ingest)
