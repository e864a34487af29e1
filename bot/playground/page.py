"""The chat page: three static files, no build step, no outside address."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

FILES = Path(__file__).parent / "static"
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"


async def index(request: Request) -> Response:
    """The page itself, allowed to load nothing from elsewhere."""
    headers = {"content-security-policy": _POLICY, "cache-control": "no-cache"}
    return Response((FILES / "index.html").read_bytes(), media_type="text/html", headers=headers)


def page_routes() -> list[BaseRoute]:
    return [Route("/", index, methods=["GET"]), Mount("/page", StaticFiles(directory=FILES))]
