"""The desk view's addresses, and what each page is made from."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from bot.desk import Desk
from bot.desk.view import DAYS
from bot.web.desk.access import ENTRANCE, Guard
from bot.web.desk.articles import article_page, story_page
from bot.web.desk.charts import by_day, columns
from bot.web.desk.deliveries import deliveries_page
from bot.web.desk.sources import overview_page, sources_page
from bot.web.desk.templates import render

PREFIX = "/desk"
PAGE, LAST = 50, 100
"""Stories a page, and pages."""
_STYLE = Path(__file__).parent / "desk.css"
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self' data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}

Context = dict[str, Any]
Page = Callable[[Desk, Request], Awaitable[Context | None]]


def desk_view(desk: Desk, token: str | None) -> Mount:
    """The pages under /desk/. With a token, only for who brings it once; None is for this machine alone."""
    pages: dict[str, tuple[str, Page]] = {
        "/": ("overview", overview_page),
        "/sources": ("sources", sources_page),
        "/stories": ("stories", _stories),
        "/stories/{id}": ("story", story_page),
        "/articles/{id}": ("article", article_page),
        "/topics": ("topics", _topics),
        "/topics/{slug}": ("topic", _topic),
        "/deliveries": ("deliveries", deliveries_page),
    }
    routes = [Route(path, _page(desk, name, page)) for path, (name, page) in pages.items()]
    routes += [Route("/desk.css", _style), Route(f"/{ENTRANCE}", _entrance)]
    app: ASGIApp = Starlette(routes=routes, exception_handlers={404: _missing})
    return Mount(PREFIX, app if token is None else Guard(app, token))


def _page(desk: Desk, name: str, page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        context = await page(desk, request)
        if context is None:
            return await _missing(request, None)
        return _html(request, name, now=desk.clock.now(), **context)

    return endpoint


async def _stories(desk: Desk, request: Request) -> Context:
    """Stories, newest first, page by page."""
    number = _number(request)
    found = await desk.newsroom.stories(None, number * PAGE + 1)
    shown = found[(number - 1) * PAGE : number * PAGE]
    return {"stories": shown, "number": number, "more": len(found) > number * PAGE and number < LAST}


async def _topics(desk: Desk, request: Request) -> Context:
    """Topics of the last days, most stories first."""
    figures = await desk.view.topic_figures()
    return {"topics": figures, "most": max((one.stories for _, one in figures), default=1), "days": DAYS}


async def _topic(desk: Desk, request: Request) -> Context | None:
    """One topic: how much of it there was each day, its articles, and the words that decided."""
    view = await desk.view.topic(request.path_params["slug"])
    if view is None:
        return None
    bars = columns(by_day(view.by_day, desk.clock.now()), 640, 90, 6)
    return {"view": view, "days": DAYS, "bars": bars}


def _number(request: Request) -> int:
    written = request.query_params.get("page", "1")
    return min(max(1, int(written)), LAST) if written.isdecimal() and len(written) < 6 else 1


async def _entrance(request: Request) -> Response:
    """Asks for the token."""
    return _html(request, "enter", wrong="wrong" in request.query_params)


async def _style(request: Request) -> Response:
    return FileResponse(_STYLE, headers={"cache-control": "no-cache"})


async def _missing(request: Request, _error: Exception | None) -> Response:
    return _html(request, "missing", status=404)


def _html(request: Request, name: str, status: int = 200, **context: Any) -> Response:
    text = render(f"{name}.html", root=request.scope.get("root_path", ""), here=name, **context)
    return HTMLResponse(text, status, headers=_HEADERS)
