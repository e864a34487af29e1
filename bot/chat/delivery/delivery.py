"""Plans what is due, and has each bot send what its readers are owed."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any

from telegram.error import InvalidToken
from telegram.ext import ExtBot

from bot.chat.delivery.alarm import Alarm
from bot.chat.delivery.preparing import Render, prepare
from bot.chat.delivery.sender import Sender
from bot.chat.render import compose_digest_messages
from bot.chat.render.bots import render_missing
from bot.clock import Clock
from bot.desk import Desk
from bot.desk.deliveries import Due, Prepared
from bot.errors import StoreError
from bot.logs import get_logger

log = get_logger(__name__)

BATCH = 100
"""Digests planned in one transaction."""


class Delivery:
    """Drives deliveries; one for a database. It has a sender for each of the `bots`, the first one first.

    `admins` (chats), and those by link, are told when deliveries can't be stored, and when they can again.
    """

    def __init__(
        self,
        desk: Desk,
        bots: Sequence[ExtBot[Any]],
        clock: Clock,
        *,
        admins: Collection[int] = (),
        render: Render = compose_digest_messages,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._desk = desk
        self._clock = clock
        self._render = render
        self.alarm = Alarm(bots, desk, admins)
        self.senders = tuple(Sender(desk, bot, self.alarm, monotonic=monotonic, sleep=sleep) for bot in bots)
        self._stopping = False

    async def recover(self) -> None:
        """To be called once, before anything is sent: what a killed process was sending may have arrived.

        Whose bot is no longer configured gets another, and admins are told of it.
        """
        if found := await self._desk.deliveries.recover():
            log.warning("sent when the program ended; to be sent once more, marked", parts=found)
        numbers = [sender.number for sender in self.senders]
        missing = await self._desk.bots.missing(numbers)
        for one in missing:
            log.warning(
                "a bot is no longer configured; the first has its readers", bot=one.bot, readers=one.readers
            )
        notices = [(admin, render_missing(admin, one)) for one in missing for admin in one.admins]
        await self._desk.bots.settle(numbers, notices)

    async def plan_due(self) -> None:
        """Plans every digest that is due. What can't be stored now stays due.

        So do the digests of readers whose bot is refused: on its return they come as one.
        """
        deliveries, begun = self._desk.deliveries, False
        refused = [sender.number for sender in self.senders if sender.revoked]
        try:
            while not self._stopping and (due := await deliveries.due(BATCH, same_round=begun, but=refused)):
                begun = True
                prepared = await asyncio.to_thread(self._prepare, due)
                if not await deliveries.plan(prepared):
                    break
            await self.alarm.clear("planning")
        except StoreError as error:
            log.error("digests can't be planned", reason=str(error))
            await self.alarm.ring("planning", str(error))

    async def send_pending(self) -> None:
        """Every bot sends what is planned, until nothing is left that may leave now. Raises InvalidToken."""
        await asyncio.gather(*(sender.send_pending() for sender in self.senders))

    def give_up(self, bot: int, error: InvalidToken) -> None:
        """Telegram refuses the token of a bot (its id): its readers' digests stay due, nothing is sent."""
        for sender in self.senders:
            if sender.number == bot:
                sender.revoked = error

    def stop(self) -> None:
        """From now on nothing new is begun; the senders end with what is under way."""
        self._stopping = True
        for sender in self.senders:
            sender.stop()

    def _prepare(self, due: Sequence[Due]) -> list[Prepared]:
        now = self._clock.now()
        return [prepare(one, self._render, now) for one in due]
