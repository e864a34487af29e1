"""What the bot's own admins do: write to everybody, let people in, become admin."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import BotCommandScopeChat
from telegram.ext import ExtBot

from bot.chat import texts
from bot.chat.delivery import Delivery
from bot.desk import Desk
from bot.playground.client import PlaygroundClient, buttons, text_of
from bot.store.model import Place
from tests.chat.conftest import ADMIN, House, Talk, open_house

NEWS = "Tonight the bot moves.\nIt rests <b>for an hour</b>."


async def somebody(house: House) -> int:
    """A person who started the bot."""
    chat = int((await house.person.post("person", name="Somebody", started=True))["id"])
    await house.desk.readers.start(Place(chat, bot=1))
    return chat


async def deliver(house: House) -> None:
    """Sends what is planned."""
    assert isinstance(house.bot, ExtBot)
    bot: ExtBot[Any] = house.bot
    await Delivery(house.desk, [bot], house.clock).send_pending()


async def told(person: PlaygroundClient, chat: int) -> list[str]:
    """The broadcasts that came."""
    return [text_of(m) for m in await person.messages(chat) if "those who run" in text_of(m)]


async def test_a_broadcast_is_shown_first_and_reaches_each_reader_once(house: House) -> None:
    one, other = await somebody(house), await somebody(house)
    preview = await house.person.ask(f"/broadcast {NEWS}", chat=ADMIN)
    assert NEWS in text_of(preview)
    assert buttons(preview) == ["Send to 2 readers", "Don’t send"]
    assert await told(house.person, one) == []
    await house.person.press("Send to 2 readers", chat=ADMIN)
    await house.person.wait_for("On its way to 2 readers", chat=ADMIN)
    await deliver(house)
    again = await house.person.ask("/broadcast send 1", chat=ADMIN)
    assert text_of(again) == texts.BROADCAST_OVER
    await deliver(house)
    assert await told(house.person, one) == [f"From those who run this bot\n\n{NEWS}"]
    assert len(await told(house.person, other)) == 1


async def test_who_it_comes_from_is_said_in_the_readers_language(house: House) -> None:
    chat = await somebody(house)
    await house.person.ask("/language fr", chat=chat)
    await house.person.ask(f"/broadcast {NEWS}", chat=ADMIN)
    await house.person.press("bcs:1", chat=ADMIN)
    await deliver(house)
    came = await house.person.wait_for(NEWS, chat=chat)
    assert text_of(came) == f"De la part de ceux qui gèrent ce bot\n\n{NEWS}"


async def test_a_broadcast_can_be_dropped(house: House) -> None:
    chat = await somebody(house)
    await house.person.ask("/broadcast Hello", chat=ADMIN)
    await house.person.press("Don’t send", chat=ADMIN)
    assert await house.person.wait_for(texts.BROADCAST_DROPPED, chat=ADMIN)
    await house.person.ask("/broadcast send 1", chat=ADMIN)
    await deliver(house)
    assert await told(house.person, chat) == []


async def test_who_stopped_or_paused_is_left_in_peace(house: House) -> None:
    stopped, paused = await somebody(house), await somebody(house)
    await house.desk.readers.stop(Place(stopped))
    await house.desk.readers.pause(Place(paused), None)
    assert "goes to 0 readers" in text_of(await house.person.ask("/broadcast Hello", chat=ADMIN))


async def test_only_admins_write_to_everybody(house: House) -> None:
    chat = await somebody(house)
    assert text_of(await house.person.ask("/broadcast Hello", chat=chat)) == texts.OWNERS_ONLY


async def test_a_button_of_the_admins_is_theirs_alone(house: House) -> None:
    """In a group everybody sees the button."""
    await house.person.membership("member", -4001)
    await house.person.settle(0.05)
    await house.person.ask("/broadcast Hello", chat=-4001, person=ADMIN)
    refused = await house.person.press("Don’t send", chat=-4001, person=1001)
    assert refused["text"] == texts.OWNERS_ONLY


async def test_a_broadcast_without_words_or_with_too_many_is_none(nora: Talk) -> None:
    admin = Talk(nora.desk, admin=True)
    assert await admin.say("/broadcast") == texts.BROADCAST_EXAMPLE
    assert await admin.say("/broadcast " + "word " * 1000) == texts.BROADCAST_LONG
    assert await admin.say("/broadcast send 7") == texts.BROADCAST_OVER


@pytest.fixture
async def club(desk: Desk) -> AsyncIterator[House]:
    """A bot for those who were invited."""
    async with open_house(desk, access="invite") as house:
        yield house


async def newcomer(house: House) -> int:
    return int((await house.person.post("person", name="Somebody", started=True))["id"])


async def test_a_stranger_is_told_so_in_one_sentence(club: House) -> None:
    chat = await newcomer(club)
    assert text_of(await club.person.ask("/start", chat=chat)) == texts.NOT_INVITED
    assert text_of(await club.person.ask("/start inv_nonsense", chat=chat)) == texts.NOT_INVITED
    assert await club.desk.readers.find(Place(chat)) is None


async def test_a_link_lets_one_in_and_no_second(club: House) -> None:
    answer = text_of(await club.person.ask("/invite", chat=ADMIN))
    payload = answer.partition("?start=")[2]
    assert answer.startswith("This link lets 1 person in:\nhttps://t.me/")
    one, other = await newcomer(club), await newcomer(club)
    assert "own words" in text_of(await club.person.ask(f"/start {payload}", chat=one))
    assert "Niger opens" in text_of(await club.person.ask("/brief niger", chat=one))
    assert text_of(await club.person.ask(f"/start {payload}", chat=other)) == texts.NOT_INVITED


async def test_links_are_listed_and_revoked(club: House) -> None:
    payload = text_of(await club.person.ask("/invite 10", chat=ADMIN)).partition("?start=")[2]
    listed = await club.person.ask("/invites", chat=ADMIN)
    assert f"{payload} – 10 of 10 left" in text_of(listed)
    assert (await club.person.press("Revoke 1", chat=ADMIN))["text"] == texts.INVITE_REVOKED
    assert await club.person.wait_for(texts.INVITES_NONE, chat=ADMIN)
    chat = await newcomer(club)
    assert text_of(await club.person.ask(f"/start {payload}", chat=chat)) == texts.NOT_INVITED


async def test_forgetting_forgets_the_invitation_and_says_so(club: House) -> None:
    payload = text_of(await club.person.ask("/invite", chat=ADMIN)).partition("?start=")[2]
    chat = await newcomer(club)
    await club.person.ask(f"/start {payload}", chat=chat)
    assert text_of(await club.person.ask("/forget yes", chat=chat)) == texts.FORGOTTEN_INVITED
    assert text_of(await club.person.ask("/start", chat=chat)) == texts.NOT_INVITED


async def test_an_open_bot_needs_no_invitations(nora: Talk) -> None:
    admin = Talk(nora.desk, admin=True)
    assert await admin.say("/invite") == texts.INVITES_OFF
    assert await admin.say("/invites") == texts.INVITES_OFF


async def test_the_one_time_link_makes_its_opener_the_admin(desk: Desk) -> None:
    async with open_house(desk, access="allowlist", admins=()) as house:
        code = await desk.admission.offer_ownership()
        chat = await newcomer(house)
        assert "This bot is private" in text_of(await house.person.ask("/stats", chat=chat))
        assert texts.YOU_ARE_ADMIN in text_of(await house.person.ask(f"/start own_{code}", chat=chat))
        assert "4 articles" in text_of(await house.person.ask("/stats", chat=chat))
        assert texts.YOU_ARE_ADMIN in text_of(await house.person.ask("/start own_used", chat=chat))
        menu = await house.bot.get_my_commands(BotCommandScopeChat(chat))
        assert "broadcast" in {command.command for command in menu}
