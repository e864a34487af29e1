"""Figures for the desk view: what everybody may see, counted; the ledger without words or names."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.news.model import Article
from bot.store.articles import article_from_row
from bot.store.readers import SUBSCRIBED
from bot.store.times import from_text, to_text


def articles_by_source(db: Database, since: datetime) -> dict[int, Counter[str]]:
    """How many articles each source brought, by its row and by UTC date ("2026-05-04")."""
    rows = db.execute(
        "SELECT source_id, substr(at, 1, 10), count(*) FROM articles"
        " WHERE at >= ? AND audience = 0 AND source_id IS NOT NULL GROUP BY 1, 2",
        [to_text(since)],
    )
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for source, day, count in rows:
        found[source][day] = count
    return dict(found)


def articles_by_hour(db: Database, since: datetime) -> Counter[str]:
    """How many articles there are by UTC hour ("2026-05-04T07")."""
    sql = "SELECT substr(at, 1, 13), count(*) FROM articles WHERE at >= ? AND audience = 0 GROUP BY 1"
    return Counter(dict(db.execute(sql, [to_text(since)]).fetchall()))


def articles_on(db: Database, topic: str, since: datetime) -> Counter[str]:
    """How many articles a topic had by UTC date."""
    sql = (
        "SELECT substr(at, 1, 10), count(*) FROM article_topics"
        " WHERE topic = ? AND at >= ? AND audience = 0 GROUP BY 1"
    )
    return Counter(dict(db.execute(sql, [topic, to_text(since)]).fetchall()))


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """How much there is on a topic since some time, and how many readers follow it."""

    slug: str
    stories: int
    articles: int
    readers: int


def topic_figures(db: Database, since: datetime) -> list[TopicFigures]:
    """Every topic that was told of since then, most stories first."""
    rows = db.execute(
        "WITH followers AS MATERIALIZED (SELECT slug, count(*) AS readers FROM subscriptions s"
        " JOIN readers r ON r.id = s.reader WHERE r.state = 'active' GROUP BY slug)"
        " SELECT topic, count(DISTINCT story) AS stories, count(*), coalesce(max(readers), 0)"
        " FROM article_topics INDEXED BY article_topics_at LEFT JOIN followers ON slug = topic"
        " WHERE at >= ? AND audience = 0 GROUP BY topic ORDER BY stories DESC, topic",
        [to_text(since)],
    )
    return [TopicFigures(*row) for row in rows]


def public_article(db: Database, article: str) -> tuple[Article, str] | None:
    """An article that everybody may see, and the id of its story."""
    rows = db.query("SELECT * FROM articles WHERE id = ? AND audience = 0", [article])
    return next(((article_from_row(row), row["story"]) for row in rows), None)


def articles_around(db: Database, when: datetime, language: str, limit: int) -> list[Article]:
    """Articles in a language, or in an unknown one, for everybody: the last before a time, the next after."""
    seen = "SELECT * FROM articles WHERE audience = 0 AND language IN (?, 'und')"
    spans = (f"{seen} AND at <= ? ORDER BY at DESC LIMIT ?", f"{seen} AND at > ? ORDER BY at LIMIT ?")
    found = [db.query(span, [language, to_text(when), limit // 2]) for span in spans]
    return [article_from_row(row) for rows in found for row in rows]


@dataclass(frozen=True, slots=True)
class ComingDigest:
    """When a reader's next digest is due. Readers are told apart by their row, without a name."""

    reader: int
    kind: str
    """private, group or channel"""
    due: datetime
    zone: str


def coming_digests(db: Database, limit: int) -> list[ComingDigest]:
    """The next digests of active readers, soonest first."""
    rows = db.execute(
        "SELECT id, kind, next_due, zone FROM readers"  # noqa: S608
        f" WHERE next_due IS NOT NULL AND state = 'active' AND {SUBSCRIBED} ORDER BY next_due, id LIMIT ?",
        [limit],
    )
    return [ComingDigest(reader, kind, from_text(due), zone) for reader, kind, due, zone in rows]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One planned digest or notice, and what became of it."""

    id: int
    reader: int
    chat: str
    """private, group or channel"""
    kind: str
    """digest, or of a notice what it is: follow, alert, broadcast, …"""
    due: datetime
    planned: datetime
    stories: int
    parts: Mapping[str, int]
    """How many of its messages are in which state."""
    attempts: int
    repeats: int
    settled: datetime | None
    """When its last message was sent or given up; None while one is open."""
    reason: str | None
    """Of the latest failure or delay."""

    @property
    def state(self) -> str:
        """failed, uncertain, open or sent; covered: another digest tells what this one would."""
        if not self.parts:
            return "covered"
        if self.parts.keys() == {"sent"}:
            return "sent"
        return next((state for state in ("failed", "uncertain") if state in self.parts), "open")


def latest_deliveries(db: Database, limit: int) -> list[Delivery]:
    """The newest rows of the ledger, newest first."""
    rows = db.query(
        "SELECT d.id, d.reader, r.kind AS chat, d.kind, d.slot, d.due, d.planned,"
        " json_array_length(d.stories) AS stories,"
        " total(p.attempts) AS attempts, total(p.repeats) AS repeats,"
        " json_group_array(p.state) AS states, max(p.settled) AS settled,"
        " (SELECT reason FROM parts WHERE digest = d.id AND reason IS NOT NULL ORDER BY id DESC LIMIT 1)"
        " AS reason FROM (SELECT * FROM digests ORDER BY id DESC LIMIT ?) d"
        " JOIN readers r ON r.id = d.reader LEFT JOIN parts p ON p.digest = d.id"
        " GROUP BY d.id ORDER BY d.id DESC",
        [limit],
    )
    return [_delivery(row) for row in rows]


def _delivery(row: Mapping[str, Any]) -> Delivery:
    parts = Counter(state for state in json.loads(row["states"]) if state)
    done = set(parts) <= {"sent", "failed"}
    return Delivery(
        id=row["id"],
        reader=row["reader"],
        chat=row["chat"],
        kind="digest" if row["kind"] == "digest" else row["slot"].partition(":")[0],
        due=from_text(row["due"]),
        planned=from_text(row["planned"]),
        stories=row["stories"],
        parts=parts,
        attempts=int(row["attempts"]),
        repeats=int(row["repeats"]),
        settled=from_text(row["settled"]) if done else None,
        reason=row["reason"],
    )
