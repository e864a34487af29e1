"""Updates delivered to the bot's own address."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import httpx

from bot.playground.updates import Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
CallMethod = Callable[[str, dict[str, Any]], Awaitable[None]]
_log = logging.getLogger(__name__)


async def _never() -> None:
    await asyncio.Event().wait()


async def _nothing(_method: str, _parameters: dict[str, Any]) -> None:
    """Before a webhook is set."""


class Webhook:
    """Posts one update after the other, in order; what is refused is sent again, later and later."""

    def __init__(self, updates: Updates, now: Callable[[], datetime]) -> None:
        self._updates = updates
        self._now = now
        self._call: CallMethod = _nothing
        self._task: asyncio.Task[None] | None = None
        self._secret = ""
        self.url = ""
        self._connections = 40
        self._error: tuple[int, str] | None = None

    def start(self, url: str, secret: str, connections: int, call: CallMethod) -> None:
        """From now on updates go to this address; `secret` goes along in a header unless empty.

        `call` carries out the method that an answer may hold.
        """
        self.stop()
        self._call = call
        self.url, self._secret, self._connections, self._error = url, secret, connections, None
        self._task = asyncio.get_running_loop().create_task(self._deliver())

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task = None
        self.url = ""

    def info(self) -> dict[str, Any]:
        """The Bot API's WebhookInfo."""
        info: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self.url:
            info["max_connections"] = self._connections
            info["allowed_updates"] = sorted(self._updates.allowed)
        if self._error:
            info["last_error_date"], info["last_error_message"] = self._error
        return info

    async def _deliver(self) -> None:
        pause = FIRST_PAUSE
        async with httpx.AsyncClient(timeout=30) as client:
            while True:
                if not self._updates.pending:
                    await self._updates.bell.heard(60, _never)
                    if self._updates.bell.closed:
                        return
                elif await self._post(client, self._updates.pending[0]):
                    pause = FIRST_PAUSE
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, client: httpx.AsyncClient, update: dict[str, Any]) -> bool:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        try:
            answer = await client.post(self.url, json=update, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            return self._failed(f"{type(problem).__name__}: {problem}")
        if not answer.is_success:
            return self._failed(
                f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}"
            )
        self._updates.confirm(update["update_id"] + 1)
        if answer.headers.get("content-type", "").startswith("application/json") and answer.content:
            await self._carry_out(answer.content)
        return True

    async def _carry_out(self, body: bytes) -> None:
        """The answer to an update may be a method call; nobody is told its result."""
        with suppress(ValueError):
            said = json.loads(body)
            if isinstance(said, dict) and isinstance(said.get("method"), str):
                await self._call(said.pop("method"), said)

    def _failed(self, message: str) -> bool:
        self._error = (int(self._now().timestamp()), message)
        _log.info("webhook: %s", message)
        return False
