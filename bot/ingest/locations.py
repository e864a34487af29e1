"""The locations of a command line: addresses and files of every kind that news comes in."""

import asyncio
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from sqlite_utils import Database

from bot.clock import Clock
from bot.errors import SourceError, StoreError, UserError
from bot.ingest.addresses import Permission
from bot.ingest.answers import fault_of_ours
from bot.ingest.documents import page_feed, read_document, run_one
from bot.ingest.engine import Engine
from bot.ingest.fetch import Fetcher, Session
from bot.ingest.files import holds_lines, is_other_markup, read_file, read_lines, read_text, unpack
from bot.ingest.limits import Limits
from bot.ingest.pipeline import Origin, Pipeline, Web
from bot.ingest.poll import Poll, permission_of
from bot.ingest.report import Progress, Rejected, Report, add_up, say_nothing, unread
from bot.logs import get_logger
from bot.news.feeds import looks_like_feed, looks_like_sitemap, parse_feed, parse_sitemap
from bot.news.model import Entry, Feed
from bot.news.opml import OpmlFeed, looks_like_opml, parse_opml
from bot.news.pages import looks_like_page, parse_page
from bot.news.scrapes import parse_scrape
from bot.store.database import Store
from bot.store.sources import Listed, add_source, source_by_url

log = get_logger(__name__)

STANDARD_INPUT = "-"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


class Locations:
    """Reads locations, one after another, so that the report follows the command line."""

    def __init__(
        self, store: Store, pipeline: Pipeline, poll: Poll, engine: Engine, clock: Clock, limits: Limits
    ) -> None:
        self._limits = limits
        self._store = store
        self._pipeline = pipeline
        self._poll = poll
        self._engine = engine
        self._clock = clock

    async def read(
        self, locations: Sequence[str], *, allow_private: bool = False, progress: Progress = say_nothing
    ) -> Report:
        """Stores what the locations hold. What could not be read is in the report.

        `progress` is told of locations; of a single one, of its entries.
        """
        reports: list[Report] = []
        several = len(locations) > 1
        async with Fetcher(self._limits) as fetcher:
            for location in locations:
                inside = say_nothing if several else progress
                reports.append(await self._location(fetcher, location, allow_private, inside))
                if several:
                    progress(len(reports), len(locations))
        return add_up(reports)

    async def add_sources(self, feeds: Iterable[OpmlFeed]) -> int:
        """Stores the feeds of a list as sources; returns how many were new."""

        def unit(db: Database) -> int:
            new = 0
            for feed in feeds:
                new += source_by_url(db, feed.url) is None
                listed = Listed(feed.name, feed.url, language=feed.language)
                add_source(db, listed, self._clock.now(), origin="opml")
            return new

        return await self._store.write(unit)

    async def _location(
        self, fetcher: Fetcher, location: str, allow_private: bool, progress: Progress
    ) -> Report:
        try:
            scheme = _SCHEME.match(location)
            if scheme is None:
                return await self._file(location, progress)
            if scheme[1].lower() not in {"http", "https"}:
                raise SourceError(location, "only http and https addresses are read; name a file by its path")
            return await self._address(fetcher, location, allow_private, progress)
        except SourceError as error:
            return unread(location, error.reason)
        except UserError as error:
            return unread(location, str(error))
        except StoreError:
            raise
        except Exception as error:
            log.exception("a location could not be read")
            return unread(location, fault_of_ours(error))

    async def _address(self, fetcher: Fetcher, url: str, allow_private: bool, progress: Progress) -> Report:
        source = await self._store.read(source_by_url, url)
        if source is not None:
            async with fetcher.session(permission_of(source, everywhere=allow_private)) as session:
                return _as_named(await self._poll.read(session, source, conditional=False), url)
        async with fetcher.session(Permission(everywhere=allow_private)) as session:
            return await self._stranger(session, url, progress)

    async def _stranger(self, session: Session, url: str, progress: Progress) -> Report:
        """An address that is no stored source."""
        deadline = monotonic() + self._limits.source_seconds
        fetched = await session.named(url)
        if looks_like_opml(fetched.body):
            return await self._list(fetched.body, url)
        document = await read_document(self._engine, session, url, fetched)
        name = document.feed.title or urlsplit(document.fetched.url).hostname or url
        origin = Origin(url, name, document.address, document.feed.language)
        web = Web(session, deadline)
        report = await self._pipeline.take_in(
            document.feed.entries, origin, web=web, page=document.page, progress=progress
        )
        return replace(report, places=1)

    async def _list(self, data: bytes, location: str) -> Report:
        """A list of sources."""
        feeds = await run_one(self._engine, parse_opml, (data,), location)
        if not feeds:
            raise SourceError(location, "no feed is listed in it")
        return Report(places=1, sources=await self.add_sources(feeds))

    async def _file(self, location: str, progress: Progress) -> Report:
        if location == STANDARD_INPUT:
            name, packed = "standard input", await asyncio.to_thread(sys.stdin.buffer.read)
        else:
            name, packed = Path(location).name, await asyncio.to_thread(read_file, Path(location), location)
        data = await asyncio.to_thread(unpack, packed, location)
        if not data.strip():
            raise SourceError(location, "it is empty")
        if holds_lines(name, data):
            return await self._lines(data, location, name, progress)
        if looks_like_opml(data):
            return await self._list(data, location)
        return await self._entries(data, location, name, progress)

    async def _lines(self, data: bytes, location: str, name: str, progress: Progress) -> Report:
        lines = await asyncio.to_thread(lambda: list(read_lines(data)))
        entries = [line.entry for line in lines if line.entry]
        bad = [Rejected(location, f"line {line.number}: {line.trouble}") for line in lines if not line.entry]
        origin = Origin(location, name, location, trusted=True)
        report = await self._pipeline.take_in(entries, origin, progress=progress)
        return replace(report, rejected=tuple(bad), places=1, unread=0 if entries else 1)

    async def _entries(self, data: bytes, location: str, name: str, progress: Progress) -> Report:
        """A feed, sitemap, page or text, stored from what it holds."""
        feed, page = Feed(title="", entries=()), None
        if looks_like_sitemap(data):
            feed = await run_one(self._engine, parse_sitemap, (data,), location, hostile=False)
        elif looks_like_feed(data):
            feed = await run_one(self._engine, parse_feed, (data,), location, hostile=False)
        elif looks_like_page(data):
            page = await run_one(self._engine, parse_page, (data,), location)
            feed = page_feed(page, None)
        else:
            feed = replace(feed, entries=await self._scrape(data, location))
        origin = Origin(
            location, feed.title or name, feed.url or location, feed.language, trusted=page is None
        )
        report = await self._pipeline.take_in(feed.entries, origin, page=page, progress=progress)
        return replace(report, places=1)

    async def _scrape(self, data: bytes, location: str) -> tuple[Entry, ...]:
        text = read_text(data, location)
        if await asyncio.to_thread(is_other_markup, text):
            raise SourceError(
                location, "it is neither a feed, a sitemap, a source list nor JSON lines of articles"
            )
        entries = await run_one(self._engine, parse_scrape, (text,), location, hostile=False)
        if not entries:
            raise SourceError(location, "no story was found in it")
        return entries


def _as_named(report: Report, location: str) -> Report:
    """The same report under the location as it was given."""
    articles = tuple(replace(one, location=location) for one in report.articles)
    rejected = tuple(replace(one, location=location) for one in report.rejected)
    return replace(report, articles=articles, rejected=rejected)
