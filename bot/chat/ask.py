"""What a reader asks, by command, button or plain words, and what comes back. Free of Telegram's objects."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from bot.chat.markup import Rows
from bot.desk import Desk
from bot.news.model import Topic
from bot.news.novelty import Told
from bot.store.model import Message, Place, Reader


class Standing(Protocol):
    """What Telegram says of somebody's rights."""

    async def manages(self, place: Place, user: int) -> bool:
        """Whether a user may change a place's settings."""
        ...

    async def posts(self, chat: int) -> bool:
        """Whether the bot may post in a channel."""
        ...


class NoStanding:
    """Where Telegram can't be asked: nobody may, but in their private chat."""

    async def manages(self, place: Place, user: int) -> bool:
        return place.kind == "private"

    async def posts(self, chat: int) -> bool:
        return False


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
    presses: Mapping[str, "Press"] = field(default_factory=dict, repr=False)
    standing: Standing = field(default=NoStanding(), repr=False)
    bot: str = ""
    """The bot's user name, for links to it."""
    bots: Mapping[int, str] = field(default_factory=dict)
    """What the bots that run side by side are called, by their ids."""
    invites: bool = False
    """The bot is for those who were invited."""

    told_at: Place | None = None
    """Where the answer is told, if not in `place` itself."""

    @property
    def in_public(self) -> bool:
        """Whether others than the asker may read the answer."""
        return (self.told_at or self.place).kind != "private"

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
    """What comes back. `shown` are the stories, `told` the sentences that count as shown once it is sent.

    After a button: `toast` appears briefly, `keyboard` replaces the buttons of its message, and with
    `in_place` the first of `messages` replaces that message.
    """

    messages: tuple[Message, ...] = ()
    shown: tuple[str, ...] = ()
    document: Document | None = None
    picture: bytes | None = None
    """A PNG above the first of `messages`, which is short enough for a caption."""
    toast: str = ""
    keyboard: Rows | None = None
    in_place: bool = False
    later: "Awaitable[Answer] | None" = None
    """Work that goes on; what comes of it is sent too. It may raise UserError."""
    told: tuple[Told, ...] = ()
    asks_for_channel: bool = False
    """A button below the message lets its reader pick a channel of theirs."""


Handler = Callable[[Ask], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Command:
    """A command. In groups `manages` keeps it for the group's admins (members get `otherwise`, if any);
    `admin` keeps it for the bot's own. `listed` commands appear in Telegram's menu, those of `invites` only
    where the bot is for those who were invited.
    """

    name: str
    run: Handler
    description: str
    manages: bool = False
    admin: bool = False
    listed: bool = True
    invites: bool = False
    otherwise: Handler | None = None

    def is_listed(self, *, admin: bool, invites: bool) -> bool:
        """Whether it is shown to an admin of the bot, or to anybody."""
        return self.listed and (admin or not self.admin) and (invites or not self.invites)


@dataclass(frozen=True, slots=True)
class Press:
    """What a button does; `manages` and `admin` as for commands."""

    run: Handler
    manages: bool = False
    admin: bool = False


PATIENCE = 6.0
"""Seconds that an answer may take before the reader is told to wait."""


async def soon(work: Coroutine[Any, Any, Answer], meanwhile: Answer, seconds: float = PATIENCE) -> Answer:
    """What `work` answers; if that takes too long, `meanwhile`, with the rest coming later."""
    task = asyncio.create_task(work)
    done, _ = await asyncio.wait({task}, timeout=seconds)
    return task.result() if done else replace(meanwhile, later=task)


def say(html: str, buttons: Rows = ()) -> Answer:
    """An answer of one message."""
    return Answer((Message(html, buttons),))


def replace_message(html: str, buttons: Rows = (), toast: str = "") -> Answer:
    """An answer to a button that takes the place of its message."""
    return Answer((Message(html, buttons),), toast=toast, in_place=True)
