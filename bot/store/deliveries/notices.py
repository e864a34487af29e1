"""Messages on a story between digests: follow-ups and alerts, as notices of the ledger."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.news.novelty import Told
from bot.store import readers
from bot.store.deliveries.planning import any_shown, plan_notice
from bot.store.model import Message, Reader
from bot.store.novelty import mark_shown
from bot.store.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class StoryNotice:
    """A message on a story. A reader is told a `key` once.

    `told` holds its sentences; `composed` is as of when it tells.
    """

    reader: Reader
    key: str
    message: Message
    told: Told
    composed: datetime


def plan_story_notice(db: Database, notice: StoryNotice, now: datetime) -> bool:
    """Stores a notice and what it shows. False, and nothing is changed, if the reader was told the key, or if
    the reader or what they were shown has changed since the notice was composed."""
    reader, told = notice.reader, notice.told
    first = () if told.again else (told.story,)
    if readers.reader_by_id(db, reader.id) != reader or any_shown(db, reader.id, first, (told,)):
        return False
    if not plan_notice(db, reader, notice.key, (notice.message,), now):
        return False
    mark_shown(db, reader.id, (told.story,), (told,), notice.composed)
    return True


def followed_stories(db: Database, now: datetime) -> dict[int, dict[str, datetime]]:
    """The stories that active readers who have not paused follow, by reader, and since when they do."""
    rows = db.query(
        """SELECT k.reader, k.story, k.at FROM kept k JOIN readers r ON r.id = k.reader
        WHERE k.kind = 'followed' AND r.state = 'active' AND (r.paused_until IS NULL OR r.paused_until <= ?)
        ORDER BY k.reader, k.at""",
        [to_text(now)],
    )
    followed: dict[int, dict[str, datetime]] = {}
    for row in rows:
        followed.setdefault(row["reader"], {})[row["story"]] = from_text(row["at"])
    return followed


def readers_wanting_alerts(db: Database, now: datetime) -> list[Reader]:
    """Active readers with alerts on who have not paused, in the order in which they came."""
    rows = db.query(
        """SELECT * FROM readers WHERE state = 'active' AND (paused_until IS NULL OR paused_until <= ?)
        AND json_extract(preferences, '$.alerts') = 1 ORDER BY id""",
        [to_text(now)],
    )
    return [readers.reader_from_row(db, row) for row in list(rows)]


def readers_wanting_recaps(db: Database, now: datetime, key: str) -> list[Reader]:
    """Active readers with weekly recaps on who have not paused nor got that of `key`, first come first."""
    rows = db.query(
        """SELECT * FROM readers WHERE state = 'active' AND (paused_until IS NULL OR paused_until <= ?)
        AND json_extract(preferences, '$.weekly') <> '' AND NOT EXISTS (SELECT 1 FROM digests
            WHERE reader = readers.id AND kind = 'notice' AND local_date = '' AND slot = ?)
        ORDER BY id""",
        [to_text(now), key],
    )
    return [readers.reader_from_row(db, row) for row in list(rows)]


def notices_planned(db: Database, reader: int, key: str) -> list[datetime]:
    """When a reader's notices whose key begins with `key` were planned, oldest first."""
    rows = db.query(
        """SELECT planned FROM digests WHERE reader = :reader AND kind = 'notice'
        AND local_date = '' AND substr(slot, 1, length(:key)) = :key ORDER BY planned""",
        {"reader": reader, "key": key},
    )
    return [from_text(row["planned"]) for row in rows]


def widely_told(db: Database, since: datetime, outlets: int) -> list[str]:
    """The stories that at least so many outlets have told since then."""
    rows = db.query(
        """SELECT story FROM articles WHERE at >= ?
        GROUP BY story HAVING count(DISTINCT source) >= ? ORDER BY max(at) DESC, story""",
        [to_text(since), outlets],
    )
    return [row["story"] for row in rows]
