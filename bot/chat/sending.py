"""From our messages to Bot API calls."""

from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    ChatAdministratorRights,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)
from telegram.error import BadRequest

from bot.chat.ask import Document
from bot.chat.markup import Rows, plain_text
from bot.chat.voice import said
from bot.logs import get_logger
from bot.store.model import Button, Message, Place

log = get_logger(__name__)

TOAST = 200
"""Characters of an answer to a button (Bot API, answerCallbackQuery)."""
NO_RIGHTS = ChatAdministratorRights.no_rights().to_dict()
CHANNEL_REQUEST = 1
"""What Telegram repeats when a channel is chosen."""


def keyboard(rows: Rows, bot: Bot) -> InlineKeyboardMarkup | None:
    """Buttons below a message; None for none."""
    made = [[_button(button, bot) for button in row] for row in rows]
    return InlineKeyboardMarkup(made) if made else None


def _button(button: Button, bot: Bot) -> InlineKeyboardButton:
    if button.inline is not None and (bot.bot.supports_inline_queries or button.url is None):
        chosen = SwitchInlineQueryChosenChat(
            button.inline, allow_user_chats=True, allow_group_chats=True, allow_channel_chats=True
        )
        return InlineKeyboardButton(button.text, switch_inline_query_chosen_chat=chosen)
    url = button.url if button.start is None else f"{bot.link}?start={button.start}"
    return InlineKeyboardButton(button.text, callback_data=button.data, url=url)


def rows_of(markup: InlineKeyboardMarkup | None) -> Rows:
    """The buttons of a message as we know them."""
    if markup is None:
        return ()
    return tuple(tuple(_known(button) for button in row) for row in markup.inline_keyboard)


def _known(button: InlineKeyboardButton) -> Button:
    data = button.callback_data if isinstance(button.callback_data, str) else None
    chosen = button.switch_inline_query_chosen_chat
    return Button(button.text, data, button.url, inline=chosen.query if chosen else None)


def preview(message: Message) -> LinkPreviewOptions:
    """A small preview of one link, or none."""
    if message.preview_url is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=message.preview_url, prefer_small_media=True, show_above_text=False)


def channel_chooser(label: str) -> ReplyKeyboardMarkup:
    """A button that opens Telegram's list of one's own channels and makes the bot an admin of the chosen."""
    posting = ChatAdministratorRights(**{**NO_RIGHTS, "can_post_messages": True})
    wanted = KeyboardButtonRequestChat(
        CHANNEL_REQUEST,
        chat_is_channel=True,
        user_administrator_rights=posting,
        bot_administrator_rights=posting,
        request_title=True,
    )
    chooser = [[KeyboardButton(said(label), request_chat=wanted)]]
    return ReplyKeyboardMarkup(chooser, resize_keyboard=True, one_time_keyboard=True)


async def send(
    bot: Bot,
    place: Place,
    message: Message,
    reply_to: int | None = None,
    chooser: ReplyKeyboardMarkup | None = None,
) -> int:
    """Sends a message to a place, perhaps as a reply. Returns its id. Raises TelegramError.

    A `chooser` takes the place of the message's buttons. What Telegram can't parse is sent as plain text.
    """
    how: dict[str, Any] = {
        "message_thread_id": place.thread or None,
        "reply_markup": chooser or keyboard(message.buttons, bot),
        "link_preview_options": preview(message),
        "disable_notification": message.silent or None,
        "reply_parameters": reply(reply_to),
    }
    try:
        sent = await bot.send_message(place.chat, message.html, **how)
    except BadRequest as error:
        if "can't parse entities" not in error.message.lower():
            raise
        log.warning("refused; sent as plain text", chat=place.chat, reason=error.message)
        sent = await bot.send_message(place.chat, plain_text(message.html), parse_mode=None, **how)
    return sent.message_id


async def send_document(
    bot: Bot, place: Place, document: Document, caption: str, reply_to: int | None = None
) -> None:
    """Sends a file with words below it. Raises TelegramError."""
    await bot.send_document(
        place.chat,
        document.content,
        caption=caption,
        filename=document.name,
        message_thread_id=place.thread or None,
        reply_parameters=reply(reply_to),
    )


async def send_picture(
    bot: Bot, place: Place, picture: bytes, message: Message, reply_to: int | None = None
) -> int:
    """Sends a picture with a message as its caption; returns the message's id. Raises TelegramError."""
    sent = await bot.send_photo(
        place.chat,
        picture,
        caption=message.html,
        message_thread_id=place.thread or None,
        reply_markup=keyboard(message.buttons, bot),
        disable_notification=message.silent or None,
        reply_parameters=reply(reply_to),
    )
    return sent.message_id


async def edit(bot: Bot, chat: int, message_id: int, message: Message) -> bool:
    """Puts a message in the place of an older one; nothing to change is fine. False if it can't be edited."""
    try:
        await bot.edit_message_text(
            message.html,
            chat_id=chat,
            message_id=message_id,
            reply_markup=keyboard(message.buttons, bot),
            link_preview_options=preview(message),
        )
    except BadRequest as error:
        return is_unchanged(error)
    return True


async def edit_keyboard(bot: Bot, chat: int, message_id: int, rows: Rows) -> None:
    """Replaces the buttons of a message; a message that can't be edited keeps its own."""
    try:
        await bot.edit_message_reply_markup(
            chat_id=chat, message_id=message_id, reply_markup=keyboard(rows, bot)
        )
    except BadRequest as error:
        if not is_unchanged(error) and not _is_gone(error):
            raise


async def toast(query: CallbackQuery, text: str = "") -> None:
    """Ends a button's spinner, perhaps with a few words. One pressed long ago can't be answered."""
    try:
        await query.answer(said(text)[:TOAST] or None)
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


def is_unchanged(error: BadRequest) -> bool:
    return "message is not modified" in error.message.lower()


def _is_gone(error: BadRequest) -> bool:
    return "message to edit not found" in error.message.lower() or "can't be edited" in error.message.lower()


def reply(message_id: int | None) -> ReplyParameters | None:
    """What makes a message a reply; one whose message is gone is sent all the same."""
    return ReplyParameters(message_id, allow_sending_without_reply=True) if message_id else None
