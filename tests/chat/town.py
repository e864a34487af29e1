"""A house with a site on loopback and the real ingest, for feeds of readers' own.

Loopback is a private address; here the look at an address and the feeds added may read it all the same.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from shutil import copy

from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.ingest import Ingest
from bot.playground.client import Json, text_of
from bot.store.database import Store
from tests.chat.conftest import House, open_house
from tests.chat.samples import NOW
from tests.ingest.conftest import UNHURRIED, ThreadEngine
from tests.ingest.samples import HARBOUR, WELLS, Item, full, rss
from tests.ingest.site import Site, running_site

NORA = 1001
SECRET = "/feed?key=s3cret"


@dataclass
class Town:
    """A house with a site to read, and what reads it. Two people share nothing but the bot."""

    house: House
    site: Site
    ingest: Ingest
    store: Store
    other: int
    """Somebody else's private chat."""

    async def ask(self, text: str, chat: int = NORA) -> str:
        return text_of(await self.house.person.ask(text, chat=chat))

    async def add(self, path: str = SECRET, chat: int = NORA) -> str:
        return await self.ask(f"/feed {self.site.url(path)}", chat)

    async def read(self) -> None:
        """One round over all sources, feeds on loopback included."""
        await self.store.write(
            lambda db: db.execute(
                "UPDATE sources SET allow_private = 1, next_due = '2000-01-01T00:00:00+00:00'"
            )
        )
        report = await self.ingest.poll_due()
        assert not report.rejected

    async def upload(self, name: str, content: bytes, chat: int = NORA, person: int | None = None) -> Json:
        """Sends a file and returns the answer."""
        person_client = self.house.person
        person_client._person = person
        sent = await person_client.upload(name, content, chat=chat)
        return await person_client.wait_for(after=sent["message_id"], chat=chat)


def courier(*titles: str) -> bytes:
    """A feed with these stories, the newest first."""
    texts_of = (full(WELLS), full(HARBOUR))
    items = [
        Item(title, f"https://courier.example/{n}", texts_of[n % 2], f"Wed, 18 Feb 2026 0{5 - n}:00:00 GMT")
        for n, title in enumerate(titles)
    ]
    return rss(items, "The Sahel Courier")


@asynccontextmanager
async def open_town(shelf: Path, path: Path) -> AsyncIterator[Town]:
    """A town over a copy of the shelf at `path`; its site has one feed, at SECRET."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(Store.open(copy(shelf, path)))
        site = await stack.enter_async_context(running_site())
        clock = FrozenClock(NOW)
        ingest = Ingest(store, Settings(), clock, ThreadEngine(), UNHURRIED)
        desk = open_desk(store, Settings(), clock, partial(ingest.discover, allow_private=True))
        house = await stack.enter_async_context(open_house(desk))
        other = (await house.person.post("person", name="Omar", started=True))["id"]
        site.put(SECRET, courier("Wells for Tahoua", "Record at the harbour"))
        yield Town(house, site, ingest, store, other)
