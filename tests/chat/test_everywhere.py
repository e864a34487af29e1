"""Every command and every button, in a private chat, a group, a thread and a channel.

Texts are not looked at here: that each is answered, once, and nothing goes wrong.
"""

import shutil
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.access import Patience
from bot.chat.commands import COMMANDS, PRESSES
from bot.chat.markup import MAX_DATA
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.playground.client import Json, PlaygroundRefusal, text_of
from bot.playground.seeds import CHANNEL, FORUM, GROUP, PERSON, SECOND_PERSON
from bot.store.database import Store
from bot.store.model import Place
from tests.chat.conftest import House, open_house
from tests.chat.samples import NOW

pytestmark = pytest.mark.asyncio(loop_scope="module")

PLACES = {"private": PERSON, "group": GROUP, "thread": FORUM, "channel": CHANNEL}
SAID = (
    "/start",
    "/brief niger",
    "/brief africa",
    "/brief cocoa",
    "/brief nigr",
    "/brief iran 3x",
    "/subscribe niger, iran, nigr",
    "/unsubscribe",
    "/topics",
    "/digest",
    "/timezone russia",
    "/length",
    "/alerts",
    "/alerts on",
    "/pause friday",
    "/trend niger",
    "/hide football",
    "/mute Sahel Post",
    "/mute Sahel Pots",
    "/mute off",
    "/once iran",
    "/once",
    "/less",
    "/settings",
    "/quiet 22-07",
    "/language",
    "/channel",
    "/forget",
    "/broadcast Hello all",
    "/broadcast Hello again",
)
ELSEWHERE = frozenset({"fdr", "fdx", "fdu", "fds", "inv", "inr", "ch", "tl", "nal", "mst", "ums", "hrs"})
"""Pressed in tests of their own: for feeds, the invited, a chosen channel, and what comes unasked."""
LAST = ("cls", "fgt", "lga")
"""Pressed when all else was: the last leaves only news in other languages."""
ENOUGH = 4


@pytest.fixture(autouse=True)
def _endless_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Patience, "ask", lambda *_: "answer")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """The bot is in the group and the forum as a member, in the channel as an admin; Nora runs all of it."""
    path = shutil.copy(shelf, tmp_path_factory.mktemp("house") / "news.db")
    async with (
        Store.open(path) as store,
        open_house(open_desk(store, Settings(), FrozenClock(NOW)), admins=(PERSON,)) as house,
    ):
        for chat, status in ((GROUP, "member"), (FORUM, "member"), (CHANNEL, "administrator")):
            await house.person.membership(status, chat)
        await house.person.settle(0.2)
        yield house


async def where(house: House, place: str) -> tuple[int, int | None]:
    """The chat and the thread of a place."""
    if place != "thread":
        return PLACES[place], None
    return FORUM, (await house.person.messages(FORUM))[0]["message_thread_id"]


async def said_by_bot(house: House, chat: int) -> list[Json]:
    """The messages of the bot in a chat, so far."""
    return [
        m for m in await house.person.messages(chat) if m.get("from", {"is_bot": True})["is_bot"] and _says(m)
    ]


def _says(message: Json) -> bool:
    return not {"text", "document", "photo"}.isdisjoint(message)


def data_in(message: Json) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["callback_data"] for row in rows for button in row if "callback_data" in button]


async def failures(house: House) -> list[str]:
    """What the bot said that means that something went wrong."""
    chats = (await house.person.state())["chats"]
    told = [text_of(message) for chat in chats for message in chat["messages"]]
    return [text for text in told if "went wrong on my side" in text]


@pytest.mark.parametrize(
    "place", [one if one == "group" else pytest.param(one, marks=pytest.mark.slow) for one in PLACES]
)
async def test_every_command_is_answered_by_exactly_one_message(town: House, place: str) -> None:
    chat, thread = await where(town, place)
    for command in COMMANDS:
        before = len(await said_by_bot(town, chat))
        sent = await town.person.send(f"/{command.name}", chat=chat, thread=thread)
        answer = await town.person.wait_for(_says, after=sent["message_id"], chat=chat)
        if place == "thread":
            assert answer["message_thread_id"] == thread
        posts = 1 if place == "channel" else 0
        assert len(await said_by_bot(town, chat)) == before + posts + 1, command.name
    assert await failures(town) == []


async def test_a_member_changes_nothing_with_any_command(town: House) -> None:
    group = Place(GROUP, kind="group", title="Breakfast table")
    before = await town.desk.readers.enter(group)
    for command in COMMANDS:
        sent = await town.person.send(f"/{command.name} niger", chat=GROUP, person=SECOND_PERSON)
        await town.person.wait_for(_says, after=sent["message_id"], chat=GROUP)
    assert await town.desk.readers.find(group) == before
    assert await failures(town) == []


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
async def test_every_button_is_short_enough_and_answered_when_pressed(town: House, place: str) -> None:
    chat, thread = await where(town, place)
    pressed: set[str] = set()
    for text in SAID:
        sent = await town.person.send(text, chat=chat, thread=thread)
        await town.person.wait_for(_says, after=sent["message_id"], chat=chat)
        await press_all(town, chat, pressed)
    await press_all(town, chat, pressed, last=True)
    assert await failures(town) == []
    verbs = {data.partition(":")[0] for data in pressed}
    assert verbs <= set(PRESSES)
    if place == "private":
        assert set(PRESSES) - verbs <= ELSEWHERE


async def press_all(town: House, chat: int, pressed: set[str], *, last: bool = False) -> None:
    """Presses every button that was not pressed yet, also those that come by pressing."""
    while data_and_message := await next_button(town, chat, pressed, last=last):
        data, message = data_and_message
        try:
            answer = await town.person.press(data, chat=chat, message=message, person=PERSON)
        except PlaygroundRefusal:
            continue  # the press before has changed the message by now
        pressed.add(data)
        assert answer["kind"] == "answer"


async def next_button(town: House, chat: int, pressed: set[str], *, last: bool) -> tuple[str, int] | None:
    """One that was not pressed yet, new verbs first, and its message. A few of each verb are enough."""
    verbs = Counter(data.partition(":")[0] for data in pressed)
    offered = [
        (verbs[data.partition(":")[0]], data, message["message_id"])
        for message in await said_by_bot(town, chat)
        for data in data_in(message)
        if data not in pressed and (last or not data.startswith(LAST))
    ]
    assert all(len(data.encode()) <= MAX_DATA for _, data, _ in offered)
    times, data, message_id = min(offered, key=lambda one: one[0], default=(ENOUGH, "", 0))
    return (data, message_id) if times < ENOUGH else None
