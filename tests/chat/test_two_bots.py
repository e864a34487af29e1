"""Several bots over one database: a chat belongs to the one that it talked to last."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copy

import pytest
from telegram import BotCommandScopeChat

from bot.chat.profile import publish_admin_commands
from bot.chat.voice import SPOKEN
from bot.playground.client import NORA, PlaygroundClient, text_of
from bot.playground.seeds import CHANNEL, GROUP
from bot.store.model import Message
from tests.chat.conftest import ADMIN
from tests.chat.two_bots import FIRST, SECOND, Pair, open_pair


@pytest.fixture
async def pair(shelf: Path, tmp_path: Path) -> AsyncIterator[Pair]:
    async with open_pair(Path(copy(shelf, tmp_path / "news.db"))) as pair:
        yield pair


async def notice(pair: Pair, key: str, text: str, reply_to: int | None = None) -> None:
    """Something that is told beside digests is planned for everybody."""
    await pair.desk.deliveries.broadcast(key, lambda _: [Message(text, reply_to=reply_to)])


async def known_messages(pair: Pair) -> int:
    """Of how many stories it is known in which message they were shown."""
    sql = "SELECT count(message) AS n FROM shown WHERE what LIKE 'story:%'"
    return int(await pair.store.read(lambda db: next(db.query(sql))["n"]))


async def joined(person: PlaygroundClient) -> None:
    """A bot is added to the group, and its greeting has come."""
    await person.membership("member", GROUP)
    await person.settle(0.4)


async def test_who_opened_two_bots_is_one_reader_with_one_digest_from_the_bot_used_last(pair: Pair) -> None:
    await pair.first.ask("/subscribe niger")
    assert "Niger" in text_of(await pair.second.ask("/topics"))
    await pair.tick(days=1)
    assert (await pair.digests(pair.first), len(await pair.digests(pair.second))) == ([], 1)
    await pair.first.ask("/help")
    await pair.tick(days=1)
    assert len(await pair.digests(pair.first)) == 1
    assert (await pair.reader()).place.bot == FIRST


async def test_what_is_planned_follows_a_reader_to_another_bot_and_comes_once(pair: Pair) -> None:
    await pair.first.ask("/subscribe niger")
    await notice(pair, "one", "Tonight we rest.", reply_to=1)
    await pair.second.ask("/help")
    await pair.tick()
    assert not [m for m in await pair.first.messages(NORA) if "we rest" in text_of(m)]
    (told,) = [m for m in await pair.second.messages(NORA) if "we rest" in text_of(m)]
    assert "reply_to_message" not in told


async def test_what_may_have_arrived_by_one_bot_is_repeated_marked_by_the_other(pair: Pair) -> None:
    await pair.first.ask("/subscribe niger")
    await notice(pair, "one", "Tonight we rest.")
    await pair.first.fault("lose", "sendMessage")
    await pair.tick()
    await pair.second.ask("/help")
    await pair.tick(minutes=1)
    (first,) = [text_of(m) for m in await pair.first.messages(NORA) if "we rest" in text_of(m)]
    (second,) = [text_of(m) for m in await pair.second.messages(NORA) if "we rest" in text_of(m)]
    assert (first, second) == ("Tonight we rest.", "Possible repeat\nTonight we rest.")


async def test_a_story_is_answered_where_it_was_shown_only_by_the_bot_that_showed_it(pair: Pair) -> None:
    await pair.first.ask("/subscribe niger")
    for words in ("/brief niger", "/topics"):  # the answer to the second comes after all that the first does
        await pair.first.ask(words)
    assert await known_messages(pair) == 1
    await pair.second.ask("/help")
    assert await known_messages(pair) == 0
    for words in ("/brief iran", "/topics"):
        await pair.second.ask(words)
    assert await known_messages(pair) == 1


async def test_who_blocks_another_bot_than_their_own_is_left_in_peace(pair: Pair) -> None:
    await pair.second.ask("/help")
    await pair.first.ask("/subscribe niger")
    await pair.second.block()
    await pair.second.settle(0.4)
    assert (await pair.reader()).state == "active"
    await pair.first.block()
    await pair.first.settle(0.4)
    assert (await pair.reader()).state == "suspended"
    await pair.second.block(False)
    await pair.second.ask("/help")
    reader = await pair.reader()
    assert (reader.state, reader.place.bot) == ("active", SECOND)


async def test_a_group_belongs_to_the_bot_that_came_last_or_is_called_by_name(pair: Pair) -> None:
    await joined(pair.first)
    await pair.first.ask("/subscribe niger", chat=GROUP)
    await joined(pair.second)
    assert (await pair.reader(GROUP)).place.bot == SECOND
    await pair.first.membership("kicked", GROUP)
    await pair.first.settle(0.4)
    assert (await pair.reader(GROUP)).state == "active"
    await joined(pair.first)
    assert (await pair.reader(GROUP)).place.bot == FIRST
    await pair.second.ask("/topics@second_bot", chat=GROUP)
    assert (await pair.reader(GROUP)).place.bot == SECOND


async def test_a_group_that_both_bots_hear_is_answered_once(pair: Pair) -> None:
    await joined(pair.first)
    await joined(pair.second)
    await pair.first.ask("/brief niger", chat=GROUP)
    said = await pair.second.send("/brief niger", chat=GROUP)
    await pair.second.settle(0.4)
    after = [m for m in await pair.second.messages(GROUP) if m["message_id"] > said["message_id"]]
    assert after == []
    assert "Niger" in text_of(await pair.second.ask("/brief@second_bot niger", chat=GROUP))


async def test_links_lead_to_the_bot_that_gives_them(pair: Pair) -> None:
    for person, name in ((pair.first, "first_bot"), (pair.second, "second_bot")):
        await joined(person)
        answer = await person.ask(f"/channel@{name}", chat=GROUP)
        urls = [one["url"] for row in answer["reply_markup"]["inline_keyboard"] for one in row]
        assert [url for url in urls if f"t.me/{name}?start=" in url]


async def test_a_channel_is_managed_from_either_bot_and_written_to_by_its_own(pair: Pair) -> None:
    await pair.first.ask("/channel")
    await pair.first.post("share", chat=NORA, shared=CHANNEL, request=1)
    await pair.first.settle(0.4)
    assert (await pair.reader(CHANNEL)).place.bot == FIRST
    assert "Morning line" in text_of(await pair.second.ask("/channel 1"))
    assert "Niger" in text_of(await pair.second.ask("/channel 1 subscribe niger"))
    assert (await pair.reader(CHANNEL)).place.bot == FIRST


async def test_a_bot_that_is_no_longer_configured_is_taken_over_and_gets_back_who_was_not_reached(
    pair: Pair,
) -> None:
    await pair.first.ask("/subscribe iran", person=ADMIN, chat=ADMIN)
    await pair.second.ask("/subscribe niger")
    pair.configure(pair.bots[0])
    await pair.delivery.recover()
    await pair.tick(days=1)
    assert [text_of(m) for m in await pair.first.messages(ADMIN) if "22" in text_of(m)]
    assert (await pair.reader()).state == "suspended"
    assert await pair.digests(pair.first) == []
    pair.configure(*pair.bots)
    await pair.delivery.recover()
    await pair.tick(hours=1)
    assert len(await pair.digests(pair.second)) == 1


async def test_whoever_had_opened_the_bot_that_takes_over_gets_their_digest_from_it(pair: Pair) -> None:
    await pair.first.ask("/help")
    await pair.second.ask("/subscribe niger")
    pair.configure(pair.bots[0])
    await pair.delivery.recover()
    await pair.tick(days=1)
    assert len(await pair.digests(pair.first)) == 1
    pair.configure(*pair.bots)
    await pair.delivery.recover()
    assert (await pair.reader()).place.bot == FIRST


async def test_the_admin_is_told_how_many_subscribers_each_bot_has(pair: Pair) -> None:
    await pair.first.ask("/subscribe iran", person=ADMIN, chat=ADMIN)
    await pair.second.ask("/subscribe niger")
    told = text_of(await pair.first.ask("/stats", person=ADMIN, chat=ADMIN))
    assert "@first_bot 1 و@second_bot 1" in re.sub(r"[\u2066-\u2069]", "", told)


async def test_an_admin_who_opens_another_bot_finds_the_admins_commands_there(pair: Pair) -> None:
    theirs = BotCommandScopeChat(ADMIN)
    await pair.second.fault(
        "refuse", "setMyCommands", code=400, description="Bad Request: chat not found", count=len(SPOKEN)
    )
    assert await publish_admin_commands(pair.bots[1], ADMIN, invites=False)
    assert await pair.bots[1].get_my_commands(theirs) == ()
    await pair.second.ask("/start", person=ADMIN, chat=ADMIN)
    assert "broadcast" in {command.command for command in await pair.bots[1].get_my_commands(theirs)}
