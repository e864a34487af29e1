"""A small shelf of articles, a desk over it, and the real application talking HTTP to the local Bot API."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from telegram import Bot

from bot.chat.application import ALLOWED_UPDATES, build_application
from bot.chat.ask import Answer, Ask
from bot.chat.commands import COMMANDS, PRESSES
from bot.chat.incoming import said
from bot.chat.markup import MAX_UNITS
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import Desk, open_desk
from bot.news.model import Article, Editing
from bot.news.topics import Topics
from bot.playground.client import PlaygroundClient
from bot.playground.entities import utf16_length
from bot.playground.markup import parse_html
from bot.playground.playground import DEMO_TOKEN, Playground
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from bot.store.model import Button, Place, Reader
from bot.web.server import listen, serve
from tests.chat.post import Post, open_post
from tests.chat.samples import NOW

ADMIN = 1002
"""One of the bot's own admins, and a plain member of the groups."""

NORA = Place(1001)

SHELF = (
    (
        "Sahel Post",
        "Niger opens two desert wells",
        1,
        "Niger opened two deep wells near Agadez on Tuesday, the water ministry in Niamey said.\n\n"
        "The wells will serve 4,000 herders who lost half of their animals in the drought of last year.\n\n"
        "Herders said that the water came one month too late for the weakest of their animals.",
    ),
    (
        "Delta Daily",
        "Nigeria raises the price of bread",
        2,
        "Bakers in Nigeria raised the price of bread by a tenth on Tuesday after flour became dearer.\n\n"
        "The union of bakers in Lagos said that a second rise may follow before the end of the month.",
    ),
    (
        "Gulf Ledger",
        "Iran reopens its northern railway",
        3,
        "Iran reopened the railway between Tehran and the Caspian on Tuesday after a year of repairs.\n\n"
        "The first train carried rice and tea, the transport ministry said in Tehran.",
    ),
    (
        "Sahel Post",
        "Cocoa prices fall for a third week",
        200,
        "Cocoa prices fell for a third week as rain returned to the farms of the coast.\n\n"
        "Traders said that the harvest would be the best in five years if the rain went on.",
    ),
)


async def fill_shelf(store: Store) -> None:
    """Stores the made-up articles, each some hours old."""
    batch = []
    for number, (outlet, title, hours, text) in enumerate(SHELF):
        url = f"https://news.example/{number}"
        article = Article(
            id=f"{number:016x}",
            url=url,
            title=title,
            byline=None,
            published=NOW - timedelta(hours=hours),
            source=outlet,
            language="en",
            text=text,
            summary=tuple(text.split("\n\n")),
            topics=tuple(Topics.load().tag(title, text)),
        )
        batch.append(Incoming(article, (f"url:{url}",)))
    await store.write(store_articles, batch, NOW, Assignment(Editing()))


@dataclass(frozen=True)
class Talk:
    """Asks the commands themselves, without Telegram between."""

    desk: Desk
    place: Place = NORA
    admin: bool = False

    async def say(self, text: str, *, stories: tuple[str, ...] = (), links: tuple[str, ...] = ()) -> str:
        """What a command answers, as it is seen. What it shows counts as shown, as in the conversation."""
        words = said(text)
        command = next(command for command in COMMANDS if command.name == words.command)
        ask = Ask(self.desk, self.place, words.argument, 1001, self.admin, stories, links, commands=COMMANDS)
        answer = await command.run(ask)
        if answer.shown or answer.told:
            await self.desk.deliveries.show(await ask.reader(), answer.shown, answer.told)
        return seen(answer)

    async def press(self, data: str, *keyboard: Button) -> Answer:
        """What a button does. `keyboard` is the row that it belongs to."""
        verb, _, argument = data.partition(":")
        return await PRESSES[verb].run(Ask(self.desk, self.place, argument, 1001, keyboard=(keyboard,)))

    async def reader(self) -> Reader:
        """The reader as stored."""
        reader = await self.desk.readers.find(self.place)
        assert reader is not None
        return reader


def seen(answer: Answer) -> str:
    """The visible words of an answer; every message of it is one that Telegram takes."""
    texts = []
    for message in answer.messages:
        text, _ = parse_html(message.html)
        assert 0 < utf16_length(text) <= MAX_UNITS
        texts.append(text)
    return "\n".join(texts) or answer.toast


@dataclass
class House:
    """What a conversation test needs: somebody who writes, the desk, and the clock."""

    person: PlaygroundClient
    desk: Desk
    clock: FrozenClock
    bot: Bot


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the shelf in it, to be copied."""
    path = tmp_path_factory.mktemp("shelf") / "news.db"

    async def fill() -> None:
        async with Store.open(path) as store:
            await fill_shelf(store)

    asyncio.run(fill())
    return path


@pytest.fixture
async def desk(shelf: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk over a copy of the shelf; it is 07:30 in Niamey on a Wednesday."""
    async with Store.open(shutil.copy(shelf, tmp_path / "news.db")) as store:
        yield open_desk(store, Settings(), FrozenClock(NOW))


@pytest.fixture
def nora(desk: Desk) -> Talk:
    """A private chat."""
    return Talk(desk)


@asynccontextmanager
async def open_house(
    desk: Desk,
    *,
    access: str = "open",
    admins: Sequence[int] = (ADMIN,),
    languages: Mapping[int, str] = MappingProxyType({}),
) -> AsyncIterator[House]:
    """The application, polling the local Bot API on a loopback port."""
    async with AsyncExitStack() as stack:
        clock = desk.clock
        assert isinstance(clock, FrozenClock)
        playground = Playground(clock.now, clock.move_to)
        for reader in playground.worlds[DEMO_TOKEN].people.values():
            reader.language = languages.get(reader.id, "en")
        sock = listen("127.0.0.1", 0)
        base = f"http://127.0.0.1:{sock.getsockname()[1]}"
        await stack.enter_async_context(serve(playground.app, sock))
        stack.callback(playground.close)
        application = build_application(
            token=DEMO_TOKEN, api_url=base, desk=desk, admins=admins, access=access
        )
        updater = application.updater
        assert updater is not None
        await stack.enter_async_context(application)
        await application.start()
        stack.push_async_callback(application.stop)
        await updater.start_polling(allowed_updates=ALLOWED_UPDATES, timeout=5)
        stack.push_async_callback(updater.stop)
        person = await stack.enter_async_context(PlaygroundClient(base))
        yield House(person, desk, clock, application.bot)


@pytest.fixture
async def house(desk: Desk) -> AsyncIterator[House]:
    """The application over a desk of its own."""
    async with open_house(desk) as house:
        yield house


async def added(house: House, chat: int, status: str = "member") -> None:
    """Adds the bot to a group or channel and lets its greeting pass."""
    await house.person.membership(status, chat)
    await house.person.settle(0.05)


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_post(tmp_path / "news.db") as post:
        yield post
