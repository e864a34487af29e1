import os
import signal
import time
from pathlib import Path

import pytest

from bot.errors import UserError
from bot.ingest.engine import Done, Failed
from bot.ingest.engine_dask import DaskEngine
from bot.news.article import write_article
from bot.news.model import Editing, Entry

pytestmark = pytest.mark.slow

TEXT = (
    "The ferry to Lomeria sank in calm water on Monday, and all forty passengers were saved by fishermen.\n\n"
    "The port authority said that a plank had come loose. It closed the line for a week."
)


def double(number: int) -> int:
    return 2 * number


def refuse(name: str) -> None:
    raise UserError(f"{name}: it is no page.")


def die_once(marker: str) -> str:
    """Ends its worker the first time."""
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getppid(), signal.SIGKILL)
    return "done by another"


def sleep_for_long() -> None:
    """Oversteps every budget."""
    time.sleep(600)


async def test_results_come_in_the_order_of_their_items() -> None:
    engine = DaskEngine(processes=2)
    try:
        assert await engine.run(double, [(1,), (2,), (3,)]) == [Done(2), Done(4), Done(6)]
        assert await engine.run(refuse, [("x.html",)]) == [Failed("x.html: it is no page.")]
    finally:
        await engine.close()


async def test_an_article_is_the_same_as_written_here() -> None:
    entry = Entry(title="Ferry sinks off Lomeria", url="https://example.org/ferry", text=TEXT)

    engine = DaskEngine(processes=1)
    try:
        (there,) = await engine.run(_write, [(entry,)])
    finally:
        await engine.close()
    assert there == Done(_write(entry))


async def test_the_item_of_a_worker_that_dies_is_done_by_another(tmp_path: Path) -> None:
    engine = DaskEngine(processes=2)
    try:
        assert await engine.run(die_once, [(str(tmp_path / "died"),)]) == [Done("done by another")]
    finally:
        await engine.close()


async def test_an_item_that_oversteps_its_budget_costs_itself_and_no_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__WORKER__PRELOAD", "tests.ingest.impatient")
    engine = DaskEngine(processes=1)
    try:
        (stuck,) = await engine.run(sleep_for_long, [()])
        assert isinstance(stuck, Failed)
        assert "longer than" in stuck.reason
        assert await engine.run(double, [(2,)]) == [Done(4)]
    finally:
        await engine.close()


async def test_a_cluster_tells_who_works() -> None:
    engine = DaskEngine(processes=2)
    assert (await engine.workforce()).workers == 0
    try:
        await engine.ready()
        assert (await engine.workforce()).workers == 2
    finally:
        await engine.close()


async def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.ingest.engine_dask.CONNECT_SECONDS", 1)
    with pytest.raises(UserError, match="does not answer"):
        await DaskEngine("tcp://127.0.0.1:9").ready()


def _write(entry: Entry) -> object:
    return write_article(entry, None, source="The Lantern", language="en", editing=Editing())
