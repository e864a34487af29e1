"""SQL on the minute of the day at which a reader first read, for as long as they may be asked about it.

Every function takes a `Database` inside a unit of work.
"""

from datetime import date

from sqlite_utils import Database


def note_reading(db: Database, reader: int, day: date, minute: int, days: int) -> None:
    """A reader read at a minute of their day; the first of a day counts, the last `days` are kept."""
    db.execute(
        "INSERT OR IGNORE INTO reading_hours (reader, day, minute) VALUES (?, ?, ?)",
        [reader, day.isoformat(), minute],
    )
    db.execute(
        """DELETE FROM reading_hours WHERE reader = :reader AND day NOT IN
        (SELECT day FROM reading_hours WHERE reader = :reader ORDER BY day DESC LIMIT :days)""",
        {"reader": reader, "days": days},
    )


def reading_minutes(db: Database, reader: int, since: date) -> list[int]:
    """At which minutes of the day a reader first read on each day since then."""
    rows = db.query(
        "SELECT minute FROM reading_hours WHERE reader = ? AND day >= ? ORDER BY day",
        [reader, since.isoformat()],
    )
    return [row["minute"] for row in rows]


def forget_readings(db: Database, reader: int) -> None:
    """Erases them."""
    db.execute("DELETE FROM reading_hours WHERE reader = ?", [reader])
