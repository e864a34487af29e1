"""The stories of a topic, and the topics beside it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from sqlite_utils import Database

from bot.news.model import Story, Topic
from bot.news.relevance import promise
from bot.news.topics import Topics
from bot.store import stories
from bot.store.articles import articles_matching

CHOSEN = 40
"""Of so many of a topic's most promising stories the best are chosen, or of three times as many as wanted."""
TAGGED = 500
"""They are looked for among so many of its newest articles."""
PHRASE_STORIES = 200
"""A phrase has so many of its newest stories at most."""
ARTICLES = 2
LEAST = 80
"""For each story wanted so many articles with a phrase's words are read, and at least so many in all,"""
PATIENCE = 5
"""and so many times more where fewer than a quarter of the stories wanted were found in them."""
BESIDE = timedelta(days=30)
BESIDE_STORIES = 100
"""Topics beside a topic are looked for in so many of its newest stories."""
TOGETHER = 2
"""In so many of them a topic must occur to be related."""
RELATED = 3


def stories_on(
    db: Database, topics: Topics, topic: Topic, since: datetime | None, limit: int, own: Sequence[int] = ()
) -> list[Story]:
    """A topic's stories since then (None: ever), newest first; `limit` 0 is no limit."""
    if topic.kind != "phrase":
        return stories.stories_of_topic(db, topic.slug, since, limit, own)
    told, _ = _telling(db, topics, topic, since, limit or PHRASE_STORIES, own)
    return stories.visible_stories(db, told, own)


@dataclass(frozen=True, slots=True)
class Choice:
    """The stories of a topic that may come first, and how many others there are, or at least are (`cut`)."""

    stories: list[Story]
    left_out: int = 0
    cut: bool = False


def choose(
    db: Database,
    topics: Topics,
    topic: Topic,
    since: datetime | None,
    limit: int,
    own: Sequence[int] = (),
    until: datetime | None = None,
) -> Choice:
    """The stories among which are the best `limit` ones since then, with some to spare; 0: all.

    With `until` those that have an article before it, and no more than CHOSEN where `limit` is 0.
    """
    if not limit and until is None:
        return Choice(stories_on(db, topics, topic, since, 0, own))
    most = max(CHOSEN, 3 * limit)
    if topic.kind == "phrase":
        told, cut = _telling(db, topics, topic, since, most, own, until)
        return Choice(stories.visible_stories(db, told, own), cut=cut)
    tagged = stories.told_of_topic(db, topic.slug, since, TAGGED, own, until)
    tagged.sort(key=lambda one: promise(one.articles, one.at, one.weight), reverse=True)
    chosen = stories.visible_stories(db, [one.story for one in tagged[:most]], own)
    return Choice(chosen, max(0, len(tagged) - most), sum(one.articles for one in tagged) == TAGGED)


def count_stories_on(
    db: Database, topics: Topics, topic: Topic, since: datetime, own: Sequence[int] = ()
) -> int:
    """How many stories a topic has had since then."""
    if topic.kind != "phrase":
        return stories.count_stories_of_topic(db, topic.slug, since, own)
    return len(_telling(db, topics, topic, since, PHRASE_STORIES, own)[0])


def _telling(
    db: Database,
    topics: Topics,
    topic: Topic,
    since: datetime | None,
    limit: int,
    own: Sequence[int],
    until: datetime | None = None,
) -> tuple[set[str], bool]:
    """The ids of stories with an article that speaks of a phrase, rather than holding its words somewhere.

    And whether there may be more of them.
    """
    told: set[str] = set()
    for looked_at, one in enumerate(articles_matching(db, topics.fts(topic), since, own, until)):
        enough = max(LEAST, ARTICLES * limit) * (1 if 4 * len(told) >= limit else PATIENCE)
        if len(told) == limit or looked_at >= enough:
            return told, True
        if one.story not in told and topics.speaks_of(
            topic, one.title, one.text, json.loads(one.categories), one.language
        ):
            told.add(one.story)
    return told, False


def topics_beside(
    db: Database, topics: Topics, topic: Topic, found: Sequence[Story], now: datetime
) -> tuple[str, ...]:
    """Slugs of topics that a topic's stories of late speak of more than others do, most telling first.

    `found` are a phrase's stories. Left out are regions, and what lies within the topic or around it.
    """
    since = now - BESIDE
    if topic.kind == "phrase":
        together: Mapping[str, int] = Counter(slug for story in found for slug in story.topics)
    else:
        together = stories.topics_beside(db, topic.slug, since, BESIDE_STORIES)
    beside = [
        slug for slug, count in together.items() if count >= TOGETHER and _is_other(topics, topic, slug)
    ]
    everywhere = stories.topic_frequencies(db, beside, since) if beside else {}
    beside.sort(key=lambda slug: (-together[slug] / sqrt(everywhere.get(slug, 1)), slug))
    return tuple(beside[:RELATED])


def _is_other(topics: Topics, topic: Topic, slug: str) -> bool:
    return topics.get(slug) is not None and not topics.is_wide(slug) and not topics.overlap(slug, topic.slug)
