"""What an update says: where, who, which command, which story it replies to. Pure over Telegram's objects."""

import re
from dataclasses import dataclass

from telegram import Chat, Message
from telegram.constants import ChatType

from bot.chat.sending import rows_of
from bot.store.model import Place

STORY_VERBS = frozenset({"fol", "unf", "sav", "dro", "why", "lss"})

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{3,64}))?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """A command with its argument; `command` is None for plain words. `to` is the bot named behind an @."""

    command: str | None
    argument: str
    to: str | None = None


def place_of(chat: Chat, message: Message | None, bot: int) -> Place:
    """The conversation with a bot (its id) that a message is part of: a forum's thread is one of its own."""
    kind = {ChatType.PRIVATE: "private", ChatType.CHANNEL: "channel"}.get(ChatType(chat.type), "group")
    thread = 0
    if message and message.is_topic_message and message.message_thread_id:
        thread = message.message_thread_id
    return Place(chat.id, thread, kind, chat.title or "" if kind != "private" else "", bot)


def said(text: str) -> Said:
    """`/Brief@NewsBot niger 7d` as its parts; anything else as plain words."""
    match = _COMMAND.fullmatch(text.strip())
    if match is None:
        return Said(None, text.strip())
    return Said(match[1].lower(), (match[3] or "").strip(), match[2])


def stories_in(message: Message | None) -> tuple[str, ...]:
    """The ids of the stories that a message's buttons are about, in order."""
    if message is None:
        return ()
    data = [button.data or "" for row in rows_of(message.reply_markup) for button in row]
    pairs = [entry.partition(":") for entry in data]
    return tuple(dict.fromkeys(argument for verb, _, argument in pairs if verb in STORY_VERBS))


def links_in(message: Message | None) -> tuple[str, ...]:
    """The addresses that a message links, in order."""
    if message is None:
        return ()
    return tuple(dict.fromkeys(entity.url for entity in message.entities if entity.url))
