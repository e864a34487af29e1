"""Chats, members, and what the bot tells about itself."""

from typing import Any

import pytest

from bot.playground.methods.profile import commands_shown
from tests.playground.scene import CHANNEL, GROUP, KARIM, NORA, scene

HELP = {"command": "help", "description": "How this works"}


async def test_the_bot_knows_itself() -> None:
    async with scene() as s:
        me = await s.call("getMe")
    assert (me["id"], me["is_bot"], me["username"]) == (1, True, "newsbrief_demo_bot")


async def test_a_chat_can_be_asked_about() -> None:
    async with scene() as s:
        assert (await s.call("getChat", chat_id=NORA))["first_name"] == "Nora"
        assert await s.refusal("getChat", chat_id=GROUP) == "Forbidden: bot is not a member of the group chat"
        await s.person.membership("member", GROUP)
        assert (await s.call("getChat", chat_id=GROUP))["title"] == "Breakfast table"
        assert await s.call("getChatMemberCount", chat_id=GROUP) == 3


async def test_members_have_a_standing() -> None:
    async with scene() as s:
        await s.person.membership("administrator", CHANNEL)
        await s.person.membership("member", GROUP)
        creator = await s.call("getChatMember", chat_id=GROUP, user_id=NORA)
        member = await s.call("getChatMember", chat_id=GROUP, user_id=KARIM)
        bot = await s.call("getChatMember", chat_id=CHANNEL, user_id=1)
        nobody = await s.refusal("getChatMember", chat_id=GROUP, user_id=5)
    assert [m["status"] for m in (creator, member, bot)] == ["creator", "member", "administrator"]
    assert bot["can_post_messages"] is True
    assert nobody == "Bad Request: invalid user_id specified"


async def test_administrators_are_listed() -> None:
    async with scene() as s:
        await s.person.membership("administrator", GROUP)
        admins = await s.call("getChatAdministrators", chat_id=GROUP)
        private = await s.refusal("getChatAdministrators", chat_id=NORA)
    assert [m["user"]["id"] for m in admins] == [NORA, 1]
    assert private == "Bad Request: there are no administrators in the private chat"


async def test_a_bot_can_leave_a_group() -> None:
    async with scene() as s:
        await s.person.membership("member", GROUP)
        await s.call("leaveChat", chat_id=GROUP)
        assert (
            await s.refusal("sendMessage", chat_id=GROUP, text="x")
            == "Forbidden: bot is not a member of the group chat"
        )


async def test_commands_are_kept_by_scope_and_language() -> None:
    async with scene() as s:
        scope = {"type": "chat", "chat_id": NORA}
        await s.call("setMyCommands", commands=[HELP], scope=scope, language_code="fr")
        assert await s.call("getMyCommands", scope=scope, language_code="fr") == [HELP]
        assert await s.call("getMyCommands") == []
        await s.call("deleteMyCommands", scope=scope, language_code="fr")
        assert await s.call("getMyCommands", scope=scope, language_code="fr") == []


async def test_the_narrowest_command_list_is_the_one_people_see() -> None:
    async with scene() as s:

        async def offer(name: str, **where: Any) -> None:
            await s.call("setMyCommands", commands=[{"command": name, "description": "x"}], **where)

        def seen(chat: int, person: int, language: str) -> str:
            return str(commands_shown(s.world.profile, s.world.chats[chat], person, language)[0]["command"])

        await offer("all")
        await offer("private", scope={"type": "all_private_chats"})
        await offer("prive", scope={"type": "all_private_chats"}, language_code="fr")
        await offer("admin", scope={"type": "all_chat_administrators"})
        assert [seen(NORA, NORA, "en"), seen(NORA, NORA, "fr")] == ["private", "prive"]
        assert [seen(GROUP, NORA, "en"), seen(GROUP, KARIM, "en")] == ["admin", "all"]


@pytest.mark.parametrize(
    ("parameters", "reason"),
    [
        ({"commands": [HELP | {"command": "Help"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [HELP | {"command": "x" * 33}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [HELP | {"description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [HELP] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        (
            {"commands": [HELP], "scope": {"type": "odd"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [HELP], "language_code": "french"}, "invalid language code specified"),
    ],
)
async def test_bad_commands_are_refused(parameters: dict[str, Any], reason: str) -> None:
    async with scene() as s:
        assert await s.refusal("setMyCommands", **parameters) == f"Bad Request: {reason}"


async def test_names_and_descriptions_fall_back_to_everybodys() -> None:
    async with scene() as s:
        await s.call("setMyName", name="Newsbrief")
        await s.call("setMyDescription", description="News a day", language_code="en")
        await s.call("setMyShortDescription", short_description="News")
        assert await s.call("getMyName", language_code="fr") == {"name": "Newsbrief"}
        assert await s.call("getMyDescription") == {"description": ""}
        assert await s.call("getMyDescription", language_code="en") == {"description": "News a day"}
        assert (await s.person.state())["bot"]["short_description"] == "News"
        await s.call("setMyDescription", description="Des nouvelles", language_code="fr")
        assert (await s.person.state())["bot"]["descriptions"]["fr"] == "Des nouvelles"
        assert (
            await s.refusal("setMyDescription", description="x" * 513)
            == "Bad Request: BOT_DESCRIPTION_TOO_LONG"
        )


async def test_the_menu_button_is_kept() -> None:
    async with scene() as s:
        await s.call("setChatMenuButton", menu_button={"type": "commands"})
        assert await s.call("getChatMenuButton", chat_id=NORA) == {"type": "commands"}


async def test_a_reply_keyboard_stays_until_it_is_removed() -> None:
    async with scene() as s:
        markup = {"keyboard": [["Niger", {"text": "Iran"}]]}
        await s.call("sendMessage", chat_id=NORA, text="x", reply_markup=markup)
        shown = s.world.chats[NORA].reply_keyboard
        await s.call("sendMessage", chat_id=NORA, text="x", reply_markup={"remove_keyboard": True})
    assert shown == {"keyboard": [[{"text": "Niger"}, {"text": "Iran"}]]}
    assert s.world.chats[NORA].reply_keyboard is None
