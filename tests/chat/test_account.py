"""Coming, going, and what is held."""

import json
from dataclasses import replace
from typing import cast

from bot.chat.ask import Ask
from bot.chat.commands import COMMANDS
from bot.chat.commands.account import export
from bot.store.model import Place
from tests.chat.conftest import Talk, seen


async def test_a_link_subscribes_and_says_so(nora: Talk) -> None:
    told = await nora.say("/start sub_niger")
    assert "Subscribed to Niger." in told
    assert "Next digest today at 07:30 (UTC)." in told


async def test_a_broken_link_is_a_plain_start(nora: Talk) -> None:
    assert "own words" in await nora.say("/start sub_---")
    assert (await nora.reader()).topics == ()


async def test_stop_keeps_everything_and_start_brings_it_back(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    assert "Your topics (Niger) and settings are kept." in await nora.say("/stop")
    assert (await nora.reader()).next_due is None
    assert "Welcome back. Everything is as it was: Niger." in await nora.say("/start")
    assert (await nora.reader()).next_due is not None


async def test_who_stopped_is_still_answered(nora: Talk) -> None:
    await nora.say("/stop")
    assert "Niger opens two desert wells" in await nora.say("/brief niger")
    assert "You are stopped" in await nora.say("/settings")


async def test_forgetting_asks_first(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    assert "/forget yes" in await nora.say("/forget")
    assert seen(await nora.press("fgt:no")) == "Nothing was erased."
    assert (await nora.reader()).topics != ()


async def test_forgetting_leaves_nothing(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    await nora.say("/brief niger")
    assert (await nora.say("/forget yes")).startswith("Erased.")
    assert await nora.desk.readers.export(nora.place) == {}
    assert await nora.say("/forget") == "I hold nothing of this chat."


async def test_forgetting_by_button_is_the_same(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    assert seen(await nora.press("fgt:yes")).startswith("Erased.")
    assert await nora.desk.readers.find(nora.place) is None


async def test_an_admin_by_link_is_told_what_forgetting_leaves(nora: Talk) -> None:
    code = await nora.desk.admission.offer_ownership()
    assert code is not None
    await nora.desk.admission.own(code, nora.place.chat)
    await nora.say("/subscribe niger")
    held = await nora.desk.readers.export(nora.place)
    assert [row["user"] for row in cast("list[dict[str, int]]", held["admins"])] == [nora.place.chat]
    owner = replace(nora, admin=True)
    assert "that you are the admin" in await owner.say("/forget yes")


async def test_the_export_is_a_file_with_everything(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    answer = await export(Ask(nora.desk, nora.place))
    assert answer.document is not None
    assert "niger" in json.dumps(json.loads(answer.document.content))


async def test_a_stranger_has_nothing_to_export(nora: Talk) -> None:
    assert await nora.say("/export") == "I hold nothing of this chat."


async def test_asking_about_privacy_or_help_leaves_no_trace(nora: Talk) -> None:
    assert "/forget" in await nora.say("/privacy")
    await nora.say("/help")
    assert await nora.desk.readers.find(nora.place) is None


async def test_help_lists_what_works_and_nothing_else(nora: Talk) -> None:
    told = await nora.say("/help")
    assert "/subscribe – " in told
    assert not any(f"/{name} " in told for name in ("broadcast", "invite", "stats"))
    assert all(f"/{name} – " in told for name in ("feed", "feeds", "opml", "alerts", "language"))
    admin = await Talk(nora.desk, admin=True).say("/help")
    assert all(f"/{name} – " in admin for name in ("stats", "sources", "broadcast"))
    assert "/invite – " not in admin


async def test_help_in_a_group_parts_members_from_admins(nora: Talk) -> None:
    told = await Talk(nora.desk, Place(-4001, kind="group")).say("/help")
    members, admins = told.split("Admins of this chat may set")
    assert "/brief" in members
    assert "/subscribe" in admins


async def test_admins_see_how_the_bot_is_doing(nora: Talk) -> None:
    assert "4 articles and 4 stories" in await nora.say("/stats")
    assert "No source is configured." in await nora.say("/sources")


def test_every_command_has_a_description_that_telegram_takes() -> None:
    assert all(1 <= len(command.description) <= 256 for command in COMMANDS)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
