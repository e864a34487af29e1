"""Stored articles: one, or many by topic, words and time."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlite_utils import Database

from bot.news.model import Article
from bot.store.audience import own_json, visible
from bot.store.times import from_text, to_text

FEW = 500
"""So many matches of a search are sorted by time all at once."""
SLICE = 2_000
"""So many of the newest articles are searched first where there are more matches, then twice as many…"""
FOREVER = "9999"
"""Later than every time stored."""
AT_A_TIME = 20
"""So many articles are read together."""


class Match(NamedTuple):
    """What decides of a stored article whether it speaks of something. `categories` is a JSON list."""

    id: str
    story: str
    title: str
    text: str
    categories: str
    language: str


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


def articles_matching(
    db: Database,
    fts: str,
    since: datetime | None = None,
    own: Sequence[int] = (),
    until: datetime | None = None,
) -> Iterator[Match]:
    """Articles at `since` or later, before `until`, that match an FTS5 expression, newest first.

    They are looked for as they are asked for: whoever needs a few pays for a few.
    """
    numbers = _newest_matching(db, fts, to_text(since) if since else "", to_text(until) if until else FOREVER)
    sql = (
        "SELECT id, story, title, text, categories, language FROM articles a"  # noqa: S608
        f" WHERE a.n IN (SELECT value FROM json_each(:numbers)) AND {visible('a', 'a.url')} {_ORDER}"
    )
    while some := list(islice(numbers, AT_A_TIME)):
        for row in db.execute(sql, {"numbers": json.dumps(some), "own": own_json(own)}):
            yield Match(*row)


def _newest_matching(db: Database, fts: str, since: str, before: str) -> Iterator[int]:
    """The numbers of articles that match, newest first.

    The newest part of the archive is searched first. What matches beyond it is sorted all at once where it is
    little; else larger and larger parts are searched.
    """
    size = SLICE
    if first := _start_of_slice(db, since, before, size):
        yield from _in_slice(db, fts, first, before)
        few = [row[0] for row in db.execute(_FEW_MATCHING, [fts, FEW + 1]).fetchall()]
        if len(few) <= FEW:
            older = db.execute(_BY_TIME, [json.dumps(few), since, first]).fetchall()
            yield from (row[0] for row in older)
            return
        before, size = first, 2 * size
    while first := _start_of_slice(db, since, before, size):
        yield from _in_slice(db, fts, first, before)
        before, size = first, 2 * size
    yield from _in_slice(db, fts, since, before)


def _in_slice(db: Database, fts: str, since: str, before: str) -> Iterator[int]:
    wanted = {"fts": fts, "since": since, "before": before}
    return (row[0] for row in db.execute(_MATCHING_IN_SLICE, wanted).fetchall())


def _start_of_slice(db: Database, since: str, before: str, size: int) -> str | None:
    """When the newest `size` articles of a time begin; None where it has not so many."""
    row = db.execute(_START_OF_SLICE, {"since": since, "before": before, "size": size}).fetchone()
    return row[0] if row else None


class Row(NamedTuple):
    """An article as it stands in the database: its number in the order of arrival, which revision it is."""

    n: int
    revision: int
    article: Article


def articles_before(db: Database, n: int | None, limit: int) -> list[Row]:
    """The next articles against the order of their arrival; None: from the newest on."""
    where = "" if n is None else "WHERE n < :n"
    rows = db.query(f"{_SELECT} {where} ORDER BY n DESC LIMIT :limit", {"n": n, "limit": limit})
    return [Row(row["n"], row["revision"], article_from_row(row)) for row in rows]


def is_revision(db: Database, article: str, revision: int) -> bool:
    """Whether an article (by id) is stored in that revision."""
    row = db.execute("SELECT revision FROM articles WHERE id = ?", [article]).fetchone()
    return row is not None and row[0] == revision


def count_articles(db: Database) -> int:
    """How many there are."""
    return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def count_unsummarised(db: Database) -> int:
    """How many have no summary, for a reason that is stored with them."""
    return int(db.execute("SELECT count(*) FROM articles WHERE reason IS NOT NULL").fetchone()[0])


_FEW_MATCHING = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?"
_BY_TIME = (
    "SELECT n FROM articles WHERE n IN (SELECT value FROM json_each(?)) AND at >= ? AND at < ?"
    " ORDER BY at DESC, n DESC"
)
_START_OF_SLICE = """
SELECT at FROM articles WHERE at >= :since AND at < :before ORDER BY at DESC LIMIT 1 OFFSET :size"""
_MATCHING_IN_SLICE = """
WITH slice AS MATERIALIZED (
    SELECT min(n) AS first, max(n) AS last FROM articles WHERE at >= :since AND at < :before
)
SELECT a.n FROM slice CROSS JOIN articles_fts f CROSS JOIN articles a ON a.n = f.rowid
WHERE articles_fts MATCH :fts AND f.rowid BETWEEN slice.first AND slice.last
AND +a.at >= :since AND +a.at < :before ORDER BY +a.at DESC, a.n DESC"""
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
        graded=tuple((sentence, level) for sentence, level in json.loads(row["graded"])),
        weights=tuple(json.loads(row["weights"])),
        withdrawn=bool(row["withdrawn"]),
        paywalled=None if row["paywalled"] is None else bool(row["paywalled"]),
    )


def article_columns(article: Article) -> dict[str, Any]:
    """What an article says, as columns of `articles`: all that a new revision may change."""
    return {
        "title": article.title,
        "withdrawn": article.withdrawn,
        "paywalled": article.paywalled,
        "byline": article.byline,
        "published": to_text(article.published) if article.published else None,
        "language": article.language,
        "text": article.text,
        "summary": _json(article.summary),
        "graded": _json(article.graded),
        "reason": article.reason,
        "topics": _json(article.topics),
        "weights": _json(round(weight, 3) for weight in article.weights),
        "categories": _json(article.categories),
        "image": article.image,
    }


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
