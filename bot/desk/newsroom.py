"""What there is to read: briefs, searches, stories, and how the sources are doing. Nothing here writes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from sqlite_utils import Database

from bot.clock import Clock
from bot.desk.days import Span, as_told
from bot.desk.figures import Stats, Totals, count_all, count_now
from bot.desk.finding import choose, count_stories_on, stories_on, topics_beside
from bot.desk.muting import others_speak
from bot.desk.novelty import with_news
from bot.errors import UserError
from bot.news.briefing import compose_brief
from bot.news.fair import FairPart
from bot.news.links import canonical_url
from bot.news.model import UNKNOWN_LANGUAGE, Article, Briefing, Quote, Story, Topic
from bot.news.stories import Details, agreement, details, fair_details
from bot.news.taste import Taste
from bot.news.topics import Topics, fts_query
from bot.store import articles, readers, sources, stories
from bot.store.database import Store
from bot.store.identity import apart, url_key
from bot.store.model import OwnFeed, Reader, Source
from bot.store.novelty import readings

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


class Newsroom:
    """Reads the archive.

    A `reader` sees what everybody may, and what the feeds that they added brought; None is anybody.
    """

    def __init__(self, store: Store, clock: Clock, topics: Topics, fair: FairPart) -> None:
        self.fair = fair
        """How much of one article may be quoted."""
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
        self,
        topic: Topic,
        since: datetime | None,
        limit: int,
        reader: Reader | None = None,
        until: datetime | None = None,
    ) -> Briefing:
        """What there is on a topic since then (None: ever), best first; `limit` 0 is no limit.

        With `until` it is what was told of it then, and stories are as they were told in that time.
        """
        return await self._store.read(self._brief, topic, Span(since, until), limit, reader)

    async def brief_all(
        self, reader: Reader, since: datetime | None, limit: int, until: datetime | None = None
    ) -> tuple[Briefing, ...]:
        """A brief on each of the reader's topics, then on their own feeds, at most `limit` stories each."""
        span = Span(since, until)

        def unit(db: Database) -> tuple[Briefing, ...]:
            topics = [self._topics.resolve(subscription.query) for subscription in reader.topics]
            return (
                *(self._brief_among(db, topic, span, limit, reader) for topic in topics),
                *(self._brief_on(db, feed, span, limit, reader) for feed in reader.feeds),
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

    async def details(self, story: Story, reader: Reader) -> Details:
        """Who says what in a story, and in numbers, beside what its longest summary says."""
        wanted = [mention.id for mention in story.articles[:DETAILED]]

        def unit(db: Database) -> tuple[list[Article], tuple[Quote, ...]]:
            reading = readings(db, reader.id, [story.id]).get(story.id)
            return articles.articles_by_id(db, wanted), reading.quotes if reading else ()

        found, before = await self._store.read(unit)
        shown = [quote.text for quote in story.sentences]
        everything = await asyncio.to_thread(details, found, shown, story.language)
        agreed = await asyncio.to_thread(agreement, story.sentences, found)
        told = fair_details(everything, found, self.fair, beside=story.sentences, before=before)
        return replace(told, agreed=agreed)

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

    async def stats(self, totals: Totals | None = None) -> Stats:
        """Counts of everything, and what is failing. Given `totals`, it counts only what is cheap."""
        totals = totals or await self.totals()
        return await self._store.read(count_now, totals, self._clock.now())

    async def totals(self) -> Totals:
        """What there is in all. Costs more the more there is."""
        return await self._store.read(count_all)

    async def sources(self, reader: Reader | None = None) -> tuple[Source, ...]:
        """The sources that are read for everybody, and those that the reader added."""
        everything = await self._store.read(sources.all_sources)
        return tuple(one for one in everything if one.origin != "reader" or one.id in _own(reader))

    def _brief(self, db: Database, topic: Topic, span: Span, limit: int, reader: Reader | None) -> Briefing:
        """A brief with what is said beside it: what there was before, what is near, how it was looked for."""
        now, own = self._clock.now(), _own(reader)
        briefing = self._brief_among(db, topic, span, limit, reader)
        empty = not briefing.stories and not briefing.hidden
        muted = readers.kept_stories(db, reader.id, "muted") if reader and empty else []
        before = self.stories_on(db, topic, None, len(muted) + 1, own) if empty else []
        latest = next((story for story in before if story.id not in muted), None)
        told = [ranked.story for ranked in briefing.stories]
        unheard = topic.kind == "phrase" and empty and latest is None
        meant = self._topics.near(topic.label) or self._topics.named_in(topic.label) if unheard else ()
        return replace(
            briefing,
            latest=latest,
            suggestions=tuple(other.slug for other in meant),
            related=() if briefing.more else topics_beside(db, self._topics, topic, told, now),
            checked=sources.last_check(db, own) if empty else None,
        )

    def _brief_among(
        self, db: Database, topic: Topic, span: Span, limit: int, reader: Reader | None
    ) -> Briefing:
        now, own = self._clock.now(), _own(reader)
        choice = choose(db, self._topics, topic, span.since, limit, own, span.until)
        taste = taste_of(db, reader)
        found = others_speak(db, as_told(db, choice.stories, span, self.fair), taste.muted_outlets, self.fair)
        briefing = compose_brief(topic, found, min(now, span.until or now), limit=limit, taste=taste)
        if reader and span.until is None:
            briefing = with_news(briefing, db, reader.id, self.fair)
        return replace(
            briefing,
            more=briefing.more + choice.left_out,
            cut=choice.cut,
            stale_sources=tuple(sources.stale_source_names(db, now, own)),
        )

    def _brief_on(self, db: Database, feed: OwnFeed, span: Span, limit: int, reader: Reader) -> Briefing:
        now = self._clock.now()
        brought = stories.stories_of_source(db, feed.source, span.since, span.until)
        found = as_told(db, brought, span, self.fair)
        made = compose_brief(
            topic_of(feed), found, min(now, span.until or now), limit=limit, taste=taste_of(db, reader)
        )
        return made if span.until else with_news(made, db, reader.id, self.fair)

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
        more=preferences.more,
        languages=(*preferences.languages, UNKNOWN_LANGUAGE) if preferences.languages else (),
        muted_stories=frozenset(readers.kept_stories(db, reader.id, "muted")),
        seen=readers.shown_stories(db, reader.id),
    )
