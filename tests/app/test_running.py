"""The running bot at a Bot API that stumbles."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app.program import open_newsbrief
from bot.app.running import running_bot
from bot.clock import SystemClock
from bot.config import Settings
from bot.config.settings import StoreSettings, Telegram, Webhook
from bot.playground.client import PlaygroundClient, text_of
from bot.playground.playground import DEMO_TOKEN, Playground
from bot.web.server import listen, serve

HOST = "127.0.0.1"


@pytest.fixture
async def api() -> AsyncIterator[str]:
    """The address of an embedded Bot API."""
    playground = Playground(SystemClock().now, lambda _: None)
    sock = listen(HOST, 0)
    async with serve(playground.app, sock):
        yield f"http://{HOST}:{sock.getsockname()[1]}"
        playground.close()


def by_webhook(api_url: str, path: Path) -> Settings:
    with listen(HOST, 0) as sock:
        port = sock.getsockname()[1]
    webhook = Webhook(public_url=f"http://{HOST}:{port}/hook", port=port, secret=SecretStr("s3cret"))
    telegram = Telegram(token=SecretStr(DEMO_TOKEN), api_url=api_url, mode="webhook", webhook=webhook)
    return Settings(telegram=telegram, store=StoreSettings(path=path / "news.db"))


async def test_a_webhook_that_could_not_be_set_at_first_is_set_later(api: str, tmp_path: Path) -> None:
    async with (
        PlaygroundClient(api) as person,
        open_newsbrief(by_webhook(api, tmp_path), SystemClock()) as it,
    ):
        await person.fault("refuse", "setWebhook", code=502, description="Bad Gateway")
        async with running_bot(it) as bot:
            await bot.until(bot.ready)
            assert "What I understand" in text_of(await person.ask("/help"))
