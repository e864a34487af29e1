"""Who may: use this bot, change a chat's settings, and ask how often."""

import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from telegram import Bot, ChatMemberAdministrator
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.chat.bots import Bots
from bot.chat.incoming import Said
from bot.desk.admission import Admission
from bot.store.model import Place

COMMANDS_A_MINUTE = 60
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Access:
    """Who may use the bot: everybody (`open`), or admins, those listed (`allowlist`), and who was invited too
    (`invite`).
    """

    admission: Admission
    mode: str = "open"
    admins: frozenset[int] = frozenset()
    allow: frozenset[int] = frozenset()

    @property
    def invites(self) -> bool:
        return self.mode == "invite"

    async def admits(self, user: int | None, chat: int) -> bool:
        """Whether a user, or anybody in a listed or invited chat, may use the bot."""
        if self.mode == "open" or user in self.admins | self.allow or chat in self.allow:
            return True
        return await self.is_admin(user) or (self.invites and await self.admission.admitted(user, chat))

    async def is_admin(self, user: int | None) -> bool:
        """Whether a user is one of the bot's own admins, configured or by link."""
        return user in self.admins or user in await self.admission.admins()

    async def enter(self, words: Said, place: Place, user: int | None) -> bool:
        """What a link to `/start` opens: an invitation lets its chat in, the one-time link makes an admin.

        True if somebody became admin just now.
        """
        kind, _, code = words.argument.partition("_")
        if words.command != "start" or not code:
            return False
        if kind == "own" and user is not None and place.kind == "private":
            return not self.admins and await self.admission.own(code, user)
        if kind == "inv" and self.invites and not await self.admits(user, place.chat):
            await self.admission.enter(code, place.chat)
        return False


async def may_manage(bot: Bot, place: Place, user: int | None, sender_chat: int | None = None) -> bool:
    """Whether settings of a place may be changed: in groups and channels by their admins, asked of Telegram.

    An anonymous admin writes in the name of the group itself; a channel's posts are its admins'.
    """
    if place.kind == "private" or sender_chat == place.chat:
        return True
    if user is None:
        return place.kind == "channel"
    try:
        member = await bot.get_chat_member(place.chat, user)
    except TelegramError:
        return False
    return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class AskTelegram:
    """Somebody's rights, asked of Telegram each time, through the bot that a place belongs to."""

    bot: Bot
    bots: Bots = field(default_factory=Bots)

    async def manages(self, place: Place, user: int) -> bool:
        """Whether a user may change a place's settings."""
        return await may_manage(self.bots.of(place, self.bot), place, user)

    async def posts(self, chat: int) -> bool:
        """Whether the bot may post in a channel."""
        try:
            me = await self.bot.get_chat_member(chat, self.bot.id)
        except TelegramError:
            return False
        return isinstance(me, ChatMemberAdministrator) and bool(me.can_post_messages)


class Patience:
    """How often somebody may ask: `limit` times in any 60 seconds; then they are told once, then no more."""

    def __init__(self, limit: int = COMMANDS_A_MINUTE, seconds: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._seconds = seconds
        self._asked: dict[tuple[int, int | None], deque[float]] = {}
        self._told: set[tuple[int, int | None]] = set()

    def ask(self, chat: int, user: int | None) -> str:
        """`answer`, `warn` (the first time it is too much) or `ignore`."""
        key, now = (chat, user), self._seconds()
        if len(self._asked) > REMEMBERED:
            self._forget(now)
        asked = self._asked.setdefault(key, deque())
        while asked and asked[0] <= now - 60:
            asked.popleft()
        if len(asked) < self._limit:
            asked.append(now)
            self._told.discard(key)
            return "answer"
        if key in self._told:
            return "ignore"
        self._told.add(key)
        return "warn"

    def _forget(self, now: float) -> None:
        stale: Collection[tuple[int, int | None]] = [
            key for key, asked in self._asked.items() if not asked or asked[-1] <= now - 60
        ]
        for key in stale:
            del self._asked[key]
            self._told.discard(key)
