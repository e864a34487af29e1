"""From our messages to Bot API calls."""

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest

from bot.chat.ask import Document
from bot.chat.markup import Rows
from bot.store.model import Button, Message, Place

TOAST = 200
"""Characters of an answer to a button (Bot API, answerCallbackQuery)."""


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Buttons below a message; None for none."""
    made = [
        [InlineKeyboardButton(button.text, callback_data=button.data, url=button.url) for button in row]
        for row in rows
    ]
    return InlineKeyboardMarkup(made) if made else None


def rows_of(markup: InlineKeyboardMarkup | None) -> Rows:
    """The buttons of a message as we know them."""
    if markup is None:
        return ()
    return tuple(
        tuple(
            Button(
                button.text,
                data=button.callback_data if isinstance(button.callback_data, str) else None,
                url=button.url,
            )
            for button in row
        )
        for row in markup.inline_keyboard
    )


def preview(message: Message) -> LinkPreviewOptions:
    """A small preview of one link, or none."""
    if message.preview_url is None:
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=message.preview_url, prefer_small_media=True, show_above_text=False)


async def send(bot: Bot, place: Place, message: Message, reply_to: int | None = None) -> int:
    """Sends a message to a place, perhaps as a reply. Returns its id. Raises TelegramError."""
    sent = await bot.send_message(
        place.chat,
        message.html,
        message_thread_id=place.thread or None,
        reply_markup=keyboard(message.buttons),
        link_preview_options=preview(message),
        disable_notification=message.silent or None,
        reply_parameters=reply(reply_to),
    )
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


async def edit(bot: Bot, chat: int, message_id: int, message: Message) -> bool:
    """Puts a message in the place of an older one; nothing to change is fine. False if it can't be edited."""
    try:
        await bot.edit_message_text(
            message.html,
            chat_id=chat,
            message_id=message_id,
            reply_markup=keyboard(message.buttons),
            link_preview_options=preview(message),
        )
    except BadRequest as error:
        return is_unchanged(error)
    return True


async def edit_keyboard(bot: Bot, chat: int, message_id: int, rows: Rows) -> None:
    """Replaces the buttons of a message; a message that can't be edited keeps its own."""
    try:
        await bot.edit_message_reply_markup(chat_id=chat, message_id=message_id, reply_markup=keyboard(rows))
    except BadRequest as error:
        if not is_unchanged(error) and not _is_gone(error):
            raise


async def toast(query: CallbackQuery, text: str = "") -> None:
    """Ends a button's spinner, perhaps with a few words. One pressed long ago can't be answered."""
    try:
        await query.answer(text[:TOAST] or None)
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
