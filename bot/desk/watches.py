"""Topics that readers want to be told of once: as soon as there is something that they have not read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.calendar import is_quiet
from bot.clock import Clock
from bot.desk.newsroom import Newsroom, taste_of
from bot.desk.readers import Readers
from bot.news.briefing import compose_brief
from bot.news.model import Quote, Story, Topic
from bot.news.novelty import Told
from bot.store import watches as sql
from bot.store.database import Store
from bot.store.deliveries.notices import StoryNotice, plan_story_notice
from bot.store.model import Message, Place, Reader, Subscription
from bot.store.novelty import touched
from bot.store.watches import Watch

BETWEEN = timedelta(minutes=1)
"""So often it is looked whether something came."""
BACK = timedelta(days=2)
"""An article that arrives may be so old, and its story still counts as new."""
MOST = 20
"""So many of a topic's newest stories are looked at."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """The story that a reader waited for."""

    reader: Reader
    topic: Topic
    story: Story
    at: datetime

    def notice(self, message: Message, quotes: Sequence[Quote]) -> StoryNotice:
        """What is to be stored once it is rendered; `quotes` are the sentences that it shows."""
        key = f"once:{self.topic.slug}:{self.story.id}"
        return StoryNotice(self.reader, key, message, Told(self.story.id, tuple(quotes)), self.at)


class Watches:
    """The use cases of watching. Nobody is told in their quiet hours."""

    def __init__(self, store: Store, newsroom: Newsroom, readers: Readers, clock: Clock) -> None:
        self._store = store
        self._newsroom = newsroom
        self._readers = readers
        self._clock = clock
        self._looked: datetime | None = None

    async def watch(self, place: Place, topic: Topic) -> None:
        """Tell this place once when something new is on a topic."""
        reader = await self._readers.enter(place)
        wanted = Subscription(topic.slug, topic.label, topic.query or topic.slug)
        await self._store.write(sql.add_watch, reader.id, wanted, self._clock.now())

    async def drop(self, place: Place, slug: str) -> None:
        """Don't."""
        reader = await self._readers.enter(place)
        await self._store.write(sql.remove_watch, reader.id, slug)

    async def of(self, place: Place) -> tuple[Subscription, ...]:
        """What a place waits for, first asked, first listed."""
        reader = await self._readers.find(place)
        return tuple(await self._store.read(sql.watched, reader.id)) if reader else ()

    async def due(self) -> tuple[Sighting, ...]:
        """What has come, each reader's on a topic once."""
        now = self._clock.now()
        if self._looked and timedelta(0) <= now - self._looked < BETWEEN:
            return ()
        self._looked = now
        await self._store.settle()
        return await self._store.read(self._sightings, now)

    async def plan(self, found: Iterable[tuple[Sighting, StoryNotice]]) -> int:
        """Stores notices, each together with the end of its watch. Answers how many."""
        wanted, now = tuple(found), self._clock.now()

        def unit(db: Database) -> int:
            planned = 0
            for sighting, notice in wanted:
                if plan_story_notice(db, notice, now):
                    sql.remove_watch(db, sighting.reader.id, sighting.topic.slug)
                    planned += 1
            return planned

        return await self._store.write(unit)

    def _sightings(self, db: Database, now: datetime) -> tuple[Sighting, ...]:
        found: dict[tuple[int, str], Sighting] = {}
        for watch in sql.open_watches(db, now):
            if is_quiet(watch.reader.schedule, now):
                continue
            topic = self._newsroom.topic(watch.topic.query)
            for story in self._fresh(db, watch, topic, now):
                found.setdefault((watch.reader.id, story.id), Sighting(watch.reader, topic, story, now))
                break
        return tuple(found.values())

    def _fresh(self, db: Database, watch: Watch, topic: Topic, now: datetime) -> list[Story]:
        """Stories to the reader's taste that they were not shown and that something was added to since."""
        stories = self._newsroom.stories_on(db, topic, watch.at - BACK, MOST, watch.reader.own)
        arrived = touched(db, [story.id for story in stories])
        came = [story for story in stories if story.id in arrived and arrived[story.id] > watch.at]
        ranked = compose_brief(topic, came, now, limit=0, taste=taste_of(db, watch.reader)).stories
        return [one.story for one in ranked if one.new]
