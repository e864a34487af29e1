"""What somebody new writes in a private chat, through the real application and the local Bot API.

All tests share one house; each has a person of its own.
"""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat import texts
from bot.chat.access import COMMANDS_A_MINUTE
from bot.chat.commands import COMMANDS
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.playground.client import PlaygroundClient, buttons, text_of
from bot.store.database import Store
from tests.chat.conftest import House, open_house
from tests.chat.samples import NOW

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def full_house(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    path = shutil.copy(shelf, tmp_path_factory.mktemp("house") / "news.db")
    async with Store.open(path) as store, open_house(open_desk(store, Settings(), FrozenClock(NOW))) as house:
        yield house


@pytest_asyncio.fixture(loop_scope="module")
async def somebody(full_house: House) -> PlaygroundClient:
    """A person who has not met the bot."""
    full_house.person.chat = (await full_house.person.post("person", name="Somebody", started=True))["id"]
    return full_house.person


async def answers(somebody: PlaygroundClient) -> list[str]:
    return [text_of(message) for message in await somebody.messages() if message["from"]["is_bot"]]


async def test_start_tells_what_this_is_and_offers_topics(somebody: PlaygroundClient) -> None:
    welcome = await somebody.ask("/start")
    assert "in the outlets’ own words" in text_of(welcome)
    assert "Your digest: 07:30, every day, UTC time." in text_of(welcome)
    assert "+ Niger" in buttons(welcome)


async def test_subscribing_tells_when_the_next_digest_comes(somebody: PlaygroundClient) -> None:
    answer = await somebody.ask("/subscribe niger, iran")
    assert text_of(answer).splitlines() == [
        "Subscribed to Niger and Iran.",
        "Next digest today at 07:30 (UTC).",
        "In the last week: Niger 1 story and Iran 1 story.",
        "For local time, tell me your place: /timezone Niamey",
    ]


async def test_a_brief_tells_the_story_word_for_word_and_counts_as_shown(somebody: PlaygroundClient) -> None:
    answer = await somebody.ask("/brief niger")
    assert "Herders said that the water came one month too late" in text_of(answer)
    assert "Nigeria" not in text_of(answer)
    again = await somebody.ask("/brief niger")
    assert "1 story, shown before" in text_of(again)


async def test_a_time_already_past_means_tomorrow_and_says_so(somebody: PlaygroundClient) -> None:
    await somebody.ask("/subscribe niger")
    answer = await somebody.ask("/time 06:15")
    assert "06:15 is past today, so it comes tomorrow. Next digest tomorrow at 06:15 (UTC)." in text_of(
        answer
    )


async def test_the_digest_comes_at_once_when_asked_for_and_only_once(somebody: PlaygroundClient) -> None:
    await somebody.ask("/subscribe niger, iran")
    digest = await somebody.ask("/digest")
    assert "2 stories" in text_of(digest)
    again = await somebody.ask("/digest")
    assert text_of(again).startswith("Nothing new on Iran and Niger. That’s everything – next one Wed 07:30.")


async def test_a_bare_word_is_a_brief(somebody: PlaygroundClient) -> None:
    assert "Niger opens two desert wells" in text_of(await somebody.ask("niger"))


async def test_buttons_change_the_message_they_are_on(somebody: PlaygroundClient) -> None:
    welcome = await somebody.ask("/start")
    told = await somebody.press("+ Niger")
    assert told["text"] == "Subscribed to Niger. Next digest today at 07:30 (UTC)."
    changed = await somebody.wait_for(lambda message: "✓ Niger" in buttons(message))
    assert changed["message_id"] == welcome["message_id"]


async def test_settings_are_edited_in_place(somebody: PlaygroundClient) -> None:
    shown = await somebody.ask("/settings")
    await somebody.press("+15 min")
    changed = await somebody.wait_for("Digests come at 07:45, every day.")
    assert changed["message_id"] == shown["message_id"]


async def test_a_button_pressed_twice_is_no_error(somebody: PlaygroundClient) -> None:
    await somebody.ask("/settings")
    for _ in range(2):
        await somebody.press("cfg:n:3")
    await somebody.settle(0.1)
    assert len(await somebody.messages()) == 2


async def test_a_document_answers_an_export(somebody: PlaygroundClient) -> None:
    await somebody.ask("/subscribe niger")
    sent = await somebody.ask("/export")
    assert sent["document"]["file_name"] == "newsbrief.json"
    assert b"niger" in await somebody.file(sent)


async def test_a_reply_tells_which_story_is_meant(somebody: PlaygroundClient) -> None:
    brief = await somebody.ask("/brief niger")
    why = await somebody.ask("/why", reply_to=brief["message_id"])
    assert "“Niamey”" in text_of(why)


async def test_every_command_is_answered_by_exactly_one_message(somebody: PlaygroundClient) -> None:
    for command in COMMANDS:
        await somebody.send(f"/{command.name}")
    await somebody.settle(0.5)
    assert len(await answers(somebody)) == len(COMMANDS)


async def test_what_is_no_command_is_answered_too(somebody: PlaygroundClient) -> None:
    assert "Did you mean /brief?" in text_of(await somebody.ask("/breif niger"))
    assert "/help lists what I understand" in text_of(await somebody.ask("/frobnicate"))
    assert "long for a topic" in text_of(await somebody.ask("word " * 100))
    await somebody.upload("cat.txt", b"meow")
    assert await somebody.wait_for("I read text only.")


async def test_a_slip_is_answered_in_one_sentence(somebody: PlaygroundClient) -> None:
    assert "“25:99” is no time of day" in text_of(await somebody.ask("/time 25:99"))
    assert "There is no word to look for" in text_of(await somebody.ask("/brief ???"))


async def test_what_a_reader_writes_cannot_break_the_answer(somebody: PlaygroundClient) -> None:
    answer = await somebody.ask("/search <b>wells</i> &amp;")
    assert text_of(answer) == "Nothing in the archive has <b>wells</i> &amp;."


async def test_an_edited_message_does_not_run_again(somebody: PlaygroundClient) -> None:
    sent = await somebody.send("/subscribe niger")
    await somebody.wait_for("Subscribed")
    await somebody.post("edit", chat=somebody.chat, message=sent["message_id"], text="/subscribe iran")
    await somebody.settle(0.2)
    assert len(await somebody.messages()) == 2


async def test_messages_of_one_chat_are_answered_in_their_order(somebody: PlaygroundClient) -> None:
    for text in ("/subscribe niger", "/time 18:00", "/topics"):
        await somebody.send(text)
    await somebody.wait_for("Tap to add or drop one.")
    assert [text[:10] for text in await answers(somebody)] == ["Subscribed", "Digests co", "Your topic"]


async def test_too_much_at_once_is_said_once(somebody: PlaygroundClient) -> None:
    for _ in range(COMMANDS_A_MINUTE + 5):
        await somebody.send("/help")
    await somebody.wait_for(texts.TOO_MUCH)
    await somebody.settle(0.2)
    assert len(await answers(somebody)) == COMMANDS_A_MINUTE + 1
