"""Feeds that readers add for themselves. What they bring is theirs alone, unless it is read for everybody."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from hmac import compare_digest

from sqlite_utils import Database

from bot.clock import Clock
from bot.desk.settling import settle
from bot.errors import SourceError, UserError
from bot.news.links import web_link
from bot.news.model import Feed
from bot.news.opml import OpmlFeed, parse_opml, write_opml
from bot.store import readers, sources, stories
from bot.store.database import Store
from bot.store.identity import digest
from bot.store.model import Place, Source
from bot.store.own_feeds import add_reader_source, remove_reader_source
from bot.store.sources import Listed

MOST = 20
"""Feeds of one reader."""
HEADLINES = 3
LOOK_SECONDS = 40.0
"""How long looking at one address may take in all."""
LOOKS = 10
"""Addresses looked at at a time, for all readers."""
AT_A_TIME = 5
"""Of those, for one list."""

Discover = Callable[[str], Awaitable[Feed]]
"""The feed at an address, or the one that the page there links: handed in by `app`. Raises SourceError."""


@dataclass(frozen=True, slots=True)
class Added:
    """A feed as it was added, with its newest headlines."""

    source: Source
    headlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: names added, names that were there, and addresses refused, with the reason."""

    added: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


class Feeds:
    """The use cases of readers' own feeds."""

    def __init__(self, store: Store, clock: Clock, discover: Discover) -> None:
        self._store = store
        self._clock = clock
        self._discover = discover
        self._looking = asyncio.Semaphore(LOOKS)

    async def add(self, place: Place, url: str) -> Added:
        """Looks at an address and adds the feed there. May take LOOK_SECONDS.

        Raises UserError: no address, no feed, a private address, one that the reader has, one too many.
        """
        address = web_link(url if "://" in url else f"https://{url}")
        if address is None:
            raise UserError(
                "“{url}” is no web address; send one such as https://example.org/feed.xml.", url=url[:60]
            )
        await self._check_room(place)
        listed, headlines = await self._look(address)
        source = await self._store.write(self._add, place, listed)
        if source is None:
            raise UserError("You have {feed} already. /feeds lists your feeds.", feed=listed.name)
        return Added(source, headlines)

    async def remove(self, place: Place, source: int) -> Source | None:
        """Takes a feed (its row) from a reader; None if they had no such. `restore` brings it back."""

        def unit(db: Database) -> Source | None:
            reader = readers.find_reader(db, place)
            had = {one.id: one for one in sources.reader_sources(db, reader.id)} if reader else {}
            if reader is None or not remove_reader_source(db, reader.id, source):
                return None
            self._settle(db, reader.id)
            return had[source]

        return await self._store.write(unit)

    async def restore(self, place: Place, source: int, key: str) -> Source | None:
        """Undoes `remove`; None where nothing of it is left. `key` (`undo_key`) shows that it was theirs."""

        def unit(db: Database) -> Source | None:
            removed = sources.source_by_id(db, source)
            if removed is None or not compare_digest(undo_key(place, removed), key):
                return None
            return self._add(db, place, _as_listed(removed)) or removed

        return await self._store.write(unit)

    async def listed(self, place: Place) -> tuple[Source, ...]:
        """A reader's feeds, by name."""

        def unit(db: Database) -> tuple[Source, ...]:
            reader = readers.find_reader(db, place)
            return tuple(sources.reader_sources(db, reader.id)) if reader else ()

        return await self._store.read(unit)

    async def export(self, place: Place) -> bytes:
        """A reader's feeds as an OPML file."""
        listed = await self.listed(place)
        return write_opml([OpmlFeed(one.name, one.url, language=one.language) for one in listed], "Newsbrief")

    async def take_in(self, place: Place, opml: bytes) -> Imported:
        """Adds the feeds of an OPML file, as many as there is room for. Raises UserError if it is none."""
        feeds = await asyncio.to_thread(parse_opml, opml)
        if not feeds:
            raise UserError("There is no feed in that file; export the list again, with its addresses.")
        room = await self._check_room(place)
        places = asyncio.Semaphore(AT_A_TIME)

        async def look(feed: OpmlFeed) -> Listed | tuple[str, str]:
            async with places:
                try:
                    return (await self._look(feed.url))[0]
                except SourceError as error:
                    return feed.name, error.reason

        found = await asyncio.gather(*map(look, feeds[:room]))
        beyond = [(feed.name, f"{MOST} feeds are the most for one chat") for feed in feeds[room:]]
        return await self._store.write(self._add_all, place, found, beyond)

    async def _look(self, url: str) -> tuple[Listed, tuple[str, ...]]:
        """The feed at an address and its newest headlines. What is read for everybody is not asked again."""
        known = await self._store.read(sources.source_by_url, url)
        if known is not None and known.origin != "reader":
            told = await self._store.read(stories.stories_of_source, known.id)
            return _as_listed(known), tuple(story.headline for story in told[:HEADLINES])
        try:
            async with self._looking, asyncio.timeout(LOOK_SECONDS):
                feed = await self._discover(url)
        except TimeoutError:
            raise SourceError(url, "it did not answer in time") from None
        newest = sorted(feed.entries, key=lambda entry: entry.published or self._clock.now(), reverse=True)
        listed = Listed(feed.title, feed.url or url, language=feed.language)
        return listed, tuple(entry.title for entry in newest[:HEADLINES])

    async def _check_room(self, place: Place) -> int:
        """How many feeds more a reader may add. Raises UserError for none."""
        room = MOST - len(await self.listed(place))
        if room <= 0:
            raise _full()
        return room

    def _add(self, db: Database, place: Place, listed: Listed) -> Source | None:
        """Adds a feed to a known reader; None if they have it."""
        reader = readers.find_reader(db, place)
        if reader is None:
            raise UserError("I don’t know this chat any more; send /start first.")
        known = sources.source_by_url(db, listed.url)
        if known and known.id in reader.own:
            return None
        if len(reader.feeds) >= MOST:
            raise _full()
        added = add_reader_source(db, reader.id, listed, self._clock.now())
        if not reader.subscribed:
            self._settle(db, reader.id)
        return added

    def _add_all(
        self,
        db: Database,
        place: Place,
        found: Sequence[Listed | tuple[str, str]],
        beyond: Sequence[tuple[str, str]],
    ) -> Imported:
        added, already, refused = [], [], []
        for one in found:
            if not isinstance(one, Listed):
                refused.append(one)
            elif self._add(db, place, one):
                added.append(one.name)
            else:
                already.append(one.name)
        return Imported(tuple(added), tuple(already), (*refused, *beyond))

    def _settle(self, db: Database, reader: int) -> None:
        settle(db, reader, self._clock.now())


def undo_key(place: Place, source: Source) -> str:
    """Twelve characters that only those can know who know the feed's address."""
    return digest(str(place.chat), str(place.thread), source.url)[:12]


def _as_listed(source: Source) -> Listed:
    return Listed(source.name, source.url, source.kind, source.language, source.country)


def _full() -> UserError:
    return UserError("{most} feeds are the most I keep for one chat. /feeds lets you remove some.", most=MOST)
