"""Tells admins at once what can't wait: that deliveries can't be stored, or that a bot is refused."""

from collections.abc import Collection, Sequence
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat import texts
from bot.chat.bots import number_of
from bot.chat.markup import Html, fill
from bot.chat.reasons import reason as in_words
from bot.chat.voice import ENGLISH, Text, speaking
from bot.desk import Desk
from bot.errors import StoreError
from bot.logs import get_logger
from bot.store.model import Place, Reader

log = get_logger(__name__)


class Alarm:
    """One notice an outage of deliveries, whatever it stops, and one at its end; one of each refused bot.

    It goes to `admins` (chats) and to those by link, to each in their language, by their own bot or else the
    first that reaches them.
    """

    def __init__(self, bots: Sequence[ExtBot[Any]], desk: Desk, admins: Collection[int]) -> None:
        self._bots = bots
        self._desk = desk
        self._admins = admins
        self._stopped: set[str] = set()

    async def ring(self, what: str, reason: str) -> None:
        """`what` is stopped for a reason, a whole sentence."""
        if not self._stopped:
            await self._tell(texts.DELIVERIES_WAIT, reason=reason)
        self._stopped.add(what)

    async def clear(self, what: str) -> None:
        """`what` goes on."""
        if what in self._stopped:
            self._stopped.remove(what)
            if not self._stopped:
                await self._tell(texts.DELIVERIES_GO_ON)

    async def refused(self, bot: str) -> None:
        """Telegram refuses the token of a bot, called by its name; others go on."""
        await self._tell(texts.BOT_REFUSED, bot=bot)

    async def _tell(self, template: Text, *, reason: str = "", bot: str = "") -> None:
        for admin in await self._everyone():
            reader = await self._reader(admin)
            with speaking(reader.language if reader else ENGLISH):
                text = fill(template, reason=in_words(reason), bot=bot)
            await self._reach(admin, text, reader.place.bot if reader else 0)

    async def _reach(self, admin: int, text: Html, own: int) -> None:
        reasons = []
        for bot in sorted(self._bots, key=lambda bot: number_of(bot) != own):
            try:
                await bot.send_message(admin, text, parse_mode="HTML")
            except (TelegramError, RuntimeError) as error:  # the latter: not connected yet
                reasons.append(type(error).__name__)
            else:
                return
        log.warning("an admin was not told", admin=admin, reason=", ".join(reasons))

    async def _everyone(self) -> set[int]:
        try:
            return {*self._admins, *await self._desk.admission.admins()}
        except StoreError:
            return set(self._admins)

    async def _reader(self, admin: int) -> Reader | None:
        try:
            return await self._desk.readers.find(Place(admin))
        except StoreError:
            return None
