"""Meets hostile sources as a polling round does, and tells what became of each."""

import re
import socket
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.clock import FrozenClock
from bot.config import Settings, SourceSettings
from bot.ingest import Ingest
from bot.ingest.engine import Engine
from bot.ingest.limits import Limits
from bot.news.model import Article
from bot.store.articles import list_articles
from bot.store.database import Store
from bot.store.sources import all_sources
from tests.ingest.conftest import NOON, source_at
from tests.ingest.hostile import HOSTILE, Case
from tests.ingest.site import Answer, Site, running_site

PATIENT = Limits(request_seconds=200.0, source_seconds=200.0, pause_seconds=0.0)
"""A machine that is busy with other things is no fault of theirs."""
HASTY = Limits(request_seconds=2.0, connect_seconds=2.0, pause_seconds=0.0)
"""For those that keep us waiting anyway."""


@dataclass(frozen=True)
class Outcome:
    """What became of a hostile source."""

    reason: str
    """As it is recorded, of the source or of its articles; "" if there is none."""
    articles: tuple[Article, ...]


def as_expected(case: Case, outcome: Outcome) -> bool:
    """Whether the reason is that of the table, and all is kept that is to be kept."""
    texts = [article.text for article in outcome.articles]
    return (
        bool(re.search(case.told, outcome.reason))
        and case.entries in (None, len(texts))
        and (not case.says or any(case.says in text for text in texts))
    )


@asynccontextmanager
async def prepared(
    cases: Sequence[Case], database: Path, engine: Engine, limits: Limits
) -> AsyncIterator[tuple[Ingest, Store]]:
    """An ingest whose sources are the cases, all of them served on loopback."""
    async with running_site() as site, Store.open(database) as store:
        sources = tuple(_source(site, case) for case in cases)
        ingest = Ingest(store, Settings(sources=sources), FrozenClock(NOON), engine, limits)
        with _names_of(cases):
            await ingest.sync()
            yield ingest, store


async def outcomes(store: Store) -> dict[str, Outcome]:
    """What is stored of each source, by name."""
    failed = {source.name: source.last_error for source in await store.read(all_sources)}
    articles = await store.read(list_articles)
    return {
        name: Outcome(
            error or "; ".join(filter(None, {a.reason for a in articles if a.source == name})),
            tuple(a for a in articles if a.source == name),
        )
        for name, error in failed.items()
    }


def _source(site: Site, case: Case) -> SourceSettings:
    path = "/" + case.host.removesuffix(HOSTILE)
    base = f"http://{case.host}:{site.port}{path}"
    for below, answer in case.answers.items():
        site.put(path + below, _at(base, answer))
    return source_at(base, case.name)


def _at(base: str, answer: Answer) -> Answer:
    headers = {name: value.replace("{base}", base) for name, value in answer.headers.items()}
    return replace(answer, body=answer.body.replace(b"{base}", base.encode()), headers=headers)


@contextmanager
def _names_of(cases: Sequence[Case]) -> Iterator[None]:
    """Answers for the names of the cases, as their name servers would; else with this machine's address."""
    names = {name or case.host: answers for case in cases for name, answers in case.names.items()}
    asked, real = Counter[str](), socket.getaddrinfo

    def answer(host: str, port: int, **options: Any) -> list[Any]:
        if not host.endswith(HOSTILE):
            return real(host, port, **options)
        asked[host] += 1
        answers = names.get(host, ("127.0.0.1",))
        told = answers[min(asked[host], len(answers)) - 1]
        if not told:
            raise socket.gaierror
        return [one for address in told.split() for one in real(address, port, **options)]

    with patch("socket.getaddrinfo", answer):
        yield
