"""Sources that have gone bad or come back since somebody was last told of them."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.store.model import Source
from bot.store.sources import source_by_id
from bot.store.times import from_text, to_text

FAILURES = 5
"""So many failures in a row are more than a bad hour."""
UNREAD_FOR = timedelta(hours=6)
"""Nor is a source bad that was read within this time."""


def gone_bad(db: Database, now: datetime) -> list[Source]:
    """Sources that are gone (410), or have failed often and long, of which nobody was told; by name."""
    rows = db.query(
        """SELECT id FROM sources WHERE NOT told_failing AND failures > 0 AND (NOT active
        OR failures >= ? AND (last_success IS NULL OR last_success <= ?)) ORDER BY name COLLATE NOCASE, id""",
        [FAILURES, to_text(now - UNREAD_FOR)],
    )
    return _sources(db, [row["id"] for row in rows])


def come_back(db: Database) -> list[Source]:
    """Sources that were told to be bad and have been read since; by name."""
    rows = db.query(
        """SELECT id FROM sources WHERE told_failing AND active AND failures = 0 AND last_tried = last_success
        ORDER BY name COLLATE NOCASE, id"""
    )
    return _sources(db, [row["id"] for row in rows])


def last_tried(db: Database, sources: Iterable[int]) -> datetime | None:
    """When the first of these sources (rows) was last asked."""
    sql = "SELECT min(last_tried) FROM sources WHERE id IN (SELECT value FROM json_each(?))"
    tried: str | None = db.execute(sql, [json.dumps(list(sources))]).fetchone()[0]
    return from_text(tried)


def mark_told(db: Database, sources: Iterable[int], *, failing: bool) -> None:
    """Somebody was told that these sources (rows) are failing, or that they no longer are."""
    db.execute(
        "UPDATE sources SET told_failing = ? WHERE id IN (SELECT value FROM json_each(?))",
        [failing, json.dumps(list(sources))],
    )


def readers_of_source(db: Database, source: int) -> list[int]:
    """The readers who added a source, by their ids."""
    rows = db.query("SELECT reader FROM reader_sources WHERE source = ? ORDER BY reader", [source])
    return [row["reader"] for row in rows]


def _sources(db: Database, ids: Iterable[int]) -> list[Source]:
    return [source for id_ in ids if (source := source_by_id(db, id_))]
