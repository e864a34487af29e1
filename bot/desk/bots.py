"""The bots that are configured, and readers whose bot is no longer among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from bot.clock import Clock
from bot.desk.admission import admin_readers
from bot.store.bots import settle_bots, without_bot
from bot.store.database import Store
from bot.store.deliveries import plan_notice
from bot.store.model import Message, Reader
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Missing:
    """A bot (its id) that is no longer configured, how many readers it has, and the admins to be told."""

    bot: int
    readers: int
    admins: tuple[Reader, ...]


class Bots:
    """The use cases of several bots over one database, each known by its id, which its token begins with."""

    def __init__(self, store: Store, clock: Clock, owners: Sequence[int]) -> None:
        self._store = store
        self._clock = clock
        self._owners = frozenset(owners)

    async def missing(self, bots: Sequence[int]) -> tuple[Missing, ...]:
        """The bots with readers that are none of those configured."""

        def unit(db: Database) -> tuple[Missing, ...]:
            lost = without_bot(db, bots)
            told = tuple(admin_readers(db, self._owners)) if lost else ()
            return tuple(Missing(bot, count, told) for bot, count in lost.items())

        return await self._store.read(unit)

    async def settle(self, bots: Sequence[int], notices: Sequence[tuple[Reader, Message]] = ()) -> None:
        """Gives every reader a bot that is configured: the first, where theirs is not. Plans `notices` of it.

        Readers whom the first bot could not reach go back as soon as their own is configured again.
        """
        now = self._clock.now()

        def unit(db: Database) -> None:
            settle_bots(db, bots)
            for n, (reader, message) in enumerate(notices):
                plan_notice(db, reader, f"bots:{to_text(now)}:{n}", (message,), now)

        await self._store.write(unit)
