"""Who is owed a digest, what it holds, and what became of it."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from bot.calendar import Slot, after_quiet, is_quiet, next_slot, slots_between
from bot.clock import Clock
from bot.desk.hours import settle_asking
from bot.desk.newsroom import Newsroom
from bot.desk.shelf import Shelf, compose
from bot.errors import UserError
from bot.logs import get_logger
from bot.news.model import Digest
from bot.news.novelty import Told
from bot.store import deliveries as sql
from bot.store import readers, silence
from bot.store.database import Store
from bot.store.deliveries import Part
from bot.store.model import Message, Place, Reader
from bot.store.novelty import mark_shown

log = get_logger(__name__)

ONE_ROUND = timedelta(seconds=10)
"""For so long a round of planning works with the news that it has read."""
BAD_LUCK = timedelta(minutes=10)
"""After so long a digest that could not be composed is tried again."""


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that a reader is owed. `slots` are what it covers, the oldest first."""

    reader: Reader
    digest: Digest
    slots: tuple[Slot, ...]
    late: bool
    next_due: datetime | None
    """When the one after it is due."""
    composed: datetime
    """As of when it tells."""

    @property
    def covers(self) -> tuple[date, ...]:
        """The local days that it covers."""
        return tuple(dict.fromkeys(slot.local_date for slot in self.slots))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A due digest as messages, the ids of the stories that they tell first, and all sentences in them."""

    due: Due
    messages: tuple[Message, ...]
    stories: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


class Deliveries:
    """The use cases of delivery. A sender claims parts and tells what became of each."""

    def __init__(self, store: Store, newsroom: Newsroom, clock: Clock) -> None:
        self._store = store
        self._newsroom = newsroom
        self._clock = clock
        self._shelf: Shelf | None = None

    async def digest(self, reader: Reader, now: datetime) -> Digest:
        """What a reader would be told at `now`. Records nothing."""
        return await self._store.read(lambda db: compose(db, reader, Shelf(self._newsroom, db, now)))

    async def digest_now(self, place: Place) -> tuple[Reader, Digest]:
        """The digest of a place now; `show` makes it count as shown. Raises UserError for a stranger."""
        reader, digest = await self.preview(place, self._clock.now())
        return reader, replace(digest, hour=None)

    async def preview(self, where: Place | int, at: datetime) -> tuple[Reader, Digest]:
        """The digest of a place (or chat id) at a time. Records nothing. Raises UserError for a stranger."""
        place = Place(where) if isinstance(where, int) else where

        def unit(db: Database) -> tuple[Reader, Digest]:
            reader = readers.find_reader(db, place)
            if reader is None:
                raise UserError(
                    "Chat {chat} is not known here; send /start to the bot in it first.", chat=str(place.chat)
                )
            return reader, compose(db, reader, Shelf(self._newsroom, db, at))

        return await self._store.read(unit)

    async def show(
        self,
        reader: Reader,
        stories: Iterable[str],
        told: Iterable[Told] = (),
        *,
        composed: datetime | None = None,
        messages: Mapping[str, int] | None = None,
        bot: int = 0,
    ) -> None:
        """These stories (ids) and sentences count as shown: later digests leave them out.

        `composed`: as of when they tell, if not now; `messages`: in which message (id) of the `bot` a story
        was told, which is kept if the reader belongs to that bot.
        """
        at = composed or self._clock.now()

        def unit(db: Database) -> None:
            present = readers.reader_by_id(db, reader.id) if messages else None
            where = messages if present and present.place.bot == bot else None
            mark_shown(db, reader.id, tuple(stories), tuple(told), at, where)

        await self._store.write(unit)

    async def due(
        self, limit: int, *, same_round: bool = False, but: Collection[int] = ()
    ) -> tuple[Due, ...]:
        """The digests that are due now, first due first, at most `limit`; () only if there is none.

        Several slots missed by one reader make one digest. One that is overdue in the reader's quiet hours
        waits for their end. Calls of the `same_round` work with the news of its first call, for ONE_ROUND.
        Readers of the bots in `but` are left out.
        """
        now = self._clock.now()
        if not same_round or self._shelf is None or now - self._shelf.now > ONE_ROUND:
            await self._store.settle()
            self._shelf = await self._store.read(lambda db: Shelf(self._newsroom, db, now))
        while True:
            found, waiting = await self._store.read(_due, now, limit, self._shelf, but)
            if waiting:
                await self._store.write(sql.put_off, waiting, now)
            if found or not waiting:
                return found

    async def plan(self, prepared: Sequence[Prepared]) -> int:
        """Stores digests, their parts, what they show and the next due times in one transaction.

        Answers how many were planned. Left out are those whose slot has a digest already, and those whose
        reader has changed since `due`: they stay due.
        """
        now = self._clock.now()

        def unit(db: Database) -> int:
            return sum(_plan(db, one, now) for one in prepared)

        return await self._store.write(unit)

    async def broadcast(self, key: str, render: Callable[[Reader], Sequence[Message]]) -> int:
        """Plans messages for every reader who has not stopped or paused; they wait for quiet hours to end.

        A `key` is told once. Answers how many readers are told.
        """
        now = self._clock.now()

        def unit(db: Database) -> int:
            return sum(
                sql.plan_notice(db, reader, key, render(reader), now)
                for reader in sql.listening_readers(db, now)
            )

        return await self._store.write(unit)

    async def claim(
        self,
        most: int,
        busy: Collection[int] = (),
        arrived: Collection[tuple[Part, int]] = (),
        bot: int = 0,
    ) -> tuple[Part, ...]:
        """Takes at most `most` parts for a bot to send now, none for a chat in `busy`. All are settled below.

        What has `arrived`, with its message id, is settled in the same transaction.
        """
        now = self._clock.now()

        def unit(db: Database) -> tuple[Part, ...]:
            for part, message_id in arrived:
                sql.part_sent(db, part, message_id, now)
            return tuple(sql.claim_parts(db, now, most, busy, bot)) if most > 0 else ()

        return await self._store.write(unit)

    async def sent(self, part: Part, message_id: int) -> None:
        """It arrived."""
        await self._store.write(sql.part_sent, part, message_id, self._clock.now())

    async def later(self, part: Part, seconds: float, reason: str, *, counts: bool = True) -> None:
        """It certainly did not arrive and is to be tried again; `counts`: this was an attempt."""
        not_before = self._clock.now() + timedelta(seconds=seconds)
        await self._store.write(sql.part_later, part, not_before, reason, counts=counts)

    async def uncertain(self, part: Part, seconds: float, reason: str) -> None:
        """It may have arrived, and is to be sent once more, as a possible repeat."""
        await self._store.write(
            sql.part_uncertain, part, self._clock.now() + timedelta(seconds=seconds), reason
        )

    async def failed(self, part: Part, reason: str) -> None:
        """It is given up."""
        await self._store.write(sql.part_failed, part, reason, self._clock.now())

    async def gone(self, part: Part, because: str, *, whole_chat: bool) -> None:
        """Its reader (or all of the chat) can't be reached: suspended, and owed one digest on the return."""
        await self._store.write(sql.suspend, part, because, self._clock.now(), whole_chat=whole_chat)

    async def migrated(self, part: Part, chat: int) -> None:
        """Its group became the supergroup `chat`; readers and open parts move there."""
        await self._store.write(sql.part_migrated, part, chat, self._clock.now())

    async def recover(self, bot: int | None = None) -> int:
        """At start, before the first claim: parts that were being sent, by that bot or by any, are uncertain.

        Answers how many.
        """
        return await self._store.write(sql.recover, bot)


def _plan(db: Database, one: Prepared, now: datetime) -> bool:
    """Stores a digest, and of which topics it says that they are silent."""
    reader, digest = one.due.reader, one.due.digest
    if not sql.plan_digest(
        db,
        reader,
        one.due.slots,
        one.stories,
        one.messages,
        now,
        told=one.told,
        composed=one.due.composed,
    ):
        return False
    silence.mark_heard(db, reader.id, [section.topic.slug for section in digest.sections])
    if one.messages and digest.hour:
        settle_asking(db, reader, may_ask=False)
    if one.messages:
        silence.mark_told(db, reader.id, [topic.slug for topic in digest.silent], now)
    return True


def _due(
    db: Database, now: datetime, limit: int, shelf: Shelf, but: Collection[int]
) -> tuple[tuple[Due, ...], list[tuple[int, datetime]]]:
    """What is due, and who is to be left in peace until when. One reader's bad luck stops nobody's digest."""
    due: list[Due] = []
    waiting: list[tuple[int, datetime]] = []
    for reader in sql.due_readers(db, now, limit, but):
        try:
            if is_quiet(reader.schedule, now):
                waiting.append((reader.id, after_quiet(reader.schedule, now)))
            else:
                due.append(_owed(db, reader, now, shelf))
        except sqlite3.Error:
            raise
        except Exception:
            log.exception("a digest could not be composed", reader=reader.id, again_in=str(BAD_LUCK))
            waiting.append((reader.id, now + BAD_LUCK))
    return tuple(due), waiting


def _owed(db: Database, reader: Reader, now: datetime, shelf: Shelf) -> Due:
    first = readers.pending_slot(db, reader.id)
    assert first is not None
    done = readers.delivered_slots(db, reader.id, first.local_date - timedelta(days=3))
    slots = slots_between(reader.schedule, first, now, done)
    following = next_slot(reader.schedule, now, {*done, *(slot.key for slot in slots)})
    late = now - first.due > sql.LATE or len({slot.local_date for slot in slots}) > 1
    next_due = following.due if following else None
    return Due(reader, compose(db, reader, shelf), slots, late, next_due, shelf.now)
