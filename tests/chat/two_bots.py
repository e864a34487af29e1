"""Two bots over one desk, each with a Telegram of its own: the same people, other chats and messages."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from telegram.ext import ExtBot

from bot.chat.application import ALLOWED_UPDATES, build_application
from bot.chat.bots import Bots
from bot.chat.delivery import Delivery
from bot.clock import FrozenClock
from bot.config import Settings
from bot.config.settings import Telegram
from bot.desk import Desk, open_desk
from bot.playground.client import NORA, PlaygroundClient, text_of
from bot.playground.playground import Playground
from bot.store.database import Store
from bot.store.model import Place, Reader
from bot.web.server import listen, serve
from tests.chat.conftest import ADMIN
from tests.chat.samples import NOW

TOKENS = {"11:first": "first_bot", "22:second": "second_bot"}
FIRST, SECOND = 11, 22
DIGEST = "That’s everything"
"""How every digest ends."""


@dataclass
class Pair:
    """`first` and `second` are what somebody sees of either bot."""

    store: Store
    desk: Desk
    clock: FrozenClock
    first: PlaygroundClient
    second: PlaygroundClient
    bots: Sequence[ExtBot[None]]
    delivery: Delivery = field(init=False)

    def __post_init__(self) -> None:
        self.configure(*self.bots)

    def configure(self, *bots: ExtBot[None]) -> None:
        """A process begins that has these bots."""
        self.delivery = Delivery(self.desk, bots, self.clock, admins=[ADMIN])

    async def tick(self, **later: float) -> None:
        """One round of the scheduler, so much later."""
        self.clock.advance(timedelta(**later))
        await self.delivery.plan_due()
        await self.delivery.send_pending()

    async def reader(self, chat: int = NORA) -> Reader:
        reader = await self.desk.readers.find(Place(chat))
        assert reader is not None
        return reader

    async def digests(self, person: PlaygroundClient, chat: int = NORA) -> list[str]:
        """The digests that came by one bot."""
        return [text for m in await person.messages(chat) if DIGEST in (text := text_of(m))]


@asynccontextmanager
async def open_pair(database: Path) -> AsyncIterator[Pair]:
    """Both bots, polling an embedded Bot API on a loopback port; the reader ADMIN is their admin."""
    async with AsyncExitStack() as stack:
        clock = FrozenClock(NOW)
        store = await stack.enter_async_context(Store.open(database))
        desk = open_desk(store, Settings(telegram=Telegram(admins=(ADMIN,))), clock)
        playground = Playground(clock.now, clock.move_to, tokens=TOKENS)
        sock = listen("127.0.0.1", 0)
        base = f"http://127.0.0.1:{sock.getsockname()[1]}"
        await stack.enter_async_context(serve(playground.app, sock))
        stack.callback(playground.close)
        together, bots = Bots(), []
        for token in TOKENS:
            application = build_application(
                token=token, api_url=base, desk=desk, admins=[ADMIN], bots=together
            )
            await stack.enter_async_context(application)
            await application.start()
            stack.push_async_callback(application.stop)
            assert application.updater is not None
            await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES, timeout=5)
            stack.push_async_callback(application.updater.stop)
            bots.append(application.bot)
        first, second = [
            await stack.enter_async_context(PlaygroundClient(base, bot=name)) for name in TOKENS.values()
        ]
        yield Pair(store, desk, clock, first, second, bots)
