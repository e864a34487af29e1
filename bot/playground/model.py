"""Who and what is in a playground: people, chats, the bot. Messages are kept as Telegram's JSON."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

IN_CHAT = ("member", "administrator", "creator", "restricted")


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram account."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = "en"
    deactivated: bool = False

    def user(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        return user | {"language_code": self.language}


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's), a group, a supergroup (maybe a forum) or a channel.

    `bot` is the bot's membership: member, administrator, left, kicked; in a private chat "member", "kicked"
    (blocked) or "left" (never started). `people` maps person ids to their membership, `threads` ids of forum
    topics to their names, `messages` ids to messages, oldest first.
    """

    id: int
    type: str
    title: str = ""
    username: str = ""
    forum: bool = False
    bot: str = "left"
    people: dict[int, str] = field(default_factory=dict)
    threads: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)
    last_message: int = 0
    migrated_to: int | None = None
    reply_keyboard: Json | None = None
    pinned: list[int] = field(default_factory=list)
    deleted: bool = False

    @property
    def private(self) -> bool:
        return self.type == "private"

    def brief(self, person: Person | None = None) -> Json:
        """The Bot API's Chat; `person` is whose private chat it is."""
        chat: Json = {"id": self.id, "type": self.type}
        if person is not None:
            user = person.user()
            return chat | {
                name: user[name] for name in ("first_name", "last_name", "username") if name in user
            }
        chat["title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.forum:
            chat["is_forum"] = True
        return chat


@dataclass(slots=True)
class Profile:
    """What the bot has told about itself. Texts are by language code, "" being the one for everybody else."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # by (scope, language)
    menu_buttons: dict[int, Json] = field(default_factory=dict)  # by chat, 0 for all


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent."""

    id: str
    name: str
    kind: str
    content: bytes
