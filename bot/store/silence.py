"""SQL on topics that nothing comes on: whether their readers were told.

Every function takes a `Database` inside a unit of work; times are aware, in UTC.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from bot.store.times import to_text


def untold(db: Database, reader: int, before: datetime) -> frozenset[str]:
    """The topics (slugs) that a reader had before then, of whose silence they were not told."""
    rows = db.query(
        "SELECT slug FROM subscriptions WHERE reader = ? AND told_silent IS NULL AND created <= ?",
        [reader, to_text(before)],
    )
    return frozenset(row["slug"] for row in rows)


def mark_told(db: Database, reader: int, slugs: Iterable[str], now: datetime) -> None:
    """A reader was told that nothing comes on these."""
    db.conn.executemany(
        "UPDATE subscriptions SET told_silent = ? WHERE reader = ? AND slug = ?",
        [(to_text(now), reader, slug) for slug in slugs],
    )


def mark_heard(db: Database, reader: int, slugs: Iterable[str]) -> None:
    """Something came on these: a new silence is told again."""
    db.execute(
        """UPDATE subscriptions SET told_silent = NULL WHERE reader = ? AND told_silent IS NOT NULL
        AND slug IN (SELECT value FROM json_each(?))""",
        [reader, json.dumps(list(slugs))],
    )
