"""What the newsroom knows, for the desk view. Nothing here writes, names a reader or shows their own."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.clock import Clock
from bot.news.model import Article, Editing, Story, Topic
from bot.news.stories import Bond, bonds
from bot.news.topics import Topics
from bot.store import articles, overview, sources, stories
from bot.store.database import Store
from bot.store.model import Source
from bot.store.overview import ComingDigest, Delivery, TopicFigures
from summaries import Explanation, explain

DAYS = 7
"""Figures go back so many days."""
AROUND = 400
"""So many articles tell how rare a word is."""
LATEST = 100
"""So many of a topic's articles are shown."""
DELIVERIES = 200
COMING = 50
BOUND = 12
"""Of a story's articles so many, the newest, are compared with each other."""


@dataclass(frozen=True, slots=True)
class Intake:
    """How news came in lately: by UTC hour ("2026-05-04T07"), and the sources with their articles by date."""

    by_hour: Counter[str]
    sources: tuple[tuple[Source, Counter[str]], ...]
    readers_own: int
    """Feeds that readers added for themselves; they are theirs, and not listed."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story with its articles, newest first, and why they stand together."""

    story: Story
    articles: tuple[Article, ...]
    bonds: tuple[Bond, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article with what was thought of each sentence, and the words that decided its topics."""

    article: Article
    story: str
    sentences: tuple[Explanation, ...]
    topics: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic: its articles by UTC date, and the latest of them with the words that decided, newest first."""

    topic: Topic
    by_day: Counter[str]
    articles: Sequence[tuple[Article, tuple[str, ...]]]


class View:
    """Reads for people who want to see how the newsroom works."""

    def __init__(self, store: Store, clock: Clock, topics: Topics, editing: Editing) -> None:
        """`editing` is how articles are condensed."""
        self._store = store
        self._clock = clock
        self._topics = topics
        self._editing = editing

    async def intake(self) -> Intake:
        """Sources and what they brought."""

        def unit(db: Database) -> Intake:
            everything, counts = sources.all_sources(db), overview.articles_by_source(db, self._lately)
            shown = [source for source in everything if source.origin != "reader"]
            return Intake(
                by_hour=overview.articles_by_hour(db, self._lately),
                sources=tuple((source, counts.get(source.id, Counter())) for source in shown),
                readers_own=len(everything) - len(shown),
            )

        return await self._store.read(unit)

    async def story(self, story_id: str) -> StoryView | None:
        """A story that everybody may see."""

        def unit(db: Database) -> tuple[Story, list[Article], list[Article]] | None:
            story = stories.story_by_id(db, story_id)
            if story is None:
                return None
            around = overview.articles_around(db, story.updated, story.language, AROUND)
            return story, articles.articles_of_story(db, story_id), around

        found = await self._store.read(unit)
        if found is None:
            return None
        story, told, around = found
        return StoryView(story, tuple(told), await asyncio.to_thread(bonds, told[:BOUND], around))

    async def article(self, article_id: str) -> ArticleView | None:
        """An article that everybody may see. What is said of its sentences is found out anew."""
        found = await self._store.read(overview.public_article, article_id)
        return await asyncio.to_thread(self._explain, *found) if found else None

    def _explain(self, article: Article, story: str) -> ArticleView:
        sentences = explain(
            article.text,
            title=article.title,
            sentences=self._editing.sentences,
            method=self._editing.method,
            language=article.language,
        )
        words = self._topics.tag(article.title, article.text, article.categories, article.language)
        return ArticleView(article, story, sentences, words)

    async def topic_figures(self) -> tuple[tuple[Topic, TopicFigures], ...]:
        """The known topics that were told of lately, most stories first."""
        figures = await self._store.read(overview.topic_figures, self._lately)
        return tuple((topic, one) for one in figures if (topic := self._topics.get(one.slug)))

    async def topic(self, slug: str) -> TopicView | None:
        """A known topic as it was told of lately."""
        topic = self._topics.get(slug)
        if topic is None:
            return None

        def unit(db: Database) -> tuple[Counter[str], list[Article]]:
            latest = articles.list_articles(db, topic=slug, since=self._lately, limit=LATEST)
            return overview.articles_on(db, slug, self._lately), latest

        by_day, latest = await self._store.read(unit)
        return TopicView(topic, by_day, await asyncio.to_thread(self._words, topic, latest))

    def _words(self, topic: Topic, found: Sequence[Article]) -> list[tuple[Article, tuple[str, ...]]]:
        return [(a, self._topics.matched(topic, a.title, a.text, a.categories, a.language)) for a in found]

    async def deliveries(self) -> tuple[list[ComingDigest], list[Delivery]]:
        """Digests that are due next, and the latest that were planned."""

        def unit(db: Database) -> tuple[list[ComingDigest], list[Delivery]]:
            return overview.coming_digests(db, COMING), overview.latest_deliveries(db, DELIVERIES)

        return await self._store.read(unit)

    @property
    def _lately(self) -> datetime:
        return self._clock.now() - timedelta(days=DAYS)
