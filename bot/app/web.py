"""What `run` shows over HTTP on [server]: health, metrics and, behind its token, the desk view."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app.program import Newsbrief
from bot.desk.health import BotRecord, JobRecord
from bot.web.desk import desk_view
from bot.web.health import health_routes
from bot.web.server import listen, serve


@asynccontextmanager
async def served(
    program: Newsbrief,
    bots: Callable[[], Sequence[BotRecord]],
    jobs: Callable[[], Mapping[str, JobRecord]],
) -> AsyncIterator[None]:
    """Answers for the length of a block, if [server] names a port. Raises UserError where it is taken."""
    server = program.settings.server
    if server.port is None:
        yield
        return

    async def workers() -> int:
        return (await program.ingest.workforce()).workers

    routes: list[BaseRoute] = [*health_routes(program.desk, bots, jobs, workers)]
    if server.token:
        routes.append(desk_view(program.desk, server.token.get_secret_value()))
    async with serve(Starlette(routes=routes), listen(server.host, server.port)):
        yield
