"""Stored stories: what several articles say of one event. `own` is a reader, see bot.store.audience."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from sqlite_utils import Database

from bot.news.model import Mention, Quote, Story
from bot.store.articles import FOREVER
from bot.store.audience import own_json, visible
from bot.store.merging import present_id, present_ids
from bot.store.times import from_text, to_text


def story_by_id(db: Database, story: str, own: Sequence[int] = ()) -> Story | None:
    """The story of that id, or that it became a part of, if the reader may see it."""
    where = "WHERE id = :id AND (audience = 0 OR audience IN (SELECT value FROM json_each(:own)))"
    return next(iter(_stories(db, where, {"id": present_id(db, story), "own": own_json(own)})), None)


def stories_by_id(db: Database, ids: Iterable[str]) -> list[Story]:
    """The stories of these ids, whoever may see them, newest first; unknown ids are left out."""
    return _stories(
        db, "WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(present_ids(db, ids))}
    )


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
    most = limit + len(own) * SPARE if limit else -1
    parameters = {"topic": slug, "since": _since(since), "own": own_json(own), "most": most}
    return _stories(db, f"WHERE id IN ({_TAGGED}) AND {_VISIBLE}", parameters, limit)


class Told(NamedTuple):
    """A story as far as the tags of its articles tell of it. `weight`: how much these are about the topic."""

    story: str
    articles: int
    at: datetime
    weight: float


def told_of_topic(
    db: Database,
    slug: str,
    since: datetime | None,
    articles: int,
    own: Sequence[int] = (),
    until: datetime | None = None,
) -> list[Told]:
    """The stories of a topic's newest `articles` at `since` or later, before `until`."""
    rows = db.execute(
        "SELECT story, count(*), max(at), avg(weight) FROM (SELECT story, at, weight FROM article_topics"
        " WHERE topic = :topic AND at >= :since AND at < :until"
        " AND (audience = 0 OR audience IN (SELECT value FROM json_each(:own)))"
        " ORDER BY at DESC LIMIT :most) GROUP BY story",
        {
            "topic": slug,
            "since": _since(since),
            "until": to_text(until) if until else FOREVER,
            "own": own_json(own),
            "most": articles,
        },
    )
    return [Told(story, count, from_text(at), weight) for story, count, at, weight in rows]


def visible_stories(db: Database, ids: Iterable[str], own: Sequence[int] = ()) -> list[Story]:
    """Those of these stories that the reader may see, newest first."""
    parameters = {"ids": json.dumps(list(ids)), "own": own_json(own)}
    where = f"WHERE id IN (SELECT value FROM json_each(:ids)) AND {_VISIBLE}"  # noqa: S608
    return _stories(db, where, parameters)


def count_stories_of_topic(
    db: Database, slug: str, since: datetime | None = None, own: Sequence[int] = ()
) -> int:
    """How many stories `stories_of_topic` would bring."""
    parameters = {"topic": slug, "since": _since(since), "own": own_json(own), "most": -1}
    if not own:
        return int(db.execute(f"SELECT count(*) FROM ({_TAGGED})", parameters).fetchone()[0])  # noqa: S608
    sql = f"SELECT count(*) FROM stories WHERE id IN ({_TAGGED}) AND {_VISIBLE}"  # noqa: S608
    return int(db.execute(sql, parameters).fetchone()[0])


def topics_beside(db: Database, slug: str, since: datetime, stories: int) -> dict[str, int]:
    """In how many of a topic's newest `stories` for everybody other topics occur, by slug."""
    parameters = {"topic": slug, "since": to_text(since), "own": own_json(()), "most": stories}
    rows = db.query(
        f"SELECT value AS slug, count(*) AS n FROM stories, json_each(topics) WHERE stories.id IN ({_TAGGED})"  # noqa: S608
        " AND value <> :topic GROUP BY value",
        parameters,
    )
    return {row["slug"]: row["n"] for row in rows}


def topic_frequencies(db: Database, slugs: Iterable[str], since: datetime) -> dict[str, int]:
    """How many articles for everybody speak of each of these topics since then."""
    rows = db.query(
        "SELECT topic, count(*) AS n FROM article_topics WHERE topic IN (SELECT value FROM json_each(?))"
        " AND at >= ? AND audience = 0 GROUP BY topic",
        [json.dumps(list(slugs)), to_text(since)],
    )
    return {row["topic"]: row["n"] for row in rows}


def stories_of_source(
    db: Database, source: int, since: datetime | None = None, until: datetime | None = None
) -> list[Story]:
    """The stories of a source's articles of a time, newest first, for those who may see them all.

    Where the same address is told to everybody, that story stands for the source's own.
    """
    told = (
        "SELECT coalesce(p.story, a.story) FROM articles a"
        " LEFT JOIN article_keys k ON a.audience <> 0 AND k.key = 'url:' || a.url"
        " LEFT JOIN articles p ON p.id = k.article"
        " WHERE a.source_id = :source AND a.at >= :since AND a.at < :until"
    )
    parameters = {"source": source, "since": _since(since), "until": to_text(until) if until else FOREVER}
    return _stories(db, f"WHERE id IN ({told})", parameters)


def stories_of_addresses(db: Database, keys: Sequence[str], own: Sequence[int] = ()) -> list[str]:
    """The ids of the stories whose articles have these keys (bot.store.identity), in their order."""
    sql = f"""SELECT a.story FROM json_each(:keys) asked JOIN article_keys k ON k.key = asked.value
        JOIN articles a ON a.id = k.article WHERE {visible("a", "a.url")} ORDER BY asked.key"""  # noqa: S608
    rows = db.query(sql, {"keys": json.dumps(list(keys)), "own": own_json(own)})
    return list(dict.fromkeys(row["story"] for row in rows))


def count_stories(db: Database) -> int:
    """How many there are."""
    return int(db.execute("SELECT count(*) FROM stories").fetchone()[0])


def popular_topics(db: Database, since: datetime, limit: int) -> list[str]:
    """The slugs with most stories for everybody since then, most first."""
    rows = db.query(
        "SELECT topic FROM article_topics INDEXED BY article_topics_at WHERE at >= ? AND audience = 0"
        " GROUP BY topic ORDER BY count(DISTINCT story) DESC, topic LIMIT ?",
        [to_text(since), limit],
    )
    return [row["topic"] for row in rows]


def save_story(db: Database, story: Story) -> None:
    """Stores a story in place of its former state; its articles are stored already."""
    db.execute(
        "INSERT OR REPLACE INTO stories"
        " (id, headline, url, first_seen, updated, at, language, topics, weights, sentences, articles,"
        " audience) SELECT :id, :headline, :url, :first_seen, :updated, max(at), :language, :topics,"
        " :weights, :sentences, :articles, max(audience) FROM articles WHERE story = :id",
        {
            "id": story.id,
            "headline": story.headline,
            "url": story.url,
            "first_seen": to_text(story.first_seen),
            "updated": to_text(story.updated),
            "language": story.language,
            "topics": _json(story.topics),
            "weights": _json(story.weights),
            "sentences": _json(asdict(quote) for quote in story.sentences),
            "articles": _json(_mention_columns(mention) for mention in story.articles),
        },
    )


SPARE = 50
"""So many stories of each own source may turn out to be told to everybody as well."""
_TAGGED = (
    "SELECT DISTINCT story FROM article_topics WHERE topic = :topic AND at >= :since"
    " AND (audience = 0 OR audience IN (SELECT value FROM json_each(:own))) ORDER BY at DESC LIMIT :most"
)
_VISIBLE = visible("stories", "stories.url")


def _stories(db: Database, where: str, parameters: dict[str, Any], limit: int = 0) -> list[Story]:
    sql = f"SELECT * FROM stories {where} ORDER BY at DESC, id LIMIT :limit"  # noqa: S608
    rows = list(db.query(sql, {**parameters, "limit": limit or -1}))
    kinds = outlet_kinds(db) if rows else {}
    return [_story(row, kinds) for row in rows]


def outlet_kinds(db: Database) -> dict[str, str]:
    """What outlets are (state, agency, …) by their names, as far as the configuration says it."""
    rows = db.execute("SELECT name, kind FROM sources WHERE kind <> '' ORDER BY name, kind")
    return dict(rows.fetchall())


def _story(row: Mapping[str, Any], kinds: Mapping[str, str]) -> Story:
    return Story(
        id=row["id"],
        headline=row["headline"],
        url=row["url"],
        first_seen=from_text(row["first_seen"]),
        updated=from_text(row["updated"]),
        topics=tuple(json.loads(row["topics"])),
        sentences=tuple(Quote(**quote) for quote in json.loads(row["sentences"])),
        articles=tuple(_mention(mention, kinds) for mention in json.loads(row["articles"])),
        language=row["language"],
        weights=tuple((slug, weight) for slug, weight in json.loads(row["weights"])),
    )


def _mention_columns(mention: Mention) -> dict[str, object]:
    published = to_text(mention.published) if mention.published else None
    return {
        "id": mention.id,
        "title": mention.title,
        "url": mention.url,
        "source": mention.source,
        "published": published,
        **({"paywalled": True} if mention.paywalled else {}),
    }


def _mention(stored: Mapping[str, Any], kinds: Mapping[str, str]) -> Mention:
    kind = kinds.get(stored["source"], "")
    return Mention(**{**stored, "published": from_text(stored["published"]), "kind": kind})


def _since(since: datetime | None) -> str:
    return to_text(since) if since else ""


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)
