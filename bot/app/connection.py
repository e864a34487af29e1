"""One bot's end of the line to Telegram: connected until it holds, then taking updates."""

import asyncio
from collections.abc import Awaitable, Collection
from contextlib import AsyncExitStack
from typing import Any

from starlette.applications import Starlette
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot.app.program import Newsbrief
from bot.chat.application import ALLOWED_UPDATES, build_application
from bot.chat.bots import Bots, name_of, number_of
from bot.chat.delivery.verdicts import is_certain
from bot.chat.limiter import Limiter
from bot.chat.profile import fingerprint, publish_profile
from bot.config.settings import Webhook
from bot.logs import get_logger
from bot.store.meta import get_meta, set_meta
from bot.web.server import listen, serve
from bot.web.webhook import webhook_route

log = get_logger(__name__)

CONNECT_SECONDS = (1, 2, 5, 10, 30)
"""Pauses between attempts to reach the Bot API at start; the last one goes on."""
STOP_SECONDS = 3.0
"""How long answers that are being worked on may take once the bot stops, and the last look for updates."""
CLOSE_SECONDS = 1.0
"""How long closing all connections may take. With FINISH_SECONDS of deliveries that is less than 10 s."""


class Hooks:
    """Where Telegram's updates come in by webhook: one address, and below it one for each further bot."""

    def __init__(self, webhook: Webhook) -> None:
        assert webhook.public_url is not None
        assert webhook.secret is not None
        self._webhook = webhook
        self._url = webhook.public_url
        self._secret = webhook.secret.get_secret_value()
        self._app = Starlette()
        self._listening = AsyncExitStack()
        self._known: set[str] = set()
        self._opening = asyncio.Lock()

    async def open(self, application: Application[Any, Any, Any, Any, Any, Any], *, first: bool) -> None:
        """Takes a bot's updates from now on. Raises TelegramError, and UserError where the port is taken."""
        url = self._url if first else f"{self._url.rstrip('/')}/{number_of(application.bot)}"

        async def put(data: dict[str, Any]) -> None:
            await application.update_queue.put(Update.de_json(data, application.bot))

        async with self._opening:
            if not self._known:
                sock = listen(self._webhook.listen, self._webhook.port)
                await self._listening.enter_async_context(serve(self._app, sock))
            if url not in self._known:
                self._app.router.routes.append(webhook_route(url, self._secret, put))
                self._known.add(url)
        await application.bot.set_webhook(url, secret_token=self._secret, allowed_updates=ALLOWED_UPDATES)

    async def close(self) -> None:
        """Takes no more."""
        await self._listening.aclose()


class Connection:
    """A bot, by its token. The first of several keeps the webhook's own address."""

    def __init__(
        self, program: Newsbrief, token: str, bots: Bots, hooks: Hooks | None, *, first: bool
    ) -> None:
        telegram = program.settings.telegram
        self.application: Application[Any, Any, Any, Any, Any, Any] = build_application(
            token=token,
            api_url=telegram.api_url,
            desk=program.desk,
            admins=telegram.admins,
            access=telegram.access,
            allow=telegram.allow,
            rate_limiter=Limiter(),
            bots=bots,
        )
        self.number = number_of(self.application.bot)
        self.ready = asyncio.Event()
        """Set once updates are taken."""
        self.refused = False
        """Whether Telegram refuses the token."""
        self._store = program.store
        self._hooks = hooks
        self._first = first
        self._doubted = False

    @property
    def name(self) -> str:
        return name_of(self.application.bot)

    @property
    def works(self) -> bool:
        return self.ready.is_set() and not self.refused

    async def connect(self) -> None:
        """Tries until updates are taken. Raises InvalidToken, and UserError for a port that is taken."""
        attempt = 0
        while not self.ready.is_set():
            try:
                await self.application.initialize()
                if not self.application.running:
                    await self.application.start()
                await self._take_updates()
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = CONNECT_SECONDS[min(attempt, len(CONNECT_SECONDS) - 1)]
                log.warning("the Bot API cannot be reached", error=str(error), again_in_s=pause)
                attempt += 1
                await asyncio.sleep(pause)
            else:
                self.ready.set()
                log.info("ready", bot=self.application.bot.username)

    async def check(self) -> None:
        """A token can be revoked while the bot runs; the library's polling then ends without a word.

        Raises InvalidToken. Where a refusal is not certain, the second in a row counts.
        """
        if not self.works:
            return
        try:
            await self.application.bot.get_me()
            self._doubted = False
        except InvalidToken as error:
            if self._doubted or is_certain(error):
                raise
            self._doubted = True
        except TelegramError as error:
            log.warning("the Bot API cannot be reached", error=str(error))

    async def show_profile(self, admins: Collection[int], *, invites: bool) -> None:
        """Publishes what Telegram shows of the bot, unless it shows it already: it takes dozens of calls."""
        key, wanted = f"profile {self.number}", fingerprint(admins, invites=invites)
        if await self._store.read(get_meta, key) != wanted and await publish_profile(
            self.application.bot, admins, invites=invites
        ):
            await self._store.write(set_meta, key, wanted)

    async def end_updates(self) -> None:
        """Takes no more updates by polling."""
        updater = self.application.updater
        if updater and updater.running:
            await _within(STOP_SECONDS, updater.stop())

    async def close(self) -> None:
        """Finishes the answers that are being worked on, and shuts down."""
        if self.application.running:
            await _within(STOP_SECONDS, self.application.stop())
        await _within(CLOSE_SECONDS, self.application.shutdown())

    async def _take_updates(self) -> None:
        if self._hooks is not None:
            await self._hooks.open(self.application, first=self._first)
            return
        updater = self.application.updater
        assert updater is not None
        await updater.start_polling(
            allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=_no_updates
        )


async def _within(seconds: float, ending: Awaitable[object]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await ending
    except (TimeoutError, TelegramError) as error:
        log.warning("did not stop cleanly", error=type(error).__name__)


def _no_updates(error: TelegramError) -> None:
    log.warning("no updates", reason=str(error))
