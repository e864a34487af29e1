"""What people do: write, press, block, add the bot. Each becomes the updates Telegram would send."""

import re
import time
from typing import Any

from bot.playground.methods.chats import member
from bot.playground.methods.files import document_of
from bot.playground.methods.sending import text_fields, without_reply
from bot.playground.model import IN_CHAT, Chat, Json
from bot.playground.refusals import bad_request
from bot.playground.texts import message_text, read_text
from bot.playground.world import World

ADDED = ("member", "administrator")
_COMMAND = re.compile(r"/\w+(?:@(\w+))?(?!\S)")


def person_in(world: World, chat: Chat, person: int | None) -> int:
    """Who acts: the one named, else whose private chat it is, else the first member. Raises Refused."""
    if person is None:
        person = chat.id if chat.private else next(iter(chat.people))
    if person not in world.people:
        raise bad_request(f"there is no person {person}")
    if person not in chat.people:
        raise bad_request(f"person {person} is not in the chat {chat.id}")
    return person


def say(
    world: World,
    chat: Chat,
    text: str,
    *,
    person: int | None = None,
    thread: int = 0,
    reply_to: int = 0,
) -> Json:
    """A person writes a text. Returns the message. Raises Refused for an empty or over-long one."""
    written = message_text(read_text(text))
    return _post(world, chat, text_fields(written), person_in(world, chat, person), thread, reply_to)


def upload(world: World, chat: Chat, name: str, kind: str, content: bytes, person: int | None = None) -> Json:
    """A person sends a file. Returns the message."""
    document = document_of(world.keep_file(name, kind, content))
    return _post(world, chat, {"document": document}, person_in(world, chat, person), 0, 0)


def share_chat(world: World, chat: Chat, request: int, shared: Chat, person: int | None = None) -> Json:
    """A person picks a chat with a `request_chat` button; the bot becomes its admin, as such a button asks.

    Returns the message that tells the bot.
    """
    who = person_in(world, chat, person)
    if shared.people.get(who) not in ("creator", "administrator"):
        raise bad_request(f"person {who} may not add the bot to the chat {shared.id}")
    set_membership(world, shared, "administrator", who)
    told = {"request_id": request, "chat_id": shared.id, "title": shared.title}
    return _post(world, chat, {"chat_shared": told}, who, 0, 0)


def _post(world: World, chat: Chat, content: Json, person: int, thread: int, reply_to: int) -> Json:
    if chat.migrated_to is not None:
        raise bad_request("this group was upgraded; write in the new one")
    if chat.private and chat.bot == "kicked":
        raise bad_request("you have blocked the bot; unblock it first")
    fields = _place(chat, thread, reply_to)
    message = world.post(
        chat, fields | content, None if chat.type == "channel" else world.people[person].user()
    )
    if chat.private and chat.bot == "left":
        chat.bot = "member"
        world.events.add("chat", chat=world.describe(chat))
    if chat.private and (chat.reply_keyboard or {}).get("one_time_keyboard"):
        chat.reply_keyboard = None
        world.events.add("chat", chat=world.describe(chat))
    if _bot_reads(world, chat, message):
        world.updates.add("channel_post" if chat.type == "channel" else "message", message)
    return message


def _place(chat: Chat, thread: int, reply_to: int) -> Json:
    fields: Json = {}
    if thread:
        if thread not in chat.threads:
            raise bad_request("message thread not found")
        fields |= {"message_thread_id": thread, "is_topic_message": True}
    if reply_to:
        replied = chat.messages.get(reply_to)
        if replied is None:
            raise bad_request("message to be replied not found")
        fields["reply_to_message"] = without_reply(replied)
        if chat.type == "supergroup" and not chat.forum:
            # A reply in a plain supergroup carries the number of the message that opened the exchange.
            fields["message_thread_id"] = replied.get("message_thread_id", replied["message_id"])
    return fields


def _bot_reads(world: World, chat: Chat, message: Json) -> bool:
    """Privacy mode: a bot that is no administrator reads commands, replies to itself, its inline results."""
    if chat.private or chat.bot == "administrator":
        return True
    if chat.bot not in IN_CHAT:
        return False
    if "via_bot" in message:
        return True
    replied = message.get("reply_to_message", {}).get("from", {}).get("id")
    command = _COMMAND.match(message.get("text", ""))
    return replied == world.bot_id or (command is not None and command[1] in (None, world.username))


def edit(world: World, chat: Chat, message_id: int, text: str) -> Json:
    """A person changes what they wrote."""
    message = chat.messages.get(message_id)
    if message is None or message.get("from", {}).get("is_bot"):
        raise bad_request("message to edit not found")
    kept = {name: value for name, value in message.items() if name != "entities"}
    edited = kept | text_fields(message_text(read_text(text))) | {"edit_date": world.date()}
    world.replace(edited)
    if _bot_reads(world, chat, edited):
        world.updates.add("edited_channel_post" if chat.type == "channel" else "edited_message", edited)
    return edited


def press(world: World, chat: Chat, message_id: int, button: str, person: int | None = None) -> Json:
    """A person presses the button with this text or callback data.

    Returns {"query": id} for a callback (its answer comes as an event), else the button as it is (a link, a
    text to copy). Raises Refused when there is no such button.
    """
    message = chat.messages.get(message_id)
    rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [item for row in rows for item in row]
    found = next((b for b in buttons if b.get("callback_data") == button), None)
    found = found or next((b for b in buttons if b["text"] == button), None)
    if message is None or found is None:
        raise bad_request(f"there is no button {button!r} under message {message_id}")
    if "callback_data" not in found:
        return dict(found)
    who = person_in(world, chat, person)
    query = str(7_000_000_000 + world.count())
    world.queries[query] = {"id": query, "at": time.monotonic(), "chat": chat.id, "person": who}
    content = {"id": query, "from": world.people[who].user(), "message": message}
    world.updates.add(
        "callback_query", content | {"chat_instance": str(chat.id), "data": found["callback_data"]}
    )
    return {"query": query}


def set_membership(world: World, chat: Chat, status: str, person: int | None = None) -> None:
    """Somebody adds, promotes or removes the bot; in a private chat blocks ("kicked") or unblocks it."""
    if status not in (*ADDED, "left", "kicked"):
        raise bad_request("a membership is member, administrator, left or kicked")
    who = person_in(world, chat, person)
    before, chat.bot = chat.bot, status
    if before == status:
        return
    user, bot = world.people[who].user(), world.bot_user()
    change = {"chat": world.brief(chat), "from": user, "date": world.date()}
    change |= {
        "old_chat_member": member(bot, before, chat.type),
        "new_chat_member": member(bot, status, chat.type),
    }
    world.updates.add("my_chat_member", change)
    if chat.type in ("group", "supergroup"):
        _announce(world, chat, user, joined=before not in IN_CHAT and status in IN_CHAT)
    world.events.add("chat", chat=world.describe(chat))


def _announce(world: World, chat: Chat, user: Json, *, joined: bool) -> None:
    bot = world.bot_user()
    if joined:
        message = world.post(chat, {"new_chat_members": [bot]}, user)
        world.updates.add("message", message)
    elif chat.bot not in IN_CHAT:
        world.post(chat, {"left_chat_member": bot}, user)


def deactivate(world: World, chat: Chat) -> None:
    """The account behind a private chat, or the group, is deleted. The bot hears nothing of it."""
    chat.deleted = True
    if chat.private:
        world.people[chat.id].deactivated = True
    world.events.add("chat", chat=world.describe(chat))


def migrate(world: World, chat: Chat) -> Chat:
    """A group becomes a supergroup: a new chat with a new id, a note in both. Returns the new one."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise bad_request("only a basic group can be upgraded")
    new = Chat(-1_000_000_000_000 + chat.id, "supergroup", chat.title, bot=chat.bot, people=dict(chat.people))
    world.add_chat(new)
    user = world.people[next(iter(chat.people))].user()
    old_note = world.post(chat, {"migrate_to_chat_id": new.id}, user)
    chat.migrated_to = new.id
    new_note = world.post(new, {"migrate_from_chat_id": chat.id}, user)
    world.events.add("chat", chat=world.describe(chat))
    if chat.bot in IN_CHAT:
        world.updates.add("message", old_note)
        world.updates.add("message", new_note)
    return new


def ask_inline(world: World, person: int, query: str, offset: str = "", where: Chat | None = None) -> str:
    """A person types `@bot query` in a chat. Returns the query's id; results come as an event."""
    if person not in world.people:
        raise bad_request(f"there is no person {person}")
    number = str(8_000_000_000 + world.count())
    world.queries[number] = {
        "id": number,
        "at": time.monotonic(),
        "chat": None,
        "person": person,
        "text": query,
    }
    content: dict[str, Any] = {
        "id": number,
        "from": world.people[person].user(),
        "query": query,
        "offset": offset,
    }
    kind = "sender" if where is None or where.private else where.type
    world.updates.add("inline_query", content | {"chat_type": kind})
    return number


def choose_inline(world: World, chat: Chat, query: str, result: str, thread: int = 0) -> Json:
    """The person sends one of the results into a chat, perhaps into a forum topic. Returns the message."""
    asked = world.queries.get(query, {})
    chosen = next((item for item in asked.get("results", []) if item["id"] == result), None)
    if chosen is None:
        raise bad_request(f"there is no result {result!r}")
    content = chosen["message"] | {"via_bot": world.bot_user()}
    message = _post(world, chat, content, asked["person"], thread, 0)
    told = {"result_id": result, "from": world.people[asked["person"]].user(), "query": asked["text"]}
    world.updates.add("chosen_inline_result", told)
    return message
