"""The database file: one thread that writes, a few connections that read.

A unit of work is a function that takes a `sqlite_utils.Database` first. Writes run one after another, each in
a transaction of its own that is committed when the function returns and rolled back when it raises. Reads run
beside them and see one state of the database from their first query to their last.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlite_utils import Database

from bot.errors import ForeignFileError, StoreError
from bot.store.lock import Ownership
from bot.store.schema import migrations

P = ParamSpec("P")
T = TypeVar("T")

READERS = 3
BUSY_MS = 30_000
"""How long a write waits for another process's."""
CHECKPOINT_MS = 1_000
"""How long emptying the journal waits for those who read."""


class Store:
    """One database file. Usable as soon as it is made; `close` it, or use `async with Store.open(path)`."""

    def __init__(self, path: str | Path) -> None:
        """Opens the file, or makes it, and brings its schema up to date. Blocks for some milliseconds.

        Raises StoreError for a file that is damaged, of a newer version, or cannot be written;
        ForeignFileError for one that is no database, or another program's.
        """
        self.path = Path(path)
        self._ownership: Ownership | None = None
        with told_as_store_error(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._write_db = connect(self.path)
            migrate(self._write_db, self.path)
            self._read_dbs = [connect(self.path, read_only=True) for _ in range(READERS)]
        self._idle: SimpleQueue[Database] = SimpleQueue()
        for db in self._read_dbs:
            self._idle.put(db)
        self._writer = ThreadPoolExecutor(1, "store-writer")
        self._readers = ThreadPoolExecutor(READERS, "store-reader")

    @classmethod
    @asynccontextmanager
    async def open(cls, path: str | Path) -> AsyncIterator[Self]:
        """The store for the length of a block."""
        store = await asyncio.to_thread(cls, path)
        try:
            yield store
        finally:
            await store.close()

    async def read(self, fn: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `fn(db, …)` answers. It cannot write."""

        def unit() -> T:
            db = self._idle.get()
            try:
                with told_as_store_error(self.path), transaction(db, "BEGIN"):
                    return fn(db, *args, **kwargs)
            finally:
                self._idle.put(db)

        return await asyncio.get_running_loop().run_in_executor(self._readers, unit)

    async def write(self, fn: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `fn(db, …)` answers, once its changes are committed.

        A write that was handed over is carried out even if the caller is cancelled while it waits.
        """

        def unit() -> T:
            with told_as_store_error(self.path), transaction(self._write_db, "BEGIN IMMEDIATE"):
                return fn(self._write_db, *args, **kwargs)

        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, unit))

    async def settle(self) -> None:
        """Waits until everything whose writing has begun, by whichever process, can be read."""
        await self.write(lambda db: None)

    async def empty_journal(self) -> None:
        """Moves what the journal holds into the file, so that nothing deleted can be read there any more.

        Another program that reads on and on (a replicator) keeps the journal as it is.
        """

        def unit() -> None:
            with told_as_store_error(self.path):
                self._write_db.execute(f"PRAGMA busy_timeout = {CHECKPOINT_MS}")
                self._write_db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._write_db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

        await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._writer, unit))

    def lock(self) -> None:
        """Makes this process the one `run` of the database until `close`. Raises BusyError."""
        self._ownership = self._ownership or Ownership(self.path)

    async def close(self) -> None:
        """Waits for all work that was handed over, then closes the file."""
        await asyncio.to_thread(self._shut)

    def _shut(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        for db in (*self._read_dbs, self._write_db):
            db.close()
        if self._ownership:
            self._ownership.release()
            self._ownership = None


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A connection without implicit transactions, usable from any one thread at a time.

    A new file is its user's alone. What is deleted is overwritten (SQLite, "PRAGMA secure_delete"). A file
    that is not ours is left as it is: ForeignFileError, unless it is opened only to read.
    """
    if not read_only and not path.exists():
        path.touch(mode=0o600)
    address = path.absolute().as_uri() + ("?mode=ro" if read_only else "")
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )
    if not read_only:
        if _is_foreign(Database(connection)):
            connection.close()
            raise ForeignFileError(f"{path}: {_NOT_OURS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    return Database(connection)


def _is_foreign(db: Database) -> bool:
    """Whether it is no database, or has tables that our migrations did not make.

    Those of SQLite and of tools for any database (migrations, replicators) begin with sqlite_ or _.
    """
    try:
        tables = [name for name in db.table_names() if not name.startswith(("_", "sqlite_"))]
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            return True
        raise
    return bool(tables) and not migrations.applied(db)


def migrate(db: Database, path: Path) -> None:
    """Brings the schema up to date, all or nothing; another process may be doing the same."""
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    newer = {migration.name for migration in migrations.applied(db)} - known
    if newer:
        raise StoreError(
            f"{path}: it was written by a newer Newsbrief. Install that version, or name another file."
        )
    if migrations.pending(db):
        with transaction(db, "BEGIN IMMEDIATE"):
            migrations.apply(db)


@contextmanager
def transaction(db: Database, begin: str) -> Iterator[None]:
    """Commits at the end of the block, rolls back if it raises."""
    db.conn.execute(begin)
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


_NOT_OURS = "this is not a Newsbrief database. Name another file in [store]."
_TROUBLES = {
    sqlite3.SQLITE_BUSY: "another program has been writing to it for too long. Try again later.",
    sqlite3.SQLITE_CORRUPT: "it is damaged. Put a backup in its place with `newsbrief restore`.",
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
    sqlite3.SQLITE_FULL: "the disk is full. Make room and try again.",
    sqlite3.SQLITE_IOERR: "it cannot be read or written. Check the disk.",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened. Check that the folder exists and may be written to.",
    sqlite3.SQLITE_READONLY: "it may not be written to. Mend the file's permissions.",
}


@contextmanager
def told_as_store_error(path: Path) -> Iterator[None]:
    """Turns what SQLite says of the file into a sentence; errors of the SQL itself pass."""
    try:
        yield
    except sqlite3.Error as error:
        trouble = _TROUBLES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if trouble is None:
            raise
        raise StoreError(f"{path}: {trouble}") from error
    except OSError as error:
        raise StoreError(
            f"{path}: {error.strerror or error}. Mend the path in [store] or its permissions."
        ) from error
