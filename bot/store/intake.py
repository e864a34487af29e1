"""Storing articles: which are new, which have changed, which are known, and which story each belongs to."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlite_utils import Database

from bot.news.model import Article
from bot.news.withdrawn import is_withdrawn
from bot.store.articles import article_by_id, article_columns
from bot.store.assignment import Assignment
from bot.store.identity import by_source, fingerprint, is_said, wire
from bot.store.ownership import Say, say_of
from bot.store.revisits import PageAnswer, note_page
from bot.store.times import to_text


@dataclass(frozen=True, slots=True)
class Incoming:
    """A written article and the keys it is known by, most telling first (see bot.store.identity)."""

    article: Article
    keys: tuple[str, ...] = ()
    source: int | None = None
    """The row of the source that brought it."""
    audience: int = 0
    """0: for everybody; else the source (its row) whose readers alone may see it."""
    page: PageAnswer | None = None
    """How its page answered, where it has one of its own that may be looked at again."""


class Change(Enum):
    """What storing an article came to."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it stands in the database now."""

    article: Article
    change: Change


def store_articles(
    db: Database, batch: Sequence[Incoming], now: datetime, assignment: Assignment
) -> list[Stored]:
    """Stores a batch in order of publication, gives each new article its story, tells touched stories anew.

    Answers in the order of the batch.
    Belongs in one transaction with the state of the source that brought it.
    """
    try:
        assignment.catch_up(db)
        stored: dict[int, Stored] = {}
        for place in sorted(range(len(batch)), key=lambda i: _by_publication(batch[i].article, now)):
            stored[place] = _store(db, batch[place], now, assignment)
        touched = [one.article.id for one in stored.values() if one.change is not Change.SAME]
        assignment.retell(db, _stories_of(db, touched))
    except BaseException:
        assignment.forget()
        raise
    return [stored[place] for place in range(len(batch))]


def _by_publication(article: Article, now: datetime) -> tuple[datetime, str]:
    """What decides which of a batch gets its story first, whatever the order in which they came."""
    return (article.published or now, article.id)


def _store(db: Database, incoming: Incoming, now: datetime, assignment: Assignment) -> Stored:
    known = _known(db, incoming)
    if known is None:
        twin = None if incoming.article.named else _wire_twin(db, incoming)
        if twin is None:
            return _insert(db, incoming, now, assignment)
        _add_keys(db, twin, incoming.keys)
        return Stored(_article(db, twin), Change.SAME)
    article, before = incoming.article, _article(db, known["id"])
    say = say_of(db, before, known["source_id"], incoming.source, article)
    if say is Say.NOTHING:
        _add_keys(db, before.id, (by_source(key, incoming.source) for key in incoming.keys if is_said(key)))
        return Stored(before, Change.SAME)
    if say is Say.TAKES_OVER:
        before = replace(before, source=article.source)
        db.execute("UPDATE articles SET source_id = ? WHERE id = ?", [incoming.source, before.id])
        db.execute("DELETE FROM article_keys WHERE article = ? AND substr(key, 1, 5) = 'said:'", [before.id])
    _add_keys(db, before.id, incoming.keys)
    gone = incoming.page is not None and note_page(db, before.id, incoming.page, now)
    if article.withdrawn or gone:
        article = replace(before, withdrawn=True)
    elif say is Say.ALL and _tells_less(article, known["text"]):
        article = replace(before, title=article.title if article.source == before.source else before.title)
    same = known["fingerprint"] == fingerprint(article) and article.withdrawn == before.withdrawn
    if same and say is Say.ALL:
        return _mark(db, before, article.paywalled)
    return _revise(db, known, before, article, now, assignment)


def _mark(db: Database, known: Article, paywalled: bool | None) -> Stored:
    """An article that says what it said; only whether it is free to read may have changed."""
    if paywalled is None or paywalled == known.paywalled:
        return Stored(known, Change.SAME)
    db.execute("UPDATE articles SET paywalled = ? WHERE id = ?", [paywalled, known.id])
    return Stored(replace(known, paywalled=paywalled), Change.CHANGED)


def _tells_less(article: Article, known: str) -> bool:
    """Whether an article whose page could not be read would put a teaser in place of its text: then only its
    headline may have changed."""
    return not article.named and 2 * len(article.text) < len(known) and not is_withdrawn(article)


def _known(db: Database, incoming: Incoming) -> dict[str, Any] | None:
    """The row of the article that this one is. An article with a given id is known by nothing else."""
    if not incoming.article.named:
        for key in incoming.keys:
            row = _row(
                db, "SELECT a.* FROM article_keys k JOIN articles a ON a.id = k.article WHERE k.key = ?", key
            )
            if row:
                return row
    return _row(db, "SELECT * FROM articles WHERE id = ?", incoming.article.id)


def _wire_twin(db: Database, incoming: Incoming) -> str | None:
    """The first article with the same text and audience, if the text is particular enough to tell."""
    mark = wire(incoming.article.text)
    row = _row(db, _SAME_TEXT, mark, incoming.audience) if mark else None
    return row["id"] if row else None


_SAME_TEXT = "SELECT id FROM articles WHERE wire = ? AND audience = ? ORDER BY n"


def _insert(db: Database, incoming: Incoming, now: datetime, assignment: Assignment) -> Stored:
    article = replace(incoming.article, arrived=now, withdrawn=False)
    columns = {
        **article_columns(article),
        "id": article.id,
        "url": article.url,
        "source": article.source,
        "source_id": incoming.source,
        "arrived": to_text(now),
        "at": _at(article),
        "named": article.named,
        "fingerprint": fingerprint(article),
        "wire": wire(article.text),
        "story": "",
        "audience": incoming.audience,
    }
    n = _insert_row(db, columns)
    story = assignment.place(db, n, article, incoming.audience)
    db.execute("UPDATE articles SET story = ? WHERE n = ?", [story, n])
    _tag(db, article.id)
    _add_keys(db, article.id, incoming.keys)
    if incoming.page:
        note_page(db, article.id, incoming.page, now)
    return Stored(article, Change.NEW)


def _insert_row(db: Database, columns: dict[str, Any]) -> int:
    names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    n = db.execute(f"INSERT INTO articles ({names}) VALUES ({values})", columns).lastrowid  # noqa: S608
    assert n is not None
    return n


def _revise(
    db: Database,
    known: dict[str, Any],
    before: Article,
    article: Article,
    now: datetime,
    assignment: Assignment,
) -> Stored:
    """Puts what the article says now in place of what it said, which is kept aside; it stays in its story."""
    after = replace(
        article,
        id=before.id,
        url=before.url,
        source=before.source,
        named=before.named,
        arrived=before.arrived,
        published=article.published or before.published,
        byline=article.byline or before.byline,
        image=article.image or before.image,
        paywalled=before.paywalled if article.paywalled is None else article.paywalled,
    )
    columns = {
        **article_columns(after),
        "source": after.source,
        "at": _at(after),
        "fingerprint": fingerprint(after),
        "wire": wire(after.text),
        "revision": known["revision"] + 1,
        "revised": to_text(now),
    }
    db.execute(
        "INSERT OR IGNORE INTO former_texts (article, until, text) VALUES (?, ?, ?)",
        [before.id, to_text(now), before.text],
    )
    changes = ", ".join(f"{name} = :{name}" for name in columns)
    db.execute(f"UPDATE articles SET {changes} WHERE id = :id", {**columns, "id": after.id})  # noqa: S608
    _tag(db, after.id)
    assignment.relearn(db, known["n"], after, known["story"], known["audience"])
    return Stored(after, Change.CHANGED)


def retag_articles(db: Database, topics: Mapping[str, Mapping[str, float]], assignment: Assignment) -> None:
    """Gives articles (by id) these topics and weights, and tells stories anew where that changes them."""
    changed = []
    for article, weights in topics.items():
        slugs, shares = json.dumps(list(weights)), json.dumps([round(w, 3) for w in weights.values()])
        if db.execute(
            "UPDATE articles SET topics = :slugs, weights = :shares"
            " WHERE id = :id AND (topics <> :slugs OR weights <> :shares)",
            {"id": article, "slugs": slugs, "shares": shares},
        ).rowcount:
            _tag(db, article)
            changed.append(article)
    assignment.retell(db, _stories_of(db, changed))


def _tag(db: Database, article: str) -> None:
    """Makes article_topics say what the article's row says."""
    db.execute("DELETE FROM article_topics WHERE article = ?", [article])
    db.execute(
        "INSERT OR IGNORE INTO article_topics (topic, at, article, story, audience, weight)"
        " SELECT t.value, at, a.id, story, audience, coalesce(w.value, 1)"
        " FROM articles a, json_each(topics) t LEFT JOIN json_each(weights) w ON w.key = t.key"
        " WHERE a.id = ?",
        [article],
    )


def _add_keys(db: Database, article: str, keys: Iterable[str]) -> None:
    for key in keys:
        db.execute("INSERT OR IGNORE INTO article_keys (key, article) VALUES (?, ?)", [key, article])


def _at(article: Article) -> str:
    """What the article is ordered and found by."""
    assert article.when is not None
    return to_text(article.when)


def _stories_of(db: Database, articles: Sequence[str]) -> list[str]:
    rows = db.query(
        "SELECT DISTINCT story FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY story",
        [json.dumps(articles)],
    )
    return [row["story"] for row in rows]


def _article(db: Database, article: str) -> Article:
    found = article_by_id(db, article)
    assert found is not None
    return found


def _row(db: Database, sql: str, *values: object) -> dict[str, Any] | None:
    return next(iter(db.query(sql, values)), None)
