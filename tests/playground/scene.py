"""A playground, a bot's end of it and a person's, for one test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from bot.clock import FrozenClock
from bot.playground import Playground, PlaygroundClient
from bot.playground.world import World

NORA, KARIM = 1001, 1002
GROUP, SUPERGROUP, FORUM, CHANNEL = -4001, -1001000000001, -1001000000002, -1001000000003
MORNING = datetime(2026, 2, 18, 6, 30, tzinfo=UTC)
BASE = "http://playground"


@dataclass
class Scene:
    """`http` is the bot's way in, `person` is Nora in her private chat."""

    playground: Playground
    http: httpx.AsyncClient
    person: PlaygroundClient
    clock: FrozenClock

    @property
    def world(self) -> World:
        return next(iter(self.playground.worlds.values()))

    async def answer(self, method: str, **parameters: Any) -> dict[str, Any]:
        """The whole JSON answer to a Bot API call."""
        reply = await self.http.post(f"/bot1:demo/{method}", json=parameters)
        body: dict[str, Any] = reply.json()
        assert reply.status_code == body.get("error_code", 200)
        return body

    async def call(self, method: str, **parameters: Any) -> Any:
        """The result of a call that must succeed."""
        body = await self.answer(method, **parameters)
        assert body["ok"], body
        return body["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        """The description of a call that must be refused."""
        body = await self.answer(method, **parameters)
        assert not body["ok"], body
        return str(body["description"])

    async def updates(self, offset: int = 0, **parameters: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.call("getUpdates", offset=offset, **parameters)
        return found


@asynccontextmanager
async def scene(*, started: bool = True, pace: bool = False) -> AsyncIterator[Scene]:
    """A fresh playground at 06:30 UTC; with `started` Nora has pressed Start, and that update is taken."""
    clock = FrozenClock(MORNING)
    playground = Playground(clock.now, clock.move_to, pace=pace)
    transport = httpx.ASGITransport(playground.app)
    async with (
        httpx.AsyncClient(transport=transport, base_url=BASE) as http,
        PlaygroundClient(BASE, NORA, transport=transport) as person,
    ):
        found = Scene(playground, http, person, clock)
        if started:
            await person.send("/start")
            found.world.updates.pending.clear()
        yield found
        playground.close()


def keyboard(*buttons: dict[str, Any]) -> dict[str, Any]:
    """An inline keyboard of one row."""
    return {"inline_keyboard": [list(buttons)]}
