"""Letting go of what the ledger need not hold any longer."""

import json
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.store.times import to_text

MESSAGES_KEPT = timedelta(days=7)
"""For so long after it was settled a message's text is kept; that it was told stays known."""
DIGESTS_KEPT = timedelta(days=90)
"""For so long after it was planned a digest stays in the ledger. Notices stay: each is told once, ever."""


def let_go_of_messages(db: Database, now: datetime, limit: int = 1_000) -> int:
    """Empties messages that were settled long ago, at most `limit` at a time; returns how many."""
    settled = to_text(now - MESSAGES_KEPT)
    return db.execute(
        "UPDATE parts SET message = '' WHERE id IN (SELECT id FROM parts INDEXED BY parts_kept"
        " WHERE settled < ? AND settled IS NOT NULL AND message <> '' LIMIT ?)",
        [settled, limit],
    ).rowcount


def let_go_of_digests(db: Database, now: datetime, limit: int = 1_000) -> int:
    """Deletes old digests of which nothing is open, at most `limit` at a time; returns how many."""
    rows = db.execute(
        "SELECT id FROM digests INDEXED BY digests_planned WHERE planned < ? AND kind = 'digest'"
        " AND id NOT IN (SELECT digest FROM parts INDEXED BY parts_open_digests"
        " WHERE state IN ('planned', 'uncertain', 'sending')) ORDER BY planned LIMIT ?",
        [to_text(now - DIGESTS_KEPT), limit],
    ).fetchall()
    ids = json.dumps([row[0] for row in rows])
    db.execute("DELETE FROM digests WHERE id IN (SELECT value FROM json_each(?))", [ids])
    return len(rows)
