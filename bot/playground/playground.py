"""The playground put together: for each token a world of its own, served as routes that any app can mount."""

from collections.abc import Callable, Mapping
from datetime import datetime

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.playground.bot_api import BotApi
from bot.playground.page import page_routes
from bot.playground.people_api import PeopleApi
from bot.playground.seeds import seed
from bot.playground.world import World

DEMO_TOKEN = "1:demo"  # noqa: S105 - opens nothing but this
DEMO_BOT = "newsbrief_demo_bot"


class Playground:
    """A small Telegram. It must be used from one event loop, and keeps nothing on disk."""

    def __init__(
        self,
        now: Callable[[], datetime],
        move: Callable[[datetime], None] | None = None,
        tokens: Mapping[str, str] = {DEMO_TOKEN: DEMO_BOT},
        pace: bool = False,
        links: Mapping[str, str] = {},
    ) -> None:
        """`now` tells the time (aware, UTC) that messages carry, `move` sets it (None: people can't move it).

        `tokens` maps bot tokens to user names. `pace` switches Telegram's limits (429) on.
        `links` are shown on the page: words and where they lead.
        """
        self.worlds = {token: World(token, name, now, pace) for token, name in tokens.items()}
        for world in self.worlds.values():
            seed(world)
        self._bots = BotApi(self.worlds)
        self._people = PeopleApi(self.worlds, now, move, links)

    def routes(self) -> list[BaseRoute]:
        """`/`, `/page/…`, `/playground/…`, `/bot<token>/METHOD`, `/file/bot<token>/PATH`."""
        return [*self._bots.routes(), *self._people.routes(), *page_routes()]

    @property
    def app(self) -> Starlette:
        """The routes as an application of their own."""
        return Starlette(routes=self.routes())

    def close(self) -> None:
        """Ends long polls and webhooks, so that a server can stop at once."""
        for world in self.worlds.values():
            world.close()
