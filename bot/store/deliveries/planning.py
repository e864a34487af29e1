"""From a due reader to a planned digest."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.calendar import Slot, after_quiet, next_slot
from bot.news.novelty import Told, fingerprint
from bot.store import readers
from bot.store.deliveries.messages import message_to_json
from bot.store.model import Message, Reader
from bot.store.novelty import mark_shown
from bot.store.times import to_text


def due_readers(db: Database, now: datetime, limit: int, but: Collection[int] = ()) -> list[Reader]:
    """Active readers with topics or feeds whose next digest is due; first due, first listed.

    Those of the bots in `but` are left out.
    """
    kept = "AND bot NOT IN (SELECT value FROM json_each(:but))" if but else ""
    rows = db.query(
        f"""SELECT * FROM readers WHERE next_due <= :now AND state = 'active'
        AND (paused_until IS NULL OR paused_until <= :now) AND {readers.SUBSCRIBED} {kept}
        ORDER BY next_due, id LIMIT :limit""",  # noqa: S608
        {"now": to_text(now), "limit": limit, "but": json.dumps(list(but))},
    )
    return [readers.reader_from_row(db, row) for row in list(rows)]


def active_readers(db: Database) -> list[Reader]:
    """Readers who have not stopped, paused or not, in the order in which they came."""
    rows = db.query("SELECT * FROM readers WHERE state = 'active' ORDER BY id")
    return [readers.reader_from_row(db, row) for row in list(rows)]


def listening_readers(db: Database, now: datetime) -> list[Reader]:
    """Active readers who have not paused, in the order in which they came."""
    return [one for one in active_readers(db) if one.paused_until is None or one.paused_until <= now]


def put_off(db: Database, until: Iterable[tuple[int, datetime]], now: datetime) -> None:
    """Moves due times, given as (reader, time), and leaves the slots as they are.

    Whoever is not due any more at `now` has changed meanwhile and is left alone.
    """
    db.conn.executemany(
        "UPDATE readers SET next_due = ? WHERE id = ? AND next_due <= ?",
        [(to_text(time), reader, to_text(now)) for reader, time in until],
    )


def planned_since(db: Database, reader: int, since: datetime) -> bool:
    """Whether a digest of a reader was planned since then."""
    sql = "SELECT 1 FROM digests WHERE reader = ? AND kind = 'digest' AND planned >= ?"
    return db.execute(sql, [reader, to_text(since)]).fetchone() is not None


def plan_digest(
    db: Database,
    reader: Reader,
    slots: Sequence[Slot],
    stories: Sequence[str],
    messages: Sequence[Message],
    now: datetime,
    *,
    told: Sequence[Told] = (),
    composed: datetime | None = None,
) -> bool:
    """Stores a digest for the first of `slots`, which covers the others too, and moves the reader's due time.

    `stories` are told for the first time; `told` holds all sentences. `composed`: when, if not now.
    False, and no part is stored, if that slot has its digest already. False, and nothing is changed, if the
    reader or what they were shown has changed since the digest was composed: it is to be composed anew.
    """
    if readers.reader_by_id(db, reader.id) != reader or any_shown(db, reader.id, stories, told):
        return False
    first, *others = slots
    digest = _insert_digest(db, reader.id, first, stories, now)
    for slot in others:
        _insert_digest(db, reader.id, slot, (), now)
    if digest is not None:
        _insert_parts(db, digest, reader.id, messages, now)
        mark_shown(db, reader.id, stories, told, composed or now)
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
        """INSERT INTO parts (digest, reader, position, message, state, not_before, bot)
        VALUES (?, ?, ?, ?, 'planned', ?, (SELECT bot FROM readers WHERE id = ?))""",
        [
            (digest, reader, position, message_to_json(message), to_text(not_before), reader)
            for position, message in enumerate(messages)
        ],
    )


def any_shown(db: Database, reader: int, stories: Sequence[str], told: Sequence[Told] = ()) -> bool:
    """Whether a reader was shown one of these stories, or a sentence or correction that was to be news."""
    sql = "SELECT 1 FROM shown WHERE reader = ? AND what = ?"
    news = [f"sentence:{fingerprint(quote.text)}" for one in told if one.again for quote in one.quotes]
    back = [f"correction:{fingerprint(fixed.was.text)}" for one in told for fixed in one.corrected]
    keys = [*(f"story:{story}" for story in stories), *news, *back]
    return any(db.execute(sql, [reader, key]).fetchone() for key in keys)
