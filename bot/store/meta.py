"""Single facts about the database."""

from sqlite_utils import Database


def get_meta(db: Database, key: str) -> str | None:
    """The value of a key."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", [key]).fetchone()
    return row[0] if row else None


def set_meta(db: Database, key: str, value: str) -> None:
    """Stores a value in place of the former."""
    db.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", [key, value])
