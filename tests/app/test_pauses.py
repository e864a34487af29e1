"""Garbage is found, and what stays is not walked again and again."""

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from bot.app import pauses
from bot.app.pauses import Tidying, short_pauses


@pytest.fixture(autouse=True)
def nothing_set_aside() -> Iterator[None]:
    yield
    gc.unfreeze()


class Ring:
    """An object that refers to itself: only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_the_first_look_sets_all_that_lives_aside() -> None:
    gc.unfreeze()
    Tidying().tidy()

    assert gc.get_freeze_count() > 10_000


def test_garbage_that_came_later_is_found() -> None:
    tidying = Tidying()
    tidying.tidy()
    ring = Ring()
    gone = weakref.ref(ring)
    del ring

    tidying.tidy()

    assert gone() is None


def test_what_survives_a_long_walk_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    tidying = Tidying()
    tidying.tidy()
    stays = [Ring() for _ in range(5_000)]

    tidying.tidy()
    before = gc.get_freeze_count()
    monkeypatch.setattr(pauses, "LONG_SECONDS", 0.0)
    tidying.tidy()

    assert gc.get_freeze_count() >= before + len(stays)


async def test_no_full_collection_comes_by_itself_for_the_length_of_the_block() -> None:
    thresholds, turn = gc.get_threshold(), sys.getswitchinterval()

    async with short_pauses():
        assert gc.get_threshold()[2] > 1_000_000
        assert sys.getswitchinterval() < turn

    assert gc.get_threshold() == thresholds
    assert sys.getswitchinterval() == turn
