"""Pages of articles, looked at again: which are due, how they answered, and which are gone for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.news.model import Article
from bot.store.articles import article_by_id
from bot.store.model import Source
from bot.store.sources import source_by_id
from bot.store.times import to_text

PAUSES = (timedelta(hours=1), timedelta(hours=5), timedelta(hours=18))
"""Between the arrival of an article and the looks at its page: about 1, 6 and 24 hours after it came."""
LATEST = timedelta(hours=48)
"""A look that has been due for so long is left out."""
DOUBT = timedelta(hours=1)
"""A page that is gone counts as gone for good if it is still gone after this."""
_MOST_VISITS = 8
"""A page that answers neither that it is there nor that it is gone is given up after so many looks."""


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """How an article's page answered: it was there (`seen`), gone (404 or 410), or neither.

    `told`: the article's text is the page's, not the feed's. The validators are as the server sent them.
    """

    seen: bool = False
    gone: bool = False
    told: bool = False
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that is to be looked at again; `page` is how it answered last."""

    article: Article
    source: Source | None
    audience: int
    page: PageAnswer


def due_visits(db: Database, now: datetime, limit: int) -> list[Visit]:
    """Pages of articles that were quoted to somebody, or whose stories are followed; longest due first."""
    rows = db.query(
        """SELECT v.*, a.source_id, a.audience FROM page_visits v JOIN articles a ON a.id = v.article
        WHERE v.due <= :now AND v.due > :latest AND NOT a.withdrawn AND a.url IS NOT NULL
        AND (EXISTS (SELECT 1 FROM sentences s WHERE s.article = a.id)
            OR a.story IN (SELECT story FROM kept WHERE kind = 'followed'))
        ORDER BY v.due, v.article LIMIT :limit""",
        {"now": to_text(now), "latest": to_text(now - LATEST), "limit": limit},
    )
    found = []
    for row in list(rows):
        article = article_by_id(db, row["article"])
        assert article is not None
        source = source_by_id(db, row["source_id"]) if row["source_id"] else None
        page = PageAnswer(
            seen=bool(row["seen"]),
            told=bool(row["told"]),
            etag=row["etag"],
            last_modified=row["last_modified"],
        )
        found.append(Visit(article, source, row["audience"], page))
    return found


def note_page(db: Database, article: str, page: PageAnswer, now: datetime) -> bool:
    """Stores how the page answered when its article was read; whether it is gone for good."""
    if page.gone:
        return _note_gone(db, article, now)
    db.execute(
        """INSERT INTO page_visits (article, due, seen, told, etag, last_modified)
        VALUES (:article, :due, :seen, :told, :etag, :last_modified)
        ON CONFLICT (article) DO UPDATE SET
            told = told OR :told, seen = seen OR :seen,
            etag = CASE WHEN :seen THEN :etag ELSE etag END,
            last_modified = CASE WHEN :seen THEN :last_modified ELSE last_modified END,
            missing_since = CASE WHEN :seen THEN NULL ELSE missing_since END""",
        {
            "article": article,
            "due": to_text(now + PAUSES[0]),
            "seen": page.seen,
            "told": page.told,
            "etag": page.etag,
            "last_modified": page.last_modified,
        },
    )
    return False


def note_visit(db: Database, article: str, page: PageAnswer, now: datetime) -> bool | None:
    """Stores how the page answered when it was looked at again; whether it is gone for good. None if the
    article itself is stored no more."""
    sql = "SELECT visits, missing_since FROM page_visits WHERE article = ?"
    row = db.execute(sql, [article]).fetchone()
    if row is None:
        return None
    visits, doubted = row[0] + 1, row[1] is not None and not page.seen
    pause = PAUSES[visits] if visits < len(PAUSES) else DOUBT if doubted and visits < _MOST_VISITS else None
    due = to_text(now + pause) if pause and not page.gone else None
    db.execute("UPDATE page_visits SET visits = ?, due = ? WHERE article = ?", [visits, due, article])
    return note_page(db, article, page, now) if page.seen or page.gone else False


def _note_gone(db: Database, article: str, now: datetime) -> bool:
    """A page that was never there may only be hidden from us. One that was is looked at once more."""
    row = db.execute("SELECT missing_since FROM page_visits WHERE article = ? AND seen", [article]).fetchone()
    if row is None:
        return False
    if row[0] is None:
        db.execute(
            "UPDATE page_visits SET missing_since = ?, due = ? WHERE article = ?",
            [to_text(now), to_text(now + DOUBT), article],
        )
        return False
    return bool(row[0] <= to_text(now - DOUBT))
