"""What admins write to all readers: kept as a draft, sent once it is confirmed, to each once."""

from dataclasses import dataclass

from sqlite_utils import Database

from bot.clock import Clock
from bot.store.database import Store
from bot.store.deliveries import listening_readers, plan_notice
from bot.store.model import Message
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Draft:
    """A broadcast that waits for its confirmation, and how many readers would get it now."""

    id: int
    readers: int


class Broadcasts:
    """The use cases of broadcasts."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def draft(self, html: str) -> Draft:
        """Keeps a text (Telegram's HTML); nothing is sent."""
        now = self._clock.now()

        def unit(db: Database) -> Draft:
            written = db.execute("INSERT INTO broadcasts (text, written) VALUES (?, ?)", [html, to_text(now)])
            assert written.lastrowid is not None
            return Draft(written.lastrowid, len(listening_readers(db, now)))

        return await self._store.write(unit)

    async def send(self, draft: int) -> int | None:
        """Plans a draft for every active reader who has not paused, after their quiet hours.

        All in one transaction: a draft is sent once, to each reader once. Answers how many are told; None for
        a draft that was sent or dropped before.
        """
        now = self._clock.now()

        def unit(db: Database) -> int | None:
            sql = "SELECT text FROM broadcasts WHERE id = ? AND told IS NULL"
            row = db.execute(sql, [draft]).fetchone()
            if row is None:
                return None
            messages = [Message(row[0])]
            readers = listening_readers(db, now)
            told = sum(plan_notice(db, reader, f"broadcast {draft}", messages, now) for reader in readers)
            db.execute("UPDATE broadcasts SET told = ? WHERE id = ?", [told, draft])
            return told

        return await self._store.write(unit)

    async def drop(self, draft: int) -> bool:
        """Forgets a draft; False for one that was sent or dropped before."""

        def unit(db: Database) -> bool:
            return db.execute("DELETE FROM broadcasts WHERE id = ? AND told IS NULL", [draft]).rowcount > 0

        return await self._store.write(unit)
