"""A planned part is sent, or given up with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from bot.store import deliveries, readers
from bot.store.deliveries import IN_FLIGHT
from bot.store.model import Place
from tests.store.ledger import (
    HELLO,
    MONDAY,
    NOW,
    claim,
    found,
    join,
    open_ledger,
    plan,
    reasons,
    slots,
    states,
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_ledger(tmp_path / "news.db") as db:
        yield db


def test_parts_of_a_reader_come_one_by_one_and_in_order(db: Database) -> None:
    plan(db, join(db, 1), parts=2)
    first = claim(db)
    assert [part.message.html for part in first] == ["part 1"]
    assert claim(db) == []
    deliveries.part_sent(db, first[0], 77, NOW)
    assert [part.message.html for part in claim(db)] == ["part 2"]


def test_a_part_that_waits_holds_back_those_after_it(db: Database) -> None:
    plan(db, join(db, 1), parts=2)
    deliveries.part_later(db, claim(db)[0], NOW + timedelta(seconds=5), "429", counts=False)
    assert claim(db) == []
    assert claim(db, now=NOW + timedelta(seconds=5))[0].message.html == "part 1"


def test_at_most_three_parts_are_under_way(db: Database) -> None:
    for chat in range(1, 6):
        plan(db, join(db, chat))
    assert len(claim(db, 10)) == IN_FLIGHT
    assert claim(db, 10) == []


def test_threads_of_a_chat_take_turns(db: Database) -> None:
    plan(db, join(db, -5, thread=1))
    plan(db, join(db, -5, thread=2))
    assert [part.place.thread for part in claim(db)] == [1]
    assert claim(db) == []


def test_busy_chats_are_left_for_later(db: Database) -> None:
    plan(db, join(db, 1))
    plan(db, join(db, 2))
    assert [part.place.chat for part in deliveries.claim_parts(db, NOW, 3, {1})] == [2]


def test_an_uncertain_part_is_claimed_once_more_as_a_repeat(db: Database) -> None:
    plan(db, join(db, 1))
    deliveries.part_uncertain(db, claim(db)[0], NOW, "time-out")
    again = claim(db)[0]
    assert (again.repeat, again.attempts) == (True, 2)
    deliveries.part_sent(db, again, 77, NOW)
    assert claim(db) == []


def test_a_repeat_that_did_not_leave_is_still_owed_as_a_repeat(db: Database) -> None:
    plan(db, join(db, 1))
    deliveries.part_uncertain(db, claim(db)[0], NOW, "time-out")
    deliveries.part_later(db, claim(db)[0], NOW, "429", counts=False)
    assert claim(db)[0].repeat
    assert next(db.query("SELECT repeats, attempts FROM parts")) == {"repeats": 1, "attempts": 2}


def test_what_was_being_sent_at_a_crash_is_uncertain(db: Database) -> None:
    for chat in (1, 2):
        plan(db, join(db, chat))
    claim(db, 1)
    assert deliveries.recover(db) == 1
    assert states(db) == ["uncertain", "planned"]
    assert reasons(db) == ["the program ended while this was being sent", None]


def test_a_part_given_up_has_its_reason(db: Database) -> None:
    plan(db, join(db, 1))
    deliveries.part_failed(db, claim(db)[0], "message is empty", NOW)
    assert (states(db), reasons(db)) == (["failed"], ["message is empty"])


def test_a_blocked_reader_is_suspended_and_owed_the_digest_again(db: Database) -> None:
    reader = join(db, 1)
    plan(db, reader, parts=2)
    deliveries.suspend(db, claim(db)[0], "blocked", NOW, whole_chat=True)
    assert states(db) == ["failed", "failed"]
    assert reasons(db) == ["blocked", "blocked"]
    assert readers.shown_stories(db, reader.id) == frozenset()
    assert found(db, reader) == replace(reader, state="suspended")


def test_on_their_return_a_blocked_reader_is_due_at_once(db: Database) -> None:
    reader = join(db, 1)
    plan(db, reader)
    deliveries.suspend(db, claim(db)[0], "blocked", NOW, whole_chat=True)
    readers.save_state(db, reader.id, "active")
    assert deliveries.due_readers(db, NOW, 10) == [reader]
    assert plan(db, reader)


def test_a_digest_taken_back_frees_the_slots_that_it_covered(db: Database) -> None:
    reader = join(db, 1)
    deliveries.plan_digest(db, reader, slots(0, 1, 2), (), [HELLO], NOW + timedelta(days=2))
    deliveries.suspend(db, claim(db, now=NOW + timedelta(days=2))[0], "blocked", NOW, whole_chat=True)
    assert readers.delivered_slots(db, reader.id, MONDAY) == set()


def test_a_digest_of_which_a_part_arrived_is_not_owed_again(db: Database) -> None:
    reader = join(db, 1)
    plan(db, reader, parts=2)
    deliveries.part_sent(db, claim(db)[0], 77, NOW)
    deliveries.suspend(db, claim(db)[0], "blocked", NOW, whole_chat=True)
    assert states(db) == ["sent", "failed"]
    assert found(db, reader).next_due == datetime(2026, 5, 5, 7, 30, tzinfo=UTC)


def test_a_digest_that_may_have_arrived_is_not_owed_again(db: Database) -> None:
    reader = join(db, 1)
    plan(db, reader)
    deliveries.part_uncertain(db, claim(db)[0], NOW, "time-out")
    deliveries.suspend(db, claim(db)[0], "blocked", NOW, whole_chat=True)
    assert readers.shown_stories(db, reader.id) == {"s1"}


def test_a_kicked_bot_loses_all_threads_of_the_chat(db: Database) -> None:
    threads = [join(db, -5, thread=thread) for thread in (1, 2)]
    for reader in threads:
        plan(db, reader)
    deliveries.suspend(db, claim(db)[0], "kicked", NOW, whole_chat=True)
    assert [found(db, reader).state for reader in threads] == ["suspended", "suspended"]


def test_a_closed_topic_loses_only_itself(db: Database) -> None:
    threads = [join(db, -5, thread=thread) for thread in (1, 2)]
    plan(db, threads[0])
    deliveries.suspend(db, claim(db)[0], "topic closed", NOW, whole_chat=False)
    assert [found(db, reader).state for reader in threads] == ["suspended", "active"]


def test_parts_of_who_stopped_are_given_up(db: Database) -> None:
    reader = join(db, 1)
    plan(db, reader)
    readers.save_state(db, reader.id, "stopped")
    readers.save_next_due(db, reader.id, None)
    assert claim(db) == []
    assert reasons(db) == ["stopped by the reader"]
    assert found(db, reader).next_due is None


def test_a_migrated_group_gets_its_parts_in_the_supergroup(db: Database) -> None:
    reader = join(db, -5)
    plan(db, reader)
    deliveries.part_migrated(db, claim(db)[0], -100_5, NOW)
    assert claim(db)[0].place.chat == -100_5
    assert readers.find_reader(db, Place(-5)) is None


def test_a_forgotten_reader_leaves_nothing_to_settle(db: Database) -> None:
    reader = join(db, 1)
    plan(db, reader)
    part = claim(db)[0]
    readers.delete_reader(db, reader.id)
    deliveries.part_sent(db, part, 77, NOW)
    assert states(db) == []


def test_neither_claiming_nor_recovering_reads_all_that_was_ever_sent(db: Database) -> None:
    plan(db, join(db, 1))
    seen: list[tuple[str, Any]] = []
    with db.tracer(lambda sql, values: seen.append((sql, values))):
        claim(db)
        deliveries.recover(db)
    asked = [(sql, values) for sql, values in seen if "parts" in sql]
    steps = [row["detail"] for sql, values in asked for row in db.query(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert any("parts_open" in step for step in steps)
    assert not [step for step in steps if step.startswith("SCAN")]
