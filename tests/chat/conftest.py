"""A small shelf of articles, a desk over it, and the real application talking HTTP to the local Bot API."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.application import ALLOWED_UPDATES, build_application
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import Desk, open_desk
from bot.news.model import Article, Editing
from bot.news.topics import Topics
from bot.playground.client import PlaygroundClient
from bot.playground.playground import DEMO_TOKEN, Playground
from bot.playground.seeds import CHANNEL, FORUM, GROUP
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from bot.web.server import listen, serve
from tests.chat.samples import NOW

ADMIN = 1002
"""One of the bot's own admins, and a plain member of the groups."""

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


@dataclass
class House:
    """What a conversation test needs: somebody who writes, the desk, and the clock."""

    person: PlaygroundClient
    desk: Desk
    clock: FrozenClock


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk over a database with the shelf in it; it is 07:30 in Niamey on a Wednesday."""
    async with Store.open(tmp_path / "news.db") as store:
        await fill_shelf(store)
        yield open_desk(store, Settings(), FrozenClock(NOW))


@pytest.fixture
async def house(desk: Desk) -> AsyncIterator[House]:
    """The application, polling the local Bot API on a loopback port."""
    async with AsyncExitStack() as stack:
        clock = desk.clock
        assert isinstance(clock, FrozenClock)
        playground = Playground(clock.now, clock.move_to)
        sock = listen("127.0.0.1", 0)
        base = f"http://127.0.0.1:{sock.getsockname()[1]}"
        await stack.enter_async_context(serve(playground.app, sock))
        stack.callback(playground.close)
        application = build_application(token=DEMO_TOKEN, api_url=base, desk=desk, admins=[ADMIN])
        updater = application.updater
        assert updater is not None
        await stack.enter_async_context(application)
        await application.start()
        stack.push_async_callback(application.stop)
        await updater.start_polling(allowed_updates=list(ALLOWED_UPDATES), timeout=5)
        stack.push_async_callback(updater.stop)
        person = await stack.enter_async_context(PlaygroundClient(base))
        yield House(person, desk, clock)


async def added(house: House, chat: int, status: str = "member") -> None:
    """Adds the bot to a group or channel and lets its greeting pass."""
    await house.person.membership(status, chat)
    await house.person.settle(0.05)


__all__ = ["ADMIN", "CHANNEL", "FORUM", "GROUP", "House", "added"]
