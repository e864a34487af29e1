"""What came of asking a source: how it did, and when to ask again."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Success:
    """A fetch that worked: what to remember for the next one. `url` is where the source is now."""

    url: str
    etag: str | None
    last_modified: str | None
    next_due: datetime
    interval_s: int
    brought_news: bool
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    is_feed: bool = False


def record_success(db: Database, source: int, success: Success, now: datetime) -> None:
    """Stores a success; belongs in the transaction that stores what was fetched.

    Where another source has the address that this one has moved to, it keeps its own, without the validators,
    which are of the other.
    """
    taken = db.execute("SELECT 1 FROM sources WHERE url = ? AND id <> ?", [success.url, source]).fetchone()
    db.execute(
        "UPDATE sources SET url = coalesce(:url, url),"
        " etag = iif(:url IS NULL, NULL, :etag),"
        " last_modified = iif(:url IS NULL, NULL, :last_modified),"
        " next_due = :next_due, interval_s = :interval_s, failures = 0, last_error = NULL,"
        " skip_hours = :skip_hours, skip_days = :skip_days, is_feed = :is_feed,"
        " last_tried = :now, last_success = :now, last_new = CASE WHEN :news THEN :now ELSE last_new END"
        " WHERE id = :id",
        {
            "id": source,
            "url": None if taken else success.url,
            "etag": success.etag,
            "last_modified": success.last_modified,
            "next_due": to_text(success.next_due),
            "interval_s": success.interval_s,
            "skip_hours": json.dumps(success.skip_hours),
            "skip_days": json.dumps(success.skip_days),
            "news": success.brought_news,
            "is_feed": success.is_feed,
            "now": to_text(now),
        },
    )


def record_failure(
    db: Database,
    source: int,
    reason: str,
    next_due: datetime,
    now: datetime,
    *,
    gone: bool = False,
    anew: bool = False,
) -> None:
    """Stores a failure. A source that is `gone` for good is not asked again until it is added anew.

    `anew`: next time it is asked for everything, for it may be our validators that it cannot bear.
    """
    db.execute(
        "UPDATE sources SET failures = failures + 1, last_error = ?, last_tried = ?, next_due = ?,"
        " active = active AND NOT ?, etag = iif(?, NULL, etag), last_modified = iif(?, NULL, last_modified)"
        " WHERE id = ?",
        [reason, to_text(now), to_text(next_due), gone, anew, anew, source],
    )
