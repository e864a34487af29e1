"""What is held of a chat: each table of the database is named in /privacy, exported, and erased."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.chat.texts import PRIVACY
from bot.store.database import Store
from bot.store.model import Place
from tests.desk.shelf import open_house

NAMED = {
    "readers": "its number and kind",
    "subscriptions": "your topics",
    "reader_sources": "your own feeds",
    "managed": "the channels you set up",
    "kept": "saved and followed stories",
    "watches": "what you asked to be told once",
    "digests": "the digests and notices I sent",
    "parts": "the digests and notices I sent",
    "shown": "which stories and sentences you saw",
    "reading_hours": "at what time of day you first read",
    "admitted": "of the invited, that they may use this bot",
    "admins": "of its admins, that they are",
    "broadcasts": "what they wrote to all",
}
"""Tables that hold something of a reader or person, and the words that say so."""
OF_NOBODY = {
    *("meta", "sources", "articles", "article_keys", "article_topics", "stories", "invites", "sentences"),
    *("former_texts", "merges", "profiles", "page_visits"),
}
OWN = ("subscriptions", "managed", "kept", "watches", "digests", "parts", "shown", "reading_hours")
"""Tables with a reader's rows, each after those that it refers to."""
EXPORTED = {"readers": "reader", "reader_sources": "sources"}
NOT_EXPORTED = {"broadcasts"}
"""They went to everybody, and name nobody."""


def tables(db: Database) -> set[str]:
    """All tables but those of the search index and of sqlite-utils."""
    return {name for name in db.table_names() if not re.match(r"articles_fts|_sqlite|sqlite_", name)}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(tmp_path / "news.db") as store:
        yield store


async def test_every_table_is_named_or_of_nobody(store: Store) -> None:
    found = await store.read(tables)
    assert found - NAMED.keys() - OF_NOBODY == set()
    assert {table: words for table, words in NAMED.items() if words not in PRIVACY} == {}


async def test_tables_of_readers_are_among_those_named(store: Store) -> None:
    def of_readers(db: Database) -> set[str]:
        return {
            name
            for name in tables(db)
            if any(key.other_table == "readers" for key in db.table(name).foreign_keys)
        }

    assert await store.read(of_readers) <= NAMED.keys()


async def test_every_named_table_is_exported_and_erased(tmp_path: Path) -> None:
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        reader = await house.desk.readers.enter(Place(1))
        other = await house.desk.readers.enter(Place(2))

        def fill(db: Database) -> None:
            """A row of the reader in every table of readers, whatever its columns."""
            for table in OWN:
                row: dict[str, object] = {}
                for column in db.table(table).columns:
                    number = column.type == "INTEGER"
                    row[column.name] = 1 if number else "2026-05-03"
                row |= (
                    {"reader": reader.id} if "reader" in row else {"manager": reader.id, "channel": other.id}
                )
                row |= {name: "{}" for name in ("message",) if name in row}
                db.table(table).insert(row, ignore=True)
            db.execute("INSERT INTO admitted (chat, since) VALUES (1, '2026')")

        await house.store.write(fill)
        exported = await house.desk.readers.export(Place(1))
        wanted = {EXPORTED.get(table, table) for table in NAMED.keys() - NOT_EXPORTED}
        assert wanted <= exported.keys()
        filled = wanted - {"admins", "sources"}
        assert {table for table in filled if not exported[table]} == set()
        assert await house.desk.readers.forget(Place(1))
        left = {
            table: await house.store.read(lambda db, table=table: db.table(table).count)  # type: ignore[misc]
            for table in NAMED.keys() - {"readers", "broadcasts"}
        }
        assert {table for table, count in left.items() if count} == set()
