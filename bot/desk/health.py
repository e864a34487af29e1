"""Is the promise kept? What a machine that watches over the bot should know."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.desk.figures import Stats, Totals
from bot.desk.newsroom import Newsroom
from bot.errors import StoreError
from bot.store.database import Store
from bot.store.vitals import Vitals, vitals

DIGESTS_LATE = timedelta(minutes=5)
"""A digest undelivered for longer than this is a broken promise."""
POLLS_LATE = timedelta(minutes=15)
"""A source that nobody asked for so long after it was due is not being polled."""
COUNTED = timedelta(minutes=1)
"""What takes a walk through the archive and the ledger is counted anew after so long."""
WRITE_SECONDS = 5.0
"""A write that takes longer than this does not get through."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is doing at one moment."""

    stats: Stats
    vitals: Vitals
    undelivered: timedelta
    """How long the oldest digest that is due has been waiting; none: zero."""
    unpolled: timedelta
    """How long the source that was due first has been waiting; none: zero."""
    written: bool
    """Whether a write got through."""

    @property
    def checks(self) -> dict[str, bool]:
        """What must hold, by name."""
        return {
            "digests on time": self.undelivered <= DIGESTS_LATE,
            "sources polled": self.unpolled <= POLLS_LATE,
            "database written": self.written,
        }


@dataclass(slots=True)
class JobRecord:
    """How a ticking job has been doing since the program started."""

    runs: int = 0
    failures: int = 0
    ended: float = 0.0
    """When it last ended well, in seconds since the epoch; 0: not yet."""


@dataclass(frozen=True, slots=True)
class BotRecord:
    """How one bot is doing. `name` is its `@user_name`, or its number while that is not known."""

    number: int
    name: str
    ready: bool
    """Whether it takes updates; not one whose token is refused."""
    sent: int
    """Digests' and notices' messages of it that have arrived since the program started."""


class Checkup:
    """Looks at the database as a whole."""

    def __init__(self, store: Store, newsroom: Newsroom, clock: Clock) -> None:
        self._store = store
        self._newsroom = newsroom
        self._clock = clock
        self._totals: Totals | None = None
        self._counted = clock.now()

    async def look(self) -> Health:
        """The health at this moment, with totals of COUNTED ago at most.

        Takes at most WRITE_SECONDS longer than reading does.
        """
        stats, signs = await self.stats(), await self._store.read(vitals)
        oldest = stats.deliveries["oldest_undelivered"]
        return Health(
            stats=stats,
            vitals=signs,
            undelivered=self._since(datetime.fromisoformat(oldest) if isinstance(oldest, str) else None),
            unpolled=self._since(signs.next_poll),
            written=await self._can_write(),
        )

    async def stats(self) -> Stats:
        """The counts of everything, with totals of COUNTED ago at most."""
        now = self._clock.now()
        if self._totals is None or not timedelta(0) <= now - self._counted < COUNTED:
            self._totals, self._counted = await self._newsroom.totals(), now
        return await self._newsroom.stats(self._totals)

    def _since(self, time: datetime | None) -> timedelta:
        return max(timedelta(0), self._clock.now() - time) if time else timedelta(0)

    async def _can_write(self) -> bool:
        try:
            async with asyncio.timeout(WRITE_SECONDS):
                await self._store.settle()
        except (TimeoutError, StoreError):
            return False
        return True
