"""The running bot: scheduler, deliveries and the conversation, from start to a clean stop."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from starlette.applications import Starlette
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application
from telegram.helpers import create_deep_linked_url

from bot.app.program import Newsbrief
from bot.chat.application import ALLOWED_UPDATES, build_application
from bot.chat.delivery import Delivery, Notices
from bot.chat.delivery.verdicts import is_certain
from bot.chat.limiter import Limiter
from bot.chat.profile import fingerprint, publish_profile
from bot.desk.health import JobRecord
from bot.errors import UserError
from bot.logs import get_logger
from bot.schedule import Job, Schedule
from bot.store.meta import get_meta, set_meta
from bot.web.server import listen, serve
from bot.web.webhook import webhook_route

log = get_logger(__name__)

Tell = Callable[[str], None]

CONNECT_SECONDS = (1, 2, 5, 10, 30)
"""Pauses between attempts to reach the Bot API at start; the last one goes on."""

ASLEEP = timedelta(minutes=5)
"""No planning for so long means that the host was down, or its clock was moved."""

CATCH_UP_SECONDS = 10.0
"""How long digests wait at most for the sources to be read after a sleep."""

PROFILE = "profile"
"""Where the database keeps which profile Telegram shows."""

STOP_SECONDS = 3.0
"""How long answers that are being worked on may take once the bot stops, and the last look for updates."""
CLOSE_SECONDS = 1.0
"""How long closing all connections may take. With FINISH_SECONDS of deliveries that is less than 10 s."""


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
        telegram = program.settings.telegram
        assert telegram.token is not None
        self._program = program
        self._tell = tell
        self._application: Application[Any, Any, Any, Any, Any, Any] = build_application(
            token=telegram.token.get_secret_value(),
            api_url=telegram.api_url,
            desk=program.desk,
            admins=telegram.admins,
            access=telegram.access,
            allow=telegram.allow,
            rate_limiter=Limiter(),
        )
        self._delivery = Delivery(program.desk, self._application.bot, program.clock, admins=telegram.admins)
        notices = Notices(program.desk)
        self._schedule = Schedule(
            [
                Job("poll sources", 2, program.ingest.poll_due),
                Job("plan digests", 1, self._plan),
                Job("plan follow-ups", 5, notices.plan_follow_ups),
                Job("plan alerts", 5, notices.plan_alerts),
                Job("plan what is waited for", 5, notices.plan_watches),
                Job("tell of sources", 60, notices.plan_outages),
                Job("send", 0.5, self._when_ready(self._send), finish=True),
                Job("look after the archive", 3600, program.ingest.housekeep),
                Job("check the token", 10, self._when_ready(self._check_token)),
            ]
        )
        self._planned: datetime | None = None
        self._doubted = False
        self._catching_up: asyncio.Task[object] | None = None
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._connecting: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._listening = AsyncExitStack()
        self.ready = asyncio.Event()
        """Set once updates are taken."""

    def jobs(self) -> dict[str, JobRecord]:
        """How the ticking jobs have been doing."""
        return self._schedule.records()

    async def start(self) -> None:
        """Begins to tick at once and to connect in the background."""
        await self._delivery.recover()
        self._schedule.start()
        self._warming = asyncio.create_task(asyncio.to_thread(self._program.desk.topics.warm))
        self._connecting = asyncio.create_task(self._connect())
        self._connecting.add_done_callback(self._connected)

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
        for task in filter(None, (self._connecting, self._catching_up, self._warming)):
            task.cancel()
        self._delivery.stop()
        await asyncio.gather(self._end_updates(), self._schedule.stop())
        if self._application.running:
            await self._within(STOP_SECONDS, self._application.stop())
        await self._within(CLOSE_SECONDS, self._application.shutdown())

    async def _end_updates(self) -> None:
        updater = self._application.updater
        if updater and updater.running:
            await self._within(STOP_SECONDS, updater.stop())
        await self._listening.aclose()

    @staticmethod
    async def _within(seconds: float, ending: Awaitable[object]) -> None:
        try:
            async with asyncio.timeout(seconds):
                await ending
        except (TimeoutError, TelegramError) as error:
            log.warning("did not stop cleanly", error=type(error).__name__)

    async def _connect(self) -> None:
        attempt = 0
        while True:
            try:
                await self._application.initialize()
                if not self._application.running:
                    await self._application.start()
                await self._take_updates()
            except InvalidToken:
                self._fail_for_token()
                return
            except TelegramError as error:
                pause = CONNECT_SECONDS[min(attempt, len(CONNECT_SECONDS) - 1)]
                log.warning("the Bot API cannot be reached", error=str(error), again_in_s=pause)
                attempt += 1
                await asyncio.sleep(pause)
            except UserError as error:
                self._fail(error)
                return
            else:
                self.ready.set()
                log.info("ready", bot=self._application.bot.username)
                await self._introduce()
                return

    async def _introduce(self) -> None:
        """Offers a bot without an admin to whoever opens the one-time link, and shows its commands."""
        telegram, bot = self._program.settings.telegram, self._application.bot
        admission = self._program.desk.admission
        if self._tell and not telegram.admins and (code := await admission.offer_ownership()):
            address = create_deep_linked_url(bot.username, f"own_{code}")
            log.warning("the bot has no admin: who opens this link first becomes it", link=address)
            self._tell(
                f"Nobody is the admin of this bot yet. Open this link in Telegram to become it: {address}"
            )
        admins = {*telegram.admins, *await admission.admins()}
        await self._show_profile(admins, invites=telegram.access == "invite")

    async def _show_profile(self, admins: Collection[int], *, invites: bool) -> None:
        """Publishes what Telegram shows of the bot, unless it shows it already: it takes dozens of calls."""
        bot, store = self._application.bot, self._program.store
        wanted = f"{bot.id} {fingerprint(admins, invites=invites)}"
        if await store.read(get_meta, PROFILE) != wanted and await publish_profile(
            bot, admins, invites=invites
        ):
            await store.write(set_meta, PROFILE, wanted)

    async def _take_updates(self) -> None:
        updater = self._application.updater
        assert updater is not None
        if self._program.settings.telegram.mode == "webhook":
            await self._listen()
        else:
            await updater.start_polling(
                allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=_no_updates
            )

    async def _listen(self) -> None:
        webhook = self._program.settings.telegram.webhook
        assert webhook.public_url is not None
        assert webhook.secret is not None
        application, secret = self._application, webhook.secret.get_secret_value()

        async def put(data: dict[str, Any]) -> None:
            await application.update_queue.put(Update.de_json(data, application.bot))

        route = webhook_route(webhook.public_url, secret, put)
        async with AsyncExitStack() as listening:
            await listening.enter_async_context(
                serve(Starlette(routes=[route]), listen(webhook.listen, webhook.port))
            )
            await application.bot.set_webhook(
                webhook.public_url, secret_token=secret, allowed_updates=ALLOWED_UPDATES
            )
            self._listening = listening.pop_all()

    def _when_ready(self, work: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[object]]:
        async def ready_work() -> None:
            if self.ready.is_set():
                await work()

        return ready_work

    async def _plan(self) -> None:
        """After a sleep the sources are read first, so that a late digest holds what came meanwhile."""
        now = self._program.clock.now()
        if self._planned is None or now - self._planned > ASLEEP:
            self._catching_up = asyncio.create_task(self._program.ingest.poll_due())
            await asyncio.wait({self._catching_up}, timeout=CATCH_UP_SECONDS)
        self._planned = now
        await self._delivery.plan_due()

    async def _send(self) -> None:
        try:
            await self._delivery.send_pending()
        except InvalidToken:
            self._fail_for_token()

    async def _check_token(self) -> None:
        """A token can be revoked while the bot runs; the library's polling then ends without a word.

        Where a refusal is not certain, the second in a row counts.
        """
        try:
            await self._application.bot.get_me()
            self._doubted = False
        except InvalidToken as error:
            if self._doubted or is_certain(error):
                self._fail_for_token()
            self._doubted = True
        except TelegramError as error:
            log.warning("the Bot API cannot be reached", error=str(error))

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


def _no_updates(error: TelegramError) -> None:
    log.warning("no updates", reason=str(error))
