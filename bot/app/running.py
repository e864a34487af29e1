"""The running bot: scheduler, deliveries and the conversation, from start to a clean stop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from telegram.error import InvalidToken
from telegram.helpers import create_deep_linked_url

from bot.app.connection import Connection, Hooks
from bot.app.program import Newsbrief
from bot.chat.bots import Bots
from bot.chat.delivery import Delivery, Notices, Sender
from bot.desk.health import BotRecord, JobRecord
from bot.errors import UserError
from bot.logs import get_logger
from bot.schedule import Job, Schedule

log = get_logger(__name__)

Tell = Callable[[str], None]

ASLEEP = timedelta(minutes=5)
"""No planning for so long means that the host was down, or its clock was moved."""

CATCH_UP_SECONDS = 10.0
"""How long digests wait at most for the sources to be read after a sleep."""


@asynccontextmanager
async def running_bot(program: Newsbrief, tell: Tell | None = None) -> AsyncIterator["RunningBot"]:
    """Starts everything that ticks or listens, and at the end stops it in the order that loses nothing.

    Where nobody is the bot's admin, `tell` is given the link that makes its opener one.
    """
    bot = RunningBot(program, tell)
    await bot.start()
    try:
        yield bot
    finally:
        await bot.stop()


class RunningBot:
    """Reads sources from the first moment on, and talks as soon as the Bot API can be reached."""

    def __init__(self, program: Newsbrief, tell: Tell | None = None) -> None:
        telegram, bots = program.settings.telegram, Bots()
        assert telegram.tokens
        self._program = program
        self._tell = tell
        self._hooks = Hooks(telegram.webhook) if telegram.mode == "webhook" else None
        self._connections = [
            Connection(program, token, bots, self._hooks, first=not place)
            for place, token in enumerate(telegram.tokens)
        ]
        self._delivery = Delivery(
            program.desk,
            [one.application.bot for one in self._connections],
            program.clock,
            admins=telegram.admins,
        )
        notices = Notices(program.desk)
        self._schedule = Schedule(
            [
                Job("poll sources", 2, program.ingest.poll_due),
                Job("look at pages again", 120, program.ingest.revisit_pages),
                Job("plan digests", 1, self._plan),
                Job("plan follow-ups", 5, notices.plan_follow_ups),
                Job("plan alerts", 5, notices.plan_alerts),
                Job("plan what is waited for", 5, notices.plan_watches),
                Job("plan recaps", 5, notices.plan_recaps),
                Job("tell of sources", 60, notices.plan_outages),
                *self._sending(),
                Job("look after the archive", 3600, program.ingest.housekeep),
                Job("tag the archive anew", 10, program.ingest.retag),
                Job("check the token", 10, self._check_tokens),
            ]
        )
        self._planned: datetime | None = None
        self._catching_up: asyncio.Task[object] | None = None
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._background: list[asyncio.Task[None]] = []
        self._offered = False
        self.ready = asyncio.Event()
        """Set once updates are taken, by every bot whose token is not refused."""

    def jobs(self) -> dict[str, JobRecord]:
        """How the ticking jobs have been doing."""
        return self._schedule.records()

    def bots(self) -> list[BotRecord]:
        """How each bot has been doing, the first one first."""
        return [
            BotRecord(one.number, one.name, one.works, sender.sent)
            for one, sender in zip(self._connections, self._delivery.senders, strict=True)
        ]

    async def start(self) -> None:
        """Begins to tick at once and to connect in the background."""
        await self._delivery.recover()
        self._schedule.start()
        self._begin(self._warm())
        for one in self._connections:
            self._begin(self._connect(one)).add_done_callback(self._connected)

    async def _warm(self) -> None:
        """Prepares what the first answers and the first articles need."""
        await asyncio.to_thread(self._program.desk.topics.warm)
        await self._program.ingest.learn()

    async def until(self, event: asyncio.Event) -> None:
        """Waits for `event`. Raises what made the bot fail, if that comes first."""
        waiting = asyncio.create_task(event.wait())
        awaited: set[asyncio.Future[Any]] = {waiting, self._failed}
        await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._failed.done():
            self._failed.result()

    async def stop(self) -> None:
        """Takes no more updates, finishes what is in flight, and shuts down."""
        for task in (*self._background, *filter(None, [self._catching_up])):
            task.cancel()
        self._delivery.stop()
        ends = [one.end_updates() for one in self._connections]
        await asyncio.gather(*ends, self._schedule.stop())
        if self._hooks:
            await self._hooks.close()
        await asyncio.gather(*(one.close() for one in self._connections))

    async def _connect(self, one: Connection) -> None:
        try:
            await one.connect()
        except InvalidToken as error:
            self._refuse(one, error)
            return
        except UserError as error:
            self._fail(error)
            return
        self._look()
        await self._introduce(one)

    def _look(self) -> None:
        """The bot is ready once every bot is, but for those that Telegram refuses."""
        if all(one.works or one.refused for one in self._connections):
            self.ready.set()

    def _refuse(self, one: Connection, error: InvalidToken) -> None:
        """Telegram refuses a bot's token. The others go on; where there are none, this ends."""
        if one.refused:
            return
        one.refused = True
        self._delivery.give_up(one.number, error)
        if all(other.refused for other in self._connections):
            self._fail_for_token()
            return
        log.error("Telegram refuses a bot's token; the others go on", bot=one.name)
        self._look()
        self._begin(self._tell_of(one))

    async def _tell_of(self, refused: Connection) -> None:
        await self.ready.wait()
        await self._delivery.alarm.refused(refused.name)

    async def _introduce(self, one: Connection) -> None:
        """Offers a bot without an admin to whoever opens the one-time link, and shows its commands."""
        telegram, admission = self._program.settings.telegram, self._program.desk.admission
        if self._tell and not telegram.admins and not self._offered:
            self._offered = True
            if code := await admission.offer_ownership():
                address = create_deep_linked_url(one.application.bot.username, f"own_{code}")
                log.warning("the bot has no admin: who opens this link first becomes it", link=address)
                self._tell(
                    f"Nobody is the admin of this bot yet. Open this link in Telegram to become it: {address}"
                )
        admins = {*telegram.admins, *await admission.admins()}
        await one.show_profile(admins, invites=telegram.access == "invite")

    def _sending(self) -> list[Job]:
        """A job for each bot, so that none waits for another to end."""
        alone = len(self._connections) == 1
        name = "send" if alone else "send as {}"
        return [
            Job(name.format(one.number), 0.5, partial(self._send, one, sender), finish=True)
            for one, sender in zip(self._connections, self._delivery.senders, strict=True)
        ]

    async def _plan(self) -> None:
        """After a sleep the sources are read first, so that a late digest holds what came meanwhile."""
        now = self._program.clock.now()
        if self._planned is None or now - self._planned > ASLEEP:
            self._catching_up = asyncio.create_task(self._program.ingest.poll_due())
            await asyncio.wait({self._catching_up}, timeout=CATCH_UP_SECONDS)
        self._planned = now
        await self._delivery.plan_due()

    async def _send(self, one: Connection, sender: Sender) -> None:
        if not one.works:
            return
        try:
            await sender.send_pending()
        except InvalidToken as error:
            self._refuse(one, error)

    async def _check_tokens(self) -> None:
        async def check(one: Connection) -> None:
            try:
                await one.check()
            except InvalidToken as error:
                self._refuse(one, error)

        await asyncio.gather(*map(check, self._connections))

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Does something in the background; why it failed is logged."""
        task = asyncio.create_task(work)
        task.add_done_callback(_log_failure)
        self._background.append(task)
        return task

    def _connected(self, connecting: asyncio.Task[None]) -> None:
        """What nobody foresaw while connecting ends the bot; it must not stay deaf in silence."""
        error = None if connecting.cancelled() else connecting.exception()
        if isinstance(error, Exception):
            self._fail(error)

    def _fail_for_token(self) -> None:
        self._fail(
            UserError("Telegram refuses this token; put a valid one from @BotFather into the configuration.")
        )

    def _fail(self, error: Exception) -> None:
        if not self._failed.done():
            self._failed.set_exception(error)


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("work in the background failed", exc_info=error)
