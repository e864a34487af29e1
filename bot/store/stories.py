"""Stored stories: what several articles say of one event. `own` is a reader, see bot.store.audience."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from bot.news.model import Mention, Quote, Story
from bot.store.audience import own_json, visible
from bot.store.times import from_text, to_text


def story_by_id(db: Database, story: str, own: Sequence[int] = ()) -> Story | None:
    """The story of that id, if the reader may see it."""
    where = "WHERE id = :id AND (audience = 0 OR audience IN (SELECT value FROM json_each(:own)))"
    return next(iter(_stories(db, where, {"id": story, "own": own_json(own)})), None)


def stories_by_id(db: Database, ids: Iterable[str]) -> list[Story]:
    """The stories of these ids, whoever may see them, newest first; unknown ids are left out."""
    return _stories(db, "WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(ids))})


def list_stories(
    db: Database, *, since: datetime | None = None, limit: int = 0, own: Sequence[int] = ()
) -> list[Story]:
    """Stories that have an article at `since` or later, newest first. `limit` 0 is no limit."""
    parameters = {"since": _since(since), "own": own_json(own)}
    return _stories(db, f"WHERE at >= :since AND {_VISIBLE}", parameters, limit)


def stories_of_topic(
    db: Database, slug: str, since: datetime | None = None, limit: int = 0, own: Sequence[int] = ()
) -> list[Story]:
    """Stories with at least one article at `since` or later that is tagged with the topic, newest first."""
    tagged = "SELECT story FROM article_topics WHERE topic = :topic AND at >= :since"
    parameters = {"topic": slug, "since": _since(since), "own": own_json(own)}
    return _stories(db, f"WHERE id IN ({tagged}) AND {_VISIBLE}", parameters, limit)


def stories_matching(
    db: Database, fts: str, since: datetime | None = None, limit: int = 0, own: Sequence[int] = ()
) -> list[Story]:
    """Stories with at least one article at `since` or later that matches an FTS5 expression, newest first."""
    matching = "n IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH :fts)"
    parameters = {"fts": fts, "since": _since(since), "own": own_json(own)}
    told = f"SELECT story FROM articles WHERE at >= :since AND {matching}"  # noqa: S608
    return _stories(db, f"WHERE id IN ({told}) AND {_VISIBLE}", parameters, limit)


def stories_of_source(db: Database, source: int, since: datetime | None = None) -> list[Story]:
    """The stories of a source's articles at `since` or later, newest first, for those who may see them all.

    Where the same address is told to everybody, that story stands for the source's own.
    """
    told = (
        "SELECT coalesce(p.story, a.story) FROM articles a"
        " LEFT JOIN article_keys k ON a.audience <> 0 AND k.key = 'url:' || a.url"
        " LEFT JOIN articles p ON p.id = k.article WHERE a.source_id = :source AND a.at >= :since"
    )
    return _stories(db, f"WHERE id IN ({told})", {"source": source, "since": _since(since)})


def count_stories(db: Database) -> int:
    """How many there are."""
    return int(db.execute("SELECT count(*) FROM stories").fetchone()[0])


def popular_topics(db: Database, since: datetime, limit: int) -> list[str]:
    """The slugs with most stories for everybody since then, most first."""
    rows = db.query(
        "SELECT topic FROM article_topics WHERE at >= ? AND audience = 0"
        " GROUP BY topic ORDER BY count(DISTINCT story) DESC, topic LIMIT ?",
        [to_text(since), limit],
    )
    return [row["topic"] for row in rows]


def save_story(db: Database, story: Story) -> None:
    """Stores a story in place of its former state; its articles are stored already."""
    db.execute(
        "INSERT OR REPLACE INTO stories"
        " (id, headline, url, first_seen, updated, at, language, topics, sentences, articles, audience)"
        " SELECT :id, :headline, :url, :first_seen, :updated, max(at), :language, :topics, :sentences,"
        " :articles, max(audience) FROM articles WHERE story = :id",
        {
            "id": story.id,
            "headline": story.headline,
            "url": story.url,
            "first_seen": to_text(story.first_seen),
            "updated": to_text(story.updated),
            "language": story.language,
            "topics": _json(story.topics),
            "sentences": _json(asdict(quote) for quote in story.sentences),
            "articles": _json(_mention_columns(mention) for mention in story.articles),
        },
    )


_VISIBLE = visible("stories", "stories.url")


def _stories(db: Database, where: str, parameters: dict[str, Any], limit: int = 0) -> list[Story]:
    sql = f"SELECT * FROM stories {where} ORDER BY at DESC, id LIMIT :limit"  # noqa: S608
    return [_story(row) for row in db.query(sql, {**parameters, "limit": limit or -1})]


def _story(row: Mapping[str, Any]) -> Story:
    return Story(
        id=row["id"],
        headline=row["headline"],
        url=row["url"],
        first_seen=from_text(row["first_seen"]),
        updated=from_text(row["updated"]),
        topics=tuple(json.loads(row["topics"])),
        sentences=tuple(Quote(**quote) for quote in json.loads(row["sentences"])),
        articles=tuple(_mention(mention) for mention in json.loads(row["articles"])),
        language=row["language"],
    )


def _mention_columns(mention: Mention) -> dict[str, str | None]:
    published = to_text(mention.published) if mention.published else None
    return {
        "id": mention.id,
        "title": mention.title,
        "url": mention.url,
        "source": mention.source,
        "published": published,
    }


def _mention(stored: Mapping[str, Any]) -> Mention:
    return Mention(**{**stored, "published": from_text(stored["published"])})


def _since(since: datetime | None) -> str:
    return to_text(since) if since else ""


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
