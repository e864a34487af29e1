"""The week's biggest stories on a reader's topics, on Sundays, for those who asked for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlite_utils import Database

from bot.calendar import instant, is_quiet
from bot.clock import Clock
from bot.desk.newsroom import Newsroom, taste_of
from bot.desk.shelf import Shelf
from bot.news.briefing import compose_brief, independent_outlets
from bot.news.model import Ranked, Story
from bot.news.novelty import Told
from bot.store import readers
from bot.store.database import Store
from bot.store.deliveries import plan_notice
from bot.store.deliveries.notices import readers_wanting_recaps
from bot.store.deliveries.planning import any_shown
from bot.store.model import Message, Place, Reader
from bot.store.novelty import mark_shown

BETWEEN = timedelta(minutes=1)
"""So often it is looked whether a recap is due."""
WEEK = timedelta(days=7)
MOST = 7
"""So many stories a recap tells."""
CANDIDATES = 40
"""Of a topic's stories so many are looked at for each reader."""
BATCH = 200
"""So many recaps are made at once."""
LATE = timedelta(days=2)
"""So long after its hour a recap that was missed is still made."""
SUNDAY = 6
AHEAD = timedelta(hours=14)
"""No zone is further ahead of UTC, nor behind it; so at any moment only one Sunday's recaps can be due."""


@dataclass(frozen=True, slots=True)
class Recap:
    """The biggest stories of the week that ends on `sunday`, biggest first; those that are `new` are told
    to this reader for the first time."""

    reader: Reader
    stories: tuple[Ranked, ...]
    sunday: date
    at: datetime

    @property
    def key(self) -> str:
        """A reader gets each Sunday's once."""
        return _key(self.sunday)


class Recaps:
    """The use cases of recaps. None comes in quiet hours, before an owed digest, or without a story."""

    def __init__(self, store: Store, newsroom: Newsroom, clock: Clock) -> None:
        self._store = store
        self._newsroom = newsroom
        self._clock = clock
        self._looked: datetime | None = None
        self._empty: dict[int, date] = {}
        """Whose week had nothing, and the Sunday that ended it."""

    async def want(self, place: Place, *, wanted: bool) -> Reader:
        """Turns recaps on, from the next Sunday on, or off."""
        since = self._clock.now().isoformat() if wanted else ""

        def unit(db: Database) -> Reader:
            reader = readers.find_reader(db, place)
            assert reader is not None
            if bool(reader.preferences.weekly) == wanted:
                return reader
            readers.save_preferences(db, reader.id, replace(reader.preferences, weekly=since))
            return readers.reader_by_id(db, reader.id) or reader

        return await self._store.write(unit)

    async def due(self) -> tuple[Recap, ...]:
        """The recaps whose hour has come: that of the reader's first digest on Sunday."""
        now = self._clock.now()
        if self._looked and timedelta(0) <= now - self._looked < BETWEEN:
            return ()
        self._looked = now
        return await self._store.read(self._due, now)

    async def plan(self, made: Iterable[tuple[Recap, Sequence[Message], Sequence[Told]]]) -> int:
        """Stores recaps with what they show. What has changed since is made anew. Answers how many."""
        wanted, now = tuple(made), self._clock.now()

        def unit(db: Database) -> int:
            return sum(_plan(db, *one, now) for one in wanted)

        return await self._store.write(unit)

    def _due(self, db: Database, now: datetime) -> tuple[Recap, ...]:
        sunday = _latest_sunday((now + AHEAD).date())
        if now - AHEAD >= datetime.combine(sunday, time.max, UTC) + LATE:
            return ()
        week = _Week(self._newsroom, db, now)
        found: list[Recap] = []
        for reader in readers_wanting_recaps(db, now, _key(sunday)):
            if self._empty.get(reader.id) == sunday or not _may_come(reader, sunday, now):
                continue
            recap = Recap(reader, week.biggest(reader), sunday, now)
            if recap.stories:
                found.append(recap)
            else:
                self._empty[reader.id] = sunday
            if len(found) == BATCH:
                self._looked = None
                break
        return tuple(found)


class _Week:
    """The stories of the last seven days, looked up once for all readers of a topic."""

    def __init__(self, newsroom: Newsroom, db: Database, now: datetime) -> None:
        self._shelf = Shelf(newsroom, db, now)
        self._db = db
        self._found: dict[tuple[str, tuple[int, ...]], list[Story]] = {}

    def biggest(self, reader: Reader) -> tuple[Ranked, ...]:
        """Those to a reader's taste on their topics and feeds, which most outlets told in their own words."""
        taste, found = taste_of(self._db, reader), dict[str, Ranked]()
        sections = [
            *(self._shelf.on(self._db, mine.query, WEEK, reader.own) for mine in reader.topics),
            *(self._shelf.of(self._db, feed, WEEK) for feed in reader.feeds),
        ]
        for topic, ranked in sections:
            stories = self._candidates(topic.slug, reader.own, ranked)
            for one in compose_brief(topic, stories, self._shelf.now, limit=0, taste=taste).stories:
                found.setdefault(one.story.id, one)
        return tuple(sorted(found.values(), key=_size, reverse=True)[:MOST])

    def _candidates(self, topic: str, own: tuple[int, ...], ranked: Sequence[Ranked]) -> list[Story]:
        if (topic, own) not in self._found:
            largest = sorted(ranked, key=_size, reverse=True)[:CANDIDATES]
            self._found[topic, own] = [one.story for one in largest]
        return self._found[topic, own]


def _may_come(reader: Reader, sunday: date, now: datetime) -> bool:
    """Whether its hour has come, not LATE ago, and neither quiet hours nor an owed digest keep it back."""
    due = instant(reader.schedule.zone, sunday, reader.schedule.times[0])
    asked = datetime.fromisoformat(reader.preferences.weekly)
    owed = reader.next_due is not None and reader.next_due <= now
    return asked < due <= now < due + LATE and not owed and not is_quiet(reader.schedule, now)


def _key(sunday: date) -> str:
    return f"weekly:{sunday.isoformat()}"


def _size(ranked: Ranked) -> tuple[int, float]:
    return independent_outlets(ranked.story), ranked.score


def _latest_sunday(day: date) -> date:
    return day - timedelta(days=(day.weekday() - SUNDAY) % 7)


def _plan(
    db: Database, recap: Recap, messages: Sequence[Message], told: Sequence[Told], now: datetime
) -> bool:
    reader = recap.reader
    first = [one.story for one in told]
    if readers.reader_by_id(db, reader.id) != reader or any_shown(db, reader.id, first):
        return False
    if not plan_notice(db, reader, recap.key, messages, now):
        return False
    mark_shown(db, reader.id, first, told, recap.at)
    return True
