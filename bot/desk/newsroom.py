"""What there is to read: briefs, searches, stories, and how the sources are doing. Nothing here writes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.clock import Clock
from bot.errors import UserError
from bot.news.briefing import compose_brief
from bot.news.model import Article, Briefing, Story, Taste, Topic
from bot.news.topics import Topics, fts_query
from bot.store import articles, deliveries, readers, sources, stories
from bot.store.database import Store
from bot.store.model import Reader, Source

FIRST_TOPICS = ("world", "un", "africa", "us", "iran", "niger", "philippines")
"""Offered while the archive is too young to tell what is popular."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a reader may have meant. `near` holds known topics that an unknown word looks like."""

    topic: Topic
    near: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """How lively a topic is."""

    stories_last_week: int
    latest: Story | None


@dataclass(frozen=True, slots=True)
class Stats:
    """The counts of `newsbrief stats`."""

    sources: dict[str, int]
    articles: int
    stories: int
    subscribers: int
    deliveries: dict[str, int | str | None]
    failing: tuple[Source, ...] = ()


class Newsroom:
    """Reads the archive."""

    def __init__(self, store: Store, clock: Clock, topics: Topics) -> None:
        self._store = store
        self._clock = clock
        self._topics = topics

    def lookup(self, text: str) -> Lookup:
        """The topic that `text` names. Raises UserError where it holds no usable word."""
        topic = self._topics.resolve(text)
        return Lookup(topic, self._topics.near(text) if topic.kind == "phrase" else ())

    def topic(self, query: str) -> Topic:
        """The topic that a subscription's query resolves to."""
        return self._topics.resolve(query)

    async def brief(
        self, topic: Topic, since: datetime | None, limit: int, reader: Reader | None = None
    ) -> Briefing:
        """What there is on a topic since then (None: ever), best first; `limit` 0 is no limit."""
        return await self._store.read(self._brief, topic, since, limit, reader)

    async def brief_all(self, reader: Reader, since: datetime | None, limit: int) -> tuple[Briefing, ...]:
        """A brief on each of the reader's topics, at most `limit` stories each; no story twice."""

        def unit(db: Database) -> tuple[Briefing, ...]:
            topics = [self._topics.resolve(subscription.query) for subscription in reader.topics]
            return tuple(self._brief(db, topic, since, limit, reader) for topic in topics)

        return await self._store.read(unit)

    async def search(self, words: str, limit: int) -> tuple[Article, ...]:
        """Articles that match words, best first. Raises UserError where there is no usable word."""
        return await self.articles(None, words, None, limit)

    async def story(self, story_id: str) -> Story | None:
        """One story."""
        return await self._store.read(stories.story_by_id, story_id)

    async def article(self, article_id: str) -> Article | None:
        """One article."""
        return await self._store.read(articles.article_by_id, article_id)

    async def popular(self, count: int) -> tuple[Topic, ...]:
        """Known topics with most stories in the last week, then a fixed few."""
        since = self._clock.now() - timedelta(days=7)
        slugs = [*await self._store.read(stories.popular_topics, since, count), *FIRST_TOPICS]
        known = [topic for slug in dict.fromkeys(slugs) if (topic := self._topics.get(slug))]
        return tuple(known[:count])

    async def activity(self, topic: Topic) -> Activity:
        """How many stories the last week brought, and the newest of all."""
        since = self._clock.now() - timedelta(days=7)

        def unit(db: Database) -> Activity:
            newest = self.stories_on(db, topic, None, 1)
            return Activity(len(self.stories_on(db, topic, since, 0)), newest[0] if newest else None)

        return await self._store.read(unit)

    async def stories(self, since: datetime | None, limit: int) -> tuple[Story, ...]:
        """Stories, newest first; `limit` 0 is no limit."""
        return tuple(await self._store.read(lambda db: stories.list_stories(db, since=since, limit=limit)))

    async def articles(
        self, topic: Topic | None, words: str | None, since: datetime | None, limit: int
    ) -> tuple[Article, ...]:
        """Articles, newest first: all, those that speak of a topic, those that match words, or both."""
        matches = [fts_query(words)] if words is not None else []
        if matches == [""]:
            raise UserError(f"{(words or '')[:40]!r} holds no word to search for; try a name or a phrase.")
        if topic is not None and topic.kind == "phrase":
            matches.append(self._topics.fts(topic))
        fts = " AND ".join(f"({match})" for match in matches) or None
        slug = topic.slug if topic is not None and topic.kind != "phrase" else None
        return tuple(
            await self._store.read(
                lambda db: articles.list_articles(db, topic=slug, fts=fts, since=since, limit=limit)
            )
        )

    def matched(self, topic: Topic, article: Article) -> tuple[str, ...]:
        """The words of an article that decided that it speaks of a topic."""
        return self._topics.matched(topic, article.title, article.text, article.categories, article.language)

    async def stats(self) -> Stats:
        """Counts of everything, and what is failing."""
        now = self._clock.now()

        def unit(db: Database) -> Stats:
            everything = sources.all_sources(db)
            failing = tuple(source for source in everything if source.failures)
            stale = sources.stale_source_names(db, now)
            return Stats(
                sources={"total": len(everything), "failing": len(failing), "stale": len(stale)},
                articles=articles.count_articles(db),
                stories=stories.count_stories(db),
                subscribers=readers.count_subscribers(db),
                deliveries=deliveries.delivery_stats(db, now),
                failing=failing,
            )

        return await self._store.read(unit)

    async def sources(self) -> tuple[Source, ...]:
        """All sources."""
        return tuple(await self._store.read(sources.all_sources))

    def _brief(
        self, db: Database, topic: Topic, since: datetime | None, limit: int, reader: Reader | None
    ) -> Briefing:
        now = self._clock.now()
        found = self.stories_on(db, topic, since, 0)
        briefing = compose_brief(topic, found, now, limit=limit, taste=taste_of(db, reader))
        latest = None if found else next(iter(self.stories_on(db, topic, None, 1)), None)
        near = self._topics.near(topic.label) if topic.kind == "phrase" and latest is None else ()
        return replace(
            briefing,
            latest=latest,
            suggestions=tuple(other.slug for other in near) or briefing.suggestions,
            stale_sources=tuple(sources.stale_source_names(db, now)),
        )

    def stories_on(self, db: Database, topic: Topic, since: datetime | None, limit: int) -> list[Story]:
        """A topic's stories since then (None: ever), newest first; `limit` 0 is no limit."""
        if topic.kind == "phrase":
            return stories.stories_matching(db, self._topics.fts(topic), since, limit)
        return stories.stories_of_topic(db, topic.slug, since, limit)


def taste_of(db: Database, reader: Reader | None) -> Taste:
    """What a reader does not want to see, and has seen."""
    if reader is None:
        return Taste()
    preferences = reader.preferences
    return Taste(
        hidden_words=preferences.hidden_words,
        muted_outlets=preferences.muted_outlets,
        seen=readers.shown_stories(db, reader.id),
    )
