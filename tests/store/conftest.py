"""What tests of the store share."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.news.model import Editing
from bot.store.assignment import Assignment
from bot.store.database import Store

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "news.db") as opened:
        yield opened


@pytest.fixture
def assignment() -> Assignment:
    return Assignment(Editing())
