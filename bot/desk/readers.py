"""What readers do: come and go, choose topics, say when and how they want their digest.

Every change is one transaction and returns the reader as read back from the store, next due time included.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlite_utils import Database

from bot.calendar import EVERY_DAY, Schedule, next_slot
from bot.clock import Clock
from bot.desk.settling import FOR_GOOD, next_of, settle
from bot.news.model import Story, Topic
from bot.store import readers as sql
from bot.store.bots import give_to, stay
from bot.store.database import Store
from bot.store.model import Place, Preferences, Reader, Subscription
from bot.store.stories import stories_by_id


@dataclass(frozen=True, slots=True)
class Change:
    """What subscribing or unsubscribing did. `already`: what needed no change."""

    reader: Reader
    done: tuple[Subscription, ...]
    already: tuple[Subscription, ...]


class Readers:
    """The use cases of readers. `defaults` is the schedule of somebody new."""

    def __init__(self, store: Store, clock: Clock, defaults: Schedule) -> None:
        self._store = store
        self._clock = clock
        self._defaults = defaults

    async def find(self, place: Place) -> Reader | None:
        """The reader of a place, if there is one."""
        return await self._store.read(sql.find_reader, place)

    async def enter(self, place: Place) -> Reader:
        """The reader of a place, created with the default schedule where there is none."""
        found = await self.find(place)
        return found if found else await self._store.write(self._enter, place)

    async def start(self, place: Place) -> Reader:
        """Creates a reader, or restores one who stopped or was suspended, with everything as it was."""

        def unit(db: Database, reader: Reader) -> None:
            if reader.state == "stopped":
                sql.save_state(db, reader.id, "active")
                self._settle(db, reader.id)

        return await self._change(place, unit)

    async def subscribe(self, place: Place, topics: Sequence[Topic]) -> Change:
        """Adds topics. The first one makes the next digest due."""
        wanted = {
            topic.slug: Subscription(topic.slug, topic.label, topic.query or topic.slug) for topic in topics
        }

        def unit(db: Database) -> Change:
            before = self._here(db, place)
            had = {topic.slug for topic in before.topics}
            sql.add_subscriptions(db, before.id, wanted.values(), self._clock.now())
            if before.state == "stopped":
                sql.save_state(db, before.id, "active")
            if before.next_due is None:
                self._settle(db, before.id)
            done = tuple(topic for topic in wanted.values() if topic.slug not in had)
            already = tuple(topic for topic in wanted.values() if topic.slug in had)
            return Change(self._enter(db, place), done, already)

        return await self._store.write(unit)

    async def unsubscribe(self, place: Place, slugs: Sequence[str]) -> Change:
        """Removes topics. Without any left no digest is due."""

        def unit(db: Database) -> Change:
            before = self._here(db, place)
            had = {topic.slug: topic for topic in before.topics}
            sql.remove_subscriptions(db, before.id, slugs)
            after = self._enter(db, place)
            if not after.subscribed:
                self._settle(db, before.id)
            done = tuple(had[slug] for slug in slugs if slug in had)
            already = tuple(Subscription(slug, slug, slug) for slug in slugs if slug not in had)
            return Change(self._enter(db, place), done, already)

        return await self._store.write(unit)

    async def set_times(
        self, place: Place, times: Sequence[time], days: Collection[int] | None = None
    ) -> Reader:
        """When digests come, in the reader's zone; `days` (0 is Monday) stay as they are where None."""

        def changed(schedule: Schedule) -> Schedule:
            chosen = schedule.days if days is None else frozenset(days) or EVERY_DAY
            return replace(schedule, times=tuple(sorted(set(times))), days=chosen)

        return await self._reschedule(place, changed)

    async def set_zone(self, place: Place, zone: str) -> Reader:
        """The reader's IANA zone; their hours stay the same on the wall."""
        return await self._reschedule(place, lambda schedule: replace(schedule, zone=zone))

    async def set_quiet(self, place: Place, quiet: tuple[time, time] | None) -> Reader:
        """Hours without messages; None ends them."""
        return await self._reschedule(place, lambda schedule: replace(schedule, quiet=quiet))

    async def prefer(self, place: Place, **changes: object) -> Reader:
        """Changes fields of `Preferences`."""

        def unit(db: Database, reader: Reader) -> None:
            preferences: Preferences = replace(reader.preferences, **changes)  # type: ignore[arg-type]
            sql.save_preferences(db, reader.id, preferences)

        return await self._change(place, unit)

    async def speak(self, place: Place, language: str) -> Reader:
        """A chat is spoken to in this language from now on, unless one was chosen for it meanwhile."""

        def unit(db: Database, reader: Reader) -> None:
            if not reader.preferences.language:
                sql.save_preferences(db, reader.id, replace(reader.preferences, language=language))

        return await self._change(place, unit)

    async def pause(self, place: Place, until: datetime | None) -> Reader:
        """No digests until a time; without one, until `resume`."""

        def unit(db: Database, reader: Reader) -> None:
            sql.save_pause(db, reader.id, until or FOR_GOOD)
            self._settle(db, reader.id)

        return await self._change(place, unit)

    async def resume(self, place: Place) -> Reader:
        """Ends a pause, or a stop."""

        def unit(db: Database, reader: Reader) -> None:
            sql.save_pause(db, reader.id, None)
            sql.save_state(db, reader.id, "active")
            self._settle(db, reader.id)

        return await self._change(place, unit)

    async def skip(self, place: Place, day: date) -> Reader:
        """Leaves out the digests of one local day. Who is owed none (stopped, paused, no topic) stays so."""

        def unit(db: Database, reader: Reader) -> None:
            now = self._clock.now()
            if next_of(db, reader, now) is None:
                return
            after = min(now, datetime.combine(day, time(0), now.tzinfo))
            if reader.paused_until and reader.paused_until > now:
                after = reader.paused_until
            done = sql.delivered_slots(db, reader.id, day - timedelta(days=3))
            skipped = {(day, moment) for moment in reader.schedule.times}
            sql.save_next_due(db, reader.id, next_slot(reader.schedule, after, done | skipped))

        return await self._change(place, unit)

    async def stop(self, place: Place) -> Reader:
        """No messages unasked; everything is kept for the return."""

        def unit(db: Database, reader: Reader) -> None:
            sql.save_state(db, reader.id, "stopped")
            self._settle(db, reader.id)

        return await self._change(place, unit)

    async def forget(self, place: Place) -> bool:
        """Erases all that is held of a reader, in the free space and journal too. False if nothing was."""

        def unit(db: Database) -> bool:
            reader = sql.find_reader(db, place)
            if reader:
                sql.delete_reader(db, reader.id)
            return reader is not None

        held = await self._store.write(unit)
        await self._store.empty_journal()
        return held

    async def export(self, place: Place) -> dict[str, object]:
        """Everything held of a reader, as JSON-able rows by table; {} where nothing is."""

        def unit(db: Database) -> dict[str, object]:
            reader = sql.find_reader(db, place)
            return sql.everything_of(db, reader.id) if reader else {}

        return await self._store.read(unit)

    async def suspend(self, chat: int, because: str, bot: int) -> None:
        """The chat's own bot can't reach it (blocked, kicked, deactivated). Nothing is lost.

        What another bot can't do changes nothing.
        """

        def unit(db: Database) -> None:
            for reader in sql.readers_of_chat(db, chat):
                if reader.state == "active" and reader.place.bot == bot:
                    sql.save_state(db, reader.id, "suspended", because)
                    stay(db, reader.id)

        await self._store.write(unit)

    async def restore(self, chat: int, bot: int, *, came: bool = True) -> None:
        """A bot may write to the chat: the chat talks to it, it just `came`, or it had been there before.

        Unless it had, the chat is its own from now on, with all that is to be sent. Where the chat's own bot
        could not reach it, it is in any case. A digest that fell due meanwhile comes now, once, late.
        """

        def unit(db: Database) -> None:
            here = sql.readers_of_chat(db, chat)
            if came or any(reader.state == "suspended" for reader in here):
                give_to(db, chat, bot)
            for reader in here:
                if reader.state == "suspended":
                    sql.save_state(db, reader.id, "active")

        await self._store.write(unit)

    async def migrate(self, old_chat: int, new_chat: int) -> None:
        """A group became a supergroup: readers and pending parts move with it."""
        await self._store.write(sql.move_chat, old_chat, new_chat)

    async def keep(self, place: Place, kind: str, story: str) -> bool:
        """Saves ("saved"), follows ("followed") or mutes ("muted") a story; False if it was already.

        One that is muted is followed no more.
        """

        def unit(db: Database) -> bool:
            reader = self._enter(db, place).id
            if kind == "muted":
                sql.drop_story(db, reader, "followed", story)
            return sql.keep_story(db, reader, kind, story, self._clock.now())

        return await self._store.write(unit)

    async def drop(self, place: Place, kind: str, story: str) -> bool:
        """Undoes `keep`; False if there was nothing to undo."""

        def unit(db: Database) -> bool:
            return sql.drop_story(db, self._enter(db, place).id, kind, story)

        return await self._store.write(unit)

    async def kept(self, place: Place, kind: str) -> tuple[Story, ...]:
        """The stories saved or followed, newest first."""

        def unit(db: Database) -> tuple[Story, ...]:
            reader = sql.find_reader(db, place)
            return tuple(stories_by_id(db, sql.kept_stories(db, reader.id, kind))) if reader else ()

        return await self._store.read(unit)

    def _enter(self, db: Database, place: Place) -> Reader:
        found = sql.find_reader(db, place)
        return found or sql.create_reader(db, place, self._defaults, Preferences(), self._clock.now())

    def _here(self, db: Database, place: Place) -> Reader:
        """The reader of a place who changes something, and so can be reached, whatever was believed."""
        reader = self._enter(db, place)
        if reader.state != "suspended":
            return reader
        sql.save_state(db, reader.id, "active")
        return replace(reader, state="active")

    async def _change(self, place: Place, unit: Callable[[Database, Reader], None]) -> Reader:
        def whole(db: Database) -> Reader:
            unit(db, self._here(db, place))
            return self._enter(db, place)

        return await self._store.write(whole)

    async def _reschedule(self, place: Place, changed: Callable[[Schedule], Schedule]) -> Reader:
        def unit(db: Database, reader: Reader) -> None:
            new = changed(reader.schedule)
            sql.save_schedule(db, reader.id, new)
            self._settle(db, reader.id, was=reader.schedule)

        return await self._change(place, unit)

    def _settle(self, db: Database, reader_id: int, was: Schedule | None = None) -> None:
        settle(db, reader_id, self._clock.now(), was)
