"""Sources: what is configured, due, failing, gone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from bot.store.asking import Success, record_failure, record_success
from bot.store.database import Store
from bot.store.model import Source
from bot.store.own_feeds import add_reader_source, remove_reader_source
from bot.store.sources import (
    Listed,
    add_source,
    all_sources,
    count_sources,
    due_sources,
    is_in_step,
    reader_sources,
    source_by_url,
    stale_source_names,
    sync_sources,
)
from bot.store.times import to_text
from tests.store.samples import NOON

COURIER = Listed("Courier", "https://courier.example/feed")
HERALD = Listed("Herald", "https://herald.example/feed")
HOUR = timedelta(hours=1)


async def configure(store: Store, *sources: Listed, now: datetime = NOON) -> list[Source]:
    await store.write(sync_sources, sources, now)
    return await store.read(all_sources)


async def succeed(store: Store, source: Source, url: str = "", now: datetime = NOON) -> None:
    success = Success(url or source.url, '"1"', None, now + HOUR, 3600, brought_news=True)
    await store.write(record_success, source.id, success, now)


async def fail(store: Store, source: Source, now: datetime = NOON, *, gone: bool = False) -> None:
    await store.write(lambda db: record_failure(db, source.id, "no answer", now + HOUR, now, gone=gone))


async def add_reader(store: Store, chat: int) -> int:
    row = {
        "chat": chat,
        "kind": "private",
        "created": to_text(NOON),
        "zone": "UTC",
        "times": "[]",
        "days": "[]",
    }

    def unit(db: Database) -> int:
        return int(db.table("readers").insert(row).last_pk or 0)

    return await store.write(unit)


async def test_a_new_source_is_due_at_once(store: Store) -> None:
    await configure(store, COURIER)
    assert [source.name for source in await store.read(due_sources, NOON)] == ["Courier"]


async def test_a_source_that_was_read_is_due_later(store: Store) -> None:
    (source,) = await configure(store, COURIER)
    await succeed(store, source)
    assert await store.read(due_sources, NOON) == []
    (due,) = await store.read(due_sources, NOON + HOUR)
    assert (due.etag, due.last_success, due.last_new) == ('"1"', NOON, NOON)


async def test_configuring_anew_keeps_what_is_known_of_a_source(store: Store) -> None:
    (source,) = await configure(store, COURIER)
    await succeed(store, source)
    (renamed,) = await configure(store, Listed("The Courier", COURIER.url))
    assert (renamed.id, renamed.name, renamed.etag) == (source.id, "The Courier", '"1"')


async def test_a_source_taken_out_rests_and_comes_back(store: Store) -> None:
    await configure(store, COURIER, HERALD)
    assert [source.name for source in await configure(store, HERALD)] == ["Herald"]
    assert [source.name for source in await configure(store, COURIER, HERALD)] == ["Courier", "Herald"]


async def test_a_configuration_that_is_stored_need_not_be_written(store: Store) -> None:
    await configure(store, COURIER)
    assert await store.read(is_in_step, [COURIER])
    assert not await store.read(is_in_step, [HERALD])


async def test_a_source_that_moved_is_known_by_both_addresses(store: Store) -> None:
    (source,) = await configure(store, COURIER)
    await succeed(store, source, "https://new.example/feed")
    (same,) = await configure(store, COURIER)
    assert (same.id, same.url) == (source.id, "https://new.example/feed")
    assert await store.read(source_by_url, COURIER.url) == await store.read(source_by_url, same.url)


async def test_a_source_does_not_move_onto_another(store: Store) -> None:
    courier, _ = await configure(store, COURIER, HERALD)
    await succeed(store, courier, HERALD.url)
    assert [source.url for source in await store.read(all_sources)] == [COURIER.url, HERALD.url]


async def test_failures_are_counted_in_a_row(store: Store) -> None:
    (source,) = await configure(store, COURIER)
    await fail(store, source)
    await fail(store, source)
    assert [s.failures for s in await store.read(all_sources)] == [2]
    await succeed(store, source)
    assert [(s.failures, s.last_error) for s in await store.read(all_sources)] == [(0, None)]


async def test_a_source_that_is_gone_is_not_asked_but_still_listed(store: Store) -> None:
    (source,) = await configure(store, COURIER)
    await fail(store, source, gone=True)
    assert await store.read(due_sources, NOON + 100 * HOUR) == []
    assert [s.last_error for s in await configure(store, COURIER)] == ["no answer"]
    assert await store.read(is_in_step, [COURIER])


@pytest.mark.parametrize(("hours", "stale"), [(0.5, []), (2, ["Courier"])])
async def test_a_failing_source_is_stale_after_an_hour(store: Store, hours: float, stale: list[str]) -> None:
    (source,) = await configure(store, COURIER)
    await succeed(store, source)
    await fail(store, source, NOON + hours * HOUR)
    assert await store.read(stale_source_names, NOON + hours * HOUR) == stale


async def test_a_source_that_never_answered_is_stale(store: Store) -> None:
    courier, _ = await configure(store, COURIER, HERALD)
    await fail(store, courier)
    assert await store.read(stale_source_names, NOON) == ["Courier"]
    counts = await store.read(count_sources, NOON)
    assert (counts.total, counts.failing, counts.stale) == (2, 1, 1)


async def test_a_source_nobody_asked_for_a_day_is_stale(store: Store) -> None:
    (source,) = await configure(store, COURIER)
    await succeed(store, source)
    assert await store.read(stale_source_names, NOON + 25 * HOUR) == ["Courier"]


async def test_a_readers_source_rests_when_its_last_reader_goes(store: Store) -> None:
    one, other = await add_reader(store, 1), await add_reader(store, 2)
    for reader in (one, other):
        source = await store.write(add_reader_source, reader, COURIER, NOON)
    assert await store.write(remove_reader_source, one, source.id)
    assert [s.name for s in await store.read(reader_sources, other)] == ["Courier"]
    assert len(await store.read(all_sources)) == 1
    assert await store.write(remove_reader_source, other, source.id)
    assert await store.read(all_sources) == []
    assert not await store.write(remove_reader_source, other, source.id)


async def test_a_source_taken_out_of_the_configuration_stays_for_its_readers(store: Store) -> None:
    await configure(store, replace(COURIER, allow_private=True))
    await store.write(add_reader_source, await add_reader(store, 1), COURIER, NOON)
    (source,) = await configure(store)
    assert (source.name, source.allow_private) == ("Courier", False)


async def test_a_list_adds_sources_that_the_configuration_does_not_take_out(store: Store) -> None:
    await store.write(add_source, HERALD, NOON)
    assert [source.name for source in await configure(store, COURIER)] == ["Courier", "Herald"]
