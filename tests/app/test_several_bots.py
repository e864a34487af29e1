"""Several bots in one process, each with a token of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot.app.program import open_newsbrief
from bot.app.running import RunningBot, running_bot
from bot.clock import SystemClock
from bot.config import Settings
from bot.config.settings import StoreSettings, Telegram, Webhook
from bot.errors import UserError
from bot.playground.client import NORA, PlaygroundClient, text_of
from bot.playground.playground import Playground
from bot.store.meta import get_meta
from bot.store.model import Message, Place
from bot.web.server import listen, serve
from bot.web.webhook import SECRET_HEADER

HOST = "127.0.0.1"
FIRST, SECOND, REVOKED = "11:first", "22:second", "33:revoked"


class Telegrams:
    """The embedded Bot API, as it knows FIRST and SECOND."""

    def __init__(self, base: str, playground: Playground) -> None:
        self.base = base
        self.playground = playground

    def called(self, token: str, method: str) -> int:
        """How often a bot has called a method."""
        return sum(call["method"] == method for call in self.playground.worlds[token].calls)

    def person(self, token: str) -> PlaygroundClient:
        return PlaygroundClient(self.base, bot=self.playground.worlds[token].username)


@pytest.fixture
async def telegram() -> AsyncIterator[Telegrams]:
    names = {FIRST: "first_bot", SECOND: "second_bot"}
    playground = Playground(SystemClock().now, lambda _: None, tokens=names)
    sock = listen(HOST, 0)
    async with serve(playground.app, sock):
        yield Telegrams(f"http://{HOST}:{sock.getsockname()[1]}", playground)
        playground.close()


@asynccontextmanager
async def run(path: Path, telegram: Telegrams, *tokens: str, **more: Any) -> AsyncIterator[RunningBot]:
    """The running bot with these tokens."""
    first, *others = map(SecretStr, tokens)
    how = Telegram(token=first, more_tokens=tuple(others), api_url=telegram.base, **more)
    settings = Settings(telegram=how, store=StoreSettings(path=path / "news.db"))
    async with open_newsbrief(settings, SystemClock()) as program, running_bot(program) as bot:
        yield bot


async def test_each_bot_answers_and_has_a_reader_who_talks_to_it(telegram: Telegrams, tmp_path: Path) -> None:
    async with (
        telegram.person(FIRST) as first,
        telegram.person(SECOND) as second,
        run(tmp_path, telegram, FIRST, SECOND) as bot,
    ):
        await bot.until(bot.ready)
        await first.ask("/subscribe niger")
        assert "Niger" in text_of(await second.ask("/topics"))
        reader = await bot._program.desk.readers.find(Place(NORA))
        assert reader is not None
        assert reader.place.bot == 22
        assert [(one.name, one.ready) for one in bot.bots()] == [("@first_bot", True), ("@second_bot", True)]
        assert {"send as 11", "send as 22"} <= bot.jobs().keys()


async def test_each_bot_has_a_profile_that_is_published_once(telegram: Telegrams, tmp_path: Path) -> None:
    for tokens in ([FIRST, SECOND], [SECOND, FIRST]):
        async with run(tmp_path, telegram, *tokens) as bot, telegram.person(FIRST) as somebody:
            await bot.until(bot.ready)
            await somebody.settle(0.5)
            assert all([await bot._program.store.read(get_meta, f"profile {number}") for number in (11, 22)])
    assert telegram.called(FIRST, "setMyDescription") == telegram.called(SECOND, "setMyDescription") == 10


async def test_a_refused_token_stops_no_other_bot_and_the_admin_is_told(
    telegram: Telegrams, tmp_path: Path
) -> None:
    async with (
        telegram.person(FIRST) as first,
        run(tmp_path, telegram, REVOKED, FIRST, admins=(NORA,)) as bot,
    ):
        await bot.until(bot.ready)
        await first.ask("/help")
        assert "bot 33" in text_of(await first.wait_for("refuses the token"))
        assert [(one.number, one.ready) for one in bot.bots()] == [(33, False), (11, True)]


async def test_a_token_revoked_while_it_runs_is_told_to_the_admin_by_another_bot(
    telegram: Telegrams, tmp_path: Path
) -> None:
    async with (
        telegram.person(FIRST) as first,
        telegram.person(SECOND) as second,
        run(tmp_path, telegram, FIRST, SECOND, admins=(NORA,)) as bot,
    ):
        await bot.until(bot.ready)
        await first.ask("/help")
        await second.ask("/subscribe niger")
        await second.fault("refuse", "*", code=401, description="Unauthorized", count=1000)
        await bot._program.desk.deliveries.broadcast("one", lambda _: [Message("Tonight we rest.")])
        told = await first.wait_for("refuses the token")
        assert "@second_bot" in text_of(told)
        assert [one.ready for one in bot.bots()] == [True, False]
        await first.ask("/help")
        await first.wait_for("Tonight we rest.")


async def test_where_every_token_is_refused_it_ends_with_one_sentence(
    telegram: Telegrams, tmp_path: Path
) -> None:
    async with run(tmp_path, telegram, REVOKED, "44:revoked") as bot:
        with pytest.raises(UserError, match="refuses this token"):
            await bot.until(bot.ready)


async def test_by_webhook_each_bot_has_a_path_of_its_own(telegram: Telegrams, tmp_path: Path) -> None:
    with listen(HOST, 0) as sock:
        port = sock.getsockname()[1]
    url = f"http://{HOST}:{port}/hook"
    webhook = Webhook(public_url=url, port=port, secret=SecretStr("s3cret"))
    async with (
        telegram.person(FIRST) as first,
        telegram.person(SECOND) as second,
        httpx.AsyncClient() as stranger,
        run(tmp_path, telegram, FIRST, SECOND, mode="webhook", webhook=webhook) as bot,
    ):
        await bot.until(bot.ready)
        assert "What I understand" in text_of(await first.ask("/help"))
        assert "What I understand" in text_of(await second.ask("/help"))
        for path in (url, f"{url}/22"):
            refused = await stranger.post(path, json={"update_id": 1}, headers={SECRET_HEADER: "guess"})
            assert refused.status_code == 403
