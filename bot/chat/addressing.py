"""Which language an update is answered in: the one chosen for its chat, else its writer's in Telegram."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chat.access import may_manage
from bot.chat.incoming import place_of
from bot.chat.voice import nearest, speaking
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.model import Place

Handle = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Addressing:
    """Lets handlers speak the language of whoever they answer, and keeps the first for what comes unasked."""

    desk: Desk

    def __call__(self, handle: Handle) -> Handle:
        """A handler that speaks the language of each update's chat."""

        async def handle_in_their_language(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            known = await self._chosen(update)
            language = known or _writers(update)
            with speaking(language):
                await handle(update, context)
            if not known:
                await self._keep(update, context, language)

        return handle_in_their_language

    async def of(self, update: Update) -> str:
        """The language to apologise in, whatever else fails."""
        try:
            return await self._chosen(update) or _writers(update)
        except StoreError:
            return _writers(update)

    async def _chosen(self, update: Update) -> str:
        place = _place(update)
        reader = await self.desk.readers.find(place) if place else None
        return reader.preferences.language if reader else ""

    async def _keep(self, update: Update, context: ContextTypes.DEFAULT_TYPE, language: str) -> None:
        """In a group only the language of those who manage it."""
        place, user = _place(update), update.effective_user
        if place is None or user is None or not user.language_code:
            return
        reader = await self.desk.readers.find(place)
        if reader and not reader.preferences.language and await may_manage(context.bot, place, user.id):
            await self.desk.readers.prefer(place, language=language)


def _place(update: Update) -> Place | None:
    if update.effective_chat is None:
        user = update.effective_user
        return Place(user.id) if user else None
    message = update.effective_message
    return place_of(update.effective_chat, message if isinstance(message, Message) else None)


def _writers(update: Update) -> str:
    return nearest(update.effective_user.language_code if update.effective_user else None)
