"""Tells the bot's admins, once, that deliveries can't be stored, and once that they can again."""

from collections.abc import Collection
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat.markup import Html, fill
from bot.desk.admission import Admission
from bot.errors import StoreError
from bot.logs import get_logger

log = get_logger(__name__)

TROUBLE = "Deliveries have to wait: {reason} Nothing is lost; they go on by themselves once this is mended."
OVER = Html("Deliveries go on.")


class Alarm:
    """One notice an outage, whatever it stops, and one at its end.

    It goes to `admins` (chats) and to those that `admission` knows.
    """

    def __init__(self, bot: ExtBot[Any], admission: Admission, admins: Collection[int]) -> None:
        self._bot = bot
        self._admission = admission
        self._admins = admins
        self._stopped: set[str] = set()

    async def ring(self, what: str, reason: str) -> None:
        """`what` is stopped for a reason, a whole sentence."""
        if not self._stopped:
            await self._tell(fill(TROUBLE, reason=reason))
        self._stopped.add(what)

    async def clear(self, what: str) -> None:
        """`what` goes on."""
        if what in self._stopped:
            self._stopped.remove(what)
            if not self._stopped:
                await self._tell(OVER)

    async def _tell(self, text: Html) -> None:
        for admin in await self._everyone():
            try:
                await self._bot.send_message(admin, text, parse_mode="HTML")
            except (TelegramError, RuntimeError) as error:  # the latter: not connected yet
                log.warning("an admin was not told", admin=admin, reason=type(error).__name__)

    async def _everyone(self) -> set[int]:
        try:
            return {*self._admins, *await self._admission.admins()}
        except StoreError:
            return set(self._admins)
