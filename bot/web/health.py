"""Is the promise kept? Routes that tell a machine."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.desk import Desk
from bot.desk.health import BotRecord, JobRecord
from bot.metrics import available, exposition
from bot.web.metrics import metrics_of


def health_routes(
    desk: Desk,
    bots: Callable[[], Sequence[BotRecord]],
    jobs: Callable[[], Mapping[str, JobRecord]],
    workers: Callable[[], Awaitable[int]],
) -> list[Route]:
    """`/healthz`: what was promised is kept. `/readyz`: every bot takes updates. `/metrics`: Prometheus.

    `workers` answers how many pages can be read at a time.
    """

    async def healthz(_request: Request) -> Response:
        health = await desk.checkup.look()
        ok = all(health.checks.values())
        body = {
            "ok": ok,
            "checks": health.checks,
            "sources": health.stats.sources,
            "deliveries": health.stats.deliveries,
        }
        return JSONResponse(body, status_code=200 if ok else 503)

    async def readyz(_request: Request) -> Response:
        each = {one.name: one.ready for one in bots()}
        ready = all(each.values())
        return JSONResponse({"ready": ready, "bots": each}, status_code=200 if ready else 503)

    async def metrics(_request: Request) -> Response:
        if not available():
            return PlainTextResponse(
                "Metrics need the extra: pip install 'newsbrief[metrics]'.\n", status_code=501
            )
        health = await desk.checkup.look()
        text = exposition(metrics_of(health, jobs(), bots(), workers=await workers()))
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")

    routes: list[tuple[str, Callable[[Request], Awaitable[Response]]]] = [
        ("/healthz", healthz),
        ("/readyz", readyz),
        ("/metrics", metrics),
    ]
    return [Route(path, endpoint) for path, endpoint in routes]
