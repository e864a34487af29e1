"""What tests of ingest share: a site on loopback, a store in a folder of its own, and an ingest over both."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.config import Settings, SourceSettings
from bot.ingest import Ingest
from bot.ingest.engine import LocalEngine
from bot.ingest.limits import Limits
from bot.store.database import Store
from tests.ingest.site import Site, running_site

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
QUICK = Limits(request_seconds=0.5, source_seconds=1.5, pause_seconds=0.0)


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


@pytest.fixture(scope="session")
async def engine() -> AsyncIterator[LocalEngine]:
    """One for all tests: its processes take a second to start."""
    shared = LocalEngine(2)
    yield shared
    await shared.close()
