"""Asks Telegram which bot each configured token opens."""

import asyncio
from dataclasses import dataclass

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chat.bots import name_of
from bot.config.settings import Telegram
from bot.config.tokens import bot_number
from bot.logs import redact


@dataclass(frozen=True, slots=True)
class BotProbe:
    """A bot's `@user_name`, or its number where Telegram does not tell it; then `trouble` says why."""

    name: str
    trouble: str = ""


async def probe_bots(telegram: Telegram) -> list[BotProbe]:
    """One for each configured token, in their order. No token is shown."""
    return list(await asyncio.gather(*(_probe(token, telegram.api_url) for token in telegram.tokens)))


async def _probe(token: str, api_url: str) -> BotProbe:
    number = bot_number(token)
    nameless = f"number {number}" if number else "without a number"
    try:
        async with Bot(token, base_url=f"{api_url.rstrip('/')}/bot") as bot:
            return BotProbe(name_of(bot))
    except InvalidToken:
        return BotProbe(nameless, "Telegram refuses its token; put a valid one from @BotFather in its place")
    except TelegramError as error:
        return BotProbe(nameless, f"the Bot API cannot be reached ({redact(str(error), [token])})")
