"""Who is told that sources have gone bad or come back: the admins, and readers of their own feeds.

A pause is from news. An admin is told of outages all the same; readers who have paused are not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.clock import Clock
from bot.desk.admission import admin_readers
from bot.store import outages as sql
from bot.store.database import Store
from bot.store.deliveries import active_readers, plan_notice
from bot.store.deliveries.notices import notices_planned
from bot.store.model import Message, Reader, Source
from bot.store.times import to_text

GATHER = timedelta(minutes=15)
"""What goes bad within this time is told together."""
BETWEEN = timedelta(hours=1)
"""So long after a notice comes the next one at the earliest."""
KEY = "sources:"


@dataclass(slots=True)
class Outage:
    """What one reader is to be told at once. `own`: the sources are feeds that they added themselves."""

    reader: Reader
    own: bool
    bad: list[Source] = field(default_factory=list)
    back: list[Source] = field(default_factory=list)


class Outages:
    """Each trouble is told once, and so is its end; however many begin together, in one message."""

    def __init__(self, store: Store, clock: Clock, owners: Sequence[int]) -> None:
        self._store = store
        self._clock = clock
        self._owners = frozenset(owners)

    async def due(self) -> tuple[Outage, ...]:
        """What is to be told now. What nobody could be told waits until there is somebody."""
        return await self._store.read(self._due, self._clock.now())

    async def plan(self, told: Sequence[tuple[Outage, Message]]) -> None:
        """Stores the notices, and that these sources were told of."""
        now = self._clock.now()

        def unit(db: Database) -> None:
            for outage, message in told:
                plan_notice(db, outage.reader, f"{KEY}{outage.own:d}:{to_text(now)}", (message,), now)
                sql.mark_told(db, [source.id for source in outage.bad], failing=True)
                sql.mark_told(db, [source.id for source in outage.back], failing=False)

        if told:
            await self._store.write(unit)

    def _due(self, db: Database, now: datetime) -> tuple[Outage, ...]:
        changed = [*sql.gone_bad(db, now), *sql.come_back(db)]
        active = {reader.id: reader for reader in active_readers(db)} if changed else {}
        told = admin_readers(db, self._owners) if changed else []
        found: dict[tuple[int, bool], Outage] = {}
        for source in changed:
            own = source.origin == "reader"
            concerned = sql.readers_of_source(db, source.id) if own else [one.id for one in told]
            for reader in (active[one] for one in concerned if one in active):
                if own and reader.paused_until and reader.paused_until > now:
                    continue
                outage = found.setdefault((reader.id, own), Outage(reader, own))
                (outage.bad if source.failures else outage.back).append(source)
        return tuple(one for one in found.values() if _is_ripe(db, one, now))


def _is_ripe(db: Database, outage: Outage, now: datetime) -> bool:
    """Whether others had time to go bad too, and the reader's last notice of this kind is BETWEEN ago."""
    if any(now - at < BETWEEN for at in notices_planned(db, outage.reader.id, f"{KEY}{outage.own:d}:")):
        return False
    first = sql.last_tried(db, [source.id for source in outage.bad])
    return first is None or now - first >= GATHER
