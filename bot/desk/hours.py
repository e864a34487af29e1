"""When a reader reads: so that the bot may ask, once, whether their digest should come then."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from bot.calendar import Schedule, is_quiet
from bot.clock import Clock
from bot.store import hours as sql
from bot.store import readers
from bot.store.database import Store
from bot.store.model import Place, Reader

DAYS = 14
"""So many days are looked at,"""
READ = 7
"""and on so many of them somebody must have read."""
USUAL = 0.75
"""So large a part of the times at which they read lies near the usual one,"""
NEAR = 30
"""so many minutes from it. A digest that comes so near to it comes well."""
STEP = 15
"""Minutes to which the usual time is rounded."""


class Hours:
    """The use cases of reading hours. Nothing is noted of who was asked, or does not want to be."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def note(self, place: Place) -> None:
        """Somebody reads now."""
        now = self._clock.now()

        def unit(db: Database) -> None:
            reader = readers.find_reader(db, place)
            if reader and may_be_asked(reader):
                local = now.astimezone(ZoneInfo(reader.schedule.zone))
                sql.note_reading(db, reader.id, local.date(), 60 * local.hour + local.minute, DAYS)

        reader = await self._store.read(readers.find_reader, place)
        if reader and may_be_asked(reader):
            await self._store.write(unit)

    async def wanted(self, place: Place, *, yes: bool) -> Reader:
        """Whether to ask at all. Without, what was noted is erased."""

        def unit(db: Database) -> Reader:
            reader = readers.find_reader(db, place)
            assert reader is not None
            settle_asking(db, reader, may_ask=yes)
            return readers.reader_by_id(db, reader.id) or reader

        return await self._store.write(unit)


def may_be_asked(reader: Reader) -> bool:
    """Whether a reader has one digest a day of their own, and was not asked yet."""
    schedule = reader.schedule
    private = reader.place.kind == "private" and reader.subscribed
    return private and reader.preferences.ask_hour and len(schedule.times) == 1


def settle_asking(db: Database, reader: Reader, *, may_ask: bool) -> None:
    """Stores whether a reader may be asked; if not, what was noted is erased."""
    readers.save_preferences(db, reader.id, replace(reader.preferences, ask_hour=may_ask))
    if not may_ask:
        sql.forget_readings(db, reader.id)


def hour_to_offer(db: Database, reader: Reader, now: datetime) -> time | None:
    """The time at which a reader usually reads, if their digest should perhaps come then."""
    if not may_be_asked(reader):
        return None
    today = now.astimezone(ZoneInfo(reader.schedule.zone)).date()
    usual = usual_time(sql.reading_minutes(db, reader.id, today - timedelta(days=DAYS)))
    return usual if usual and _is_better(usual, reader.schedule, now) else None


def usual_time(minutes: Sequence[int]) -> time | None:
    """When somebody usually reads, who read at these minutes of the day; None where there is no such time."""
    if len(minutes) < READ:
        return None
    middle = median(minutes)
    near = sum(abs(minute - middle) <= NEAR for minute in minutes)
    if near < USUAL * len(minutes):
        return None
    hour, minute = divmod(STEP * round(middle / STEP) % (24 * 60), 60)
    return time(hour, minute)


def _is_better(usual: time, schedule: Schedule, now: datetime) -> bool:
    """Whether it is clearly another time than the digest's, and not in the quiet hours."""
    apart = abs(_minute(usual) - _minute(schedule.times[0]))
    local = now.astimezone(ZoneInfo(schedule.zone)).replace(hour=usual.hour, minute=usual.minute)
    return min(apart, 24 * 60 - apart) > NEAR and not is_quiet(schedule, local)


def _minute(moment: time) -> int:
    return 60 * moment.hour + moment.minute
