"""Sources that readers added for themselves: who reads them, and what becomes of those that nobody reads."""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from bot.store.model import Source
from bot.store.sources import Described, add_source, source_by_url


def add_reader_source(db: Database, reader: int, source: Described, now: datetime) -> Source:
    """Adds a source for a reader (its row's id). What is fetched already stays as it is."""
    known = source_by_url(db, source.url)
    added = known or add_source(db, source, now, origin="reader", owner=reader)
    db.execute("INSERT OR IGNORE INTO reader_sources (reader, source) VALUES (?, ?)", [reader, added.id])
    return added


def remove_reader_source(db: Database, reader: int, source: int) -> bool:
    """Takes a source from a reader; False if they had no such.

    It rests once no reader is left, and goes with the last of them (`erase_orphans`).
    """
    removed = db.execute("DELETE FROM reader_sources WHERE reader = ? AND source = ?", [reader, source])
    if not removed.rowcount:
        return False
    rest_orphans(db)
    db.execute(
        "UPDATE sources SET owner = ? WHERE id = ? AND origin = 'reader' AND NOT active", [reader, source]
    )
    return True


def rest_orphans(db: Database) -> None:
    """Sources that readers added and none reads any more are not fetched."""
    db.execute(
        "UPDATE sources SET active = 0 WHERE origin = 'reader' AND active"
        " AND NOT EXISTS (SELECT 1 FROM reader_sources WHERE source = sources.id)"
    )


def erase_orphans(db: Database, sources: Iterable[int]) -> None:
    """Erases those of these sources that readers added and none reads, with all that was theirs alone."""
    for source in sources:
        orphan = db.execute(
            "SELECT 1 FROM sources WHERE id = ? AND origin = 'reader'"
            " AND NOT EXISTS (SELECT 1 FROM reader_sources WHERE source = sources.id)",
            [source],
        ).fetchone()
        for statement in _ERASE if orphan else ():
            db.execute(statement, [source])


_ERASE = (
    "DELETE FROM article_topics WHERE article IN (SELECT id FROM articles WHERE audience = ?)",
    "DELETE FROM article_keys WHERE article IN (SELECT id FROM articles WHERE audience = ?)",
    "DELETE FROM sentences WHERE article IN (SELECT id FROM articles WHERE audience = ?)",
    "DELETE FROM stories WHERE audience = ?",
    "DELETE FROM articles WHERE audience = ?",
    "UPDATE articles SET source_id = NULL WHERE source_id = ?",
    "DELETE FROM sources WHERE id = ?",
)
