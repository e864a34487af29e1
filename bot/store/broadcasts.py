"""SQL on broadcasts: drafts that wait for a yes, and what was sent.

Every function takes a `Database` inside a unit of work; times are aware, in UTC.
"""

from datetime import datetime

from sqlite_utils import Database

from bot.store.times import to_text


def add_draft(db: Database, text: str, now: datetime) -> int:
    """Keeps a text; answers its id."""
    written = db.execute("INSERT INTO broadcasts (text, written) VALUES (?, ?)", [text, to_text(now)])
    assert written.lastrowid is not None
    return written.lastrowid


def unsent_text(db: Database, draft: int) -> str | None:
    """The text of a draft that was neither sent nor dropped."""
    row = db.execute("SELECT text FROM broadcasts WHERE id = ? AND told IS NULL", [draft]).fetchone()
    return row[0] if row else None


def mark_sent(db: Database, draft: int, told: int) -> None:
    """It went to so many readers."""
    db.execute("UPDATE broadcasts SET told = ? WHERE id = ?", [told, draft])


def remove_draft(db: Database, draft: int) -> bool:
    """Forgets a draft; False for one that was sent or dropped before."""
    return db.execute("DELETE FROM broadcasts WHERE id = ? AND told IS NULL", [draft]).rowcount > 0
