"""The store: one writer, a few readers, and what happens when things go wrong."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import BusyError, ForeignFileError, StoreError
from bot.store.articles import count_articles
from bot.store.database import Store
from bot.store.meta import get_meta, set_meta


def add_one(db: Database) -> int:
    """Counts up, in two steps that another writer could come between."""
    count = int(get_meta(db, "count") or 0) + 1
    set_meta(db, "count", str(count))
    return count


async def test_what_was_written_is_read(store: Store) -> None:
    await store.write(set_meta, "greeting", "good morning")
    assert await store.read(get_meta, "greeting") == "good morning"


async def test_a_hundred_writers_at_once_lose_nothing(store: Store) -> None:
    counts = await asyncio.gather(*(store.write(add_one) for _ in range(100)))
    assert sorted(counts) == list(range(1, 101))


async def test_a_unit_of_work_that_fails_leaves_no_trace(store: Store) -> None:
    def half(db: Database) -> None:
        set_meta(db, "half", "done")
        db.table("meta").insert_all([{"key": "other", "value": "done"}])
        raise LookupError("the other half")

    with pytest.raises(LookupError):
        await store.write(half)
    assert await store.read(get_meta, "half") is None
    assert await store.read(get_meta, "other") is None


async def test_writing_goes_on_after_a_failure(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        await store.write(lambda db: db.execute("INSERT INTO meta (key) VALUES ('x')"))
    assert await store.write(add_one) == 1


async def test_a_read_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="may not be written"):
        await store.read(set_meta, "a", "b")


async def test_a_read_sees_one_state_from_its_beginning_to_its_end(store: Store) -> None:
    loop = asyncio.get_running_loop()
    await store.write(add_one)

    def twice(db: Database) -> tuple[str | None, str | None]:
        before = get_meta(db, "count")
        asyncio.run_coroutine_threadsafe(store.write(add_one), loop).result()
        return before, get_meta(db, "count")

    assert await store.read(twice) == ("1", "1")
    assert await store.read(get_meta, "count") == "2"


async def test_closing_waits_for_what_was_handed_over(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    writes = [asyncio.create_task(store.write(add_one)) for _ in range(50)]
    await asyncio.sleep(0)
    await store.close()
    assert await asyncio.gather(*writes) == list(range(1, 51))


async def test_a_write_is_carried_out_though_its_caller_gave_up(store: Store) -> None:
    caller = asyncio.create_task(store.write(add_one))
    await asyncio.sleep(0)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert await store.write(add_one) == 2


def test_a_store_works_in_one_event_loop_after_another(tmp_path: Path) -> None:
    store = Store(tmp_path / "news.db")
    assert [asyncio.run(store.write(add_one)) for _ in range(3)] == [1, 2, 3]
    asyncio.run(store.close())


async def test_two_stores_share_a_file(store: Store) -> None:
    async with Store.open(store.path) as other:
        await asyncio.gather(*(one.write(add_one) for one in (store, other) * 10))
        assert await other.read(get_meta, "count") == "20"


async def test_only_one_run_owns_a_database(store: Store) -> None:
    store.lock()
    async with Store.open(store.path) as other:
        with pytest.raises(BusyError, match="another `newsbrief run`"):
            other.lock()


async def test_a_killed_run_leaves_no_lock_behind(store: Store) -> None:
    code = f"import os; from bot.store.database import Store; Store({str(store.path)!r}).lock(); os.abort()"
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    assert await killed.wait() < 0
    store.lock()


async def test_an_owner_that_closes_makes_room(tmp_path: Path) -> None:
    async with Store.open(tmp_path / "news.db") as first:
        first.lock()
    async with Store.open(tmp_path / "news.db") as second:
        second.lock()


def test_a_file_that_is_no_database_is_named_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "shopping.txt"
    path.write_text("bread, milk, " * 1000)
    with pytest.raises(ForeignFileError, match=r"shopping\.txt: this is not a Newsbrief database"):
        Store(path)


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as photos:
        photos.execute("CREATE TABLE foo (bar)")
    before = path.read_bytes()

    with pytest.raises(ForeignFileError, match=r"photos\.db: this is not a Newsbrief database"):
        Store(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("sql", ["", "CREATE TABLE _litestream_seq (id)"], ids=["empty", "a replicator's"])
async def test_a_database_without_anybodys_tables_becomes_ours(tmp_path: Path, sql: str) -> None:
    with closing(sqlite3.connect(tmp_path / "news.db")) as db:
        db.executescript(sql)
    for _ in range(2):
        async with Store.open(tmp_path / "news.db") as store:
            assert await store.read(count_articles) == 0


def test_a_folder_that_cannot_be_made_is_named_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="Mend the path"):
        Store(tmp_path / "file" / "news.db")


async def test_a_database_of_a_newer_version_is_left_alone(store: Store) -> None:
    row = {"migration_set": "newsbrief", "name": "m999_later", "applied_at": ""}
    await store.write(lambda db: db.table("_sqlite_migrations").insert(row))
    with pytest.raises(StoreError, match="newer Newsbrief"):
        Store(store.path)
