"""SQL on topics that readers want to be told of once.

Every function takes a `Database` inside a unit of work; times are aware, in UTC.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.store.model import Reader, Subscription
from bot.store.readers import reader_from_row
from bot.store.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Watch:
    """A reader who wants to be told of a topic's next story, and since when they do."""

    reader: Reader
    topic: Subscription
    at: datetime


def add_watch(db: Database, reader: int, topic: Subscription, now: datetime) -> None:
    """A reader wants to be told; whoever wanted it before goes on wanting it."""
    db.execute(
        "INSERT OR IGNORE INTO watches (reader, slug, label, query, at) VALUES (?, ?, ?, ?, ?)",
        [reader, topic.slug, topic.label, topic.query, to_text(now)],
    )


def remove_watch(db: Database, reader: int, slug: str) -> None:
    """They were told, or no longer want to be."""
    db.execute("DELETE FROM watches WHERE reader = ? AND slug = ?", [reader, slug])


def watched(db: Database, reader: int) -> list[Subscription]:
    """What a reader wants to be told of, first asked, first listed."""
    rows = db.query("SELECT slug, label, query FROM watches WHERE reader = ? ORDER BY at, slug", [reader])
    return [Subscription(**row) for row in rows]


def open_watches(db: Database, now: datetime) -> list[Watch]:
    """Those of active readers who have not paused, first asked, first listed."""
    rows = db.query(
        """SELECT r.*, w.slug AS _slug, w.label AS _label, w.query AS _query, w.at AS _at
        FROM watches w JOIN readers r ON r.id = w.reader
        WHERE r.state = 'active' AND (r.paused_until IS NULL OR r.paused_until <= ?) ORDER BY w.at, w.slug""",
        [to_text(now)],
    )
    return [
        Watch(
            reader_from_row(db, row),
            Subscription(row["_slug"], row["_label"], row["_query"]),
            from_text(row["_at"]),
        )
        for row in list(rows)
    ]
