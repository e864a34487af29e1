"""A desk, a sender and a Bot API, with a clock that the tests move."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from telegram.ext import ExtBot

from bot.chat.delivery import Delivery
from bot.chat.limiter import Limiter
from bot.chat.render import Rendered
from bot.store.model import Message, Place
from tests.chat.botapi import TOKEN, BotApi, bot_api, refusal
from tests.desk.shelf import House, open_house

MONDAY = "2026-05-04 07:30"
ALICE = Place(1)
BLOCKED = refusal(403, "Forbidden: bot was blocked by the user")


@dataclass
class Post:
    """What a test of deliveries needs. It is Sunday noon; digests are due on Monday at 07:30."""

    house: House
    api: BotApi
    bot: ExtBot[Any]
    delivery: Delivery = field(init=False)
    on_pause: Callable[[], None] = lambda: None
    """Called when the sender sleeps because nothing can be recorded."""
    _now: float = 0.0

    def __post_init__(self) -> None:
        self.start()

    def start(self, **how: Any) -> None:
        """A process begins; whatever another one had in memory is lost."""
        self.delivery = Delivery(
            self.house.desk,
            [self.bot],
            self.house.clock,
            monotonic=lambda: self._now,
            sleep=self._sleep,
            **how,
        )

    async def tick(self, seconds: float = 0) -> None:
        """One round of the scheduler, after so many seconds."""
        self._now += seconds
        self.house.clock.advance(timedelta(seconds=seconds))
        await self.delivery.plan_due()
        await self.delivery.send_pending()

    async def ticks(self, rounds: int, seconds: float = 30) -> None:
        """Rounds with pauses between them."""
        for _ in range(rounds):
            await self.tick(seconds)

    async def parts(self, column: str = "state") -> list[Any]:
        """A column of the ledger, in order."""
        sql = f"SELECT {column} AS found FROM parts ORDER BY id"
        rows = await self.house.store.read(lambda db: list(db.query(sql)))
        return [row["found"] for row in rows]

    async def _sleep(self, _: float) -> None:
        self.on_pause()


@asynccontextmanager
async def open_post(path: Path, limiter: Limiter | None = None) -> AsyncIterator[Post]:
    """A post over a new database."""
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(path, "2026-05-03 12:00", bot=1))
        api = await stack.enter_async_context(bot_api())
        bot: ExtBot[Any] = ExtBot(TOKEN, base_url=api.url, rate_limiter=limiter)
        await bot.initialize()
        stack.push_async_callback(bot.shutdown)
        yield Post(house, api, bot)


async def subscribe(post: Post, *chats: int) -> None:
    """Readers of one story, whose digest is due now."""
    await post.house.publish(1)
    for chat in chats:
        await post.house.reader(chat)
    post.house.at(MONDAY)


def in_parts(*texts: str, **message: Any) -> Any:
    """A way to render a digest as these messages."""
    return lambda *_, **__: Rendered(tuple(Message(text, **message) for text in texts))
