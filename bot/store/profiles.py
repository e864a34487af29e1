"""What the grouping index keeps of articles, stored, so that it is filled without looking at each again."""

import sys
from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlite_utils import Database

from bot.news.similarity import Profile
from bot.news.stories.known import VERSION, Known, look, seconds
from bot.store.articles import article_from_row
from bot.store.times import from_text


class Learnt(NamedTuple):
    """An article as the index learns it. `revised` is as stored; "" for one that never was.

    Not `kept`: what is known of it is not stored, or as an older version saw it.
    """

    n: int
    known: Known
    audience: int
    revised: str
    kept: bool


def articles_to_learn(db: Database, after: int, limit: int) -> Iterator[Learnt]:
    """The next articles in the order of their arrival, at most `limit`."""
    return _learnt(db, "a.n > :after ORDER BY a.n LIMIT :limit", after=after, limit=limit)


def articles_revised(db: Database, since: str, after: int, until: int) -> Iterator[Learnt]:
    """Those of the articles `after` < n <= `until` that were revised later than `since`."""
    where = "a.revised > :since AND +a.n > :after AND +a.n <= :until ORDER BY +a.n"
    return _learnt(db, where, since=since, after=after, until=until)


def save_profile(db: Database, n: int, known: Known, oldest: int) -> None:
    """Keeps what is known of the article of row `n`, if that is still there.

    What is as old as `oldest` (a row) is let go.
    """
    profile = known.profile
    db.execute(
        'INSERT OR REPLACE INTO profiles (n, version, terms, counts, wire, bare, subjects, "column")'
        " SELECT n, :version, :terms, :counts, :wire, :bare, :subjects, :column FROM articles WHERE n = :n",
        {
            "n": n,
            "version": VERSION,
            "terms": _lowest_first(profile.terms).tobytes(),
            "counts": profile.counts,
            "wire": known.wire,
            "bare": known.bare,
            "subjects": " ".join(sorted(known.subjects)),
            "column": known.column,
        },
    )
    db.execute("DELETE FROM profiles WHERE n <= ?", [oldest])


def _learnt(db: Database, where: str, **parameters: object) -> Iterator[Learnt]:
    rows = db.query(f"{_SELECT} WHERE {where}", {**parameters, "version": VERSION})
    for row in rows:
        kept = row["terms"] is not None
        known = _stored(row) if kept else _looked_at(db, row)
        yield Learnt(row["n"], known, row["audience"], row["revised"] or "", kept)


def _stored(row: dict[str, Any]) -> Known:
    terms = array("I")
    terms.frombytes(row["terms"])
    return Known(
        id=row["id"],
        story=sys.intern(row["story"]),
        at=seconds(from_text(row["published"]), from_text(row["arrived"])),
        language=sys.intern(row["language"]),
        profile=Profile(_lowest_first(terms), row["counts"]),
        wire=row["wire"],
        bare=bool(row["bare"]),
        subjects=frozenset(row["subjects"].split()),
        column=row["column"],
    )


def _looked_at(db: Database, row: dict[str, Any]) -> Known:
    """One that was stored before profiles were, or when articles were looked at otherwise."""
    (article,) = db.query("SELECT * FROM articles WHERE n = ?", [row["n"]])
    return look(article_from_row(article), row["story"])


def _lowest_first(terms: "array[int]") -> "array[int]":
    """The same numbers with the order of bytes that is stored, or back; nothing to do on most machines."""
    if sys.byteorder == "little":
        return terms
    turned = array("I", terms)
    turned.byteswap()
    return turned


_SELECT = """SELECT a.n, a.id, a.story, a.audience, a.language, a.published, a.arrived, a.revised,
    p.terms, p.counts, p.wire, p.bare, p.subjects, p."column"
    FROM articles a LEFT JOIN profiles p ON p.n = a.n AND p.version = :version"""
