"""A channel set up from its admin's private chat, through the real application and the local Bot API."""

from dataclasses import replace
from datetime import time

from bot.chat import texts
from bot.chat.access import AskTelegram
from bot.chat.ask import Ask
from bot.chat.commands import PRESSES
from bot.chat.markup import MAX_DATA
from bot.playground.client import Json, buttons, text_of
from bot.playground.seeds import CHANNEL
from bot.store.model import Place, Reader
from tests.chat.conftest import NORA, House

HERE = Place(CHANNEL, kind="channel")


async def chosen(house: House) -> Json:
    """Nora picks her channel with the button, and the bot answers."""
    told = await house.person.post("share", chat=NORA.chat, shared=CHANNEL, request=1)
    return await house.person.wait_for(after=told["message_id"])


async def keyboard(house: House) -> Json:
    """The keyboard that takes the place of Nora's letters."""
    chats = (await house.person.state())["chats"]
    found: Json = next(chat["reply_keyboard"] for chat in chats if chat["id"] == NORA.chat)
    return found


async def reader(house: House) -> Reader:
    found = await house.desk.readers.find(HERE)
    assert found is not None
    return found


async def test_a_channel_is_asked_for_with_telegrams_own_list(house: House) -> None:
    await house.person.ask("/channel")
    ((button,),) = (await keyboard(house))["keyboard"]
    wanted = button["request_chat"]
    assert wanted["chat_is_channel"]
    assert wanted["bot_administrator_rights"]["can_post_messages"]
    assert not wanted["bot_administrator_rights"]["can_delete_messages"]


async def test_a_channel_is_spoken_to_in_the_language_of_who_set_it_up(house: House) -> None:
    await house.person.ask("/language fr")
    await chosen(house)
    assert (await reader(house)).preferences.language == "fr"
    await house.person.ask("/channel 1 language ar")
    await chosen(house)
    assert (await reader(house)).preferences.language == "ar"


async def test_the_chosen_channel_is_set_up_by_buttons_from_here(house: House) -> None:
    ready = await chosen(house)
    assert text_of(ready).startswith("Morning line is set up: I may post there.")
    await house.person.press("+1 h")
    await house.person.wait_for("Digests come at 08:30, every day.")
    await house.person.press("Topics")
    await house.person.wait_for("You have no topic yet")
    await house.person.press("+ Iran")
    await house.person.wait_for(lambda message: "✓ Iran" in buttons(message))
    found = await reader(house)
    assert found.schedule.times == (time(8, 30),)
    assert [topic.slug for topic in found.topics] == ["iran"]
    assert await house.person.messages(CHANNEL) == []
    mine = await house.desk.readers.find(NORA)
    assert mine is not None
    assert mine.topics == ()


async def test_any_command_works_for_a_channel_from_here(house: House) -> None:
    await chosen(house)
    answer = await house.person.ask("/channel 1 subscribe cocoa prices")
    assert text_of(answer).splitlines()[:2] == ["Morning line", "Subscribed to cocoa prices."]
    await house.person.press("Undo")
    await house.person.settle(0.1)
    assert (await reader(house)).topics == ()
    assert "as in /channel 1 time 07:30" in text_of(await house.person.ask("/channel 1 frobnicate"))
    assert "as in /channel 1 time 07:30" in text_of(await house.person.ask("/channel 1 broadcast hello"))


async def test_a_look_from_here_counts_as_shown_to_nobody(house: House) -> None:
    await chosen(house)
    await house.person.ask("/channel 1 subscribe niger")
    assert "Niger opens two desert wells" in text_of(await house.person.ask("/channel 1 digest"))
    assert "1 story, new" in text_of(await house.person.ask("/brief niger"))
    assert "1 story" in text_of(await house.person.ask("/channel 1 digest"))


async def test_several_channels_are_listed_and_one_tap_away(house: House) -> None:
    await chosen(house)
    listed = await house.person.ask("/channel")
    assert buttons(listed) == ["Morning line", "Add a channel"]
    await house.person.press("Morning line")
    assert "Zone: UTC" in text_of(await house.person.wait_for("Zone: UTC", after=listed["message_id"]))


async def test_who_is_no_admin_any_more_can_do_nothing(house: House) -> None:
    await chosen(house)
    await house.person.membership("left", CHANNEL)
    await house.person.press("+1 h")
    await house.person.wait_for("You are no admin of Morning line")
    assert (await reader(house)).schedule.times == (time(7, 30),)
    assert "with the button below" in text_of(await house.person.ask("/channel"))


async def test_a_button_for_somebody_elses_channel_is_old(house: House) -> None:
    await chosen(house)
    other = (await house.person.post("person", name="Omar", started=True))["id"]
    ready = (await house.person.messages())[-1]
    (shift, *_), *_ = ready["reply_markup"]["inline_keyboard"]
    standing = AskTelegram(house.bot)
    ask = Ask(house.desk, Place(other), shift["callback_data"].removeprefix("ch:"), other, presses=PRESSES)
    answer = await PRESSES["ch"].run(replace(ask, standing=standing))
    assert answer.toast == str(texts.OLD_BUTTON)
    assert (await reader(house)).schedule.times == (time(7, 30),)


async def test_the_channels_buttons_are_as_short_as_telegram_wants(house: House) -> None:
    ready = await chosen(house)
    await house.person.ask(f"/channel 1 subscribe {'x' * 60}")
    for message in [ready, *await house.person.messages()]:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        assert all(
            len(button.get("callback_data", "").encode()) <= MAX_DATA for row in rows for button in row
        )


async def test_what_was_chosen_is_exported_and_forgotten(house: House) -> None:
    await chosen(house)
    held = await house.desk.readers.export(NORA)
    assert held["managed"]
    await house.person.ask("/forget yes")
    assert await house.desk.channels.of(NORA) == ()
    assert await house.desk.readers.find(HERE) is not None
