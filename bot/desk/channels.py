"""Channels that somebody manages from their private chat."""

from sqlite_utils import Database

from bot.clock import Clock
from bot.desk.readers import Readers
from bot.store import channels as sql
from bot.store.bots import give_to
from bot.store.database import Store
from bot.store.model import Place, Reader
from bot.store.readers import find_reader


class Channels:
    """The use cases of channels. Whether somebody may manage one is for the caller to ask, each time."""

    def __init__(self, store: Store, readers: Readers, clock: Clock) -> None:
        self._store = store
        self._readers = readers
        self._clock = clock

    async def manage(self, manager: Place, channel: Place, language: str) -> Reader:
        """The channel becomes one of the manager's, and its bot's. Returns it as a reader, perhaps a new one.

        It is spoken to in `language` until one is chosen for it.
        """
        who, what = await self._readers.enter(manager), await self._readers.start(channel)
        if not what.preferences.language:
            await self._readers.prefer(channel, language=language)
        now = self._clock.now()

        def unit(db: Database) -> None:
            give_to(db, channel.chat, channel.bot)
            sql.add_managed(db, who.id, what.id, channel.title, now)

        await self._store.write(unit)
        return await self._readers.enter(channel)

    async def of(self, manager: Place) -> tuple[Reader, ...]:
        """The manager's channels, first chosen, first listed."""

        def unit(db: Database) -> tuple[Reader, ...]:
            who = find_reader(db, manager)
            return tuple(sql.managed_channels(db, who.id)) if who else ()

        return await self._store.read(unit)

    async def leave(self, manager: Place, channel: Reader) -> None:
        """The channel is none of theirs any more; it keeps what was set."""
        who = await self._readers.enter(manager)
        await self._store.write(sql.remove_managed, who.id, channel.id)
