"""A process that sends what is due, to be killed: `python -m tests.chat.sender DATABASE API_URL`."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram.ext import ExtBot

from bot.chat.delivery import Delivery
from bot.clock import FrozenClock
from bot.store.database import Store
from tests.chat.botapi import TOKEN
from tests.desk.shelf import desk_over


async def main(database: str, api_url: str) -> None:
    """Recovers, plans, sends, and ends when nothing is left."""
    async with Store.open(Path(database)) as store, ExtBot(TOKEN, base_url=api_url) as plain:
        bot: ExtBot[Any] = plain
        clock = FrozenClock(datetime(2026, 5, 4, 7, 30, tzinfo=UTC))
        delivery = Delivery(desk_over(store, clock), bot, clock)
        await delivery.recover()
        await delivery.plan_due()
        await delivery.send_pending()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
