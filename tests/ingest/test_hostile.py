"""What strangers may send: every entry is kept, every fault is recorded, nothing stops the pass."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.ingest.engine import LocalEngine
from bot.ingest.limits import Limits
from tests.ingest.encounters import HASTY, PATIENT, Outcome, as_expected, outcomes, prepared
from tests.ingest.hostile import CASES, HEAVY, WAITING, Case

LIGHT = [case for case in CASES if case.name not in HEAVY | WAITING]
LARGE = [case for case in CASES if case.name in HEAVY]
ENDLESS = [case for case in CASES if case.name in WAITING]


async def meet(cases: Sequence[Case], folder: Path, limits: Limits) -> dict[str, Outcome]:
    """One round over all of them, with real processes."""
    engine = LocalEngine(2, seconds=100.0)
    try:
        async with prepared(cases, folder / "news.db", engine, limits) as (ingest, store):
            await ingest.poll_due()
            return await outcomes(store)
    finally:
        await engine.close()


@pytest.fixture(scope="module")
def light(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return asyncio.run(meet(LIGHT, tmp_path_factory.mktemp("light"), PATIENT))


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return asyncio.run(meet(LARGE, tmp_path_factory.mktemp("heavy"), PATIENT))


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    return asyncio.run(meet(ENDLESS, tmp_path_factory.mktemp("waiting"), HASTY))


def by_name(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", LIGHT, ids=by_name)
def test_a_hostile_source_costs_nothing_but_itself(case: Case, light: dict[str, Outcome]) -> None:
    assert as_expected(case, light[case.name]), light[case.name]


@pytest.mark.slow
@pytest.mark.parametrize("case", LARGE, ids=by_name)
def test_a_heavy_source_costs_nothing_but_itself(case: Case, heavy: dict[str, Outcome]) -> None:
    assert as_expected(case, heavy[case.name]), heavy[case.name]


@pytest.mark.slow
@pytest.mark.parametrize("case", ENDLESS, ids=by_name)
def test_a_source_that_never_ends_ends_with_our_patience(case: Case, waiting: dict[str, Outcome]) -> None:
    assert as_expected(case, waiting[case.name]), waiting[case.name]


def test_nothing_of_this_machine_is_told_and_only_web_links_are_kept(light: dict[str, Outcome]) -> None:
    articles = [article for outcome in light.values() for article in outcome.articles]
    assert not any("root:" in article.title + article.text for article in articles)
    assert not any(article.url and not article.url.startswith("http") for article in articles)
    assert not any(mark in article.title for article in articles for mark in "\u202e\u2066")
    assert max(len(article.title) for article in articles) <= 500


def test_reasons_are_sentences_for_people(light: dict[str, Outcome]) -> None:
    technical = re.compile(
        r"error|exception|errno|traceback|taskgroup|codec|_ssl|at 0x[0-9a-f]{6}|<|\n", re.IGNORECASE
    )
    told = {outcome.reason for outcome in light.values()}
    assert {reason for reason in told if technical.search(reason)} == set()
