"""What became of deliveries, for `stats`, health and metrics."""

from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.store.readers import SUBSCRIBED
from bot.store.times import to_text

LATE = timedelta(minutes=1)
"""A digest planned longer than this after it was due is late."""

_WAITING = f"""FROM readers WHERE next_due <= :now AND state = 'active'
    AND (paused_until IS NULL OR paused_until <= :now)
    AND {SUBSCRIBED}"""
_UNSETTLED = """FROM digests WHERE id IN
    (SELECT digest FROM parts INDEXED BY parts_open_digests
    WHERE state IN ('planned', 'uncertain', 'sending'))"""

_PRESENT = {
    "due": f"SELECT (SELECT count(*) {_WAITING}) + (SELECT count(*) {_UNSETTLED})",
    "failed": "SELECT count(DISTINCT digest) FROM parts INDEXED BY parts_failed WHERE state = 'failed'",
    "uncertain": """SELECT count(DISTINCT digest) FROM parts INDEXED BY parts_uncertain
        WHERE state = 'uncertain'""",
    "oldest_undelivered": f"""SELECT min(due) FROM
        (SELECT min(next_due) AS due {_WAITING} UNION ALL SELECT min(due) {_UNSETTLED})""",  # noqa: S608
}
_ALL = {
    "sent": """SELECT (SELECT count(DISTINCT digest) FROM parts)
        - (SELECT count(DISTINCT digest) FROM parts WHERE state != 'sent')""",
    "late": """SELECT count(*) FROM digests WHERE kind = 'digest'
        AND julianday(planned) - julianday(due) > :late
        AND EXISTS (SELECT 1 FROM parts WHERE digest = digests.id)""",
}


def delivery_stats(db: Database, now: datetime) -> dict[str, int | str | None]:
    """Digests by what became of them.

    `due`: not planned yet, or with parts open; `failed`: a part was given up; `uncertain`: a part may have
    arrived and is to be sent again. `oldest_undelivered` is the due time of the oldest that is not settled,
    None where all are. Costs what is open, however long the ledger is.
    """
    values = {"now": to_text(now)}
    return {name: db.execute(sql, values).fetchone()[0] for name, sql in _PRESENT.items()}


def delivery_totals(db: Database) -> dict[str, int | str | None]:
    """`sent`: digests of which all parts have arrived; `late`: those planned more than LATE after they were
    due. Walks through the ledger."""
    values = {"late": LATE / timedelta(days=1)}
    return {name: db.execute(sql, values).fetchone()[0] for name, sql in _ALL.items()}
