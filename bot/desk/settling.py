"""When a reader's next digest is due, worked out anew whenever something that decides it has changed."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.calendar import Schedule, Slot, next_slot, reschedule
from bot.store import readers as sql
from bot.store.deliveries import planned_since
from bot.store.model import Reader

FOR_GOOD = datetime.fromisoformat("9999-01-01T00:00:00+00:00")
"""A pause without an end."""


def settle(db: Database, reader_id: int, now: datetime, was: Schedule | None = None) -> None:
    """Stores the next slot; `was` is the schedule before a change of hours or zone."""
    reader = sql.reader_by_id(db, reader_id)
    assert reader is not None
    sql.save_next_due(db, reader_id, next_of(db, reader, now, was))


def next_of(db: Database, reader: Reader, now: datetime, was: Schedule | None = None) -> Slot | None:
    """The next slot; None for who stopped, paused for good, or has nothing to be told of."""
    if reader.state == "stopped" or not reader.subscribed:
        return None
    start = max(now, reader.paused_until) if reader.paused_until else now
    if start >= FOR_GOOD:
        return None
    done = sql.delivered_slots(db, reader.id, now.date() - timedelta(days=3))
    if was is None or start > now:
        return next_slot(reader.schedule, start, done)
    return reschedule(was, reader.schedule, now, done, _owed(db, reader, now))


def _owed(db: Database, reader: Reader, now: datetime) -> Slot | None:
    """The slot that a change of hours must not lose; a newcomer's first digest is none until it is due."""
    pending = sql.pending_slot(db, reader.id)
    if pending and pending.due > now and not planned_since(db, reader.id, reader.created):
        return None
    return pending
