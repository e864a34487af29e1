"""Is the promise kept? Routes that tell a machine, and metrics where Prometheus's client is installed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from bot.desk.newsroom import Stats
from bot.metrics import available, exposition

LATE = timedelta(minutes=5)
"""A digest undelivered for longer than this is a broken promise."""


def health_routes(desk: Desk, ready: Callable[[], bool]) -> list[Route]:
    """`/healthz`: no digest is long overdue. `/readyz`: updates are taken. `/metrics`: Prometheus."""

    async def healthz(_request: Request) -> Response:
        stats = await desk.newsroom.stats()
        oldest = stats.deliveries["oldest_undelivered"]
        overdue = isinstance(oldest, str) and oldest < (desk.clock.now() - LATE).isoformat()
        body = {"ok": not overdue, "sources": stats.sources, "deliveries": stats.deliveries}
        return JSONResponse(body, status_code=503 if overdue else 200)

    async def readyz(_request: Request) -> Response:
        return JSONResponse({"ready": ready()}, status_code=200 if ready() else 503)

    async def metrics(_request: Request) -> Response:
        if not available():
            return PlainTextResponse(
                "Metrics need the extra: pip install 'newsbrief[metrics]'.\n", status_code=501
            )
        text = exposition(gauges(await desk.newsroom.stats()))
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")

    routes: list[tuple[str, Callable[[Request], Awaitable[Response]]]] = [
        ("/healthz", healthz),
        ("/readyz", readyz),
        ("/metrics", metrics),
    ]
    return [Route(path, endpoint) for path, endpoint in routes]


def gauges(stats: Stats) -> dict[str, float]:
    """The counts under their metric names."""
    counts: dict[str, int | str | None] = {
        **{f"sources_{name}": count for name, count in stats.sources.items()},
        "articles": stats.articles,
        "articles_unsummarised": stats.unsummarised,
        "stories": stats.stories,
        "subscribers": stats.subscribers,
        **{f"deliveries_{name}": count for name, count in stats.deliveries.items()},
    }
    return {name: value for name, value in counts.items() if isinstance(value, int)}
