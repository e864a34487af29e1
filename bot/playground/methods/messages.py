"""Messages after they were sent: edited, deleted, reacted to, and the buttons under them answered."""

import time
from typing import Any

from bot.playground.keyboards import read_markup
from bot.playground.methods.call import Call, method
from bot.playground.methods.sending import text_fields, text_of
from bot.playground.model import Chat, Json
from bot.playground.refusals import Refused, bad_request
from bot.playground.texts import caption_text, message_text

MAX_ANSWER = 200
ANSWER_WITHIN = 600.0  # seconds, monotonic
DELETABLE_FOR = 48 * 3600


def _editable(call: Call) -> tuple[Chat, Json]:
    chat = call.writable_chat()
    message = call.message(chat, "message to edit")
    ours = message.get("from", {}).get("id") == call.world.bot_id or chat.type == "channel"
    if not ours or "forward_origin" in message:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(call: Call, message: Json, content: Json, dropped: tuple[str, ...]) -> Json:
    markup = read_markup(call.parameters, inline_only=True)
    preview = call.parameters.object("link_preview_options", "link preview options")
    kept = {
        name: value for name, value in message.items() if name not in (*dropped, "reply_markup", "edit_date")
    }
    edited = kept | content
    if "text" in content:
        edited.pop("link_preview_options", None)
        if preview:
            edited["link_preview_options"] = preview
    if markup is not None:
        edited["reply_markup"] = markup
    before = {name: value for name, value in message.items() if name != "edit_date"}
    if edited == before:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    edited["edit_date"] = call.world.date()
    call.world.replace(edited)
    return edited


@method("editMessageText")
def edit_message_text(call: Call) -> Any:
    """New text for one of the bot's own messages; the keyboard goes unless it is sent again."""
    if not call.parameters.text("text"):
        raise bad_request("message text is empty")
    text = message_text(text_of(call))
    _, message = _editable(call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _edit(call, message, text_fields(text), ("text", "entities"))


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Any:
    """New words under a file."""
    text = caption_text(text_of(call, "caption", "caption_entities"))
    _, message = _editable(call)
    if "document" not in message and "photo" not in message:
        raise bad_request("there is no caption in the message to edit")
    return _edit(call, message, text_fields(text, "caption"), ("caption", "caption_entities"))


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Any:
    """A new keyboard, or none."""
    _, message = _editable(call)
    return _edit(call, message, {}, ())


@method("deleteMessage")
def delete_message(call: Call) -> Any:
    """Takes one message away."""
    chat = call.writable_chat()
    _delete(call, chat, call.message(chat, "message to delete"))
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> Any:
    """Takes up to 100 messages away; those that are not there are passed over."""
    chat = call.writable_chat()
    wanted = call.parameters.array("message_ids", "message identifiers") or []
    if not 0 < len(wanted) <= 100:
        raise bad_request(
            "message identifiers are not specified" if not wanted else "too many message identifiers"
        )
    for message in [chat.messages[n] for n in wanted if n in chat.messages]:
        _delete(call, chat, message)
    return True


def _delete(call: Call, chat: Chat, message: Json) -> None:
    ours = message.get("from", {}).get("id") == call.world.bot_id
    if call.world.date() - message["date"] > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    if not (ours or chat.private or chat.bot == "administrator"):
        raise bad_request("message can't be deleted for everyone")
    call.world.remove(chat, message["message_id"])


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> Any:
    """Ends the waiting of who pressed a button, with a few words if wanted."""
    query = call.world.queries.get(call.parameters.text("callback_query_id"))
    text = call.parameters.text("text")
    if len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if query is None or time.monotonic() - query["at"] > ANSWER_WITHIN:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    call.world.events.add(
        "answer",
        query=query["id"],
        chat=query["chat"],
        person=query["person"],
        text=text,
        alert=call.parameters.boolean("show_alert"),
        url=call.parameters.text("url"),
        cache_time=call.parameters.integer("cache_time", 0, 0),
    )
    return True


@method("setMessageReaction")
def set_message_reaction(call: Call) -> Any:
    """The bot's reaction; bots may set one."""
    chat = call.writable_chat()
    message = call.message(chat, "message to react")
    reaction = call.parameters.array("reaction", "reaction types") or []
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not all(isinstance(item, dict) and item.get("type") in ("emoji", "custom_emoji") for item in reaction):
        raise _invalid_reaction()
    big = call.parameters.boolean("is_big")
    call.world.events.add("reaction", chat=chat.id, message=message["message_id"], reaction=reaction, big=big)
    return True


def _invalid_reaction() -> Refused:
    return bad_request("REACTION_INVALID")
