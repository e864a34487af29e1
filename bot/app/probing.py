"""Asks Telegram which bot each configured token opens."""

import asyncio
from dataclasses import dataclass

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chat.bots import name_of, number_of
from bot.config.settings import Telegram


@dataclass(frozen=True, slots=True)
class BotProbe:
    """A bot's `@user_name`, or its number where Telegram does not tell it; then `trouble` says why."""

    name: str
    trouble: str = ""


async def probe_bots(telegram: Telegram) -> list[BotProbe]:
    """One for each configured token, in their order. No token is shown."""
    return list(await asyncio.gather(*(_probe(token, telegram.api_url) for token in telegram.tokens)))


async def _probe(token: str, api_url: str) -> BotProbe:
    try:
        bot = Bot(token, base_url=f"{api_url.rstrip('/')}/bot")
        async with bot:
            return BotProbe(name_of(bot))
    except InvalidToken:
        number = token.partition(":")[0]
        name = f"number {number}" if number.isdecimal() else "without a number"
        return BotProbe(name, "Telegram refuses its token; put a valid one from @BotFather in its place")
    except TelegramError as error:
        return BotProbe(f"number {number_of(bot)}", f"the Bot API cannot be reached ({error})")
