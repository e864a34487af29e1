"""What is due is planned once, and counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.store import deliveries, readers
from bot.store.novelty import mark_shown
from bot.store.own_feeds import add_reader_source
from bot.store.sources import Listed
from tests.store.ledger import (
    HELLO,
    JOINED,
    MONDAY,
    NOW,
    claim,
    found,
    join,
    open_ledger,
    plan,
    slots,
    states,
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_ledger(tmp_path / "news.db") as db:
        yield db


def test_readers_are_due_in_a_stable_order(db: Database) -> None:
    joined = [join(db, chat) for chat in (30, 10, 20)]
    assert deliveries.due_readers(db, NOW, 10) == joined


def test_nobody_is_due_before_their_time(db: Database) -> None:
    join(db, 1)
    assert deliveries.due_readers(db, NOW - timedelta(seconds=2), 10) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE readers SET state = 'stopped'",
        "UPDATE readers SET state = 'suspended'",
        "UPDATE readers SET paused_until = '9999-01-01T00:00:00.000000+00:00'",
        "DELETE FROM subscriptions",
    ],
)
def test_who_wants_nothing_is_not_due(db: Database, change: str) -> None:
    join(db, 1)
    db.execute(change)
    assert deliveries.due_readers(db, NOW, 10) == []


def test_planning_moves_the_due_time_and_stores_what_is_shown(db: Database) -> None:
    reader = join(db, 1)
    assert plan(db, reader, stories=("s1", "s2"))
    assert found(db, reader).next_due == datetime(2026, 5, 5, 7, 30, tzinfo=UTC)
    assert readers.shown_stories(db, reader.id) == {"s1", "s2"}


def test_a_message_comes_back_as_it_was_planned(db: Database) -> None:
    reader = join(db, 1)
    deliveries.plan_digest(db, reader, slots(), (), [HELLO], NOW)
    assert claim(db)[0].message == HELLO


def test_a_slot_that_has_its_digest_gets_no_second_one(db: Database) -> None:
    reader = join(db, 1)
    plan(db, reader)
    readers.save_next_due(db, reader.id, slots()[0])
    assert not plan(db, found(db, reader), stories=())
    assert states(db) == ["planned"]
    assert found(db, reader).next_due == datetime(2026, 5, 5, 7, 30, tzinfo=UTC)


def test_a_reader_who_changed_meanwhile_is_left_as_they_are(db: Database) -> None:
    reader = join(db, 1)
    readers.save_state(db, reader.id, "stopped")
    assert not plan(db, reader)
    assert states(db) == []


def test_a_story_shown_meanwhile_is_not_planned_again(db: Database) -> None:
    reader = join(db, 1)
    mark_shown(db, reader.id, ["s1"], (), NOW)
    assert not plan(db, reader, stories=("s1",))


def test_slots_that_a_digest_covers_are_done(db: Database) -> None:
    reader = join(db, 1)
    deliveries.plan_digest(db, reader, slots(0, 1, 2), (), [HELLO], NOW + timedelta(days=2))
    assert len(readers.delivered_slots(db, reader.id, MONDAY)) == 3
    assert deliveries.delivery_stats(db, NOW)["due"] == 1


def test_a_put_off_digest_keeps_its_slot(db: Database) -> None:
    reader = join(db, 1)
    deliveries.put_off(db, [(reader.id, NOW + timedelta(hours=1))], NOW)
    pending = readers.pending_slot(db, reader.id)
    assert pending == replace(slots()[0], due=NOW + timedelta(hours=1))


def test_who_is_not_due_any_more_is_not_put_off(db: Database) -> None:
    reader = join(db, 1)
    readers.save_next_due(db, reader.id, None)
    deliveries.put_off(db, [(reader.id, NOW + timedelta(hours=1))], NOW)
    assert readers.pending_slot(db, reader.id) is None


def test_counts_tell_what_became_of_digests(db: Database) -> None:
    for chat in range(1, 6):
        plan(db, join(db, chat))
    late = join(db, 6)
    deliveries.plan_digest(db, late, slots(), (), [HELLO], NOW + timedelta(hours=2))
    sent, failed, uncertain = claim(db)
    deliveries.part_sent(db, sent, 77, NOW)
    deliveries.part_failed(db, failed, "refused", NOW)
    deliveries.part_uncertain(db, uncertain, NOW, "time-out")
    assert deliveries.delivery_stats(db, NOW) == {
        "due": 4,
        "failed": 1,
        "uncertain": 1,
        "oldest_undelivered": "2026-05-04T07:30:00.000000+00:00",
    }
    assert deliveries.delivery_totals(db) == {"sent": 1, "late": 1}


def test_what_is_not_planned_yet_counts_as_due(db: Database) -> None:
    join(db, 1)
    assert deliveries.delivery_stats(db, NOW)["due"] == 1
    assert deliveries.delivery_stats(db, JOINED)["oldest_undelivered"] is None


def test_a_reader_of_feeds_alone_is_owed_digests_too(db: Database) -> None:
    reader = join(db, 1)
    readers.remove_subscriptions(db, reader.id, ["niger"])
    assert deliveries.delivery_stats(db, NOW)["due"] == 0
    add_reader_source(db, reader.id, Listed("Courier", "https://courier.test/feed"), JOINED)
    assert deliveries.delivery_stats(db, NOW)["due"] == 1
