"""The use cases: subscribe, brief, due digests, settings. All fronts call only this."""

from dataclasses import dataclass

from bot.calendar import Schedule
from bot.clock import Clock
from bot.config import Settings
from bot.desk.admission import Admission
from bot.desk.bots import Bots
from bot.desk.broadcasts import Broadcasts
from bot.desk.channels import Channels
from bot.desk.deliveries import Deliveries
from bot.desk.feeds import Discover, Feeds
from bot.desk.health import Checkup
from bot.desk.hours import Hours
from bot.desk.newsroom import Newsroom
from bot.desk.outages import Outages
from bot.desk.readers import Readers
from bot.desk.recaps import Recaps
from bot.desk.updates import Updates
from bot.desk.view import View
from bot.desk.watches import Watches
from bot.errors import SourceError
from bot.news.model import Feed
from bot.news.topics import Topics
from bot.store.database import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a front may ask for."""

    readers: Readers
    newsroom: Newsroom
    deliveries: Deliveries
    updates: Updates
    feeds: Feeds
    broadcasts: Broadcasts
    admission: Admission
    channels: Channels
    watches: Watches
    hours: Hours
    recaps: Recaps
    outages: Outages
    bots: Bots
    checkup: Checkup
    view: View
    topics: Topics
    clock: Clock


async def offline(url: str) -> Feed:
    """The port of a desk that asks no address."""
    raise SourceError(url, "addresses are looked at only while the bot runs")


def open_desk(store: Store, settings: Settings, clock: Clock, discover: Discover = offline) -> Desk:
    """The desk over an open store. `discover` finds the feed at an address."""
    topics = Topics.load(settings.topic_specs())
    schedule = settings.schedule
    defaults = Schedule(
        schedule.timezone, tuple(sorted(set(schedule.digest_times))), quiet=schedule.quiet_hours
    )
    readers = Readers(store, clock, defaults)
    newsroom = Newsroom(store, clock, topics, settings.summaries.fair_part())
    deliveries = Deliveries(store, newsroom, clock)
    return Desk(
        readers=readers,
        newsroom=newsroom,
        deliveries=deliveries,
        updates=Updates(store, newsroom, clock, settings.alerts),
        feeds=Feeds(store, clock, discover),
        broadcasts=Broadcasts(store, clock, deliveries),
        admission=Admission(store, clock),
        channels=Channels(store, readers, clock),
        recaps=Recaps(store, newsroom, clock),
        hours=Hours(store, clock),
        watches=Watches(store, newsroom, readers, clock),
        outages=Outages(store, clock, settings.telegram.admins),
        bots=Bots(store, clock, settings.telegram.admins),
        checkup=Checkup(store, newsroom, clock),
        view=View(store, clock, topics, settings.editing()),
        topics=topics,
        clock=clock,
    )
