"""What there is to read: briefs, searches, stories, and how the sources are doing. Nothing here writes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from sqlite_utils import Database

from bot.clock import Clock
from bot.desk.finding import choose, count_stories_on, stories_on, topics_beside
from bot.desk.muting import others_speak
from bot.desk.novelty import with_news
from bot.errors import UserError
from bot.news.briefing import compose_brief
from bot.news.links import canonical_url
from bot.news.model import UNKNOWN_LANGUAGE, Article, Briefing, Story, Taste, Topic
from bot.news.stories import Details, details
from bot.news.topics import Topics, fts_query
from bot.store import articles, deliveries, readers, sources, stories
from bot.store.database import Store
from bot.store.identity import apart, url_key
from bot.store.model import OwnFeed, Reader, Source

FIRST_TOPICS = ("world", "un", "africa", "us", "iran", "niger", "philippines")
"""Offered while the archive is too young to tell what is popular."""
DETAILED = 8
"""So many of a story's newest articles are read for its details."""
CANDIDATES = 200
"""So many of the most told topics are looked at for those that are not wide."""


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
    unsummarised: int
    """Articles of which no honest summary could be made: headline and link."""
    stories: int
    subscribers: int
    deliveries: dict[str, int | str | None]
    failing: tuple[Source, ...] = ()


class Newsroom:
    """Reads the archive.

    A `reader` sees what everybody may, and what the feeds that they added brought; None is anybody.
    """

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
        """A brief on each of the reader's topics, then on their own feeds, at most `limit` stories each."""

        def unit(db: Database) -> tuple[Briefing, ...]:
            topics = [self._topics.resolve(subscription.query) for subscription in reader.topics]
            return (
                *(self._brief_among(db, topic, since, limit, reader) for topic in topics),
                *(self._brief_on(db, feed, since, limit, reader) for feed in reader.feeds),
            )

        return await self._store.read(unit)

    async def search(self, words: str, limit: int, reader: Reader | None = None) -> tuple[Article, ...]:
        """Articles that match words, newest first. Raises UserError where there is no usable word."""
        return await self.articles(None, words, None, limit, reader)

    async def story(self, story_id: str, reader: Reader | None = None) -> Story | None:
        """One story."""
        return await self._store.read(stories.story_by_id, story_id, _own(reader))

    async def stories_linked(self, links: Sequence[str], reader: Reader | None = None) -> list[str]:
        """The ids of the stories whose articles these addresses are, in their order, each once."""
        own = _own(reader)
        addresses = [address for link in links if (address := canonical_url(link))]
        keys = [apart(url_key(address), audience) for address in addresses for audience in (0, *own)]
        return await self._store.read(stories.stories_of_addresses, keys, own)

    async def article(self, article_id: str) -> Article | None:
        """One article of a story that may be seen."""
        return await self._store.read(articles.article_by_id, article_id)

    async def details(self, story: Story) -> Details:
        """Who says what in a story, and in numbers, beside what its sentences say."""
        wanted = [mention.id for mention in story.articles[:DETAILED]]
        found = await self._store.read(articles.articles_by_id, wanted)
        shown = [quote.text for quote in story.sentences]
        return await asyncio.to_thread(details, found, shown, story.language)

    async def popular(self, count: int) -> tuple[Topic, ...]:
        """Known topics with most stories for everybody in the last week, then a fixed few.

        Continents and regions only where there is nothing narrower.
        """
        since = self._clock.now() - timedelta(days=7)
        slugs = [*await self._store.read(stories.popular_topics, since, CANDIDATES), *FIRST_TOPICS]
        known = [topic for slug in dict.fromkeys(slugs) if (topic := self._topics.get(slug))]
        return tuple(sorted(known, key=lambda topic: self._topics.is_wide(topic.slug))[:count])

    async def activity(self, topic: Topic, reader: Reader | None = None) -> Activity:
        """How many stories the last week brought, and the newest of all."""
        since = self._clock.now() - timedelta(days=7)

        def unit(db: Database) -> Activity:
            newest = self.stories_on(db, topic, None, 1, _own(reader))
            lately = count_stories_on(db, self._topics, topic, since, _own(reader)) if newest else 0
            return Activity(lately, newest[0] if newest else None)

        return await self._store.read(unit)

    async def stories(
        self, since: datetime | None, limit: int, reader: Reader | None = None
    ) -> tuple[Story, ...]:
        """Stories, newest first; `limit` 0 is no limit."""
        own = _own(reader)
        return tuple(
            await self._store.read(lambda db: stories.list_stories(db, since=since, limit=limit, own=own))
        )

    async def articles(
        self,
        topic: Topic | None,
        words: str | None,
        since: datetime | None,
        limit: int,
        reader: Reader | None = None,
    ) -> tuple[Article, ...]:
        """Articles, newest first: all, those that speak of a topic, those that match words, or both."""
        matches = [fts_query(words)] if words is not None else []
        if matches == [""]:
            raise UserError(
                "“{words}” holds no word to search for; try a name or a phrase.", words=(words or "")[:40]
            )
        if topic is not None and topic.kind == "phrase":
            matches.append(self._topics.fts(topic))
        fts = " AND ".join(f"({match})" for match in matches) or None
        slug = topic.slug if topic is not None and topic.kind != "phrase" else None

        def unit(db: Database) -> tuple[Article, ...]:
            most = 0 if topic and slug is None else limit
            found = articles.list_articles(db, topic=slug, fts=fts, since=since, limit=most, own=_own(reader))
            told = (article for article in found if slug or not topic or self.matched(topic, article))
            return tuple(islice(told, limit or None))

        return await self._store.read(unit)

    def matched(self, topic: Topic, article: Article) -> tuple[str, ...]:
        """The words of an article that decided that it speaks of a topic."""
        return self._topics.matched(topic, article.title, article.text, article.categories, article.language)

    async def stats(self) -> Stats:
        """Counts of everything, and what is failing."""
        now = self._clock.now()

        def unit(db: Database) -> Stats:
            everything = sources.all_sources(db)
            failing = [source for source in everything if source.failures]
            counts = sources.count_sources(db, now)
            return Stats(
                sources={"total": counts.total, "failing": counts.failing, "stale": counts.stale},
                articles=articles.count_articles(db),
                unsummarised=articles.count_unsummarised(db),
                stories=stories.count_stories(db),
                subscribers=readers.count_subscribers(db),
                deliveries=deliveries.delivery_stats(db, now),
                failing=tuple(source for source in failing if source.origin != "reader"),
            )

        return await self._store.read(unit)

    async def sources(self, reader: Reader | None = None) -> tuple[Source, ...]:
        """The sources that are read for everybody, and those that the reader added."""
        everything = await self._store.read(sources.all_sources)
        return tuple(one for one in everything if one.origin != "reader" or one.id in _own(reader))

    def _brief(
        self, db: Database, topic: Topic, since: datetime | None, limit: int, reader: Reader | None
    ) -> Briefing:
        """A brief with what is said beside it: what there was before, what is near, how it was looked for."""
        now, own = self._clock.now(), _own(reader)
        briefing = self._brief_among(db, topic, since, limit, reader)
        empty = not briefing.stories and not briefing.hidden
        muted = readers.kept_stories(db, reader.id, "muted") if reader and empty else []
        before = self.stories_on(db, topic, None, len(muted) + 1, own) if empty else []
        latest = next((story for story in before if story.id not in muted), None)
        unheard = topic.kind == "phrase" and empty and latest is None
        found = [ranked.story for ranked in briefing.stories]
        return replace(
            briefing,
            latest=latest,
            suggestions=tuple(other.slug for other in self._topics.near(topic.label)) if unheard else (),
            related=() if briefing.more else topics_beside(db, self._topics, topic, found, now),
            checked=sources.last_check(db, own) if empty else None,
        )

    def _brief_among(
        self, db: Database, topic: Topic, since: datetime | None, limit: int, reader: Reader | None
    ) -> Briefing:
        now, own = self._clock.now(), _own(reader)
        choice = choose(db, self._topics, topic, since, limit, own)
        taste = taste_of(db, reader)
        found = others_speak(db, choice.stories, taste.muted_outlets)
        briefing = compose_brief(topic, found, now, limit=limit, taste=taste)
        briefing = with_news(briefing, db, reader.id) if reader else briefing
        return replace(
            briefing,
            more=briefing.more + choice.left_out,
            cut=choice.cut,
            stale_sources=tuple(sources.stale_source_names(db, now, own)),
        )

    def _brief_on(
        self, db: Database, feed: OwnFeed, since: datetime | None, limit: int, reader: Reader
    ) -> Briefing:
        found = stories.stories_of_source(db, feed.source, since)
        taste = taste_of(db, reader)
        made = compose_brief(topic_of(feed), found, self._clock.now(), limit=limit, taste=taste)
        return with_news(made, db, reader.id)

    def stories_on(
        self, db: Database, topic: Topic, since: datetime | None, limit: int, own: Sequence[int] = ()
    ) -> list[Story]:
        """A topic's stories since then (None: ever), newest first; `limit` 0 is no limit."""
        return stories_on(db, self._topics, topic, since, limit, own)


def topic_of(feed: OwnFeed) -> Topic:
    """A feed in the place of a topic: all that it brings is about it."""
    return Topic(f"feed-{feed.source}", feed.name, kind="phrase")


def _own(reader: Reader | None) -> tuple[int, ...]:
    return reader.own if reader else ()


def taste_of(db: Database, reader: Reader | None) -> Taste:
    """What a reader does not want to see, and has seen."""
    if reader is None:
        return Taste()
    preferences = reader.preferences
    return Taste(
        hidden_words=preferences.hidden_words,
        muted_outlets=preferences.muted_outlets,
        less=preferences.less,
        languages=(*preferences.languages, UNKNOWN_LANGUAGE) if preferences.languages else (),
        muted_stories=frozenset(readers.kept_stories(db, reader.id, "muted")),
        seen=readers.shown_stories(db, reader.id),
    )
