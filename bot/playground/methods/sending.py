"""What every sent message shares: the place it goes to, what it replies to, its text and keyboard."""

from typing import Any

from bot.playground.keyboards import read_markup
from bot.playground.methods.call import Call, method
from bot.playground.model import Chat, Json
from bot.playground.refusals import bad_request
from bot.playground.texts import Text, caption_text, message_text, read_text

MAX_QUOTE = 1024
_NOT_IN_REPLY = ("reply_to_message", "reply_markup")


def text_of(call: Call, name: str = "text", entities: str = "entities") -> Text:
    """The text parameter, parsed."""
    return read_text(
        call.parameters.text(name),
        call.parameters.text("parse_mode"),
        call.parameters.array(entities, "MessageEntity"),
        user=call.world.user,
    )


def text_fields(text: Text, name: str = "text") -> Json:
    """The fields of a message that hold the text: text and entities, or caption and caption_entities."""
    fields: Json = {name: text.text} if text.text else {}
    if text.entities:
        fields["entities" if name == "text" else f"{name}_entities"] = list(text.entities)
    return fields


def place(call: Call, chat: Chat) -> Json:
    """Thread and reply of a message to be sent. Raises Refused for threads and messages that don't exist."""
    fields: Json = {}
    thread = call.parameters.integer("message_thread_id")
    if thread:
        if not chat.forum or thread not in chat.threads:
            raise bad_request("message thread not found")
        fields |= {"message_thread_id": thread, "is_topic_message": True}
    return fields | _reply(call, chat)


def _reply(call: Call, chat: Chat) -> Json:
    reply = call.parameters.object("reply_parameters", "reply parameters")
    wanted = reply.get("message_id") or call.parameters.integer("reply_to_message_id")
    if not wanted:
        return {}
    other = reply.get("chat_id")
    source = call.world.chat(other) if other not in (None, "") else chat
    message = source.messages.get(int(wanted))
    if message is None:
        if reply.get("allow_sending_without_reply") or call.parameters.boolean("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    fields: Json = {"reply_to_message": without_reply(message)}
    quote = reply.get("quote")
    if quote:
        if len(quote) > MAX_QUOTE or quote not in str(message.get("text", message.get("caption"))):
            raise bad_request("QUOTE_TEXT_INVALID")
        fields["quote"] = {"text": quote, "position": reply.get("quote_position", 0), "is_manual": True}
    return fields


def without_reply(message: Json) -> Json:
    """The message as it stands inside a reply: without what it replies to itself."""
    return {name: value for name, value in message.items() if name not in _NOT_IN_REPLY}


def options(call: Call) -> Json:
    """Marks that a message keeps: silent, protected, and how links are shown."""
    fields: Json = {}
    if call.parameters.boolean("protect_content"):
        fields["has_protected_content"] = True
    preview = call.parameters.object("link_preview_options", "link preview options")
    if call.parameters.boolean("disable_web_page_preview"):
        preview = {"is_disabled": True}
    if preview:
        fields["link_preview_options"] = preview
    return fields


def send(call: Call, chat: Chat, content: Json) -> Json:
    """Posts a message of the bot with its place, options and keyboard."""
    fields = place(call, chat) | content | options(call)
    markup = read_markup(call.parameters)
    if markup is not None and "inline_keyboard" in markup:
        fields["reply_markup"] = markup
    if call.world.pace is not None:
        call.world.pace.check(chat.id)
    sender = None if chat.type == "channel" else call.world.bot_user()
    message = call.world.post(chat, fields, sender, silent=call.parameters.boolean("disable_notification"))
    if markup is not None and "inline_keyboard" not in markup:
        chat.reply_keyboard = None if markup.get("remove_keyboard") else markup
        call.world.events.add("chat", chat=call.world.describe(chat))
    return message


@method("sendMessage")
def send_message(call: Call) -> Any:
    """Text, at most 4,096 characters after parsing."""
    if not call.parameters.has("chat_id"):
        raise bad_request("chat_id is empty")
    if not call.parameters.text("text"):
        raise bad_request("message text is empty")
    text = message_text(text_of(call))
    return send(call, call.writable_chat(), text_fields(text))


@method("copyMessage")
def copy_message(call: Call) -> Any:
    """The content of a message without a link to it, with other words below a file if wanted."""
    source = call.world.chat(call.parameters.raw("from_chat_id"))
    content = content_of(call.message(source, "message to copy"))
    if "text" not in content and call.parameters.has("caption"):
        kept = {name: value for name, value in content.items() if not name.startswith("caption")}
        content = kept | text_fields(caption_text(text_of(call, "caption", "caption_entities")), "caption")
    return {"message_id": send(call, call.writable_chat(), content)["message_id"]}


@method("forwardMessage")
def forward_message(call: Call) -> Any:
    """A message with a link to who wrote it."""
    source = call.world.chat(call.parameters.raw("from_chat_id"))
    return send(call, call.writable_chat(), forwarded(call.message(source, "message to forward")))


def forwarded(message: Json) -> Json:
    """The content of a message that is forwarded."""
    if "from" in message:
        origin = {"type": "user", "sender_user": message["from"]}
    else:
        origin = {"type": "channel", "chat": message["chat"], "message_id": message["message_id"]}
    return content_of(message) | {"forward_origin": origin | {"date": message["date"]}}


def content_of(message: Json) -> Json:
    """What a message says, without where and by whom."""
    kept = ("text", "entities", "caption", "caption_entities", "document", "photo")
    return {name: message[name] for name in kept if name in message}


@method("sendChatAction")
def send_chat_action(call: Call) -> Any:
    """Shows people that something is coming."""
    chat = call.writable_chat()
    action = call.parameters.text("action").lower()
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.events.add(
        "action", chat=chat.id, action=action, thread=call.parameters.integer("message_thread_id")
    )
    return True


ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel",
})  # fmt: skip
