"""Pages of articles that readers were told of, looked at again: are they there, and what do they say now?"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from urllib.parse import urlsplit

from sqlite_utils import Database

from bot.clock import Clock
from bot.ingest.addresses import Permission
from bot.ingest.answers import Fetched, FetchError, fault_of_ours
from bot.ingest.engine import Done, Engine
from bot.ingest.fetch import Fetcher
from bot.ingest.limits import Limits
from bot.ingest.pipeline import GONE, Pipeline, Web
from bot.ingest.poll import permission_of
from bot.ingest.report import Ingested, Report
from bot.logs import get_logger
from bot.news.model import Article, Editing
from bot.news.rereading import reread
from bot.store.database import Store
from bot.store.intake import Change, Incoming, Stored, store_articles
from bot.store.revisits import PageAnswer, Visit, due_visits, note_visit

log = get_logger(__name__)

IN_A_ROUND, OF_A_HOST = 30, 3
"""So many pages are looked at in one round, and so many of one host."""
_CONSIDERED = 300
"""So many of the pages that are due are read of, so that other hosts have their turn beside one with many."""


@dataclass(frozen=True, slots=True)
class _Read:
    """How a page answered, and its article as it is now."""

    page: PageAnswer
    article: Article


class Revisits:
    """Looks at pages again. What changed is a revision of its article; what is gone for good is withdrawn."""

    def __init__(
        self, store: Store, pipeline: Pipeline, engine: Engine, editing: Editing, clock: Clock, limits: Limits
    ) -> None:
        self._store = store
        self._pipeline = pipeline
        self._engine = engine
        self._editing = editing
        self._clock = clock
        self._limits = limits

    async def due(self) -> Report:
        """One round over the pages that are due now."""
        visits = _choose(await self._store.read(due_visits, self._clock.now(), _CONSIDERED))
        if not visits:
            return Report()
        async with Fetcher(self._limits) as fetcher:
            answers = await asyncio.gather(*(self._look(fetcher, visit) for visit in visits))
        read = [await self._read(visit, answer) for visit, answer in zip(visits, answers, strict=True)]
        stored = await self._store_all(visits, read)
        changed = [one.article for one in stored if one.change is not Change.SAME]
        if changed:
            log.info("pages have changed", articles=[article.url for article in changed])
        return Report(articles=tuple(Ingested(one, one.url or "") for one in changed), places=len(visits))

    async def _look(self, fetcher: Fetcher, visit: Visit) -> Fetched | FetchError:
        """The page as it answers now, asked for on behalf of the source that brought it."""
        assert visit.article.url is not None
        permission = permission_of(visit.source) if visit.source else Permission()
        page = visit.page if visit.page.seen else PageAnswer()
        async with fetcher.session(permission) as session:
            web = Web(session, monotonic() + self._limits.source_seconds)
            try:
                return await self._pipeline.fetch_page(
                    web, visit.article.url, etag=page.etag, last_modified=page.last_modified
                )
            except FetchError as error:
                return error
            except Exception as error:
                log.exception("a page could not be looked at", url=visit.article.url)
                return FetchError(visit.article.url, fault_of_ours(error))

    async def _read(self, visit: Visit, answer: Fetched | FetchError) -> _Read:
        """What came of a look. A page that leads to a front page, or that can't be read, says nothing."""
        if isinstance(answer, FetchError):
            return _Read(PageAnswer(gone=answer.status in GONE), visit.article)
        page = replace(visit.page, seen=True)
        if answer.not_modified:
            return _Read(page, visit.article)
        if urlsplit(answer.url).path.strip("/") == "":
            return _Read(PageAnswer(), visit.article)
        page = replace(page, etag=answer.etag, last_modified=answer.last_modified)
        work = partial(reread, told=visit.page.told, editing=self._editing)
        (result,) = await self._engine.run(work, [(visit.article, answer.body)])
        return _Read(page, result.value if isinstance(result, Done) else visit.article)

    async def _store_all(self, visits: Sequence[Visit], read: Sequence[_Read]) -> list[Stored]:
        now = self._clock.now()

        def unit(db: Database) -> list[Stored]:
            incoming = []
            for visit, one in zip(visits, read, strict=True):
                gone = note_visit(db, visit.article.id, one.page, now)
                article = replace(visit.article, withdrawn=True) if gone else one.article
                if gone is not None and article != visit.article:
                    incoming.append(Incoming(article, audience=visit.audience))
            return store_articles(db, incoming, now, self._pipeline.assignment) if incoming else []

        await self._pipeline.learn()
        return await self._store.write(unit)


def _choose(due: Iterable[Visit]) -> list[Visit]:
    """The first of them, few of one host."""
    met: Counter[str] = Counter()
    chosen: list[Visit] = []
    for visit in due:
        host = urlsplit(visit.article.url or "").netloc
        if met[host] < OF_A_HOST and len(chosen) < IN_A_ROUND:
            met[host] += 1
            chosen.append(visit)
    return chosen
