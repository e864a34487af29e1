"""Stored articles: one, or many by topic, words and time."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.news.model import Article
from bot.store.audience import own_json, visible
from bot.store.times import from_text, to_text


def find_known(db: Database, keys: Iterable[str]) -> dict[str, str | None]:
    """The ids of the articles known by these keys; None for an article that was let go for its age."""
    rows = db.query(
        "SELECT key, article, let_go FROM article_keys WHERE key IN (SELECT value FROM json_each(?))",
        [json.dumps(list(keys))],
    )
    return {row["key"]: None if row["let_go"] else row["article"] for row in rows}


def article_by_id(db: Database, article: str) -> Article | None:
    """The article of that id."""
    return next(iter(articles_by_id(db, [article])), None)


def articles_by_id(db: Database, ids: Iterable[str]) -> list[Article]:
    """The articles of these ids, newest first; unknown ids are left out."""
    sql = f"{_SELECT} WHERE a.id IN (SELECT value FROM json_each(?)) {_ORDER}"  # noqa: S608
    return [article_from_row(row) for row in db.query(sql, [json.dumps(list(ids))])]


def articles_of_story(db: Database, story: str) -> list[Article]:
    """A story's articles, newest first."""
    return [article_from_row(row) for row in db.query(f"{_SELECT} WHERE a.story = ? {_ORDER}", [story])]


def list_articles(
    db: Database,
    *,
    topic: str | None = None,
    fts: str | None = None,
    since: datetime | None = None,
    limit: int = 0,
    own: Sequence[int] = (),
) -> list[Article]:
    """Articles newest first: those tagged with the slug `topic`, those that match the FTS5 expression `fts`,
    those published (or arrived) at `since` or later. `limit` 0 is no limit. `own`: see bot.store.audience."""
    sql, clauses = _SELECT, [visible("a", "a.url")]
    if topic is not None:
        sql += " JOIN article_topics t ON t.article = a.id"
        clauses.append("t.topic = :topic")
    if fts is not None:
        clauses.append("a.n IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :fts)")
    if since is not None:
        clauses.append("a.at >= :since")
    sql += f" WHERE {' AND '.join(clauses)} {_ORDER} LIMIT :limit"
    parameters = {
        "topic": topic,
        "fts": fts,
        "since": since and to_text(since),
        "limit": limit or -1,
        "own": own_json(own),
    }
    return [article_from_row(row) for row in db.query(sql, parameters)]


def articles_after(db: Database, n: int, limit: int) -> list[tuple[int, Article]]:
    """The next articles in the order of their arrival, each with its number."""
    rows = db.query(f"{_SELECT} WHERE n > ? ORDER BY n LIMIT ?", [n, limit])
    return [(row["n"], article_from_row(row)) for row in rows]


def count_articles(db: Database) -> int:
    """How many there are."""
    return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def count_unsummarised(db: Database) -> int:
    """How many have no summary, for a reason that is stored with them."""
    return int(db.execute("SELECT count(*) FROM articles WHERE reason IS NOT NULL").fetchone()[0])


_SELECT = "SELECT a.* FROM articles a"
_ORDER = "ORDER BY a.at DESC, a.n DESC"


def article_from_row(row: Mapping[str, Any]) -> Article:
    """A row of `articles`."""
    return Article(
        id=row["id"],
        url=row["url"],
        title=row["title"],
        byline=row["byline"],
        published=from_text(row["published"]),
        source=row["source"],
        language=row["language"],
        text=row["text"],
        summary=tuple(json.loads(row["summary"])),
        topics=tuple(json.loads(row["topics"])),
        categories=tuple(json.loads(row["categories"])),
        image=row["image"],
        named=bool(row["named"]),
        arrived=from_text(row["arrived"]),
        reason=row["reason"],
    )


def article_columns(article: Article) -> dict[str, Any]:
    """What an article says, as columns of `articles`: all that a new revision may change."""
    return {
        "title": article.title,
        "byline": article.byline,
        "published": to_text(article.published) if article.published else None,
        "language": article.language,
        "text": article.text,
        "summary": _json(article.summary),
        "reason": article.reason,
        "topics": _json(article.topics),
        "categories": _json(article.categories),
        "image": article.image,
    }


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
