"""What readers are told between digests: news of stories that they follow, and alerts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from bot.calendar import instant, is_quiet
from bot.clock import Clock
from bot.config.settings import AlertSettings
from bot.desk.newsroom import Newsroom, taste_of
from bot.desk.novelty import Novelty
from bot.news.breaking import FRESH, WITHIN, is_breaking
from bot.news.briefing import compose_brief, says_any
from bot.news.model import Article, Quote, Story, Topic
from bot.news.novelty import News, Told
from bot.store import readers
from bot.store.articles import articles_of_story
from bot.store.database import Store
from bot.store.deliveries.notices import (
    StoryNotice,
    followed_stories,
    notices_planned,
    plan_story_notice,
    readers_wanting_alerts,
    widely_told,
)
from bot.store.model import Message, Reader
from bot.store.novelty import readings
from bot.store.stories import story_by_id

BETWEEN = timedelta(hours=1)
"""So long after an update on a story comes the next one at the earliest."""

AGAIN = timedelta(minutes=1)
"""So often it is looked who has asked for alerts since a story broke."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is new in a story that a reader follows. `number` counts their updates on it from 1.

    `reply_to` is the id of the message that told it first, None where that is not known.
    """

    reader: Reader
    story: Story
    news: News
    number: int
    reply_to: int | None
    at: datetime

    def notice(self, message: Message) -> StoryNotice:
        """What is to be stored once it is rendered."""
        told = Told(self.story.id, self.news.quotes, again=True, corrected=self.news.corrected)
        key = f"follow:{self.story.id}:{self.number}"
        return StoryNotice(self.reader, key, message, told, self.at)


@dataclass(frozen=True, slots=True)
class Alert:
    """A story on a reader's topic that is breaking: their alert `number` of at most `most` today."""

    reader: Reader
    topic: Topic
    story: Story
    number: int
    most: int
    at: datetime

    def notice(self, message: Message, quotes: Sequence[Quote]) -> StoryNotice:
        """What is to be stored once it is rendered; `quotes` are the sentences that it shows."""
        told = Told(self.story.id, tuple(quotes))
        return StoryNotice(self.reader, f"alert:{self.story.id}", message, told, self.at)


class Updates:
    """Follow-ups and alerts: what is due now, and planning it. Neither comes in quiet hours."""

    def __init__(self, store: Store, newsroom: Newsroom, clock: Clock, alerts: AlertSettings) -> None:
        self._store = store
        self._newsroom = newsroom
        self._clock = clock
        self.rules = alerts
        """When a story is breaking, and how many alerts a day may bring."""
        self._looked: dict[tuple[int, str], datetime] = {}
        """Up to which change of a followed story a reader had nothing to be told."""
        self._settled = frozenset[str](), clock.now()
        """Breaking stories that nobody was left to be alerted to, and when that was so."""

    async def follow_ups(self) -> tuple[FollowUp, ...]:
        """What is new in followed stories, for those whose last update on them is BETWEEN ago."""
        now = self._clock.now()
        await self._store.settle()
        return await self._store.read(self._follow_ups, now)

    async def alerts(self) -> tuple[Alert, ...]:
        """Stories that are breaking, for those who asked for alerts and have not read them yet."""
        return await self._store.read(self._breaking, self._clock.now())

    async def plan(self, notices: Iterable[StoryNotice]) -> int:
        """Stores notices and what they show, each with the other or not at all. Answers how many."""
        wanted, now = tuple(notices), self._clock.now()

        def unit(db: Database) -> int:
            return sum(plan_story_notice(db, notice, now) for notice in wanted)

        return await self._store.write(unit)

    def _follow_ups(self, db: Database, now: datetime) -> tuple[FollowUp, ...]:
        followed, novelty = followed_stories(db, now), Novelty(self._newsroom.fair)
        touched = novelty.touched(db, {story for stories in followed.values() for story in stories})
        found: list[FollowUp] = []
        for id_, stories in followed.items():
            changed = [s for s in stories if s in touched and self._looked.get((id_, s)) != touched[s]]
            reader = readers.reader_by_id(db, id_) if changed else None
            if reader is None or is_quiet(reader.schedule, now):
                continue
            seen = [story for s in changed if (story := story_by_id(db, s, reader.own))]
            free = [story for story in seen if not _waits(db, reader, story, now)]
            news = _to_taste(reader, novelty.of(db, id_, free, stories))
            self._looked |= {(id_, story.id): touched[story.id] for story in free if story.id not in news}
            found += [_follow_up(db, reader, s, news[s.id], now) for s in free if s.id in news]
        return tuple(found)

    def _breaking(self, db: Database, now: datetime) -> tuple[Alert, ...]:
        if not (wanting := readers_wanting_alerts(db, now)):
            return ()
        stories = widely_told(db, now - FRESH - WITHIN, self.rules.outlets)
        articles = {story: articles_of_story(db, story) for story in stories}
        breaking = [s for s in stories if is_breaking(articles[s], self.rules.outlets, now)]
        settled, looked = self._settled
        if not breaking or (settled.issuperset(breaking) and now - looked < AGAIN):
            return ()
        found: list[Alert] = []
        for reader in wanting:
            if not is_quiet(reader.schedule, now):
                found += self._alerts_for(db, reader, breaking, articles, now)
        if not found:
            self._settled = frozenset(breaking), now
        return tuple(found)

    def _alerts_for(
        self,
        db: Database,
        reader: Reader,
        breaking: Sequence[str],
        articles: dict[str, list[Article]],
        now: datetime,
    ) -> list[Alert]:
        """A reader's alerts, as many as the day still allows."""
        before = sum(at >= _midnight(reader, now) for at in notices_planned(db, reader.id, "alert:"))
        room = self.rules.per_day - before
        seen = readers.shown_stories(db, reader.id) if room > 0 else frozenset()
        fresh = [story for story in breaking if story not in seen]
        found: list[Alert] = []
        for topic, story in self._on_topics(db, reader, fresh, now) if room > 0 and fresh else ():
            told = {mention.source for mention in story.articles}
            if len(found) < room and is_breaking(
                [one for one in articles[story.id] if one.source in told], self.rules.outlets, now
            ):
                number = before + len(found) + 1
                found.append(Alert(reader, topic, story, number, self.rules.per_day, now))
        return found

    def _on_topics(
        self, db: Database, reader: Reader, breaking: Sequence[str], now: datetime
    ) -> list[tuple[Topic, Story]]:
        """The breaking stories that are about a reader's topics and to their taste, each once."""
        taste, found = taste_of(db, reader), dict[str, tuple[Topic, Story]]()
        silent = reader.preferences.silent_topics
        wanting = [subscription for subscription in reader.topics if subscription.slug not in silent]
        for topic in [self._newsroom.topic(subscription.query) for subscription in wanting]:
            lately = self._newsroom.stories_on(db, topic, now - FRESH - WITHIN, 0, reader.own)
            about = [s for s in lately if topic.kind == "phrase" or topic.slug in s.topics]
            wanted = [story for story in about if story.id in breaking]
            for ranked in compose_brief(topic, wanted, now, limit=0, taste=taste).stories:
                found.setdefault(ranked.story.id, (topic, ranked.story))
        return list(found.values())


def _to_taste(reader: Reader, news: Mapping[str, News]) -> dict[str, News]:
    """The news without what muted outlets say, and without sentences that hold a hidden word."""
    hidden = reader.preferences.hidden_words
    muted = {name.casefold() for name in reader.preferences.muted_outlets}

    def wanted(quote: Quote) -> bool:
        return quote.source.casefold() not in muted and not says_any(quote.text, hidden)

    left = {story: replace(one, quotes=tuple(filter(wanted, one.quotes))) for story, one in news.items()}
    return {story: one for story, one in left.items() if one.quotes or one.corrected}


def _waits(db: Database, reader: Reader, story: Story, now: datetime) -> bool:
    """Whether a reader had an update on a story less than BETWEEN ago."""
    return any(now - at < BETWEEN for at in notices_planned(db, reader.id, f"follow:{story.id}:"))


def _follow_up(db: Database, reader: Reader, story: Story, news: News, now: datetime) -> FollowUp:
    number = len(notices_planned(db, reader.id, f"follow:{story.id}:")) + 1
    reading = readings(db, reader.id, [story.id]).get(story.id)
    return FollowUp(reader, story, news, number, reading.message if reading else None, now)


def _midnight(reader: Reader, now: datetime) -> datetime:
    """When a reader's day began, in UTC."""
    zone = reader.schedule.zone
    return instant(zone, now.astimezone(ZoneInfo(zone)).date(), time(0))
