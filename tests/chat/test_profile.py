"""What Telegram shows before anybody writes."""

from structlog.testing import capture_logs
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot.chat.profile import FOR_MEMBERS, fingerprint, publish_profile
from bot.chat.texts import DESCRIPTION, SHORT_DESCRIPTION
from tests.chat.conftest import ADMIN, House


async def test_each_kind_of_chat_has_its_own_commands(house: House) -> None:
    await publish_profile(house.bot, [ADMIN])
    private = await house.bot.get_my_commands(BotCommandScopeAllPrivateChats())
    group = await house.bot.get_my_commands(BotCommandScopeAllGroupChats())
    admin = await house.bot.get_my_commands(BotCommandScopeChat(ADMIN))
    assert "subscribe" in {command.command for command in private}
    assert {command.command for command in group} == FOR_MEMBERS
    assert {command.command for command in admin} - {command.command for command in private} == {
        "stats",
        "sources",
        "broadcast",
    }


async def test_where_people_are_invited_admins_see_how(house: House) -> None:
    await publish_profile(house.bot, [ADMIN], invites=True)
    admin = await house.bot.get_my_commands(BotCommandScopeChat(ADMIN))
    assert {"invite", "invites"} <= {command.command for command in admin}


async def test_the_bot_describes_itself(house: House) -> None:
    await publish_profile(house.bot)
    assert (await house.bot.get_my_description()).description == DESCRIPTION
    assert (await house.bot.get_my_short_description()).short_description == SHORT_DESCRIPTION


async def test_a_profile_that_cannot_be_set_stops_nothing(house: House) -> None:
    await house.person.fault("refuse", "setMyDescription", code=500)
    with capture_logs() as logs:
        assert not await publish_profile(house.bot)
    assert [entry["event"] for entry in logs] == ["profile not set"]
    assert (await house.bot.get_my_short_description()).short_description == SHORT_DESCRIPTION


def test_a_profile_is_another_one_for_other_admins() -> None:
    assert fingerprint([ADMIN]) == fingerprint([ADMIN])
    assert len({fingerprint(), fingerprint([ADMIN]), fingerprint([ADMIN], invites=True)}) == 3


def test_descriptions_are_no_longer_than_telegram_takes() -> None:
    assert len(DESCRIPTION) <= 512
    assert len(SHORT_DESCRIPTION) <= 120
