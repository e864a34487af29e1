"""A desk over a real database, with stories that the tests make up as they go."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import Desk, open_desk
from bot.news.model import Article, Editing
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from bot.store.model import Place, Reader

NIGER, IRAN = "niger", "iran"


def words(number: int, count: int) -> list[str]:
    """Made-up words, others for every number, so that no two stories look alike."""
    dice = Random(number)
    return ["".join(dice.choices("abcdefghijklmnoprstuvwz", k=9)) for _ in range(count)]


def article(number: int, at: datetime, topic: str = NIGER) -> Article:
    """An article that speaks of a topic and is like no other."""
    name = topic.capitalize()
    title = f"{name} {' '.join(words(number, 4))}"
    text = f"In {name} the {' '.join(words(number + 500, 14))} on Monday."
    return Article(
        id=f"{number:016x}",
        url=f"https://news.example/{number}",
        title=title,
        byline=None,
        published=at,
        source=f"Outlet {number}",
        language="en",
        text=text,
        summary=(text,),
        topics=(topic,),
    )


@dataclass
class House:
    """The desk, its store and its clock."""

    store: Store
    clock: FrozenClock
    desk: Desk
    bot: int = 0
    """The id of the bot that readers talked to last; 0 where that does not matter."""

    async def publish(self, *numbers: int, at: datetime | None = None, topic: str = NIGER) -> None:
        """Stores one new story for each number, published at a time (now)."""
        batch = [
            Incoming(article(number, at or self.clock.now(), topic), (f"url:{number}",)) for number in numbers
        ]
        await self.store.write(store_articles, batch, self.clock.now(), Assignment(Editing()))

    async def reader(self, chat: int, *topics: str) -> Reader:
        """A reader of topics (Niger), with the default schedule: 07:30 UTC, every day."""
        place = Place(chat, kind="private" if chat > 0 else "group", bot=self.bot)
        wanted = [self.desk.topics.resolve(topic) for topic in topics or (NIGER,)]
        return (await self.desk.readers.subscribe(place, wanted)).reader

    def at(self, text: str) -> None:
        """Moves the clock to a time in UTC."""
        self.clock.move_to(datetime.fromisoformat(text).replace(tzinfo=UTC))


@asynccontextmanager
async def open_house(path: Path, start: str, *, bot: int = 0) -> AsyncIterator[House]:
    """A house whose clock stands at `start`, a time in UTC."""
    clock = FrozenClock(datetime.fromisoformat(start).replace(tzinfo=UTC))
    async with Store.open(path) as store:
        yield House(store, clock, desk_over(store, clock), bot)


def desk_over(store: Store, clock: FrozenClock) -> Desk:
    """The desk with the program's default schedule: 07:30 UTC."""
    return open_desk(store, Settings(), clock)
