"""The playground: sample outlets, the embedded Bot API and the real bot, on one port of this machine."""

import signal
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from starlette.applications import Starlette

from bot.app.process import signalled
from bot.app.program import open_newsbrief
from bot.app.running import RunningBot, running_bot
from bot.clock import FrozenClock, MovableClock
from bot.config import Settings, SourceSettings
from bot.config.settings import ScheduleSettings, StoreSettings, Telegram
from bot.demo.outlets import Outlets
from bot.demo.script import play
from bot.playground import Playground
from bot.playground.client import PlaygroundClient
from bot.web.desk import desk_view
from bot.web.server import listen, serve

TOKEN = "1:demo"  # noqa: S105
HOST = "127.0.0.1"
PORTS = 100
"""So many ports, from the wanted one on, are tried."""


async def run_demo(
    port: int, ready: Callable[[str], None], script: Sequence[str] | None, say: Callable[[str], None]
) -> None:
    """The playground until SIGTERM or SIGINT, or until `script` has been played.

    `ready` is called with the page's address once page and bot answer; `say` gets the transcript.
    """
    stop = signalled(signal.SIGTERM, signal.SIGINT)
    async with open_demo(MovableClock(), port) as (bot, base):
        ready(f"{base}/")
        if script is None:
            await bot.until(stop)
        else:
            async with PlaygroundClient(base) as person:
                await play(script, person, say)


@asynccontextmanager
async def open_demo(
    clock: MovableClock | FrozenClock, port: int = 0, **telegram: Any
) -> AsyncIterator[tuple[RunningBot, str]]:
    """The playground with its bot, ready to answer, and its address. `telegram` changes those settings."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsbrief-demo-")))
        sock = listen(HOST, port, PORTS)
        base = f"http://{HOST}:{sock.getsockname()[1]}"
        outlets = Outlets(clock.now, clock.now())
        playground = Playground(clock.now, clock.move_to, links={"What the newsroom knows": "/desk/"})
        app = Starlette(routes=[*playground.routes(), *outlets.routes()])
        await stack.enter_async_context(serve(app, sock))
        program = await stack.enter_async_context(
            open_newsbrief(demo_settings(folder, base, outlets, **telegram), clock, own=True)
        )
        app.router.routes.insert(0, desk_view(program.desk, token=None))
        await program.ingest.poll_due()
        bot = await stack.enter_async_context(running_bot(program))
        await bot.until(bot.ready)
        yield bot, base


def demo_settings(folder: Path, base: str, outlets: Outlets, **telegram: Any) -> Settings:
    """Settings for the embedded Bot API and the outlets, both served under `base`."""
    kinds = outlets.kinds()
    sources = tuple(
        SourceSettings(name=name, url=url, language=language, kind=kinds[name], allow_private=True)
        for name, url, language in outlets.sources(base)
    )
    return Settings(
        telegram=Telegram(token=SecretStr(TOKEN), api_url=base, **telegram),
        store=StoreSettings(path=folder / "demo.db"),
        schedule=ScheduleSettings(poll_minutes=1),
        sources=sources,
    )
