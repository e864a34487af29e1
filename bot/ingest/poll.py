"""One pass over the sources that are due: each is read, stored and planned anew; none can disturb another."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from time import monotonic
from urllib.parse import urlsplit

from sqlite_utils import Database

from bot.clock import Clock
from bot.errors import SourceError, StoreError
from bot.ingest.addresses import Permission
from bot.ingest.answers import Fetched, FetchError, fault_of_ours
from bot.ingest.documents import Document, read_document
from bot.ingest.engine import Engine
from bot.ingest.fetch import Fetcher, Session
from bot.ingest.intervals import after_rest, back_off, next_interval
from bot.ingest.limits import Limits
from bot.ingest.pipeline import Origin, Pipeline, Record, Web
from bot.ingest.report import Progress, Rejected, Report, add_up, say_nothing, unread
from bot.logs import get_logger
from bot.news.feeds import is_whole
from bot.news.links import web_link
from bot.news.model import Feed
from bot.store.asking import Success, record_failure, record_success
from bot.store.database import Store
from bot.store.model import Source
from bot.store.sources import due_sources

log = get_logger(__name__)


class Poll:
    """Reads sources. `poll` is the longest wait for a lively source."""

    def __init__(
        self,
        store: Store,
        pipeline: Pipeline,
        engine: Engine,
        clock: Clock,
        poll: timedelta,
        limits: Limits,
    ) -> None:
        self._limits = limits
        self._round = asyncio.Lock()
        self._store = store
        self._pipeline = pipeline
        self._engine = engine
        self._clock = clock
        self.longest_wait = poll
        """For a lively source."""

    async def due(self, progress: Progress = say_nothing, *, allow_private: bool = False) -> Report:
        """Reads all sources that are due now, after the round that may be under way.

        `allow_private` lets the operator's sources, not the readers', be at private addresses.
        """
        async with self._round:
            return await self._read_due(progress, allow_private)

    async def _read_due(self, progress: Progress, allow_private: bool) -> Report:
        sources = await self._store.read(due_sources, self._clock.now())
        if not sources:
            return Report()
        places = asyncio.Semaphore(self._limits.sources_at_a_time)
        reports: list[Report] = []

        async def visit(fetcher: Fetcher, source: Source) -> None:
            async with places:
                reports.append(await self._visit(fetcher, source, allow_private))
            progress(len(reports), len(sources))

        try:
            async with Fetcher(self._limits) as fetcher, asyncio.TaskGroup() as group:
                for source in spread(sources):
                    group.create_task(visit(fetcher, source))
        except* StoreError as errors:
            raise errors.exceptions[0] from None
        return add_up(reports)

    async def _visit(self, fetcher: Fetcher, source: Source, allow_private: bool) -> Report:
        """Reads one source; whatever goes wrong is its own failure, recorded."""
        permission = permission_of(source, everywhere=allow_private and source.origin != "reader")
        try:
            async with fetcher.session(permission) as session:
                return await self.read(session, source, conditional=True)
        except StoreError:
            raise
        except SourceError as error:
            return await self._fail(source, error)
        except Exception as error:
            log.exception("a source could not be read", source=source.name)
            return await self._fail(source, SourceError(source.url, fault_of_ours(error)))

    async def read(self, session: Session, source: Source, *, conditional: bool) -> Report:
        """Fetches a source and stores what is new in it; `conditional`: only if it has changed.

        Raises SourceError.
        """
        deadline = monotonic() + self._limits.source_seconds
        known = (source.etag, source.last_modified) if conditional else (None, None)
        fetched = await session.named(source.url, etag=known[0], last_modified=known[1])
        if fetched.not_modified:
            record = self._record(source, _unchanged(source, fetched))
            await self._store.write(record, False, True)
            return Report(places=1)
        document = await read_document(self._engine, session, source.url, fetched)
        if source.is_feed and document.page is not None:
            raise SourceError(source.url, "it is a page now, where a feed was, and links none")
        report = await self._pipeline.take_in(
            document.feed.entries,
            origin_of(source, document),
            web=Web(session, deadline),
            page=document.page,
            record=self._record(source, document),
        )
        return replace(report, rejected=_left_out(source, document.feed), places=1)

    def _record(self, source: Source, document: Document) -> Record:
        """What stores the success with the validators that belong to it; without them, so that everything is
        asked for again, where something is left to be read."""
        fetched, feed = document.fetched, document.feed

        def record(db: Database, news: bool, settled: bool) -> None:
            now = self._clock.now()
            interval = next_interval(
                timedelta(seconds=source.interval_s),
                poll=self.longest_wait,
                news=news,
                last_new=source.last_new,
                asked_wait=_asked_wait(document),
                now=now,
            )
            moves, again = _may_move(source, document.address), fetched.not_modified
            kept = settled and (moves or not document.linked) and (again or is_whole(fetched.body))
            etag = fetched.etag or (source.etag if again else None)
            last_modified = fetched.last_modified or (source.last_modified if again else None)
            success = Success(
                url=document.address if moves else source.url,
                etag=etag if kept else None,
                last_modified=last_modified if kept else None,
                is_feed=source.is_feed or document.page is None,
                next_due=after_rest(now + interval, feed.skip_hours, feed.skip_days),
                interval_s=int(interval.total_seconds()),
                brought_news=news,
                skip_hours=feed.skip_hours,
                skip_days=feed.skip_days,
            )
            record_success(db, source.id, success, now)

        return record

    async def _fail(self, source: Source, error: SourceError) -> Report:
        fault = error if isinstance(error, FetchError) else None
        now = self._clock.now()
        wait = back_off(
            source.failures + 1, poll=self.longest_wait, retry_after=fault.retry_after if fault else None
        )
        gone, anew = fault is not None and fault.gone, fault is None or not fault.rest
        await self._store.write(
            record_failure, source.id, error.reason, now + wait, now, gone=gone, anew=anew
        )
        again = {} if gone else {"again_in_s": wait.total_seconds()}
        log.warning("a source failed", source=source.name, reason=error.reason, **again)
        return unread(shown(source), error.reason)


def permission_of(source: Source, *, everywhere: bool = False) -> Permission:
    """What may be asked on behalf of a source: private addresses only on its own host and port."""
    places = frozenset({place_of(source.url)}) if source.allow_private else frozenset()
    return Permission(everywhere, places)


def place_of(url: str) -> tuple[str, int]:
    """Host and port of an address."""
    parts = urlsplit(url)
    return (parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0))


def origin_of(source: Source, document: Document) -> Origin:
    """A stored source as where entries come from."""
    return Origin(
        shown(source),
        source.name,
        f"source {source.id}",
        source.language or document.feed.language,
        source.id,
        audience=source.id if source.origin == "reader" else 0,
    )


def shown(source: Source) -> str:
    """The address of a source without the name and password that may be in it."""
    return web_link(source.url) or source.name


def _left_out(source: Source, feed: Feed) -> tuple[Rejected, ...]:
    """What is said of a feed that is longer than is read."""
    if not feed.left_out:
        return ()
    reason = f"only its first {len(feed.entries):,} entries were read, {feed.left_out:,} were left out"
    log.warning("a feed is too long", source=source.name, reason=reason)
    return (Rejected(shown(source), reason),)


def spread(sources: Sequence[Source]) -> list[Source]:
    """The same sources, those of one host as far apart as can be."""
    met: Counter[str] = Counter()
    ranked: list[tuple[int, int, Source]] = []
    for source in sources:
        host = place_of(source.url)[0]
        ranked.append((met[host], len(ranked), source))
        met[host] += 1
    return [source for _, _, source in sorted(ranked, key=lambda one: one[:2])]


def _unchanged(source: Source, fetched: Fetched) -> Document:
    """A source's document that is as it was."""
    feed = Feed(source.name, (), skip_hours=source.skip_hours, skip_days=source.skip_days)
    return Document(feed, fetched, source.url)


def _asked_wait(document: Document) -> timedelta | None:
    """How long a feed (ttl) or its server (max-age) asks not to be asked again."""
    ttl = timedelta(minutes=document.feed.ttl_minutes or 0)
    return max(ttl, document.fetched.max_age or ttl) or None


def _may_move(source: Source, address: str) -> bool:
    """A permission for a private address is not carried to another host."""
    return not source.allow_private or place_of(address) == place_of(source.url)
