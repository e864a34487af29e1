from collections.abc import AsyncIterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.calendar import Schedule
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import Desk, open_desk
from bot.store.database import Store
from bot.store.model import Place

NOON = datetime(2026, 2, 18, 12, 0, tzinfo=UTC)
"""A Wednesday."""
NORA = Place(1001)
DEFAULT = Schedule("UTC", (time(7, 30),))


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOON)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "news.db") as store:
        yield store


@pytest.fixture
def desk(store: Store, clock: FrozenClock) -> Desk:
    return open_desk(store, Settings(), clock)
