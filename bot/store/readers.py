"""SQL on readers: who they are, what they subscribed to, when their next digest is due.

Every function takes a `Database` inside a unit of work; times are aware, in UTC.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time
from typing import Any

from sqlite_utils import Database

from bot.calendar import Schedule, Slot
from bot.store.merging import present_id
from bot.store.model import OwnFeed, Place, Preferences, Reader, Subscription
from bot.store.own_feeds import erase_orphans
from bot.store.sources import reader_sources
from bot.store.times import from_text, to_text


def find_reader(db: Database, place: Place) -> Reader | None:
    """The reader of a chat and thread."""
    rows = list(db.query("SELECT * FROM readers WHERE chat = ? AND thread = ?", [place.chat, place.thread]))
    return reader_from_row(db, rows[0]) if rows else None


def reader_by_id(db: Database, reader: int) -> Reader | None:
    """The reader of an id."""
    rows = list(db.query("SELECT * FROM readers WHERE id = ?", [reader]))
    return reader_from_row(db, rows[0]) if rows else None


def readers_of_chat(db: Database, chat: int) -> list[Reader]:
    """All readers of a chat: the chat itself and its threads."""
    return [reader_from_row(db, row) for row in db.query("SELECT * FROM readers WHERE chat = ?", [chat])]


def reader_from_row(db: Database, row: Mapping[str, Any]) -> Reader:
    """A row of `readers` with its subscriptions, oldest first."""
    topics = db.query(
        "SELECT slug, label, query FROM subscriptions WHERE reader = ? ORDER BY created, slug", [row["id"]]
    )
    feeds = db.query(_FEEDS, [row["id"]])
    return Reader(
        id=row["id"],
        place=Place(row["chat"], row["thread"], row["kind"], row["title"], row["bot"]),
        state=row["state"],
        schedule=_schedule(row),
        paused_until=from_text(row["paused_until"]),
        next_due=from_text(row["next_due"]),
        created=from_text(row["created"]),
        preferences=_preferences(row["preferences"]),
        topics=tuple(Subscription(**topic) for topic in topics),
        feeds=tuple(OwnFeed(**feed) for feed in feeds),
    )


_FEEDS = """SELECT r.source, s.name FROM reader_sources r JOIN sources s ON s.id = r.source
    WHERE r.reader = ? ORDER BY s.name COLLATE NOCASE, r.source"""


def create_reader(
    db: Database, place: Place, schedule: Schedule, preferences: Preferences, now: datetime
) -> Reader:
    """Stores a new reader without topics."""
    row = {
        "chat": place.chat,
        "thread": place.thread,
        "kind": place.kind,
        "title": place.title,
        "bot": place.bot,
        "created": to_text(now),
        "preferences": json.dumps(asdict(preferences)),
        **_schedule_columns(schedule),
    }
    db.table("readers").insert(row)
    reader = find_reader(db, place)
    assert reader is not None
    return reader


def save_schedule(db: Database, reader: int, schedule: Schedule) -> None:
    """Stores when a reader wants digests; the next due time is `save_next_due`'s."""
    db.table("readers").update(reader, _schedule_columns(schedule))


def save_next_due(db: Database, reader: int, slot: Slot | None) -> None:
    """Stores the next digest's slot; None where none is due."""
    columns = (to_text(slot.due), slot.local_date.isoformat(), f"{slot.time:%H:%M}") if slot else (None,) * 3
    db.execute(
        "UPDATE readers SET next_due = ?, next_date = ?, next_slot = ? WHERE id = ?", [*columns, reader]
    )


def pending_slot(db: Database, reader: int) -> Slot | None:
    """The slot that `save_next_due` stored."""
    row = next(db.query("SELECT next_due, next_date, next_slot FROM readers WHERE id = ?", [reader]))
    due = from_text(row["next_due"])
    if due is None:
        return None
    return Slot(date.fromisoformat(row["next_date"]), time.fromisoformat(row["next_slot"]), due)


def delivered_slots(db: Database, reader: int, since: date) -> set[tuple[date, time]]:
    """The slots from `since` (local) on for which a digest was planned."""
    rows = db.query(
        "SELECT local_date, slot FROM digests WHERE reader = ? AND kind = 'digest' AND local_date >= ?",
        [reader, since.isoformat()],
    )
    return {(date.fromisoformat(row["local_date"]), time.fromisoformat(row["slot"])) for row in rows}


def save_state(db: Database, reader: int, state: str, because: str | None = None) -> None:
    """Active, stopped or suspended; `because` says why it is suspended."""
    db.table("readers").update(reader, {"state": state, "suspended_because": because})


def save_pause(db: Database, reader: int, until: datetime | None) -> None:
    """No digests before `until`; None ends the pause."""
    db.table("readers").update(reader, {"paused_until": to_text(until) if until else None})


def save_preferences(db: Database, reader: int, preferences: Preferences) -> None:
    """Stores how a reader's briefings look."""
    db.table("readers").update(reader, {"preferences": json.dumps(asdict(preferences))})


def add_subscriptions(db: Database, reader: int, topics: Iterable[Subscription], now: datetime) -> None:
    """Subscribes to topics that the reader does not have yet."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO subscriptions (reader, slug, label, query, created) VALUES (?, ?, ?, ?, ?)",
        [(reader, topic.slug, topic.label, topic.query, to_text(now)) for topic in topics],
    )


def remove_subscriptions(db: Database, reader: int, slugs: Sequence[str]) -> None:
    """Unsubscribes from topics."""
    db.execute(
        f"DELETE FROM subscriptions WHERE reader = ? AND slug IN ({','.join('?' * len(slugs))})",  # noqa: S608
        [reader, *slugs],
    )


def delete_reader(db: Database, reader: int) -> None:
    """Erases a reader with everything held of them (the schema cascades).

    Feeds that nobody else reads go with all that they brought, and with the chat's last reader its admission.
    """
    added = {source.id for source in reader_sources(db, reader)}
    added |= {row["id"] for row in db.query("SELECT id FROM sources WHERE owner = ?", [reader])}
    db.execute("UPDATE sources SET owner = NULL WHERE owner = ?", [reader])
    db.execute(
        "DELETE FROM admitted WHERE chat IN (SELECT chat FROM readers WHERE id = ?)"
        " AND (SELECT count(*) FROM readers WHERE chat = admitted.chat) = 1",
        [reader],
    )
    db.execute("DELETE FROM readers WHERE id = ?", [reader])
    erase_orphans(db, added)


def move_chat(db: Database, old: int, new: int) -> None:
    """A group became a supergroup: its readers keep everything under the new id."""
    for reader in readers_of_chat(db, old):
        newcomer = find_reader(db, replace(reader.place, chat=new))
        if newcomer is not None:
            delete_reader(db, newcomer.id)
    db.execute("UPDATE readers SET chat = ? WHERE chat = ?", [new, old])
    db.execute("UPDATE OR REPLACE admitted SET chat = ? WHERE chat = ?", [new, old])


def shown_stories(db: Database, reader: int) -> frozenset[str]:
    """Ids of the stories that a reader was shown."""
    rows = db.query(
        "SELECT substr(what, 7) AS id FROM shown WHERE reader = ? AND what BETWEEN 'story:' AND 'story;'",
        [reader],
    )
    return frozenset(row["id"] for row in rows)


def keep_story(db: Database, reader: int, kind: str, story: str, now: datetime) -> bool:
    """Saves or follows a story; False if it was already."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO kept (reader, kind, story, at) VALUES (?, ?, ?, ?)",
        [reader, kind, present_id(db, story), to_text(now)],
    )
    return cursor.rowcount > 0


def drop_story(db: Database, reader: int, kind: str, story: str) -> bool:
    """Undoes `keep_story`; False if there was nothing to undo."""
    kept = [reader, kind, present_id(db, story)]
    cursor = db.execute("DELETE FROM kept WHERE reader = ? AND kind = ? AND story = ?", kept)
    return cursor.rowcount > 0


def kept_stories(db: Database, reader: int, kind: str) -> list[str]:
    """Ids of the stories saved or followed, newest first."""
    rows = db.query("SELECT story FROM kept WHERE reader = ? AND kind = ? ORDER BY at DESC", [reader, kind])
    return [row["story"] for row in rows]


def everything_of(db: Database, reader: int) -> dict[str, object]:
    """All that is held of a reader, table by table, as JSON-able rows."""
    row = next(db.query("SELECT * FROM readers WHERE id = ?", [reader]))
    held: dict[str, object] = {"reader": row}
    for table in ("subscriptions", "watches", "shown", "kept", "digests", "parts", "reading_hours"):
        held[table] = list(db.query(f"SELECT * FROM {table} WHERE reader = ?", [reader]))  # noqa: S608
    own = "SELECT * FROM sources WHERE id IN (SELECT source FROM reader_sources WHERE reader = :id)"
    held["sources"] = list(db.query(f"{own} OR owner = :id", {"id": reader}))
    held["managed"] = list(db.query("SELECT * FROM managed WHERE manager = ?", [reader]))
    held["admitted"] = list(db.query("SELECT * FROM admitted WHERE chat = ?", [row["chat"]]))
    held["admins"] = list(db.query("SELECT * FROM admins WHERE user = ?", [row["chat"]]))
    return held


def count_subscribers(db: Database) -> dict[int, int]:
    """Active readers with at least one topic or feed of their own, by the id of the bot they belong to."""
    rows = db.execute(
        f"SELECT bot, count(*) FROM readers WHERE state = 'active' AND {SUBSCRIBED} GROUP BY bot ORDER BY bot"  # noqa: S608
    )
    return dict(rows.fetchall())


SUBSCRIBED = """(EXISTS (SELECT 1 FROM subscriptions WHERE reader = readers.id)
    OR EXISTS (SELECT 1 FROM reader_sources WHERE reader = readers.id))"""
"""The condition of `Reader.subscribed` on a row of `readers`."""


def _schedule(row: Mapping[str, Any]) -> Schedule:
    quiet = json.loads(row["quiet"]) if row["quiet"] else None
    return Schedule(
        zone=row["zone"],
        times=tuple(time.fromisoformat(text) for text in json.loads(row["times"])),
        days=frozenset(json.loads(row["days"])),
        quiet=(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1])) if quiet else None,
    )


def _schedule_columns(schedule: Schedule) -> dict[str, str | None]:
    return {
        "zone": schedule.zone,
        "times": json.dumps([f"{moment:%H:%M}" for moment in schedule.times]),
        "days": json.dumps(sorted(schedule.days)),
        "quiet": json.dumps([f"{moment:%H:%M}" for moment in schedule.quiet]) if schedule.quiet else None,
    }


def _preferences(text: str) -> Preferences:
    stored: dict[str, Any] = json.loads(text)
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()
    }
    return Preferences(**fields)
