"""Blocked, kicked, added, upgraded: what happens to the chats themselves."""

from dataclasses import dataclass

from telegram import Bot, ChatMemberRestricted, ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat import texts
from bot.chat.access import Access
from bot.chat.bots import number_of
from bot.chat.incoming import place_of
from bot.chat.markup import esc
from bot.chat.sending import send
from bot.desk import Desk
from bot.logs import get_logger
from bot.store.model import Message

log = get_logger(__name__)

GONE = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


@dataclass(frozen=True, slots=True)
class Membership:
    """Suspends who can't be reached and restores who can again; nothing is ever deleted."""

    desk: Desk
    access: Access

    async def on_change(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Our own membership in a chat changed: that of the bot which is told so."""
        change, bot = update.my_chat_member, number_of(context.bot)
        if change is None:
            return
        if _is_out(change):
            why = "blocked" if change.chat.type == "private" else "removed from the chat"
            await self.desk.readers.suspend(change.chat.id, why, bot)
            return
        came = change.old_chat_member.status in GONE
        await self.desk.readers.restore(change.chat.id, bot, came=came)
        new = came and change.chat.type in {"group", "supergroup"}
        if new and await self.access.admits(change.from_user.id, change.chat.id):
            await self._greet(context.bot, change)

    async def _greet(self, bot: Bot, change: ChatMemberUpdated) -> None:
        place = place_of(change.chat, None, number_of(bot))
        try:
            await send(bot, place, Message(esc(texts.GROUP_HELLO)))
        except TelegramError as error:
            log.info("no greeting", chat=change.chat.id, reason=error.message)

    async def on_migration(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup: both chats say so; either message is enough."""
        message = update.effective_message
        if message is None:
            return
        if message.migrate_to_chat_id:
            await self.desk.readers.migrate(message.chat.id, message.migrate_to_chat_id)
        elif message.migrate_from_chat_id:
            await self.desk.readers.migrate(message.migrate_from_chat_id, message.chat.id)


def _is_out(change: ChatMemberUpdated) -> bool:
    member = change.new_chat_member
    if isinstance(member, ChatMemberRestricted):
        return not (member.is_member and member.can_send_messages)
    return member.status in GONE
