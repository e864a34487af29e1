"""Looking after the file: backups, putting them back, checks, and letting go of what is old."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from bot.errors import ForeignFileError, StoreError, UserError
from bot.store.assignment import Assignment
from bot.store.database import connect, migrate, told_as_store_error
from bot.store.lock import Ownership
from bot.store.own_feeds import rest_orphans
from bot.store.times import to_text

KEYS_KEPT = timedelta(days=365)
"""For so long a feed may go on listing an article that was deleted, without its being news again."""


def back_up(database: Path, target: Path) -> None:
    """Copies the database to `target`, whole and of one moment, while others read and write it.

    Raises UserError where there is no database or `target` cannot be written.
    """
    if not database.exists():
        raise UserError(f"{database}: there is no database yet; `newsbrief ingest` makes one.")
    if target.exists() and target.samefile(database):
        raise UserError(f"{target}: this is the database itself; name another file for the backup.")
    if target.is_file() and not _may_be_replaced(target):
        raise UserError(f"{target}: this file holds something else than a backup; name another one.")
    unfinished = target.with_name(target.name + ".part")
    try:
        _make_private(unfinished)
        with (
            told_as_store_error(database),
            closing(connect(database, read_only=True).conn) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        unfinished.replace(target)
    except OSError as error:
        raise UserError(f"{target}: it cannot be written ({error.strerror}); choose another place.") from None


def _make_private(file: Path) -> None:
    """An empty file that is its user's alone."""
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)


def _may_be_replaced(target: Path) -> bool:
    """Whether a file is an SQLite database or empty."""
    with target.open("rb") as file:
        return file.read(16) in {b"", b"SQLite format 3\0"}


def put_back(backup: Path, database: Path) -> Path | None:
    """Puts a backup in the database's place, after checking it; the former file is kept, its path returned.

    Raises UserError for a file that is no sound backup, BusyError while the bot runs.
    """
    if not backup.is_file():
        raise UserError(f"{backup}: there is no such file; name one that `newsbrief backup` wrote.")
    database.parent.mkdir(parents=True, exist_ok=True)
    owner = Ownership(database)
    try:
        fresh = database.with_name(database.name + ".restored")
        _make_private(fresh)
        shutil.copyfile(backup, fresh)
        try:
            _verify(fresh, backup)
        except UserError:
            _remove(fresh)
            raise
        former = _set_aside(database)
        fresh.replace(database)
        return former
    finally:
        owner.release()


def _verify(copy: Path, backup: Path) -> None:
    """Raises UserError unless the copy is a sound database of ours; brings its schema up to date."""
    try:
        with told_as_store_error(copy), closing(connect(copy).conn) as connection:
            db = Database(connection)
            problems = check_integrity(db)
            if not problems and "articles" not in db.table_names():
                problems = ["it holds no articles table"]
            if not problems:
                migrate(db, backup)
                connection.execute("PRAGMA journal_mode = DELETE")
    except (StoreError, ForeignFileError) as error:
        problems = [str(error).partition(": ")[2].partition(". ")[0]]
    if problems:
        raise UserError(
            f"{backup}: this is no sound backup ({problems[0]}); nothing was changed. Name another file."
        )


def _set_aside(database: Path) -> Path | None:
    """Moves the present database to `NAME.before-restore`, with all that its journal holds."""
    if not database.exists():
        return None
    former = database.with_name(database.name + ".before-restore")
    _remove(former)
    for suffix in ("-wal", "-shm", ""):
        part = database.with_name(database.name + suffix)
        if part.exists():
            part.replace(former.with_name(former.name + suffix))
    return former


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


def check_integrity(db: Database, *, quick: bool = False) -> list[str]:
    """What is wrong with the file, a phrase each; empty for a sound one.

    `quick` reads every page and row once, and does not compare the indexes with their tables, which takes a
    gigabyte two seconds more.
    """
    check = "PRAGMA quick_check(10)" if quick else "PRAGMA integrity_check(10)"
    problems = [str(row[0]) for row in db.conn.execute(check) if row[0] != "ok"]
    broken = db.conn.execute("PRAGMA foreign_key_check").fetchmany(10)
    return problems + [f"a row of {table} belongs to nothing in {parent}" for table, _, parent, _ in broken]


def forget_old(db: Database, keep_days: int, now: datetime, assignment: Assignment, limit: int = 500) -> int:
    """Deletes articles that arrived more than `keep_days` ago, at most `limit` at a time; returns how many.

    Stories that a reader saved or follows stay whole. 0 days keep everything.
    """
    rest_orphans(db)
    if not keep_days:
        return 0
    rows = list(
        db.query(
            "SELECT id, story FROM articles WHERE arrived < ?"
            " AND story NOT IN (SELECT story FROM kept WHERE kind <> 'muted') ORDER BY arrived, n LIMIT ?",
            [to_text(now - timedelta(days=keep_days)), limit],
        )
    )
    ids = json.dumps([row["id"] for row in rows])
    db.execute("DELETE FROM article_topics WHERE article IN (SELECT value FROM json_each(?))", [ids])
    db.execute("DELETE FROM sentences WHERE article IN (SELECT value FROM json_each(?))", [ids])
    db.execute("DELETE FROM articles WHERE id IN (SELECT value FROM json_each(?))", [ids])
    db.execute(
        "UPDATE article_keys SET let_go = ? WHERE article IN (SELECT value FROM json_each(?))",
        [to_text(now), ids],
    )
    db.execute("DELETE FROM article_keys WHERE let_go < ?", [to_text(now - KEYS_KEPT)])
    assignment.retell(db, dict.fromkeys(row["story"] for row in rows))
    return len(rows)
