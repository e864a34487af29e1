"""One bot's Telegram: people, chats, messages, and what is on its way to the bot."""

import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.playground.events import Events
from bot.playground.faults import Faults, Pace
from bot.playground.model import IN_CHAT, Chat, File, Json, Person, Profile
from bot.playground.refusals import Refused, bad_request, forbidden
from bot.playground.updates import Updates
from bot.playground.webhook import Webhook

KIND_OF_CHAT = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}
KEPT_CALLS = 5000


class World:
    """Everything one bot token can see. All of it lives on one event loop; nothing is saved."""

    def __init__(self, token: str, username: str, now: Callable[[], datetime], pace: bool) -> None:
        self.token = token
        self.now = now
        number = token.partition(":")[0]
        self.bot_id = int(number) if number.isdecimal() else 1
        self.username = username
        self.profile = Profile()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.updates = Updates()
        self.webhook = Webhook(self.updates, now)
        self.events = Events()
        self.faults = Faults()
        self.pace = Pace() if pace else None
        self.queries: dict[str, Json] = {}
        self.calls: deque[Json] = deque(maxlen=KEPT_CALLS)
        self.counter = 0

    def count(self) -> int:
        """A number that never comes twice."""
        self.counter += 1
        return self.counter

    def date(self) -> int:
        return int(self.now().timestamp())

    def bot_user(self) -> Json:
        """The User that the bot is in messages."""
        name = self.profile.names.get("") or self.username.removesuffix("_bot").replace("_", " ").capitalize()
        return {"id": self.bot_id, "is_bot": True, "first_name": name, "username": self.username}

    def user(self, user: int) -> Json | None:
        """The User with that id, person or bot."""
        if user == self.bot_id:
            return self.bot_user()
        person = self.people.get(user)
        return person.user() if person else None

    def add_person(self, person: Person, *, started: bool = False) -> Chat:
        """Somebody new, with a private chat that is empty; `started` says they pressed Start once."""
        chat = Chat(person.id, "private", bot="member" if started else "left", people={person.id: "member"})
        self.people[person.id] = person
        return self.add_chat(chat)

    def add_chat(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        self.events.add("chat", chat=self.describe(chat))
        return chat

    def brief(self, chat: Chat) -> Json:
        """The Chat object for messages."""
        return chat.brief(self.people[chat.id] if chat.private else None)

    def describe(self, chat: Chat) -> Json:
        """The chat for people's eyes."""
        return self.brief(chat) | {
            "bot": chat.bot,
            "people": chat.people,
            "threads": [{"id": n, "name": name} for n, name in chat.threads.items()],
            "migrated_to": chat.migrated_to,
            "reply_keyboard": chat.reply_keyboard,
            "deleted": chat.deleted,
        }

    def chat(self, chat_id: Any) -> Chat:
        """The chat with that id or @username. Raises Refused as Telegram does."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        text = str(chat_id).strip()
        if text.startswith("@"):
            for chat in self.chats.values():
                if chat.username and chat.username.lower() == text[1:].lower():
                    return chat
        elif text.lstrip("-").isdecimal() and int(text) in self.chats:
            return self.chats[int(text)]
        raise bad_request("chat not found")

    def writable(self, chat: Chat) -> None:
        """Raises Refused when the bot may not write to the chat."""
        if chat.migrated_to is not None:
            raise bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to
            )
        if chat.private:
            if self.people[chat.id].deactivated:
                raise forbidden("user is deactivated")
            if chat.bot == "kicked":
                raise forbidden("bot was blocked by the user")
            if chat.bot == "left":
                raise forbidden("bot can't initiate conversation with a user")
        elif chat.deleted:
            raise forbidden("the group chat was deleted")
        else:
            self.visible(chat)
            if chat.type == "channel" and chat.bot != "administrator":
                raise bad_request("need administrator rights in the channel chat")

    def visible(self, chat: Chat) -> None:
        """Raises Refused when the bot is not in the group or channel."""
        if chat.private or chat.bot in IN_CHAT:
            return
        kind = KIND_OF_CHAT[chat.type]
        raise forbidden(
            f"bot was kicked from the {kind}"
            if chat.bot == "kicked"
            else f"bot is not a member of the {kind}"
        )

    def post(self, chat: Chat, content: Json, sender: Json | None, *, silent: bool = False) -> Json:
        """Puts a message into the chat and shows it to people.

        `sender` is a User, or None for the channel itself; `silent` is told to people with the event.
        """
        chat.last_message += 1
        message: Json = {"message_id": chat.last_message}
        if sender is not None:
            message["from"] = sender
        else:
            message["sender_chat"] = self.brief(chat)
        message |= {"chat": self.brief(chat), "date": self.date()} | content
        chat.messages[chat.last_message] = message
        self.events.add("message", message=message, silent=silent)
        return message

    def replace(self, message: Json) -> None:
        """Puts an edited message in the place of the old one."""
        self.chats[message["chat"]["id"]].messages[message["message_id"]] = message
        self.events.add("edited", message=message)

    def remove(self, chat: Chat, message_id: int) -> None:
        del chat.messages[message_id]
        self.events.add("deleted", chat=chat.id, message=message_id)

    def open_topic(self, chat: Chat, name: str, sender: Json, color: int = 0x6FB9F0) -> int:
        """A new forum topic; its id is that of the service message that opens it."""
        thread = chat.last_message + 1
        chat.threads[thread] = name
        topic = {"name": name, "icon_color": color}
        place = {"message_thread_id": thread, "is_topic_message": True}
        self.post(chat, place | {"forum_topic_created": topic}, sender)
        self.events.add("chat", chat=self.describe(chat))
        return thread

    def profile_changed(self) -> None:
        self.events.add("profile")

    def keep_file(self, name: str, kind: str, content: bytes) -> File:
        """Stores a file under an id that says nothing about it."""
        n = self.count()
        digest = sha256(content + str(n).encode()).hexdigest()[:24]
        file = File(f"BQAC{n:x}{digest}", name, kind, content)
        self.files[file.id] = file
        return file

    def note_call(self, method: str, chat: Any, started: float, refusal: Refused | None) -> None:
        """Adds a line to the log of Bot API calls. `started` is monotonic."""
        call = {
            "n": self.count(),
            "method": method,
            "chat": chat,
            "at": started,
            "date": self.now().isoformat(),
        }
        call["ms"] = round((time.monotonic() - started) * 1000, 2)
        call["code"] = refusal.code if refusal else 200
        if refusal:
            call["description"] = refusal.description
        self.calls.append(call)

    def close(self) -> None:
        """Ends all waiting, and the webhook."""
        self.updates.bell.close()
        self.events.bell.close()
        self.webhook.stop()
