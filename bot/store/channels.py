"""SQL on channels that are managed from a private chat.

Every function takes a `Database` inside a unit of work; times are aware, in UTC.
"""

from datetime import datetime

from sqlite_utils import Database

from bot.store.model import Reader
from bot.store.readers import reader_from_row
from bot.store.times import to_text


def add_managed(db: Database, manager: int, channel: int, title: str, now: datetime) -> None:
    """A reader manages a channel (both by id), which has this title now."""
    db.execute("UPDATE readers SET title = ? WHERE id = ?", [title, channel])
    db.execute(
        "INSERT OR IGNORE INTO managed (manager, channel, at) VALUES (?, ?, ?)",
        [manager, channel, to_text(now)],
    )


def remove_managed(db: Database, manager: int, channel: int) -> None:
    """They no longer do."""
    db.execute("DELETE FROM managed WHERE manager = ? AND channel = ?", [manager, channel])


def managed_channels(db: Database, manager: int) -> list[Reader]:
    """The channels that a reader manages, first chosen, first listed."""
    rows = db.query(
        """SELECT r.* FROM managed m JOIN readers r ON r.id = m.channel
        WHERE m.manager = ? ORDER BY m.at, r.id""",
        [manager],
    )
    return [reader_from_row(db, row) for row in list(rows)]
