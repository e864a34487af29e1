"""Updates as Telegram sends them."""

from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.web.webhook import MAX_BYTES, SECRET_HEADER, webhook_route

SECRET = {SECRET_HEADER: "s3cret"}


async def post(content: bytes, headers: dict[str, str]) -> tuple[int, list[dict[str, Any]]]:
    """The status of the answer, and the updates that were taken."""
    taken: list[dict[str, Any]] = []

    async def put(update: dict[str, Any]) -> None:
        taken.append(update)

    route = webhook_route("https://bot.test/hook", "s3cret", put)
    transport = httpx.ASGITransport(Starlette(routes=[route]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.test") as client:
        return (await client.post("/hook", content=content, headers=headers)).status_code, taken


async def test_an_update_with_the_secret_is_taken() -> None:
    assert await post(b'{"update_id": 1}', SECRET) == (200, [{"update_id": 1}])


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b'{"update_id": 1}', {}, 403),
        (b'{"update_id": 1}', {SECRET_HEADER: "guess"}, 403),
        (b"{", SECRET, 400),
        (b"[]", SECRET, 400),
        (b"[" * 100_000, SECRET, 400),
        (b" " * (MAX_BYTES + 1), SECRET, 413),
    ],
)
async def test_what_is_not_telegrams_is_refused(content: bytes, headers: dict[str, str], status: int) -> None:
    assert await post(content, headers) == (status, [])
