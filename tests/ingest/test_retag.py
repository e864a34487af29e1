"""The archive is tagged anew when topics change: newest first, a little at a time, across restarts."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest
from structlog.testing import capture_logs

from bot.errors import NewsbriefError
from bot.ingest import retag as retagging
from bot.ingest.engine import Done, Failed, LocalEngine, result
from bot.ingest.retag import retag
from bot.ingest.worker import attempt
from bot.news.model import Editing, TopicSpec
from bot.store.articles import list_articles
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from tests.store.samples import HARBOUR, NOON, WELLS, article

T = TypeVar("T")
WATER = TopicSpec("water", "Water", ("wells",))
DIGGING = TopicSpec("digging", "Digging", ("wells",))


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """Six articles on wells; two are tagged at a time."""
    monkeypatch.setattr(retagging, "AT_A_TIME", 2)
    async with Store.open(tmp_path / "news.db") as opened:
        wells = [article(f"w{number}", text=f"{WELLS} It is well {number}.") for number in range(6)]
        await opened.write(store_articles, [Incoming(one) for one in wells], NOON, Assignment(Editing()))
        yield opened


class Immediate(LocalEngine):
    """Works at once, and does first what is to happen `meanwhile`."""

    def __init__(self, meanwhile: Callable[[], Awaitable[object]] | None = None) -> None:
        super().__init__(1)
        self._meanwhile = meanwhile

    async def run(
        self, fn: Callable[..., T], items: Sequence[tuple[Any, ...]], *, hostile: bool = True
    ) -> list[Done[T] | Failed]:
        if self._meanwhile:
            await self._meanwhile()
        return [result(attempt(fn, item)) for item in items]


async def tagged(store: Store, slug: str) -> set[str]:
    return {one.id for one in await store.read(lambda db: list_articles(db, topic=slug))}


async def go_on(store: Store, most: int = 0, spec: TopicSpec = WATER) -> bool:
    return await retag(store, Immediate(), (spec,), Assignment(Editing()), most)


async def test_the_newest_are_tagged_first(store: Store) -> None:
    assert await go_on(store, 2) is False

    assert await tagged(store, "water") == {"w5", "w4"}


async def test_it_goes_on_where_it_was_interrupted(store: Store) -> None:
    await go_on(store, 2)

    await store.write(lambda db: db.execute("DELETE FROM article_topics WHERE article = 'w5'"))

    assert await go_on(store) is True
    assert await tagged(store, "water") == {"w4", "w3", "w2", "w1", "w0"}


async def test_it_begins_anew_when_the_topics_change_once_more(store: Store) -> None:
    await go_on(store, 4)

    await go_on(store, spec=DIGGING)

    assert await tagged(store, "water") == set()
    assert len(await tagged(store, "digging")) == 6


async def test_it_has_nothing_to_do_twice(store: Store) -> None:
    await go_on(store)
    await store.write(lambda db: db.execute("DELETE FROM article_topics"))

    assert await go_on(store) is True
    assert await tagged(store, "water") == set()


async def test_an_article_that_is_revised_meanwhile_keeps_what_it_speaks_of_now(store: Store) -> None:
    await go_on(store, 4)
    quay = article("w0", "A second quay", HARBOUR, topics=("benin",))

    async def revise() -> None:
        await store.write(store_articles, [Incoming(quay)], NOON, Assignment(Editing()))

    await retag(store, Immediate(revise), (WATER,), Assignment(Editing()))

    assert await tagged(store, "water") == {"w5", "w4", "w3", "w2", "w1"}
    assert await tagged(store, "benin") == {"w0"}


async def test_it_is_told_when_it_cannot_be_done(store: Store) -> None:
    async def fail() -> None:
        raise NewsbriefError("The process that reads pages does not start; its own message is above.")

    with pytest.raises(NewsbriefError, match="does not start"):
        await retag(store, Immediate(fail), (WATER,), Assignment(Editing()))
    assert await tagged(store, "water") == set()


async def test_a_large_archive_is_tagged_by_processes_after_the_start(store: Store) -> None:
    engine = LocalEngine(1)
    try:
        assert await retag(store, engine, (WATER,), Assignment(Editing())) is True
    finally:
        await engine.close()
    assert len(await tagged(store, "water")) == 6


async def test_an_empty_archive_has_nothing_to_say_of(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "empty.db") as empty:
        with capture_logs() as lines:
            assert await go_on(empty) is True
    assert lines == []
