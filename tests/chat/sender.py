"""A process that sends what is due, to be killed: `python -m tests.chat.sender DATABASE API_URL TOKEN…`."""

import asyncio
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram.ext import ExtBot

from bot.chat.delivery import Delivery
from bot.clock import FrozenClock
from bot.store.database import Store
from tests.desk.shelf import desk_over


async def main(database: str, api_url: str, *tokens: str) -> None:
    """Recovers, plans, sends, and ends when nothing is left. There is a bot for each token."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(Store.open(Path(database)))
        bots: list[ExtBot[Any]] = [ExtBot(token, base_url=api_url) for token in tokens]
        for bot in bots:
            await stack.enter_async_context(bot)
        clock = FrozenClock(datetime(2026, 5, 4, 7, 30, tzinfo=UTC))
        delivery = Delivery(desk_over(store, clock), bots, clock)
        await delivery.recover()
        await delivery.plan_due()
        await delivery.send_pending()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
