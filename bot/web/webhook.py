"""Takes Telegram's updates as it sends them (Bot API, "setWebhook")."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
MAX_BYTES = 1_000_000


def webhook_route(public_url: str, secret: str, put: Callable[[dict[str, Any]], Awaitable[None]]) -> Route:
    """A route at the path of `public_url` that hands updates to `put`; a wrong secret is refused with 403."""

    async def receive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        if int(request.headers.get("content-length") or 0) > MAX_BYTES:
            return Response(status_code=413)
        try:
            update = json.loads(await request.body())
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict):
            return Response(status_code=400)
        await put(update)
        return Response()

    return Route(urlsplit(public_url).path or "/", receive, methods=["POST"])
