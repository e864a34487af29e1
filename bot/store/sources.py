"""Where articles come from: which sources there are, which are due, and how they have been doing."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlite_utils import Database

from bot.news.model import Check
from bot.store.model import Source
from bot.store.times import from_text, to_text

FIRST_INTERVAL = timedelta(minutes=15)
STALE_AFTER = timedelta(hours=24)
"""A source whose last success is older than this may be hiding news."""
FAILING_AFTER = timedelta(hours=1)
"""A failing source is told of once its last success is older than this."""


class Described(Protocol):
    """A source as a configuration or a list describes it."""

    @property
    def name(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def language(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...
    @property
    def allow_private(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Listed:
    """A source by name and address, with what else is known of it."""

    name: str
    url: str
    kind: str = ""
    language: str | None = None
    country: str | None = None
    allow_private: bool = False


def sync_sources(db: Database, configured: Iterable[Described], now: datetime) -> None:
    """Makes the configuration's sources those of the database; a new one is due at once.

    One that is no longer configured is left to the readers who added it too; without such it rests.
    One that has moved is known by both addresses.
    """
    wanted = [add_source(db, source, now, origin="config").id for source in configured]
    db.execute(
        "UPDATE sources SET origin = 'reader', allow_private = 0, failures = 0, last_error = NULL,"
        " active = EXISTS (SELECT 1 FROM reader_sources WHERE source = sources.id)"
        " WHERE origin = 'config' AND id NOT IN (SELECT value FROM json_each(?))",
        [json.dumps(wanted)],
    )


def is_in_step(db: Database, configured: Sequence[Described]) -> bool:
    """Whether the database has the configuration's sources as they are, so that nothing is to be written."""
    rows = db.execute(
        "SELECT configured, name, kind, language, country, allow_private FROM sources"
        " WHERE origin = 'config' AND (active OR failures > 0)"
    ).fetchall()
    wanted = [(s.url, s.name, s.kind, s.language, s.country, int(s.allow_private)) for s in configured]
    return len(rows) == len(wanted) and set(rows) == set(wanted)


def add_source(
    db: Database, source: Described, now: datetime, *, origin: str = "opml", owner: int | None = None
) -> Source:
    """Adds a source, or revives one that is there.

    What the configuration says of it counts more than a list, and a list more than a reader. For the
    configuration a source that is gone (410) stays so until it has been taken out.
    """
    row = next(iter(db.query(_KNOWN, {"url": source.url})), None)
    if row is None:
        db.execute(_INSERT, {**_described(source), "origin": origin, "owner": owner, **_fresh(now)})
    elif not row["active"] or _ORIGINS.index(origin) >= _ORIGINS.index(row["origin"]):
        db.execute(_REVIVE, {**_described(source), "origin": origin, "id": row["id"], **_fresh(now)})
    return _source(next(iter(db.query(_KNOWN, {"url": source.url}))))


def reader_sources(db: Database, reader: int) -> list[Source]:
    """What a reader added, by name."""
    return _sources(
        db,
        "SELECT * FROM sources WHERE id IN"
        " (SELECT source FROM reader_sources WHERE reader = ?) ORDER BY name COLLATE NOCASE",
        [reader],
    )


def due_sources(db: Database, now: datetime) -> list[Source]:
    """What is to be fetched, longest overdue first."""
    return _sources(
        db, "SELECT * FROM sources WHERE active AND next_due <= ? ORDER BY next_due, id", [to_text(now)]
    )


def all_sources(db: Database) -> list[Source]:
    """Every source that is fetched, and those that are gone (410), by name."""
    return _sources(db, "SELECT * FROM sources WHERE active OR failures > 0 ORDER BY name COLLATE NOCASE, id")


def source_by_id(db: Database, source: int) -> Source | None:
    """The source of that row, fetched or not."""
    return next(iter(_sources(db, "SELECT * FROM sources WHERE id = ?", [source])), None)


def source_by_url(db: Database, url: str) -> Source | None:
    """The source that is fetched from that address, or was before it moved."""
    return next(iter(_sources(db, f"SELECT * FROM ({_KNOWN}) WHERE active", {"url": url})), None)  # noqa: S608


def stale_source_names(db: Database, now: datetime, own: Sequence[int] = ()) -> list[str]:
    """Outlets that may have news we could not fetch: failing for a while, gone, or not asked for a day.

    Of the sources that readers added, only those of `own`.
    """
    rows = db.query(
        "SELECT DISTINCT name FROM sources"
        " WHERE (failures > 0 AND (last_success IS NULL OR last_success < :failing)"
        " OR active AND last_success < :stale)"
        " AND (origin <> 'reader' OR id IN (SELECT value FROM json_each(:own))) ORDER BY name COLLATE NOCASE",
        {
            "failing": to_text(now - FAILING_AFTER),
            "stale": to_text(now - STALE_AFTER),
            "own": json.dumps(list(own)),
        },
    )
    return [row["name"] for row in rows]


def last_check(db: Database, own: Sequence[int] = ()) -> Check:
    """How many sources are read for everybody or for the reader `own`, and when one was last read."""
    row = db.execute(
        "SELECT count(*), max(last_success) FROM sources WHERE active"
        " AND (origin <> 'reader' OR id IN (SELECT value FROM json_each(?)))",
        [json.dumps(list(own))],
    ).fetchone()
    return Check(row[0], from_text(row[1]))


@dataclass(frozen=True, slots=True)
class SourceCounts:
    """How many sources there are, how many failed when last asked, how many may be hiding news."""

    total: int
    failing: int
    stale: int


def count_sources(db: Database, now: datetime) -> SourceCounts:
    """The counts behind `newsbrief stats`."""
    sources = all_sources(db)
    failing = sum(source.failures > 0 for source in sources)
    stale = stale_source_names(db, now, [source.id for source in sources])
    return SourceCounts(len(sources), failing, len(stale))


_ORIGINS = ("reader", "opml", "config")
_KNOWN = (
    "SELECT * FROM sources WHERE url = :url OR configured = :url ORDER BY active DESC, configured = :url DESC"
)
_INSERT = """
    INSERT INTO sources
        (url, configured, name, kind, language, country, allow_private, origin, owner, next_due, interval_s)
    VALUES
        (:url, :url, :name, :kind, :language, :country, :allow_private, :origin, :owner, :now, :interval_s)
"""
_REVIVE = """
    UPDATE sources SET name = :name, kind = :kind, language = :language, country = :country,
        allow_private = :allow_private, configured = :url, origin = :origin,
        next_due = CASE WHEN active THEN next_due ELSE :now END,
        failures = CASE WHEN active OR :origin = 'config' THEN failures ELSE 0 END,
        active = active OR failures = 0 OR :origin <> 'config'
    WHERE id = :id
"""


def _described(source: Described) -> dict[str, Any]:
    return {
        "url": source.url,
        "name": source.name,
        "kind": source.kind,
        "language": source.language,
        "country": source.country,
        "allow_private": source.allow_private,
    }


def _fresh(now: datetime) -> dict[str, Any]:
    return {"now": to_text(now), "interval_s": int(FIRST_INTERVAL.total_seconds())}


def _sources(db: Database, sql: str, parameters: Any = None) -> list[Source]:
    return [_source(row) for row in db.query(sql, parameters)]


def _source(row: dict[str, Any]) -> Source:
    return Source(
        id=row["id"],
        url=row["url"],
        name=row["name"],
        kind=row["kind"],
        language=row["language"],
        country=row["country"],
        allow_private=bool(row["allow_private"]),
        owner=row["owner"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        next_due=from_text(row["next_due"]),
        interval_s=row["interval_s"],
        failures=row["failures"],
        last_error=row["last_error"],
        last_success=from_text(row["last_success"]),
        last_new=from_text(row["last_new"]),
        skip_hours=tuple(json.loads(row["skip_hours"])),
        skip_days=tuple(json.loads(row["skip_days"])),
        active=bool(row["active"]),
        is_feed=bool(row["is_feed"]),
        origin=row["origin"],
    )
