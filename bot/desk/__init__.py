"""The use cases: subscribe, brief, due digests, settings. All fronts call only this."""

from dataclasses import dataclass

from bot.calendar import Schedule
from bot.clock import Clock
from bot.config import Settings
from bot.desk.deliveries import Deliveries
from bot.desk.newsroom import Newsroom
from bot.desk.readers import Readers
from bot.news.topics import Topics
from bot.store.database import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a front may ask for."""

    readers: Readers
    newsroom: Newsroom
    deliveries: Deliveries
    topics: Topics
    clock: Clock


def open_desk(store: Store, settings: Settings, clock: Clock) -> Desk:
    """The desk over an open store."""
    topics = Topics.load(settings.topic_specs())
    schedule = settings.schedule
    defaults = Schedule(
        schedule.timezone, tuple(sorted(set(schedule.digest_times))), quiet=schedule.quiet_hours
    )
    newsroom = Newsroom(store, clock, topics)
    return Desk(Readers(store, clock, defaults), newsroom, Deliveries(store, newsroom, clock), topics, clock)
