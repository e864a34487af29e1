"""A ledger to try: readers, their digests, and the parts of these."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.calendar import Schedule, Slot, next_slot, slot_on
from bot.store import deliveries, readers
from bot.store.database import connect, migrate
from bot.store.deliveries import IN_FLIGHT, Part
from bot.store.model import Button, Message, Place, Preferences, Reader, Subscription

MORNING = time(7, 30)
SCHEDULE = Schedule("UTC", (MORNING,))
JOINED = datetime(2026, 5, 3, 12, tzinfo=UTC)
MONDAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 7, 30, 1, tzinfo=UTC)
HELLO = Message("<b>Hello</b>", ((Button("More", data="more"), Button("Read", url="https://a.test/")),), True)


@contextmanager
def open_ledger(path: Path) -> Iterator[Database]:
    """A new database."""
    db = connect(path)
    migrate(db, path)
    yield db
    db.close()


def join(db: Database, chat: int, thread: int = 0, schedule: Schedule = SCHEDULE) -> Reader:
    """A reader of one topic, whose first digest is due on Monday morning."""
    place = Place(chat, thread, "private" if chat > 0 else "group")
    reader = readers.create_reader(db, place, schedule, Preferences(), JOINED)
    readers.add_subscriptions(db, reader.id, [Subscription("niger", "Niger", "niger")], JOINED)
    readers.save_next_due(db, reader.id, next_slot(schedule, JOINED))
    return found(db, reader)


def found(db: Database, reader: Reader) -> Reader:
    """The reader as stored now."""
    again = readers.reader_by_id(db, reader.id)
    assert again is not None
    return again


def slots(*days: int) -> list[Slot]:
    """The morning slots of so many days after Monday (Monday's)."""
    return [slot_on(SCHEDULE, MONDAY + timedelta(days=day), MORNING) for day in days or (0,)]


def plan(db: Database, reader: Reader, parts: int = 1, *, stories: tuple[str, ...] = ("s1",)) -> bool:
    """Plans Monday's digest in so many parts."""
    messages = [replace(HELLO, html=f"part {number}") for number in range(1, parts + 1)]
    return deliveries.plan_digest(db, reader, slots(), stories, messages, NOW)


def claim(db: Database, most: int = IN_FLIGHT, now: datetime = NOW) -> list[Part]:
    """Takes parts to be sent."""
    return deliveries.claim_parts(db, now, most)


def states(db: Database) -> list[str]:
    """Of all parts, in order."""
    return [row["state"] for row in db.query("SELECT state FROM parts ORDER BY id")]


def reasons(db: Database) -> list[str | None]:
    """Of all parts, in order."""
    return [row["reason"] for row in db.query("SELECT reason FROM parts ORDER BY id")]
