"""The sender of one bot: sends what its readers are owed, records what became of it."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.chat.bots import number_of
from bot.chat.delivery.alarm import Alarm
from bot.chat.delivery.envelope import envelope, plain
from bot.chat.delivery.verdicts import (
    Gone,
    Migrated,
    Refused,
    Revoked,
    Sent,
    Uncertain,
    Unsent,
    Verdict,
    Wait,
    is_certain,
    judge,
)
from bot.chat.limiter import DIGEST, Limiter
from bot.chat.markup import visible_text
from bot.chat.sending import keyboard, preview, reply
from bot.desk import Desk
from bot.errors import StoreError
from bot.logs import get_logger
from bot.store.deliveries import IN_FLIGHT, Part
from bot.store.model import Message

log = get_logger(__name__)

READ_SECONDS = 20.0
"""How long a send waits for its answer. A shorter wait would only leave more of them uncertain."""
MOST_ATTEMPTS = 30
"""Sends of one part that the server refused or did not answer: about five hours at LONGEST_PAUSE."""
LONGEST_PAUSE = 900.0
"""Seconds between two attempts at one part, at most."""
ALONE = 3
"""So many failures in a row are not the fault of one part: sending pauses."""
LONGEST_OUTAGE_PAUSE = 10.0
"""Seconds between two attempts to reach a server that can't be reached, at most."""
TOGETHER = 0.002
"""Seconds to wait for other sends that are about to land, so that one transaction records them all."""
LOOK_SECONDS = 0.5
"""While sends wait for their answers, how often to look whether something else may leave."""


class Sender:
    """Drives the sends of one bot, ticked by the scheduler. The bot may have our Limiter or none."""

    def __init__(
        self,
        desk: Desk,
        bot: ExtBot[Any],
        alarm: Alarm,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._desk = desk
        self._bot = bot
        self.number = number_of(bot)
        """The bot's id."""
        self._alarm = alarm
        self._monotonic = monotonic
        self._sleep = sleep
        self._limiter = bot.rate_limiter if isinstance(bot.rate_limiter, Limiter) else None
        self._failures = 0
        self._resume_at = 0.0
        self.revoked: InvalidToken | None = None
        """Why Telegram refuses the bot's token, if it does: then nothing is sent any more."""
        self.sent = 0
        """Messages that have arrived since the start."""
        self._stopping = False
        self._arrived: list[tuple[Part, int]] = []
        self._left_behind = False

    async def send_pending(self) -> None:
        """Sends what is planned, until nothing is left that may leave now. Raises InvalidToken.

        Cancelled or failed, it leaves what was under way to `recover`, or to its next call.
        """
        flying: set[asyncio.Task[None]] = set()
        if self._left_behind:
            await self._recover()
        self._left_behind = True
        try:
            while True:
                parts = await self._turn(IN_FLIGHT - len(flying))
                flying |= {asyncio.create_task(self._deliver(part)) for part in parts}
                if not flying and (self._stopping or not self._arrived):
                    break
                if not flying:
                    await self._sleep(1)
                    continue
                landed, flying = await asyncio.wait(
                    flying, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                if flying:
                    soon, flying = await asyncio.wait(flying, timeout=TOGETHER)
                    landed |= soon
                for task in landed:
                    task.result()
            self._left_behind = bool(self._arrived)
        finally:
            for task in flying:
                task.cancel()
        if self.revoked:
            raise self.revoked

    def stop(self) -> None:
        """From now on nothing new is begun; `send_pending` ends with what is under way."""
        self._stopping = True

    async def _recover(self) -> None:
        if found := await self._desk.deliveries.recover(self.number):
            log.warning("sent when the sender failed; to be sent once more, marked", parts=found)

    async def _turn(self, most: int) -> Sequence[Part]:
        """Records what has arrived, and takes what is to leave next."""
        if self._on_hold():
            most = 0
        arrived = self._arrived
        if not most and not arrived:
            return ()
        self._arrived = []
        busy = self._limiter.busy() if self._limiter else frozenset()
        try:
            parts = await self._desk.deliveries.claim(most, busy, arrived, self.number)
        except StoreError as error:
            self._arrived += arrived
            log.error("deliveries can't be recorded", reason=str(error))
            await self._alarm.ring("sending", str(error))
            return ()
        except Exception:
            log.exception("what arrived can't be recorded at once")
            for part, message_id in arrived:
                await self._record(part, Sent(message_id))
            return ()
        await self._alarm.clear("sending")
        return parts

    def _on_hold(self) -> bool:
        halted = self._limiter is not None and self._limiter.halted()
        return self._stopping or bool(self.revoked) or halted or self._monotonic() < self._resume_at

    async def _deliver(self, part: Part) -> None:
        message = envelope(part)
        verdict = await self._send(part, message)
        if isinstance(verdict, Refused):
            log.warning("refused; sent as plain text", part=part.id, reason=verdict.reason)
            verdict = await self._send(part, plain(message), formatted=False)
        self._weigh(verdict)
        if isinstance(verdict, Sent):
            self.sent += 1
            self._arrived.append((part, verdict.message_id))
        else:
            await self._record(part, verdict)

    async def _send(self, part: Part, message: Message, *, formatted: bool = True) -> Verdict:
        try:
            sent = await self._bot.send_message(
                part.place.chat,
                message.html if formatted else visible_text(message.html),
                parse_mode=ParseMode.HTML if formatted else None,
                message_thread_id=part.place.thread or None,
                reply_markup=keyboard(message.buttons, self._bot),
                link_preview_options=preview(message),
                disable_notification=message.silent or None,
                reply_parameters=reply(message.reply_to),
                read_timeout=READ_SECONDS,
                rate_limit_args=DIGEST if self._limiter else None,
            )
        except Exception as error:
            verdict = judge(error)
            kind = type(verdict).__name__
            log.info("not sent", part=part.id, bot=self.number, attempt=part.attempts, verdict=kind)
            return await self._confirmed(verdict) if isinstance(verdict, Revoked) else verdict
        return Sent(sent.message_id)

    async def _confirmed(self, verdict: Revoked) -> Verdict:
        """Where the refusal is not certain `getMe` decides."""
        if is_certain(verdict.error):
            return verdict
        try:
            await self._bot.get_me()
        except InvalidToken:
            return verdict
        except TelegramError as error:
            return Unsent(str(error), reached=True)
        return Unsent(f"refused, though the token is valid: {verdict.error}", reached=True)

    def _weigh(self, verdict: Verdict) -> None:
        """Tells an outage from the trouble of one part: after ALONE failures in a row everything pauses."""
        if isinstance(verdict, Revoked):
            self.revoked = verdict.error
        if not isinstance(verdict, Unsent | Uncertain):
            self._failures = 0
            return
        self._failures += 1
        if self._failures >= ALONE:
            pause = min(LONGEST_OUTAGE_PAUSE, 2.0 ** (self._failures // ALONE - 1))
            self._resume_at = self._monotonic() + pause

    async def _record(self, part: Part, verdict: Verdict) -> None:
        """Writes down what became of a part; while the database can't be written, tries again."""
        while True:
            try:
                return await self._settle(part, verdict)
            except StoreError as error:
                log.error("what became of a part can't be recorded", part=part.id, reason=str(error))
                await self._alarm.ring("sending", str(error))
                if self._stopping:
                    return None
                await self._sleep(1)
            except Exception as error:
                log.exception("what became of a part can't be recorded", part=part.id)
                return await self._desk.deliveries.failed(part, f"our own fault: {error}")

    async def _settle(self, part: Part, verdict: Verdict) -> None:
        deliveries = self._desk.deliveries
        pause = min(LONGEST_PAUSE, 2.0 ** (part.attempts - 1))
        match verdict:
            case Sent(message_id):
                await deliveries.sent(part, message_id)
            case Wait(seconds):
                await deliveries.later(part, seconds, f"429: wait {seconds:g} s", counts=False)
            case Gone(reason, whole_chat):
                await deliveries.gone(part, reason, whole_chat=whole_chat)
            case Migrated(chat):
                await deliveries.migrated(part, chat)
            case Refused(reason):
                await deliveries.failed(part, reason)
            case Revoked():
                await deliveries.later(part, 1, "the token is not valid", counts=False)
            case Unsent(reason, reached=False):
                await deliveries.later(part, 1, reason, counts=False)
            case Unsent(reason) | Uncertain(reason) if part.attempts >= MOST_ATTEMPTS:
                await deliveries.failed(part, f"given up after {part.attempts} attempts: {reason}")
            case Unsent(reason):
                await deliveries.later(part, pause, reason)
            case Uncertain(reason):
                await deliveries.uncertain(part, pause, reason)
