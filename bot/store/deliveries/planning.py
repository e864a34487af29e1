"""From a due reader to a planned digest."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.calendar import Slot, after_quiet, next_slot
from bot.store import readers
from bot.store.deliveries.messages import message_to_json
from bot.store.model import Message, Reader
from bot.store.times import from_text, to_text


def due_readers(db: Database, now: datetime, limit: int) -> list[Reader]:
    """Active readers with topics whose next digest is due; first due, first listed."""
    rows = db.query(
        """SELECT * FROM readers WHERE next_due <= :now AND state = 'active'
        AND (paused_until IS NULL OR paused_until <= :now)
        AND EXISTS (SELECT 1 FROM subscriptions WHERE reader = readers.id)
        ORDER BY next_due, id LIMIT :limit""",
        {"now": to_text(now), "limit": limit},
    )
    return [readers.reader_from_row(db, row) for row in list(rows)]


def listening_readers(db: Database, now: datetime) -> list[Reader]:
    """Active readers who have not paused, in the order in which they came."""
    rows = db.query(
        """SELECT * FROM readers WHERE state = 'active'
        AND (paused_until IS NULL OR paused_until <= ?) ORDER BY id""",
        [to_text(now)],
    )
    return [readers.reader_from_row(db, row) for row in list(rows)]


def put_off(db: Database, until: Iterable[tuple[int, datetime]]) -> None:
    """Moves due times, given as (reader, time), and leaves the slots as they are."""
    db.conn.executemany(
        "UPDATE readers SET next_due = ? WHERE id = ?", [(to_text(time), reader) for reader, time in until]
    )


def last_planned(db: Database, reader: int) -> datetime | None:
    """When a reader's latest digest was planned."""
    sql = "SELECT max(planned) AS latest FROM digests WHERE reader = ? AND kind = 'digest'"
    latest: str | None = next(db.query(sql, [reader]))["latest"]
    return from_text(latest)


def plan_digest(
    db: Database,
    reader: Reader,
    slots: Sequence[Slot],
    stories: Sequence[str],
    messages: Sequence[Message],
    now: datetime,
) -> bool:
    """Stores a digest for the first of `slots`, which covers the others too, and moves the reader's due time.

    False, and no part is stored, if that slot has its digest already. False, and nothing is changed, if the
    reader or what they were shown has changed since the digest was composed: it is to be composed anew.
    """
    if readers.reader_by_id(db, reader.id) != reader or _any_shown(db, reader.id, stories):
        return False
    first, *others = slots
    digest = _insert_digest(db, reader.id, first, stories, now)
    for slot in others:
        _insert_digest(db, reader.id, slot, (), now)
    if digest is not None:
        _insert_parts(db, digest, reader.id, messages, now)
        mark_shown(db, reader.id, stories, (), now)
    done = readers.delivered_slots(db, reader.id, first.local_date - timedelta(days=3))
    readers.save_next_due(db, reader.id, next_slot(reader.schedule, now, done))
    return digest is not None


def plan_notice(db: Database, reader: Reader, key: str, messages: Sequence[Message], now: datetime) -> bool:
    """Stores something to be told beside digests, not in quiet hours. False if `key` was told before."""
    due = after_quiet(reader.schedule, now)
    cursor = db.execute(
        """INSERT OR IGNORE INTO digests (reader, kind, local_date, slot, due, planned)
        VALUES (?, 'notice', '', ?, ?, ?)""",
        [reader.id, key, to_text(due), to_text(now)],
    )
    if not cursor.rowcount:
        return False
    assert cursor.lastrowid is not None
    _insert_parts(db, cursor.lastrowid, reader.id, messages, due)
    return True


def mark_shown(
    db: Database, reader: int, stories: Iterable[str], sentences: Iterable[str], now: datetime
) -> None:
    """These stories (ids) and sentences (fingerprints) count as shown to a reader."""
    shown = [*(f"story:{story}" for story in stories), *(f"sentence:{sentence}" for sentence in sentences)]
    db.conn.executemany(
        "INSERT OR IGNORE INTO shown (reader, what, at) VALUES (?, ?, ?)",
        [(reader, what, to_text(now)) for what in shown],
    )


def _insert_digest(
    db: Database, reader: int, slot: Slot, stories: Sequence[str], now: datetime
) -> int | None:
    """The new row's id; None where the reader has a digest for that slot."""
    cursor = db.execute(
        """INSERT OR IGNORE INTO digests (reader, kind, local_date, slot, due, planned, stories)
        VALUES (?, 'digest', ?, ?, ?, ?, ?)""",
        [
            reader,
            slot.local_date.isoformat(),
            f"{slot.time:%H:%M}",
            to_text(slot.due),
            to_text(now),
            json.dumps(stories),
        ],
    )
    return cursor.lastrowid if cursor.rowcount else None


def _insert_parts(
    db: Database, digest: int, reader: int, messages: Sequence[Message], not_before: datetime
) -> None:
    db.conn.executemany(
        """INSERT INTO parts (digest, reader, position, message, state, not_before)
        VALUES (?, ?, ?, ?, 'planned', ?)""",
        [
            (digest, reader, position, message_to_json(message), to_text(not_before))
            for position, message in enumerate(messages)
        ],
    )


def _any_shown(db: Database, reader: int, stories: Sequence[str]) -> bool:
    sql = "SELECT 1 FROM shown WHERE reader = ? AND what = ?"
    return any(db.execute(sql, [reader, f"story:{story}"]).fetchone() for story in stories)
