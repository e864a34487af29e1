"""What a reader asks, by command, button or plain words, and what comes back. Free of Telegram's objects."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.markup import Rows
from bot.desk import Desk
from bot.news.model import Topic
from bot.store.model import Message, Place, Reader


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. `user` is None for a channel's post; `admin` is one of the bot's own admins."""

    desk: Desk
    place: Place
    argument: str = ""
    user: int | None = None
    admin: bool = False
    stories: tuple[str, ...] = ()
    """Ids of the stories in the message replied to, in its order."""
    links: tuple[str, ...] = ()
    """Addresses in the message replied to."""
    keyboard: Rows = ()
    """The buttons of the message whose button was pressed."""
    commands: tuple["Command", ...] = field(default=(), repr=False)

    @property
    def now(self) -> datetime:
        return self.desk.clock.now()

    async def reader(self) -> Reader:
        """The reader of this place, created if there is none."""
        return await self.desk.readers.enter(self.place)

    def topic(self, name: str) -> Topic:
        """The topic that a button or link names: by slug, else by its words. Raises UserError."""
        return self.desk.topics.get(name) or self.desk.topics.resolve(name)


@dataclass(frozen=True, slots=True)
class Document:
    """A file to send."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back. `shown` are the stories that count as shown once it is sent.

    After a button: `toast` appears briefly, `keyboard` replaces the buttons of its message, and with
    `in_place` the first of `messages` replaces that message.
    """

    messages: tuple[Message, ...] = ()
    shown: tuple[str, ...] = ()
    document: Document | None = None
    toast: str = ""
    keyboard: Rows | None = None
    in_place: bool = False


Handler = Callable[[Ask], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command. In groups `manages` keeps it for the group's admins (members get `otherwise`, if any);
    `admin` keeps it for the bot's own. `listed` commands appear in Telegram's menu.
    """

    name: str
    run: Handler
    description: str
    manages: bool = False
    admin: bool = False
    listed: bool = True
    otherwise: Handler | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """What a button does; `manages` as for commands."""

    run: Handler
    manages: bool = False


def say(html: str, buttons: Rows = ()) -> Answer:
    """An answer of one message."""
    return Answer((Message(html, buttons),))


def replace_message(html: str, buttons: Rows = (), toast: str = "") -> Answer:
    """An answer to a button that takes the place of its message."""
    return Answer((Message(html, buttons),), toast=toast, in_place=True)
