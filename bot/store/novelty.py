"""SQL on what readers were told of a story, and on what its articles said when.

Every function takes a `Database` inside a unit of work; times are aware, in UTC.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from bot.news.model import Quote
from bot.news.novelty import Told, Version, fingerprint
from bot.store.articles import articles_of_story
from bot.store.merging import present_id, present_ids
from bot.store.times import from_text, to_text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader was told of a story: since when they know its state, and the sentences, oldest first.

    `message` is the id of the message that told it first, None where that is not known.
    """

    at: datetime
    quotes: tuple[Quote, ...] = ()
    message: int | None = None


def touched(db: Database, stories: Collection[str]) -> dict[str, datetime]:
    """When an article of each story last arrived or was revised."""
    rows = db.query(
        """SELECT story, max(max(arrived, coalesce(revised, ''))) AS at FROM articles
        WHERE story IN (SELECT value FROM json_each(?)) GROUP BY story""",
        [json.dumps(list(stories))],
    )
    return {row["story"]: at for row in rows if (at := from_text(row["at"]))}


def revised_since(db: Database, since: datetime) -> dict[str, datetime]:
    """The stories of articles that were revised since then, and when the last of each was."""
    rows = db.query(
        "SELECT story, max(revised) AS at FROM articles INDEXED BY articles_revised WHERE revised >= ?"
        " GROUP BY story",
        [to_text(since)],
    )
    return {row["story"]: from_text(row["at"]) for row in rows}


def versions_since(db: Database, story: str, since: datetime) -> list[Version]:
    """A story's articles, newest first, each with what it said at `since`."""
    rows = db.query(
        """SELECT article, text FROM former_texts f WHERE until > :since
        AND article IN (SELECT id FROM articles WHERE story = :story)
        AND until = (SELECT min(until) FROM former_texts WHERE article = f.article AND until > :since)""",
        {"since": to_text(since), "story": story},
    )
    former = {row["article"]: row["text"] for row in rows}
    return [
        Version(
            article,
            former.get(article.id, article.text) if article.arrived and article.arrived <= since else None,
        )
        for article in articles_of_story(db, story)
    ]


def readings(db: Database, reader: int, stories: Collection[str]) -> dict[str, Reading]:
    """What a reader was told of these stories; those not shown are left out."""
    wanted = json.dumps(list(stories))
    first = db.query(
        """SELECT value AS story, at, message FROM json_each(?)
        JOIN shown ON reader = ? AND what = 'story:' || value""",
        [wanted, reader],
    )
    found = {row["story"]: Reading(from_text(row["at"]), message=row["message"]) for row in first}
    sentences = db.query(
        """SELECT s.story, s.at, t.text, t.source, t.article, t.url FROM shown s
        LEFT JOIN sentences t ON t.fingerprint = substr(s.what, 10) AND t.article = s.article
        WHERE s.reader = ? AND s.story IN (SELECT value FROM json_each(?)) ORDER BY s.at""",
        [reader, wanted],
    )
    for row in sentences:
        if before := found.get(row["story"]):
            quote = (Quote(row["text"], row["source"], row["article"], row["url"]),) if row["text"] else ()
            at = max(before.at, from_text(row["at"]))
            found[row["story"]] = Reading(at, before.quotes + quote, before.message)
    return found


def known(db: Database, reader: int, kind: str, sentences: Iterable[str]) -> set[str]:
    """Of these texts those that a reader was shown, or for the `kind` "correction" was told to be taken back.

    The other `kind` is "sentence".
    """
    by_key = {f"{kind}:{fingerprint(text)}": text for text in sentences}
    rows = db.query(
        "SELECT what FROM shown WHERE reader = ? AND what IN (SELECT value FROM json_each(?))",
        [reader, json.dumps(list(by_key))],
    )
    shown = {row["what"] for row in rows}
    return {text for key, text in by_key.items() if key in shown}


def mark_shown(
    db: Database,
    reader: int,
    stories: Iterable[str],
    told: Iterable[Told],
    at: datetime,
    messages: Mapping[str, int] | None = None,
) -> None:
    """These stories (ids), sentences and corrections count as shown to a reader, as of `at`.

    `messages` holds the ids of the messages that told the stories, where they are known.
    """
    seen = to_text(at)
    sent = {present_id(db, story): message for story, message in (messages or {}).items()}
    db.conn.executemany(
        "INSERT OR IGNORE INTO shown (reader, what, at, message) VALUES (?, ?, ?, ?)",
        [(reader, f"story:{story}", seen, sent.get(story)) for story in present_ids(db, stories)],
    )
    told = tuple(replace(one, story=present_id(db, one.story)) for one in told)
    back = [fingerprint(correction.was.text) for one in told for correction in one.corrected]
    db.conn.executemany(
        "INSERT OR IGNORE INTO shown (reader, what, at) VALUES (?, ?, ?)",
        [(reader, f"correction:{key}", seen) for key in back],
    )
    quotes = [(one.story, fingerprint(quote.text), quote) for one in told for quote in one.every_quote]
    db.conn.executemany(
        "INSERT OR IGNORE INTO shown (reader, what, at, story, article) VALUES (?, ?, ?, ?, ?)",
        [(reader, f"sentence:{key}", seen, story, quote.article) for story, key, quote in quotes],
    )
    db.conn.executemany(
        "INSERT OR IGNORE INTO sentences (fingerprint, article, text, source, url) VALUES (?, ?, ?, ?, ?)",
        [(key, quote.article, quote.text, quote.source, quote.url) for _, key, quote in quotes],
    )


def forget_shown(
    db: Database,
    reader: int,
    stories: Iterable[str],
    sentences: Iterable[str] = (),
    corrections: Iterable[str] = (),
) -> None:
    """These stories (ids), sentences and corrections (fingerprints) were not shown after all."""
    told = [f"story:{story}" for story in present_ids(db, stories)]
    keys = [*told, *(f"sentence:{one}" for one in sentences), *(f"correction:{one}" for one in corrections)]
    db.conn.executemany("DELETE FROM shown WHERE reader = ? AND what = ?", [(reader, key) for key in keys])


def tell_where(db: Database, reader: int, stories: Iterable[str], message: int) -> None:
    """The message that told these stories; the first one stays."""
    db.conn.executemany(
        "UPDATE shown SET message = ? WHERE reader = ? AND what = ? AND message IS NULL",
        [(message, reader, f"story:{story}") for story in present_ids(db, stories)],
    )
