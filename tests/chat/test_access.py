"""Who may, and how often."""

import pytest

from bot.chat.access import COMMANDS_A_MINUTE, Access, Patience
from bot.chat.incoming import said
from bot.desk import Desk
from bot.store.model import Place

OWNER, FRIEND, STRANGER, GROUP = 1, 2, 3, -4001


async def test_an_open_bot_admits_everybody(desk: Desk) -> None:
    assert await Access(desk.admission).admits(STRANGER, STRANGER)


@pytest.mark.parametrize("mode", ["allowlist", "invite"])
async def test_a_closed_bot_admits_its_admins_and_who_is_listed(desk: Desk, mode: str) -> None:
    access = Access(desk.admission, mode, frozenset({OWNER}), frozenset({FRIEND, GROUP}))
    assert await access.admits(OWNER, OWNER)
    assert await access.admits(FRIEND, FRIEND)
    assert await access.admits(STRANGER, GROUP)
    assert not await access.admits(STRANGER, STRANGER)
    assert not await access.admits(None, -1)


async def test_an_invitation_lets_in_as_many_as_it_was_made_for(desk: Desk) -> None:
    access = Access(desk.admission, "invite")
    made = await desk.admission.invite(2)
    for who in (10, 11, 12):
        await access.enter(said(f"/start inv_{made.code}"), Place(who), who)
    assert [await access.admits(who, who) for who in (10, 11, 12)] == [True, True, False]


async def test_whoever_is_in_uses_up_no_invitation(desk: Desk) -> None:
    access = Access(desk.admission, "invite", frozenset({OWNER}))
    made = await desk.admission.invite(1)
    await access.enter(said(f"/start inv_{made.code}"), Place(OWNER), OWNER)
    assert (await desk.admission.invites())[0].left == 1


async def test_an_invitation_opens_only_a_bot_that_invites(desk: Desk) -> None:
    access = Access(desk.admission, "allowlist")
    made = await desk.admission.invite(1)
    await access.enter(said(f"/start inv_{made.code}"), Place(STRANGER), STRANGER)
    assert not await access.admits(STRANGER, STRANGER)


async def test_a_group_is_let_in_as_a_whole(desk: Desk) -> None:
    access = Access(desk.admission, "invite")
    made = await desk.admission.invite(1)
    await access.enter(said(f"/start@newsbot inv_{made.code}"), Place(GROUP, kind="group"), STRANGER)
    assert await access.admits(FRIEND, GROUP)
    assert not await access.admits(STRANGER, STRANGER)


async def test_the_one_time_link_makes_its_first_opener_the_admin(desk: Desk) -> None:
    access = Access(desk.admission, "allowlist")
    code = await desk.admission.offer_ownership()
    assert not await access.enter(said("/start own_wrong"), Place(STRANGER), STRANGER)
    assert await access.enter(said(f"/start own_{code}"), Place(OWNER), OWNER)
    assert not await access.enter(said(f"/start own_{code}"), Place(STRANGER), STRANGER)
    assert await access.is_admin(OWNER)
    assert await access.admits(OWNER, OWNER)
    assert not await access.is_admin(STRANGER)
    assert await desk.admission.offer_ownership() is None


async def test_an_admin_in_the_configuration_leaves_no_link(desk: Desk) -> None:
    access = Access(desk.admission, admins=frozenset({OWNER}))
    code = await desk.admission.offer_ownership()
    assert not await access.enter(said(f"/start own_{code}"), Place(STRANGER), STRANGER)
    assert not await access.is_admin(None)


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
