"""Updates are worked on side by side, those of one chat one after the other."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

SIDE_BY_SIDE = 256


class ChatOrder(BaseUpdateProcessor):
    """So that `/subscribe niger` followed at once by `/topics` is answered in that order."""

    def __init__(self) -> None:
        super().__init__(max_concurrent_updates=SIDE_BY_SIDE)
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Works on an update when those of its chat before it are done."""
        chat = _chat_of(update)
        lock = self._locks.setdefault(chat, asyncio.Lock())
        self._waiting[chat] = self._waiting.get(chat, 0) + 1
        try:
            async with lock:
                await coroutine
        finally:
            self._waiting[chat] -= 1
            if not self._waiting[chat]:
                del self._waiting[chat], self._locks[chat]


def _chat_of(update: object) -> int:
    """Whose turn it is: the chat's, and of an inline query, which has none, its writer's."""
    if not isinstance(update, Update):
        return 0
    where = update.effective_chat or update.effective_user
    return where.id if where else 0
