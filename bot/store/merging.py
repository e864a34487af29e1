"""Stories that turned out to be one: whatever knows the younger one by its id finds the older one."""

import json
from collections.abc import Iterable

from sqlite_utils import Database


def present_ids(db: Database, stories: Iterable[str]) -> list[str]:
    """What these ids of stories are now, in their order, each once."""
    asked = list(stories)
    rows = db.query(
        "SELECT former, story FROM merges WHERE former IN (SELECT value FROM json_each(?))",
        [json.dumps(asked)],
    )
    now = {row["former"]: row["story"] for row in rows}
    return list(dict.fromkeys(now.get(story, story) for story in asked))


def present_id(db: Database, story: str) -> str:
    """What an id of a story is now."""
    return present_ids(db, [story])[0]


def merges_since(db: Database, n: int) -> list[tuple[int, str, str]]:
    """The merges after the n-th: number, former id, story."""
    rows = db.query("SELECT n, former, story FROM merges WHERE n > ? ORDER BY n", [n])
    return [(row["n"], row["former"], row["story"]) for row in rows]


def latest_merge(db: Database) -> int:
    """The number of the last merge; 0 before the first."""
    return int(db.execute("SELECT coalesce(max(n), 0) FROM merges").fetchone()[0])


def merge_stories(db: Database, former: str, story: str) -> None:
    """Makes `former` a part of `story`: its articles, and all that readers know or want of it.

    Both are to be told anew.
    """
    ids = {"former": former, "story": story}
    for statement in _MERGE:
        db.execute(statement, ids)
    for (reader,) in db.execute(_FOLLOWED, _keys(former)).fetchall():
        _renumber(db, reader, former, story)


def _renumber(db: Database, reader: int, former: str, story: str) -> None:
    """A reader's updates on the former story count on from those on the present one."""
    before = len(db.execute(_UPDATES, [reader, *_keys(story)]).fetchall())
    moved = db.execute(_UPDATES, [reader, *_keys(former)]).fetchall()
    db.conn.executemany(
        "UPDATE digests SET slot = ? WHERE id = ?",
        [(f"follow:{story}:{number}", digest) for number, (digest,) in enumerate(moved, before + 1)],
    )


def _keys(story: str) -> tuple[str, str]:
    """Between these lie the keys of the updates on a story."""
    return f"follow:{story}:", f"follow:{story};"


_UPDATES = """SELECT id FROM digests WHERE reader = ? AND local_date = '' AND slot BETWEEN ? AND ?
    ORDER BY planned, id"""
_FOLLOWED = """SELECT DISTINCT reader FROM digests
    WHERE reader IN (SELECT id FROM readers) AND local_date = '' AND slot BETWEEN ? AND ?"""
_SHOWN = "reader IN (SELECT id FROM readers) AND what = 'story:' || :former"
_MERGE = (
    "UPDATE articles SET story = :story WHERE story = :former",
    """UPDATE article_topics SET story = :story
    WHERE article IN (SELECT id FROM articles WHERE story = :story)""",
    "UPDATE merges SET story = :story WHERE story = :former",
    "INSERT INTO merges (former, story) VALUES (:former, :story)",
    "UPDATE shown SET story = :story WHERE reader IN (SELECT id FROM readers) AND story = :former",
    f"""INSERT INTO shown (reader, what, at, message)
    SELECT reader, 'story:' || :story, at, message FROM shown WHERE {_SHOWN}
    ON CONFLICT (reader, what) DO UPDATE SET at = min(at, excluded.at),
    message = coalesce(message, excluded.message)""",  # noqa: S608
    f"DELETE FROM shown WHERE {_SHOWN}",  # noqa: S608
    """INSERT INTO kept (reader, kind, story, at)
    SELECT reader, kind, :story, at FROM kept WHERE story = :former
    ON CONFLICT (reader, kind, story) DO UPDATE SET at = min(at, excluded.at)""",
    "DELETE FROM kept WHERE story = :former",
    """UPDATE OR IGNORE digests SET slot = 'alert:' || :story
    WHERE reader IN (SELECT id FROM readers) AND local_date = '' AND slot = 'alert:' || :former""",
)
"""The ledger is indexed by reader, so it is asked reader by reader."""
