"""To whom an update speaks: the bot that its chat belongs to from now on; and the language of the answer."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Message, Update
from telegram.ext import ContextTypes

from bot.chat.access import may_manage
from bot.chat.bots import number_of
from bot.chat.incoming import place_of, said
from bot.chat.voice import nearest, speaking
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.model import Place, Reader

Handle = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Addressing:
    """Lets handlers speak the language of whoever they answer, and keeps the first for what comes unasked.

    The language is that chosen for the chat, else its writer's in Telegram. Before that a chat that talks to
    another bot than before goes over to it.
    """

    desk: Desk

    def __call__(self, handle: Handle) -> Handle:
        """A handler that speaks the language of each update's chat."""

        async def handle_in_their_language(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            reader = await self._reader(update)
            if reader and _turns(update, reader, context.bot):
                await self.desk.readers.restore(reader.place.chat, number_of(context.bot))
            known = reader.preferences.language if reader else ""
            language = known or _writers(update)
            with speaking(language):
                await handle(update, context)
            if not known:
                await self._keep(update, context, language)

        return handle_in_their_language

    async def of(self, update: Update) -> str:
        """The language to apologise in, whatever else fails."""
        try:
            reader = await self._reader(update)
            return (reader.preferences.language if reader else "") or _writers(update)
        except StoreError:
            return _writers(update)

    async def _reader(self, update: Update) -> Reader | None:
        place = _place(update)
        return await self.desk.readers.find(place) if place else None

    async def _keep(self, update: Update, context: ContextTypes.DEFAULT_TYPE, language: str) -> None:
        """In a group only the language of those who manage it."""
        place, user = _place(update), update.effective_user
        if place is None or user is None or not user.language_code:
            return
        reader = await self.desk.readers.find(place)
        if reader and not reader.preferences.language and await may_manage(context.bot, place, user.id):
            await self.desk.readers.speak(place, language)


def _place(update: Update) -> Place | None:
    if update.effective_chat is None:
        user = update.effective_user
        return Place(user.id) if user else None
    message = update.effective_message
    bot = number_of(update.get_bot())
    return place_of(update.effective_chat, message if isinstance(message, Message) else None, bot)


def _turns(update: Update, reader: Reader, bot: Bot) -> bool:
    """Whether a chat that belongs to another bot talks to this one.

    In private it does with everything, elsewhere by name, or where its own can't reach it. A button there
    tells nothing: it works below the messages of a bot that was removed, too. What a changed membership means
    is for `membership` to say.
    """
    if reader.place.bot == number_of(bot):
        return False
    if reader.place.kind == "private":
        return bool(update.message or update.callback_query)
    if not (update.message or update.channel_post):
        return False
    if reader.state == "suspended":
        return True
    message = update.effective_message
    named = said((message.text or message.caption or "") if isinstance(message, Message) else "").to
    return named is not None and named.casefold() == bot.username.casefold()


def _writers(update: Update) -> str:
    return nearest(update.effective_user.language_code if update.effective_user else None)
