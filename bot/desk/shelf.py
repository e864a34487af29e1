"""What there is to read at one moment, and a reader's digest of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.desk.amends import Amends
from bot.desk.hours import hour_to_offer
from bot.desk.muting import others_speak
from bot.desk.newsroom import Newsroom, taste_of, topic_of
from bot.desk.novelty import Novelty
from bot.news.briefing import deal_digest, rank
from bot.news.fair import FairPart
from bot.news.model import Digest, Ranked, Topic
from bot.news.taste import Taste
from bot.store import silence
from bot.store.deliveries import planned_since
from bot.store.model import OwnFeed, Reader
from bot.store.sources import stale_source_names
from bot.store.stories import stories_of_source

USUAL = timedelta(hours=48)
"""How far back a digest looks; what was shown already is left out."""
WIDE = timedelta(days=7)
"""How far back a reader's first digest looks, and one after a longer silence."""


def compose(db: Database, reader: Reader, shelf: "Shelf") -> Digest:
    """What a reader is told as of the shelf's moment: what they have not read, on their topics and feeds."""
    back = USUAL if planned_since(db, reader.id, shelf.now - USUAL) else WIDE
    sections = [
        *(shelf.on(db, subscription.query, back, reader.own) for subscription in reader.topics),
        *(shelf.of(db, feed, back) for feed in reader.feeds),
    ]
    taste = taste_of(db, reader)
    if taste.muted_outlets:
        sections = [(topic, _heard(db, ranked, taste, shelf.fair)) for topic, ranked in sections]
    sections, late = shelf.amends.add(db, sections, taste.seen, back, reader.own)
    news = shelf.novelty.for_digest(db, reader.id, sections, taste.seen)
    digest = deal_digest(
        sections,
        shelf.now,
        per_topic=reader.preferences.stories_per_topic,
        taste=taste,
        stale_sources=stale_source_names(db, shelf.now, reader.own) if reader.own else shelf.stale_sources,
        news=shelf.amends.worth_telling(news, late),
    )
    silent = shelf.silent(db, reader, digest.quiet)
    return replace(digest, silent=silent, hour=hour_to_offer(db, reader, shelf.now))


def _heard(db: Database, ranked: list[Ranked], taste: Taste, fair: FairPart) -> list[Ranked]:
    """The same stories; where only muted outlets are quoted, others speak too."""
    stories = others_speak(db, (one.story for one in ranked), taste.muted_outlets, fair)
    return [replace(one, story=story) for one, story in zip(ranked, stories, strict=True)]


class Shelf:
    """What there is to read at one moment, looked up once for all readers."""

    def __init__(self, newsroom: Newsroom, db: Database, now: datetime) -> None:
        self.now = now
        self.stale_sources = stale_source_names(db, now)
        self.fair = newsroom.fair
        self.amends = Amends(now)
        self.novelty = Novelty(self.fair)
        self._newsroom = newsroom
        self._topics: dict[str, Topic] = {}
        self._lively: dict[tuple[str, tuple[int, ...]], bool] = {}
        self._ranked: dict[tuple[str, timedelta, tuple[int, ...]], list[Ranked]] = {}

    def on(
        self, db: Database, query: str, back: timedelta, own: tuple[int, ...]
    ) -> tuple[Topic, list[Ranked]]:
        """The topic that `query` names, and its stories of the time before now, best first.

        `own` are the sources that the reader added.
        """
        if query not in self._topics:
            self._topics[query] = self._newsroom.topic(query)
        topic = self._topics[query]
        key = (topic.slug, back, own)
        if key not in self._ranked:
            stories = self._newsroom.stories_on(db, topic, self.now - back, 0, own)
            self._ranked[key] = rank(topic, stories, self.now, Taste())
        return topic, self._ranked[key]

    def of(self, db: Database, feed: OwnFeed, back: timedelta) -> tuple[Topic, list[Ranked]]:
        """A reader's own feed in the place of a topic, and its stories of the time before now, best first."""
        topic = topic_of(feed)
        key = (topic.slug, back, (feed.source,))
        if key not in self._ranked:
            stories = stories_of_source(db, feed.source, self.now - back)
            self._ranked[key] = rank(topic, stories, self.now, Taste())
        return topic, self._ranked[key]

    def silent(self, db: Database, reader: Reader, quiet: Sequence[Topic]) -> tuple[Topic, ...]:
        """Of quiet topics those without any story for WIDE, where the reader has waited so long, untold."""
        untold = silence.untold(db, reader.id, self.now - WIDE) if quiet else frozenset()
        waited = (topic for topic in quiet if topic.slug in untold)
        return tuple(topic for topic in waited if not self._is_lively(db, topic, reader))

    def _is_lively(self, db: Database, topic: Topic, reader: Reader) -> bool:
        key = (topic.slug, reader.own)
        if key not in self._lively:
            lately = self._newsroom.stories_on(db, topic, self.now - WIDE, 1, reader.own)
            self._lively[key] = bool(lately)
        return self._lively[key]
