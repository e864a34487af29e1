"""Backups, putting them back, and letting go of what is old."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.errors import BusyError, UserError
from bot.store import deliveries
from bot.store.articles import count_articles, find_known, list_articles
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.deliveries.retention import let_go_of_digests, let_go_of_messages
from bot.store.intake import Incoming, store_articles
from bot.store.meta import get_meta, set_meta
from bot.store.stories import count_stories, list_stories
from bot.store.times import to_text
from bot.store.upkeep import back_up, check_integrity, forget_old, put_back
from tests.store.ledger import HELLO, NOW, claim, join, open_ledger, plan
from tests.store.samples import HARBOUR, NOON, WELLS, article

DAY = timedelta(days=1)


async def test_a_backup_of_a_database_in_use_is_put_back(store: Store, tmp_path: Path) -> None:
    store.lock()
    await store.write(set_meta, "state", "before")
    back_up(store.path, tmp_path / "copy.db")
    await store.write(set_meta, "state", "after")
    await store.close()
    former = put_back(tmp_path / "copy.db", store.path)
    async with Store.open(store.path) as restored:
        assert await restored.read(get_meta, "state") == "before"
    assert former is not None
    async with Store.open(former) as kept:
        assert await kept.read(get_meta, "state") == "after"


async def test_nobody_else_on_the_machine_reads_the_database_or_its_copies(
    store: Store, tmp_path: Path
) -> None:
    back_up(store.path, tmp_path / "copy.db")
    await store.close()
    put_back(tmp_path / "copy.db", store.path)
    assert [oct(file.stat().st_mode & 0o777) for file in (store.path, tmp_path / "copy.db")] == ["0o600"] * 2


async def test_a_backup_needs_a_database_and_a_place(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no database yet"):
        back_up(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(UserError, match="database itself"):
        back_up(store.path, store.path)
    with pytest.raises(UserError, match="cannot be"):
        back_up(store.path, tmp_path / "no" / "folder" / "copy.db")


@pytest.mark.parametrize("content", [b"", b"no database" * 500, b"SQLite format 3\0" + b"\xff" * 4000])
def test_what_is_no_sound_backup_changes_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.db").write_bytes(content)
    (tmp_path / "news.db").write_bytes(b"untouched")
    with pytest.raises(UserError, match="no sound backup"):
        put_back(tmp_path / "bad.db", tmp_path / "news.db")
    assert (tmp_path / "news.db").read_bytes() == b"untouched"
    assert not list(tmp_path.glob("*.restored*"))


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no such file"):
        put_back(tmp_path / "none.db", tmp_path / "news.db")


async def test_nothing_is_put_back_under_a_running_bot(store: Store, tmp_path: Path) -> None:
    back_up(store.path, tmp_path / "copy.db")
    store.lock()
    with pytest.raises(BusyError):
        put_back(tmp_path / "copy.db", store.path)


async def test_a_sound_database_has_no_problems(store: Store) -> None:
    assert await store.read(check_integrity) == []


async def test_a_row_that_belongs_to_nothing_is_a_problem(store: Store) -> None:
    def unit(db: Database) -> None:
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.table("article_topics").insert({"topic": "niger", "at": "", "article": "none", "story": ""})
        problems.extend(check_integrity(db))
        db.execute("DELETE FROM article_topics")

    problems: list[str] = []
    await store.write(unit)
    assert problems == ["a row of article_topics belongs to nothing in articles"]


async def fill(store: Store, assignment: Assignment) -> None:
    """Two that arrived ten days ago; and, today, another old one of the first one's story."""
    then = NOON - 10 * DAY
    old = [article("old", published=then), article("harbour", "Quay", HARBOUR, published=then)]
    await store.write(store_articles, [Incoming(one, (f"url:{one.id}",)) for one in old], then, assignment)
    new = article("new", text=WELLS + " The vote was close.", source="Herald", published=then)
    await store.write(store_articles, [Incoming(new)], NOON, assignment)


async def test_what_arrived_too_long_ago_is_let_go(store: Store, assignment: Assignment) -> None:
    await fill(store, assignment)
    assert await store.write(forget_old, 7, NOON, assignment) == 2
    assert [one.id for one in await store.read(list_articles)] == ["new"]
    assert [len(story.articles) for story in await store.read(list_stories)] == [1]
    assert await store.read(lambda db: list_articles(db, fts="quay")) == []


async def test_what_was_let_go_is_not_news_again(store: Store, assignment: Assignment) -> None:
    await fill(store, assignment)
    await store.write(forget_old, 7, NOON, assignment)
    assert await store.read(find_known, ["url:old"]) == {"url:old": None}
    await store.write(forget_old, 7, NOON + 400 * DAY, assignment)
    assert await store.read(find_known, ["url:old"]) == {}


async def test_stories_that_readers_keep_stay_whole(store: Store, assignment: Assignment) -> None:
    await fill(store, assignment)
    story = next(s for s in await store.read(list_stories) if len(s.articles) == 2)

    def keep(db: Database) -> None:
        row = {"chat": 1, "kind": "private", "created": "", "zone": "UTC", "times": "[]", "days": "[]"}
        reader = db.table("readers").insert(row).last_pk
        db.table("kept").insert({"reader": reader, "kind": "saved", "story": story.id, "at": to_text(NOON)})

    await store.write(keep)
    await store.write(forget_old, 7, NOON, assignment)
    assert await store.read(count_articles) == 2
    assert await store.read(count_stories) == 1


async def test_zero_days_keep_everything(store: Store, assignment: Assignment) -> None:
    await fill(store, assignment)
    assert await store.write(forget_old, 0, NOON, assignment) == 0


async def test_the_text_of_a_message_is_let_go_a_week_after_it_was_sent(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as db:
        plan(db, join(db, 1), parts=2)
        (first,) = claim(db)
        deliveries.part_sent(db, first, 77, NOW)
        assert let_go_of_messages(db, NOW + 7 * DAY) == 0
        assert let_go_of_messages(db, NOW + 8 * DAY) == 1
        rows = db.execute("SELECT state, message FROM parts ORDER BY id").fetchall()
        assert [(state, bool(message)) for state, message in rows] == [("sent", False), ("planned", True)]
        assert let_go_of_messages(db, NOW + 8 * DAY) == 0


async def test_old_digests_leave_the_ledger_once_nothing_of_them_is_open(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as db:
        told, waiting = join(db, 1), join(db, 2)
        plan(db, told)
        (part,) = claim(db)
        deliveries.part_sent(db, part, 77, NOW)
        plan(db, waiting)
        deliveries.plan_notice(db, told, "alert:s1", [HELLO], NOW)
        assert let_go_of_digests(db, NOW + 90 * DAY) == 0
        assert let_go_of_digests(db, NOW + 91 * DAY) == 1
        rows = db.execute("SELECT reader, kind FROM digests ORDER BY id").fetchall()
        assert rows == [(waiting.id, "digest"), (told.id, "notice")]
