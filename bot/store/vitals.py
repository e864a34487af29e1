"""Signs of life of the database, for health and metrics."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.store.times import from_text


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the database tells of the program around it."""

    next_poll: datetime | None
    """When the next source is, or was, due; None without sources."""
    bytes_used: int
    """Of the file, without its journal."""


def vitals(db: Database) -> Vitals:
    """The present signs of life."""
    due = db.execute("SELECT min(next_due) FROM sources WHERE active").fetchone()[0]
    pages, size = (db.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
    return Vitals(from_text(due) if due else None, pages * size)
