"""python-telegram-bot put together: settings, handlers, and what happens when one of them fails."""

import secrets
from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    BaseRateLimiter,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    Defaults,
    InlineQueryHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.chat import texts
from bot.chat.access import Access
from bot.chat.addressing import Addressing
from bot.chat.bots import Bots, number_of
from bot.chat.conversation import Conversation
from bot.chat.incoming import place_of
from bot.chat.inline import Inline
from bot.chat.markup import fill
from bot.chat.membership import Membership
from bot.chat.order import ChatOrder
from bot.chat.sending import send, toast
from bot.chat.voice import speaking
from bot.desk import Desk
from bot.logs import get_logger
from bot.store.model import Message

__all__ = ["ALLOWED_UPDATES", "build_application"]

log = get_logger(__name__)

ALLOWED_UPDATES = ("message", "callback_query", "inline_query", "my_chat_member", "channel_post")
READ_SECONDS = 20.0
CONNECTIONS = 64


class _Polling(HTTPXRequest):
    """PTB gives up polling for good at a 404, which a stumbling proxy may give; at a 502 it tries again."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        code, body = await super().do_request(*args, **kwargs)
        return (HTTPStatus.BAD_GATEWAY if code == HTTPStatus.NOT_FOUND else code), body


def build_application(
    *,
    token: str,
    api_url: str | None = None,
    desk: Desk,
    admins: Collection[int] = (),
    access: str = "open",
    allow: Collection[int] = (),
    rate_limiter: BaseRateLimiter[Any] | None = None,
    bots: Bots | None = None,
) -> Application[Any, Any, Any, Any, Any, Any]:
    """The bot, not yet started. `api_url` is a Bot API server's base; None is Telegram's.

    `bots` are those that run beside it; it becomes one of them.
    """
    builder = (
        ApplicationBuilder()
        .token(token)
        .job_queue(None)
        .concurrent_updates(ChatOrder())
        .defaults(
            Defaults(parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True))
        )
        .read_timeout(READ_SECONDS)
        .write_timeout(READ_SECONDS)
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(READ_SECONDS)
        .get_updates_request(_Polling())
    )
    if api_url:
        base = api_url.rstrip("/")
        builder = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    if rate_limiter is not None:
        builder = builder.rate_limiter(rate_limiter)
    application = builder.build()
    bots = bots or Bots()
    bots.add(application.bot)
    admitted = Access(desk.admission, access, frozenset(admins), frozenset(allow))
    _add_handlers(application, desk, admitted, bots)
    return application


def _add_handlers(
    application: Application[Any, Any, Any, Any, Any, Any], desk: Desk, access: Access, bots: Bots
) -> None:
    conversation, membership = Conversation(desk, access, bots), Membership(desk, access)
    spoken_to = Addressing(desk)
    new = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.on_migration))
    told = ~filters.StatusUpdate.ALL | filters.StatusUpdate.CHAT_SHARED
    application.add_handler(MessageHandler(new & told, spoken_to(conversation.on_message)))
    application.add_handler(CallbackQueryHandler(spoken_to(conversation.on_button)))
    application.add_handler(InlineQueryHandler(spoken_to(Inline(desk, access).on_query)))
    application.add_handler(
        ChatMemberHandler(spoken_to(membership.on_change), ChatMemberHandler.MY_CHAT_MEMBER)
    )
    application.add_error_handler(Failures(desk).on_error)


class Failures:
    """When a handler fails: the log holds why, the reader gets one sentence with its reference."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """PTB's error handler; `update` is None where polling itself failed."""
        error, chat = context.error, update.effective_chat if isinstance(update, Update) else None
        if isinstance(error, Forbidden) and chat:
            await self._desk.readers.suspend(chat.id, error.message, number_of(context.bot))
        elif isinstance(error, ChatMigrated) and chat:
            await self._desk.readers.migrate(chat.id, error.new_chat_id)
        elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            log.warning("no answer sent", reason=str(error), chat=chat.id if chat else None)
        else:
            reference = secrets.token_hex(2).upper()
            log.error("handler failed", reference=reference, exc_info=error)
            if isinstance(update, Update) and chat:
                await self._apologise(update, context, reference)

    async def _apologise(self, update: Update, context: ContextTypes.DEFAULT_TYPE, reference: str) -> None:
        if update.effective_chat is None or update.my_chat_member:
            return
        place = place_of(update.effective_chat, update.effective_message, number_of(context.bot))
        with speaking(await Addressing(self._desk).of(update)):
            sorry = fill(texts.SORRY, reference=reference)
        try:
            if update.callback_query:
                await toast(update.callback_query)
            await send(context.bot, place, Message(sorry))
        except TelegramError as error:
            log.warning("no apology sent", reference=reference, reason=error.message)
