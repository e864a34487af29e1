"""Who may, and how often."""

import pytest

from bot.chat.access import COMMANDS_A_MINUTE, Access, Patience

OWNER, FRIEND, STRANGER, GROUP = 1, 2, 3, -4001


def test_an_open_bot_admits_everybody() -> None:
    assert Access().admits(STRANGER, STRANGER)


@pytest.mark.parametrize("mode", ["allowlist", "invite"])
def test_a_closed_bot_admits_its_admins_and_who_is_listed(mode: str) -> None:
    access = Access(mode, frozenset({OWNER}), frozenset({FRIEND, GROUP}))
    assert access.admits(OWNER, OWNER)
    assert access.admits(FRIEND, FRIEND)
    assert access.admits(STRANGER, GROUP)
    assert not access.admits(STRANGER, STRANGER)
    assert not access.admits(None, -1)


def test_only_the_configured_are_admins() -> None:
    access = Access(admins=frozenset({OWNER}))
    assert access.is_admin(OWNER)
    assert not access.is_admin(None)


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_half_a_command_a_second_is_always_answered() -> None:
    watch = Watch()
    patience = Patience(seconds=watch)
    for _ in range(200):
        assert patience.ask(1, 1) == "answer"
        watch.now += 2


def test_who_asks_too_much_is_told_once() -> None:
    patience = Patience(limit=30, seconds=Watch())
    assert [patience.ask(1, 1) for _ in range(33)] == ["answer"] * 30 + ["warn", "ignore", "ignore"]


def test_after_a_minute_all_is_well_again() -> None:
    watch = Watch()
    patience = Patience(limit=1, seconds=watch)
    assert [patience.ask(1, 1), patience.ask(1, 1)] == ["answer", "warn"]
    watch.now = 60
    assert [patience.ask(1, 1), patience.ask(1, 1)] == ["answer", "warn"]


def test_one_member_does_not_use_up_the_patience_for_another() -> None:
    patience = Patience(limit=1, seconds=Watch())
    assert [patience.ask(GROUP, 1), patience.ask(GROUP, 2), patience.ask(1, 1)] == ["answer"] * 3


def test_thousands_of_readers_are_not_remembered_for_ever() -> None:
    watch = Watch()
    patience = Patience(seconds=watch)
    for reader in range(10_001):
        patience.ask(reader, reader)
    watch.now = 61
    patience.ask(-1, 1)
    assert len(patience._asked) == 1


def test_the_limit_is_never_below_what_was_promised() -> None:
    assert COMMANDS_A_MINUTE >= 30
