"""Everything that brings news in, behind one object."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Self

from bot.clock import Clock
from bot.config import Settings
from bot.config.settings import WorkerSettings
from bot.errors import SourceError
from bot.ingest.addresses import Permission
from bot.ingest.answers import fault_of_ours
from bot.ingest.documents import read_document
from bot.ingest.engine import Engine, LocalEngine, Workforce
from bot.ingest.engine_dask import DaskEngine
from bot.ingest.fetch import Fetcher
from bot.ingest.limits import Limits
from bot.ingest.locations import Locations
from bot.ingest.pipeline import Pipeline
from bot.ingest.poll import Poll, permission_of, place_of
from bot.ingest.report import Probe, Progress, Report, say_nothing
from bot.ingest.retag import retag
from bot.ingest.revisits import Revisits
from bot.logs import get_logger
from bot.news.model import Feed
from bot.news.opml import OpmlFeed
from bot.store.database import Store
from bot.store.deliveries.retention import let_go_of_digests, let_go_of_messages
from bot.store.model import Source
from bot.store.sources import all_sources, is_in_step, sync_sources
from bot.store.upkeep import forget_old

AT_ONCE = 1_000
"""Nobody waits for the tagging of more articles than this."""
MOST_LET_GO = 50
"""Articles deleted in one transaction; other writes come between."""

log = get_logger(__name__)


def _engine(workers: WorkerSettings) -> Engine:
    if workers.engine == "dask":
        return DaskEngine(workers.address, workers.processes)
    return LocalEngine(workers.processes)


class Ingest:
    """Reads sources, addresses and files into the store."""

    def __init__(
        self, store: Store, settings: Settings, clock: Clock, engine: Engine, limits: Limits | None = None
    ) -> None:
        limits = limits or Limits()
        poll = timedelta(minutes=settings.schedule.poll_minutes)
        self._limits = limits
        self._store = store
        self._settings = settings
        self._clock = clock
        self._engine = engine
        self._pipeline = Pipeline(store, engine, settings.editing(), clock, limits)
        self._poll = Poll(store, self._pipeline, engine, clock, poll, limits)
        self._revisits = Revisits(store, self._pipeline, engine, settings.editing(), clock, limits)
        self._locations = Locations(store, self._pipeline, self._poll, engine, clock, limits)
        self._tagged = False

    @classmethod
    @asynccontextmanager
    async def open(
        cls, store: Store, settings: Settings, clock: Clock, limits: Limits | None = None
    ) -> AsyncIterator[Self]:
        """For the length of a block; the processes it starts end with it."""
        engine = _engine(settings.workers)
        try:
            yield cls(store, settings, clock, engine, limits)
        finally:
            await engine.close()

    async def ready(self) -> None:
        """Makes sure that there is somebody to work. Raises UserError where [workers] is wrong."""
        await self._engine.ready()

    async def workforce(self) -> Workforce:
        """Who reads pages, as known now."""
        return await self._engine.workforce()

    async def learn(self) -> None:
        """Learns the stories there are, so that the first articles to come need not wait for that."""
        await self._pipeline.learn()

    async def sync(self) -> None:
        """Makes the configuration's sources and topics those of the store; writes only what has changed.

        Where the topics have changed, AT_ONCE of the newest articles are tagged anew; `retag` does the rest.
        """
        sources = self._settings.sources
        if not await self._store.read(is_in_step, sources):
            await self._store.write(sync_sources, sources, self._clock.now())
        self._tagged = await self._retag(AT_ONCE)

    async def retag(self) -> None:
        """Tags what `sync` left, after the topics have changed. Takes minutes for a large archive."""
        self._tagged = self._tagged or await self._retag(0)

    async def _retag(self, most: int) -> bool:
        specs, assignment = self._settings.topic_specs(), self._pipeline.assignment
        return await retag(self._store, self._engine, specs, assignment, most)

    async def go_by(self, settings: Settings) -> None:
        """Goes by other sources, poll_minutes and keep_days from now on; the other settings don't count."""
        store = self._settings.store.model_copy(update={"keep_days": settings.store.keep_days})
        self._settings = self._settings.model_copy(update={"sources": settings.sources, "store": store})
        self._poll.longest_wait = timedelta(minutes=settings.schedule.poll_minutes)
        await self.sync()

    async def poll_due(self, progress: Progress = say_nothing, *, allow_private: bool = False) -> Report:
        """Reads the sources that are due."""
        return await self._poll.due(progress, allow_private=allow_private)

    async def revisit_pages(self) -> Report:
        """Looks again at pages of articles that readers were told of, as they come due."""
        return await self._revisits.due()

    async def ingest_locations(
        self, locations: Sequence[str], *, allow_private: bool = False, progress: Progress = say_nothing
    ) -> Report:
        """Reads addresses and files, in their order."""
        return await self._locations.read(locations, allow_private=allow_private, progress=progress)

    async def add_sources(self, feeds: Iterable[OpmlFeed]) -> int:
        """Stores the feeds of a list as sources; returns how many were new."""
        return await self._locations.add_sources(feeds)

    async def discover(self, url: str, *, allow_private: bool = False) -> Feed:
        """The feed at an address, or the one that the page there links; its `url` is what to ask.

        Raises SourceError.
        """
        async with Fetcher(self._limits) as fetcher:
            return await self._discover(fetcher, url, Permission(everywhere=allow_private))

    async def probe_sources(self, progress: Progress = say_nothing) -> list[Probe]:
        """How every source answers now, by name; stores nothing."""
        sources = await self._store.read(all_sources)
        places = asyncio.Semaphore(self._limits.sources_at_a_time)
        done = count(1)
        async with Fetcher(self._limits) as fetcher:

            async def probe(source: Source) -> Probe:
                async with places:
                    found = await self._probe(fetcher, source)
                progress(next(done), len(sources))
                return found

            return list(await asyncio.gather(*map(probe, sources)))

    async def _probe(self, fetcher: Fetcher, source: Source) -> Probe:
        try:
            feed = await self._discover(fetcher, source.url, permission_of(source))
        except SourceError as error:
            return Probe(source.name, trouble=error.reason)
        except Exception as error:
            log.exception("a source could not be asked", source=source.name)
            return Probe(source.name, trouble=fault_of_ours(error))
        newest = max((entry.published for entry in feed.entries if entry.published), default=None)
        return Probe(source.name, moved=None if feed.url == source.url else feed.url, newest=newest)

    async def _discover(self, fetcher: Fetcher, url: str, permission: Permission) -> Feed:
        async with fetcher.session(permission) as session:
            document = await read_document(self._engine, session, url, await session.named(url))
        if document.page is not None:
            raise SourceError(url, "it is an article, not a feed, and links none")
        title = document.feed.title or place_of(document.address)[0]
        return replace(document.feed, title=title, url=document.address)

    async def housekeep(self) -> None:
        """Lets go of articles older than keep_days, and of what the ledger need not hold, bit by bit."""
        days, assignment, now = self._settings.store.keep_days, self._pipeline.assignment, self._clock.now()
        while await self._store.write(forget_old, days, now, assignment, MOST_LET_GO):
            pass
        for let_go in (let_go_of_messages, let_go_of_digests):
            while await self._store.write(let_go, now):
                pass
