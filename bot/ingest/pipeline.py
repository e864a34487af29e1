"""From a document's entries to stored articles: which are unseen, their pages, writing and storing them."""

import asyncio
import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic

from sqlite_utils import Database

from bot.clock import Clock
from bot.ingest.answers import Fetched, FetchError, fault_of_ours
from bot.ingest.candidates import Candidate, list_candidates, newest_first
from bot.ingest.engine import Done, Engine
from bot.ingest.fetch import Session
from bot.ingest.limits import Limits
from bot.ingest.report import Ingested, Progress, Report, add_up, say_nothing
from bot.ingest.robots import Robots
from bot.logs import get_logger
from bot.news.article import article_id, write_article
from bot.news.model import Article, Editing, Entry, Page
from bot.store.articles import find_known
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.identity import by_source, digest
from bot.store.intake import Change, Incoming, Stored, store_articles
from bot.store.revisits import PageAnswer

log = get_logger(__name__)

CHUNK = 50
"""So many entries are written and stored together."""

GONE = frozenset({404, 410})
"""What a page answers that was taken away."""

Record = Callable[[Database, bool, bool], None]
"""Stores the state of a source in the transaction of its last articles; told whether there was news, and
whether nothing was left to be read another time."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where entries come from. `scope` is what GUIDs belong to; `source` is the row of a stored source.

    `trusted`: they are the user's own, so that reading them needs no process of its own.
    `audience`: the source again, if only the readers who added it may see them; 0 for everybody.
    """

    location: str
    name: str
    scope: str
    language: str | None = None
    source: int | None = None
    trusted: bool = False
    audience: int = 0


@dataclass(frozen=True, slots=True)
class Web:
    """What is needed to fetch pages: a session, and until when (monotonic seconds) it may be used."""

    session: Session
    deadline: float


@dataclass(frozen=True, slots=True)
class _Found:
    """A candidate with its page, or with what kept its page away."""

    candidate: Candidate
    page: Page | bytes | None = None
    fetched: Fetched | None = None
    trouble: FetchError | None = None
    place: int = 0
    """Where it stood in its document."""

    @property
    def settled(self) -> bool:
        """Nothing more would come of looking again soon."""
        return self.trouble is None or self.trouble.lasting


class Pipeline:
    """Takes in the entries of one document after another."""

    def __init__(self, store: Store, engine: Engine, editing: Editing, clock: Clock, limits: Limits) -> None:
        self.assignment = Assignment(editing)
        self._store = store
        self._engine = engine
        self._editing = editing
        self._clock = clock
        self._limits = limits
        self._robots = Robots()
        self._learning = asyncio.Lock()

    async def learn(self) -> None:
        """Fills the grouping index from the database, a little at a time; whoever needs it waits here.

        What is learnt stays: the garbage collector is told not to go through it again and again, which would
        hold up everything for as long as it takes (0.4 s for 100,000 articles).
        """
        async with self._learning:
            while not self.assignment.complete:
                await self._store.read(self.assignment.learn)
                gc.freeze()

    async def take_in(
        self,
        entries: Sequence[Entry],
        origin: Origin,
        *,
        web: Web | None = None,
        page: Page | None = None,
        record: Record | None = None,
        progress: Progress = say_nothing,
    ) -> Report:
        """Stores what is new or changed in order of publication, and answers in the document's order.

        `web` fetches the pages of entries that lack a full text; `page` is the page of the only entry.
        `progress` is told of the entries not known before.
        """
        candidates = await asyncio.to_thread(list_candidates, entries, origin.scope, origin.audience)
        fresh = await self._unseen(candidates, origin.source)
        wanting = [one for one in fresh if web and one.wants_page]
        chosen = {one.said for one in newest_first(wanting, self._clock.now())[: self._limits.pages]}
        found = await self._look(fresh, chosen, web) if web and not page else [_Found(o, page) for o in fresh]
        found = [replace(one, place=place) for place, one in enumerate(found)]
        found.sort(key=lambda one: (one.candidate.entry.published or self._clock.now(), one.candidate.said))
        settled = all(one.settled for one in found)
        reports = [Report(duplicates=len(candidates) - len(fresh))]
        for start in range(0, max(len(fresh), 1), CHUNK):
            chunk = found[start : start + CHUNK]
            last = record if start + CHUNK >= len(fresh) else None
            reports.append(await self._write_and_store(chunk, origin, last, add_up(reports), settled))
            progress(start + len(chunk), len(fresh))
        total = add_up(reports)
        return replace(total, articles=tuple(sorted(total.articles, key=lambda one: one.place)))

    async def _unseen(self, candidates: Sequence[Candidate], source: int | None) -> list[Candidate]:
        """Those that say something not read before, each once; of what was let go for its age, nothing."""
        keys = [key for one in candidates for key in (one.said, by_source(one.said, source), *one.keys)]
        known = await self._store.read(find_known, keys)
        let_go = {key for key, article in known.items() if article is None}
        new = (
            one
            for one in candidates
            if known.keys().isdisjoint((one.said, by_source(one.said, source)))
            and let_go.isdisjoint(one.keys)
        )
        return list({one.said: one for one in new}.values())

    async def _look(self, fresh: Sequence[Candidate], chosen: set[str], web: Web) -> list[_Found]:
        """The candidates with the pages that could be had, the newest asked for first."""

        async def find(one: Candidate) -> _Found:
            if not one.wants_page or one.page is None:
                return _Found(one)
            try:
                if one.said not in chosen:
                    raise FetchError(one.page, f"only {self._limits.pages} pages are fetched at a time")
                fetched = await self.fetch_page(web, one.page)
                return _Found(one, fetched.body, fetched)
            except FetchError as error:
                return _Found(one, trouble=error)
            except Exception as error:
                log.exception("a page could not be fetched", url=one.page)
                return _Found(one, trouble=FetchError(one.page, fault_of_ours(error)))

        ordered = newest_first(fresh, self._clock.now())
        async with asyncio.TaskGroup() as group:
            tasks = {one.said: group.create_task(find(one)) for one in ordered}
        return [tasks[one.said].result() for one in fresh]

    async def fetch_page(
        self, web: Web, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """An article's page, if its host allows it. Raises FetchError."""
        try:
            async with asyncio.timeout(max(0.0, web.deadline - monotonic())):
                await self._robots.check(web.session, url)
                return await web.session.page(url, etag=etag, last_modified=last_modified)
        except TimeoutError:
            raise FetchError(url, "there was no time left for it in this pass") from None

    async def _write_and_store(
        self,
        found: Sequence[_Found],
        origin: Origin,
        record: Record | None,
        before: Report,
        settled: bool,
    ) -> Report:
        articles = await self._write(found, origin)
        incoming = [_incoming(one, article, origin) for one, article in zip(found, articles, strict=True)]

        def unit(db: Database) -> list[Stored]:
            stored = store_articles(db, incoming, self._clock.now(), self.assignment)
            if record:
                news = bool(before.articles) or any(one.change is Change.NEW for one in stored)
                record(db, news, settled)
            return stored

        await self.learn()
        stored = await self._store.write(unit)
        news = [
            Ingested(one.article, origin.location, read.place)
            for read, one in zip(found, stored, strict=True)
            if one.change is not Change.SAME
        ]
        return Report(articles=tuple(news), duplicates=len(stored) - len(news))

    async def _write(self, found: Sequence[_Found], origin: Origin) -> list[Article]:
        """An article each. What can't be read in time, in memory or at all becomes headline and link."""
        write = partial(write_article, source=origin.name, language=origin.language, editing=self._editing)
        items = [(one.candidate.entry, one.page) for one in found]
        results = await self._engine.run(write, items, hostile=not origin.trusted)
        return [
            _explained(result.value, one.trouble)
            if isinstance(result, Done)
            else replace(write(replace(one.candidate.entry, text="", teaser=""), None), reason=result.reason)
            for one, result in zip(found, results, strict=True)
        ]


def _explained(article: Article, trouble: FetchError | None) -> Article:
    """Says why there is no summary, where that is for want of a page."""
    if article.summary or trouble is None:
        return article
    return replace(article, reason=f"its page could not be read: {trouble.reason}")


def _incoming(found: _Found, article: Article, origin: Origin) -> Incoming:
    """The article with the keys it is known by; an address that others share gives it no id."""
    candidate = found.candidate
    if candidate.entry.url and not candidate.page and not article.named:
        article = replace(article, id=article_id(None, article.title, article.text))
    if origin.audience:
        article = replace(article, id=digest(str(origin.audience), article.id)[: len(article.id)])
    said = (candidate.said,) if found.settled else ()
    page = _page_answer(found, article, origin.source)
    return Incoming(article, (*candidate.keys, *said), origin.source, origin.audience, page)


def _page_answer(found: _Found, article: Article, source: int | None) -> PageAnswer | None:
    """How the page of a source's entry answered. A text longer than the feed's is the page's."""
    if found.fetched is None:
        gone = found.trouble is not None and found.trouble.status in GONE
        return PageAnswer(gone=gone) if source is not None and found.candidate.page else None
    entry, fetched = found.candidate.entry, found.fetched
    told = len(article.text) > max(len(entry.text), len(entry.teaser))
    return PageAnswer(seen=True, told=told, etag=fetched.etag, last_modified=fetched.last_modified)
