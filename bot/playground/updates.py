"""Updates on their way to the bot: queued, filtered by type, and handed over by long polling."""

import time
from collections import deque
from collections.abc import Sequence
from typing import Any

from bot.playground.bell import Bell, Gone
from bot.playground.refusals import Refused

Json = dict[str, Any]

UPDATE_TYPES = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "guest_message",
    "business_connection", "business_message", "edited_business_message", "deleted_business_messages",
    "message_reaction", "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query",
    "shipping_query", "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "managed_bot",
    "my_chat_member", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
})  # fmt: skip
BY_DEFAULT = UPDATE_TYPES - {"chat_member", "message_reaction", "message_reaction_count"}
FIRST_UPDATE = 100_000_001
LONGEST_POLL = 50


class Updates:
    """The queue of one bot."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.allowed = BY_DEFAULT
        self.pending: deque[Json] = deque()
        self._next = FIRST_UPDATE
        self._poller: object | None = None

    def add(self, kind: str, content: Json) -> None:
        """Queues an update, unless the bot did not ask for its kind."""
        if kind not in self.allowed:
            return
        self.pending.append({"update_id": self._next, kind: content})
        self._next += 1
        self.bell.ring()

    def allow(self, types: Sequence[Any] | None) -> None:
        """Sets what the bot wants: None keeps what it said before, an empty list is the default."""
        if types is not None:
            wanted = frozenset(kind for kind in types if isinstance(kind, str)) & UPDATE_TYPES
            self.allowed = wanted or BY_DEFAULT

    def confirm(self, offset: int) -> None:
        """Forgets updates below a positive offset, or all but the last -offset ones."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while offset > 0 and self.pending and self.pending[0]["update_id"] < offset:
            self.pending.popleft()

    def interrupt(self) -> None:
        """Ends a long poll under way with a 409."""
        self._poller = None
        self.bell.ring()

    async def poll(self, offset: int, limit: int, seconds: int, gone: Gone) -> list[Json]:
        """The next updates, at most `limit`, after waiting at most so long for one.

        A second poll ends the first with 409 Conflict, as on Telegram's server.
        """
        self.interrupt()
        me = self._poller = object()
        self.confirm(offset)
        deadline = time.monotonic() + seconds
        while not self.pending:
            heard = await self.bell.heard(deadline - time.monotonic(), gone)
            if self._poller is not me:
                raise Refused(
                    409,
                    "terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            if not heard:
                break
        return [update for update, _ in zip(self.pending, range(limit), strict=False)]
