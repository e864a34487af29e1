"""What admins write to all readers: kept as a draft, sent once it is confirmed, to each once."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from bot.clock import Clock
from bot.desk.deliveries import Deliveries
from bot.store import broadcasts as sql
from bot.store.database import Store
from bot.store.deliveries import listening_readers
from bot.store.model import Message, Reader


@dataclass(frozen=True, slots=True)
class Draft:
    """A broadcast that waits for its confirmation, and how many readers would get it now."""

    id: int
    readers: int


class Broadcasts:
    """The use cases of broadcasts."""

    def __init__(self, store: Store, clock: Clock, deliveries: Deliveries) -> None:
        self._store = store
        self._clock = clock
        self._deliveries = deliveries

    async def draft(self, html: str) -> Draft:
        """Keeps a text (Telegram's HTML); nothing is sent."""
        now = self._clock.now()

        def unit(db: Database) -> Draft:
            return Draft(sql.add_draft(db, html, now), len(listening_readers(db, now)))

        return await self._store.write(unit)

    async def send(self, draft: int, render: Callable[[Reader, str], Message]) -> int | None:
        """Plans a draft for every active reader who has not paused, after their quiet hours.

        `render` makes a reader's message of its text. Each gets it once, whatever happens and however often
        it is sent. Answers how many are told; None for a draft that was sent or dropped before.
        """
        text = await self._store.read(sql.unsent_text, draft)
        if text is None:
            return None
        told = await self._deliveries.broadcast(f"broadcast {draft}", lambda reader: [render(reader, text)])
        await self._store.write(sql.mark_sent, draft, told)
        return told

    async def drop(self, draft: int) -> bool:
        """Forgets a draft; False for one that was sent or dropped before."""
        return await self._store.write(sql.remove_draft, draft)
