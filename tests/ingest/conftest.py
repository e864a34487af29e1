"""What tests of ingest share: a site on loopback, a store in a folder of its own, and an ingest over both."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.clock import FrozenClock
from bot.config import Settings, SourceSettings
from bot.ingest import Ingest
from bot.ingest.engine import Done, Failed, LocalEngine
from bot.ingest.limits import Limits
from bot.ingest.worker import attempt
from bot.store.database import Store
from tests.ingest.site import Site, running_site

T = TypeVar("T")

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
UNHURRIED = Limits(pause_seconds=0.0)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with running_site() as running:
        yield running


@pytest.fixture
async def other_site() -> AsyncIterator[Site]:
    async with running_site() as running:
        yield running


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOON)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "news.db") as opened:
        yield opened


class ThreadEngine(LocalEngine):
    """An engine without processes: what the tests feed it is harmless, and starting them takes long."""

    async def run(
        self, fn: Callable[..., T], items: Sequence[tuple[Any, ...]], *, hostile: bool = True
    ) -> list[Done[T] | Failed]:
        results = [await asyncio.to_thread(attempt, fn, item) for item in items]
        return [Done(value) if reason is None else Failed(reason) for value, reason in results]


OpenIngest = Callable[..., Ingest]


@pytest.fixture
def open_ingest(store: Store, clock: FrozenClock) -> OpenIngest:
    """An ingest, given its sources; limits and other settings by keyword."""

    def build(*sources: SourceSettings, limits: Limits = UNHURRIED, **settings: Any) -> Ingest:
        return Ingest(store, Settings(sources=sources, **settings), clock, ThreadEngine(), limits)

    return build


def source_at(url: str, name: str = "Courier") -> SourceSettings:
    """A source on loopback."""
    return SourceSettings(name=name, url=url, allow_private=True)
