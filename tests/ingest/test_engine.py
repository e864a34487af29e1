"""The engine's processes: what oversteps is ended, and costs only itself."""

import os
from collections.abc import AsyncIterator

import pytest

from bot.ingest.engine import Done, Failed, LocalEngine
from tests.ingest.chores import double, refuse, trouble


@pytest.fixture
async def engine() -> AsyncIterator[LocalEngine]:
    started = LocalEngine(1, seconds=2.0)
    yield started
    await started.close()


async def test_trouble_costs_its_own_item_and_no_other(engine: LocalEngine) -> None:
    results = await engine.run(trouble, [("stuck",), ("greedy",), ("crash",), ("print",), ("fine",)])
    assert results == [
        Failed("reading it takes longer than 2 s"),
        Failed("reading it takes too much memory"),
        Failed("it crashes its reader"),
        Done("print"),
        Done("fine"),
    ]


async def test_many_items_come_back_in_their_order(engine: LocalEngine) -> None:
    results = await engine.run(double, [(n,) for n in range(100)], hostile=False)
    assert results == [Done(2 * n) for n in range(100)]


async def test_a_few_harmless_items_need_no_process(engine: LocalEngine) -> None:
    (mine,) = await engine.run(os.getpid, [()], hostile=False)
    assert mine == Done(os.getpid())


async def test_what_a_function_says_of_its_input_is_the_reason(engine: LocalEngine) -> None:
    assert await engine.run(refuse, [("seven",)], hostile=False) == [Failed("seven is no number")]
