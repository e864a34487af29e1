"""What `run` shows on [server]."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from pydantic import SecretStr

from bot.app.program import open_newsbrief
from bot.app.web import served
from bot.clock import SystemClock
from bot.config import Settings
from bot.config.settings import ServerSettings, StoreSettings
from bot.web.server import listen

TOKEN = "a-token-of-the-desk-view"


@asynccontextmanager
async def server(path: Path, token: str | None) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who asks a server with that token in its configuration."""
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    on = ServerSettings(port=port, token=SecretStr(token) if token else None)
    settings = Settings(store=StoreSettings(path=path / "news.db"), server=on)
    async with (
        open_newsbrief(settings, SystemClock()) as program,
        served(program, list, dict),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        yield client


async def test_without_a_token_there_is_no_desk_view(tmp_path: Path) -> None:
    async with server(tmp_path, None) as client:
        assert (await client.get("/desk/")).status_code == 404
        assert (await client.get("/readyz")).status_code == 200


async def test_with_a_token_the_desk_view_is_there_for_who_brings_it(tmp_path: Path) -> None:
    async with server(tmp_path, TOKEN) as client:
        assert (await client.get("/desk/")).headers["location"] == "/desk/enter"
        assert (await client.post("/desk/enter", data={"token": TOKEN})).status_code == 303
        assert "Overview" in (await client.get("/desk/")).text
        assert (await client.get("/readyz")).status_code == 200
