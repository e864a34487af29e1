"""Who is owed a digest, and what it holds."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.desk.deliveries import Due, Prepared
from bot.errors import UserError
from bot.store.model import Message, Place
from tests.desk.shelf import IRAN, House, open_house

ALICE = Place(1)
HELLO = (Message("hello"),)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """It is Sunday noon; the first digest is due on Monday at 07:30."""
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        yield house


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def told(due: Due) -> list[str]:
    return [story.articles[0].source for story in due.digest.stories]


async def due(house: House) -> Due:
    """The one digest that is due."""
    (found,) = await house.desk.deliveries.due(10)
    return found


async def deliver(house: House) -> Due:
    """Plans the one digest that is due, with every story in it."""
    one = await due(house)
    stories = tuple(story.id for story in one.digest.stories)
    assert await house.desk.deliveries.plan([Prepared(one, HELLO, stories)]) == 1
    return one


async def test_a_digest_holds_what_is_new_on_the_readers_topics(house: House) -> None:
    await house.publish(1, 2)
    await house.publish(3, topic=IRAN)
    await house.reader(1)
    house.at("2026-05-04 07:30")
    assert sorted(told(await due(house))) == ["Outlet 1", "Outlet 2"]


async def test_nothing_is_due_before_the_hour(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:29")
    assert await house.desk.deliveries.due(10) == ()


async def test_a_digest_names_the_one_after_it(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30")
    one = await deliver(house)
    assert one.next_due == utc("2026-05-05 07:30")
    assert (await house.desk.readers.enter(ALICE)).next_due == one.next_due


async def test_a_digest_that_was_planned_is_not_due_again(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30")
    await deliver(house)
    assert await house.desk.deliveries.due(10) == ()


async def test_the_next_digest_leaves_out_what_was_shown(house: House) -> None:
    await house.publish(1)
    await house.reader(1)
    house.at("2026-05-04 07:30")
    await deliver(house)
    await house.publish(2)
    house.at("2026-05-05 07:30")
    assert told(await due(house)) == ["Outlet 2"]


async def test_what_a_brief_showed_is_left_out_too(house: House) -> None:
    await house.publish(1, 2)
    reader = await house.reader(1)
    seen = (await house.desk.newsroom.stories(None, 0))[0]
    await house.desk.deliveries.show(reader, [seen.id])
    house.at("2026-05-04 07:30")
    assert told(await due(house)) != [seen.articles[0].source]
    assert len(told(await due(house))) == 1


async def test_a_story_shown_after_composing_is_not_sent_twice(house: House) -> None:
    await house.publish(1)
    reader = await house.reader(1)
    house.at("2026-05-04 07:30")
    one = await due(house)
    stories = tuple(story.id for story in one.digest.stories)
    await house.desk.deliveries.show(reader, stories)
    assert await house.desk.deliveries.plan([Prepared(one, HELLO, stories)]) == 0
    assert told(await due(house)) == []


async def test_a_first_digest_looks_back_a_week(house: House) -> None:
    await house.publish(1, at=utc("2026-04-28 12:00"))
    await house.publish(2, at=utc("2026-04-26 12:00"))
    await house.reader(1)
    house.at("2026-05-04 07:30")
    assert told(await deliver(house)) == ["Outlet 1"]


async def test_a_daily_digest_looks_back_two_days(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30")
    await deliver(house)
    await house.publish(1, at=utc("2026-05-03 06:00"))
    await house.publish(2, at=utc("2026-05-03 08:00"))
    house.at("2026-05-05 07:30")
    assert told(await due(house)) == ["Outlet 2"]


async def test_a_weekly_digest_covers_the_week(house: House) -> None:
    await house.reader(1)
    await house.desk.readers.set_times(ALICE, [time(7, 30)], {0})
    house.at("2026-05-04 07:30")
    await deliver(house)
    await house.publish(1, at=utc("2026-05-05 12:00"))
    house.at("2026-05-11 07:30")
    assert told(await due(house)) == ["Outlet 1"]


async def test_three_days_asleep_give_one_late_digest_for_three_days(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-06 09:00")
    one = await deliver(house)
    assert one.late
    assert one.covers == (date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6))
    assert (await house.desk.readers.enter(ALICE)).next_due == utc("2026-05-07 07:30")


async def test_a_digest_on_time_is_not_late(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30:30")
    assert not (await due(house)).late


async def test_an_overdue_digest_waits_for_the_end_of_quiet_hours(house: House) -> None:
    await house.reader(1)
    await house.desk.readers.set_quiet(ALICE, (time(22), time(7)))
    house.at("2026-05-04 23:00")
    assert await house.desk.deliveries.due(10) == ()
    house.at("2026-05-05 07:00")
    assert (await due(house)).covers == (date(2026, 5, 4),)


async def test_readers_in_their_quiet_hours_hold_up_nobody(house: House) -> None:
    for chat in (1, 2, 3):
        await house.reader(chat)
        await house.desk.readers.set_quiet(Place(chat), (time(22), time(7)))
    await house.reader(4)
    house.at("2026-05-04 23:00")
    assert [one.reader.place.chat for one in await house.desk.deliveries.due(1)] == [4]


async def test_two_slots_in_quiet_hours_come_as_one_digest(house: House) -> None:
    await house.reader(1)
    await house.desk.readers.set_quiet(ALICE, (time(22), time(7)))
    await house.desk.readers.set_times(ALICE, [time(22, 30), time(23, 30)])
    house.at("2026-05-04 07:00")
    assert [slot.time for slot in (await deliver(house)).slots] == [time(22, 30), time(23, 30)]
    assert (await house.desk.readers.enter(ALICE)).next_due == utc("2026-05-05 07:00")


async def test_moving_east_over_the_hour_brings_the_digest_at_once(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30")
    await deliver(house)
    house.at("2026-05-05 04:00")
    await house.desk.readers.set_zone(ALICE, "Asia/Tokyo")
    one = await deliver(house)
    assert (one.covers, one.late) == ((date(2026, 5, 5),), False)
    assert (await house.desk.readers.enter(ALICE)).next_due == utc("2026-05-05 22:30")


async def test_moving_west_after_the_digest_brings_no_second_one(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30")
    await deliver(house)
    reader = await house.desk.readers.set_zone(ALICE, "America/New_York")
    assert reader.next_due == utc("2026-05-05 11:30")


async def test_who_paused_gets_nothing_and_who_resumes_gets_the_next_one(house: House) -> None:
    await house.reader(1)
    await house.desk.readers.pause(ALICE, None)
    house.at("2026-05-04 07:30")
    assert await house.desk.deliveries.due(10) == ()
    assert (await house.desk.readers.resume(ALICE)).next_due == utc("2026-05-05 07:30")


async def test_who_has_no_topic_gets_no_digest(house: House) -> None:
    await house.reader(1)
    await house.desk.readers.unsubscribe(ALICE, ["niger"])
    house.at("2026-05-04 07:30")
    assert await house.desk.deliveries.due(10) == ()


async def test_a_change_between_composing_and_planning_wins(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30")
    one = await due(house)
    await house.desk.readers.stop(ALICE)
    assert await house.desk.deliveries.plan([Prepared(one, HELLO)]) == 0
    assert await house.desk.deliveries.claim(3) == ()


async def test_a_batch_is_planned_whole(house: House) -> None:
    for chat in (1, 2, 3):
        await house.reader(chat)
    house.at("2026-05-04 07:30")
    prepared = [Prepared(one, HELLO) for one in await house.desk.deliveries.due(10)]
    assert await house.desk.deliveries.plan(prepared) == 3
    assert [part.place.chat for part in await house.desk.deliveries.claim(3)] == [1, 2, 3]


async def test_who_blocked_the_bot_gets_one_digest_on_return(house: House) -> None:
    await house.publish(1)
    await house.reader(1)
    house.at("2026-05-04 07:30")
    await deliver(house)
    (part,) = await house.desk.deliveries.claim(3)
    await house.desk.deliveries.gone(part, "bot was blocked by the user", whole_chat=True)
    house.at("2026-05-05 12:00")
    assert await house.desk.deliveries.due(10) == ()
    await house.desk.readers.restore(1, 0)
    one = await deliver(house)
    assert told(one) == ["Outlet 1"]
    assert one.covers == (date(2026, 5, 4), date(2026, 5, 5))
    assert await house.desk.deliveries.due(10) == ()


async def test_a_preview_records_nothing(house: House) -> None:
    await house.publish(1)
    await house.reader(1)
    for _ in range(2):
        _, digest = await house.desk.deliveries.preview(1, utc("2026-05-04 07:30"))
        assert len(digest.stories) == 1


async def test_the_digest_now_holds_what_is_unseen_now(house: House) -> None:
    await house.publish(1)
    reader = await house.reader(1)
    found, digest = await house.desk.deliveries.digest_now(ALICE)
    assert found == reader
    assert digest == await house.desk.deliveries.digest(reader, house.clock.now())


async def test_a_preview_for_a_stranger_says_what_to_do(house: House) -> None:
    with pytest.raises(UserError, match="Chat 9 is not known here; send /start"):
        await house.desk.deliveries.preview(9, house.clock.now())


async def test_a_broadcast_reaches_who_listens_once_and_not_in_quiet_hours(house: House) -> None:
    for chat in (1, 2, 3):
        await house.reader(chat)
    await house.desk.readers.stop(ALICE)
    await house.desk.readers.set_quiet(Place(3), (time(11), time(13)))
    assert await house.desk.deliveries.broadcast("welcome", lambda reader: HELLO) == 2
    assert await house.desk.deliveries.broadcast("welcome", lambda reader: HELLO) == 0
    assert [part.place.chat for part in await house.desk.deliveries.claim(3)] == [2]
    house.at("2026-05-03 13:00")
    assert [part.place.chat for part in await house.desk.deliveries.claim(3)] == [3]


async def test_later_waits_for_as_long_as_it_is_told(house: House) -> None:
    await house.reader(1)
    house.at("2026-05-04 07:30")
    await deliver(house)
    (part,) = await house.desk.deliveries.claim(3)
    await house.desk.deliveries.later(part, 5, "429", counts=False)
    house.clock.advance(timedelta(seconds=4.9))
    assert await house.desk.deliveries.claim(3) == ()
    house.clock.advance(timedelta(seconds=0.1))
    assert len(await house.desk.deliveries.claim(3)) == 1
