"""The ledger of deliveries: what is planned is sent, or given up with a reason."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.calendar import Schedule, Slot, next_slot, slot_on
from bot.store import deliveries, readers
from bot.store.database import connect, migrate
from bot.store.deliveries import IN_FLIGHT, Part
from bot.store.model import Button, Message, Place, Preferences, Reader, Subscription

MORNING = time(7, 30)
SCHEDULE = Schedule("UTC", (MORNING,))
JOINED = datetime(2026, 5, 3, 12, tzinfo=UTC)
MONDAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 7, 30, 1, tzinfo=UTC)
HELLO = Message("<b>Hello</b>", ((Button("More", data="more"), Button("Read", url="https://a.test/")),), True)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = connect(tmp_path / "newsbrief.db")
    migrate(db, tmp_path / "newsbrief.db")
    yield db
    db.close()


def join(db: Database, chat: int, thread: int = 0, schedule: Schedule = SCHEDULE) -> Reader:
    """A reader of one topic, whose first digest is due on Monday morning."""
    place = Place(chat, thread, "private" if chat > 0 else "group")
    reader = readers.create_reader(db, place, schedule, Preferences(), JOINED)
    readers.add_subscriptions(db, reader.id, [Subscription("niger", "Niger", "niger")], JOINED)
    readers.save_next_due(db, reader.id, next_slot(schedule, JOINED))
    return found(db, reader)


def found(db: Database, reader: Reader) -> Reader:
    again = readers.reader_by_id(db, reader.id)
    assert again is not None
    return again


def slots(*days: int) -> list[Slot]:
    return [slot_on(SCHEDULE, MONDAY + timedelta(days=day), MORNING) for day in days or (0,)]


def plan(db: Database, reader: Reader, parts: int = 1, *, stories: tuple[str, ...] = ("s1",)) -> bool:
    messages = [replace(HELLO, html=f"part {number}") for number in range(1, parts + 1)]
    return deliveries.plan_digest(db, reader, slots(), stories, messages, NOW)


def claim(db: Database, most: int = IN_FLIGHT, **how: datetime) -> list[Part]:
    return deliveries.claim_parts(db, how.get("now", NOW), most)


def states(db: Database) -> list[str]:
    return [row["state"] for row in db.query("SELECT state FROM parts ORDER BY id")]


def reasons(db: Database) -> list[str | None]:
    return [row["reason"] for row in db.query("SELECT reason FROM parts ORDER BY id")]


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
    deliveries.mark_shown(db, reader.id, ["s1"], ["f1"], NOW)
    assert not plan(db, reader, stories=("s1",))


def test_slots_that_a_digest_covers_are_done(db: Database) -> None:
    reader = join(db, 1)
    deliveries.plan_digest(db, reader, slots(0, 1, 2), (), [HELLO], NOW + timedelta(days=2))
    assert len(readers.delivered_slots(db, reader.id, MONDAY)) == 3
    assert deliveries.delivery_stats(db, NOW)["due"] == 1


def test_a_put_off_digest_keeps_its_slot(db: Database) -> None:
    reader = join(db, 1)
    deliveries.put_off(db, [(reader.id, NOW + timedelta(hours=1))])
    pending = readers.pending_slot(db, reader.id)
    assert pending == replace(slots()[0], due=NOW + timedelta(hours=1))


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
    assert deliveries.recover(db, NOW) == 1
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
        "sent": 1,
        "late": 1,
        "failed": 1,
        "uncertain": 1,
        "oldest_undelivered": "2026-05-04T07:30:00.000000+00:00",
    }


def test_what_is_not_planned_yet_counts_as_due(db: Database) -> None:
    join(db, 1)
    assert deliveries.delivery_stats(db, NOW)["due"] == 1
    assert deliveries.delivery_stats(db, JOINED)["oldest_undelivered"] is None


def test_claiming_uses_the_indexes_for_open_parts(db: Database) -> None:
    plan(db, join(db, 1))
    seen: list[str] = []
    with db.tracer(lambda sql, _: seen.append(sql)):
        claim(db)
    heads = next(sql for sql in seen if "ORDER BY p.not_before" in sql)
    steps = [row["detail"] for row in db.query("EXPLAIN QUERY PLAN " + heads, ["9999"])]
    assert any("parts_open" in step for step in steps)
    assert any("parts_unsettled" in step for step in steps)
