"""What readers do, read back from the store."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.clock import FrozenClock
from bot.desk import Desk
from bot.store.model import Place
from tests.desk.conftest import NOON, NORA

THREAD = Place(-100, 7, "group", "World desk")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def subscribe(desk: Desk, *words: str, place: Place = NORA) -> None:
    await desk.readers.subscribe(place, [desk.topics.resolve(word) for word in words])


async def test_a_newcomer_has_the_default_hours_and_no_digest_due(desk: Desk) -> None:
    reader = await desk.readers.start(NORA)
    assert reader.schedule.times == (time(7, 30),)
    assert (reader.topics, reader.next_due) == ((), None)


async def test_the_first_topic_makes_the_next_digest_due(desk: Desk) -> None:
    change = await desk.readers.subscribe(NORA, [desk.topics.resolve("niger")])
    assert [topic.slug for topic in change.done] == ["niger"]
    assert change.reader.next_due == at("2026-02-19 07:30")


async def test_subscribing_twice_changes_nothing_and_says_so(desk: Desk, clock: FrozenClock) -> None:
    await subscribe(desk, "niger")
    clock.advance(timedelta(seconds=1))
    change = await desk.readers.subscribe(NORA, [desk.topics.resolve("niger"), desk.topics.resolve("iran")])
    assert [topic.slug for topic in change.already] == ["niger"]
    assert [topic.slug for topic in change.reader.topics] == ["niger", "iran"]


async def test_a_phrase_is_a_topic_that_resolves_again(desk: Desk) -> None:
    await subscribe(desk, "football -american")
    reader = await desk.readers.enter(NORA)
    (subscription,) = reader.topics
    assert desk.topics.resolve(subscription.query).slug == subscription.slug


async def test_without_any_topic_left_no_digest_is_due(desk: Desk) -> None:
    await subscribe(desk, "niger", "iran")
    change = await desk.readers.unsubscribe(NORA, ["niger", "iran", "peru"])
    assert [topic.slug for topic in change.done] == ["niger", "iran"]
    assert [topic.slug for topic in change.already] == ["peru"]
    assert change.reader.next_due is None


async def test_a_new_time_later_today_is_due_today(desk: Desk) -> None:
    await subscribe(desk, "niger")
    reader = await desk.readers.set_times(NORA, [time(18, 0), time(6, 0)])
    assert reader.schedule.times == (time(6, 0), time(18, 0))
    assert reader.next_due == at("2026-02-18 18:00")


async def test_a_time_already_past_is_due_tomorrow(desk: Desk) -> None:
    await subscribe(desk, "niger")
    reader = await desk.readers.set_times(NORA, [time(11, 59)])
    assert reader.next_due == at("2026-02-19 11:59")


async def test_weekdays_are_kept_when_only_the_time_changes(desk: Desk) -> None:
    await subscribe(desk, "niger")
    await desk.readers.set_times(NORA, [time(8, 0)], days=[0])
    reader = await desk.readers.set_times(NORA, [time(9, 0)])
    assert reader.schedule.days == {0}
    assert reader.next_due == at("2026-02-23 09:00")


async def test_the_hour_is_the_readers_own(desk: Desk) -> None:
    await subscribe(desk, "niger")
    reader = await desk.readers.set_zone(NORA, "Asia/Tokyo")
    assert reader.next_due == at("2026-02-18 22:30")


async def test_a_newcomer_is_owed_no_digest_for_an_hour_that_their_zone_has_passed(
    desk: Desk, clock: FrozenClock
) -> None:
    await subscribe(desk, "niger")
    clock.move_to(at("2026-02-19 04:00"))
    reader = await desk.readers.set_zone(NORA, "Asia/Tokyo")
    assert reader.next_due == at("2026-02-19 22:30")


async def test_a_first_digest_that_is_due_stays_due(desk: Desk, clock: FrozenClock) -> None:
    await subscribe(desk, "niger")
    clock.move_to(at("2026-02-19 07:31"))
    reader = await desk.readers.set_zone(NORA, "Asia/Tokyo")
    assert reader.next_due == at("2026-02-19 07:30")


async def test_a_slot_in_quiet_hours_waits_for_their_end(desk: Desk) -> None:
    await subscribe(desk, "niger")
    reader = await desk.readers.set_quiet(NORA, (time(22), time(8)))
    assert reader.next_due == at("2026-02-19 08:00")


async def test_a_pause_ends_by_itself_or_by_resuming(desk: Desk) -> None:
    await subscribe(desk, "niger")
    paused = await desk.readers.pause(NORA, NOON + timedelta(days=3))
    assert paused.next_due == at("2026-02-22 07:30")
    assert (await desk.readers.pause(NORA, None)).next_due is None
    assert (await desk.readers.resume(NORA)).next_due == at("2026-02-19 07:30")


async def test_a_skipped_day_leaves_the_one_after_due(desk: Desk) -> None:
    await subscribe(desk, "niger")
    reader = await desk.readers.skip(NORA, date(2026, 2, 19))
    assert reader.next_due == at("2026-02-20 07:30")


async def test_skipping_makes_nothing_due_for_who_stopped_paused_or_has_no_topic(desk: Desk) -> None:
    day = date(2026, 2, 19)
    assert (await desk.readers.skip(NORA, day)).next_due is None
    await subscribe(desk, "niger")
    await desk.readers.pause(NORA, None)
    assert (await desk.readers.skip(NORA, day)).next_due is None
    await desk.readers.stop(NORA)
    assert (await desk.readers.skip(NORA, day)).next_due is None


async def test_skipping_a_day_does_not_end_a_pause(desk: Desk) -> None:
    await subscribe(desk, "niger")
    await desk.readers.pause(NORA, NOON + timedelta(days=3))
    reader = await desk.readers.skip(NORA, date(2026, 2, 19))
    assert reader.next_due == at("2026-02-22 07:30")


async def test_a_reader_who_stopped_finds_everything_as_it_was(desk: Desk) -> None:
    await subscribe(desk, "niger")
    await desk.readers.set_times(NORA, [time(9, 15)])
    stopped = await desk.readers.stop(NORA)
    assert (stopped.state, stopped.next_due) == ("stopped", None)
    back = await desk.readers.start(NORA)
    assert [topic.slug for topic in back.topics] == ["niger"]
    assert (back.state, back.next_due) == ("active", at("2026-02-19 09:15"))


async def test_a_digest_that_fell_due_while_blocked_is_still_due_on_return(
    desk: Desk, clock: FrozenClock
) -> None:
    await subscribe(desk, "niger")
    await desk.readers.suspend(NORA.chat, "bot was blocked by the user", NORA.bot)
    clock.advance(timedelta(days=2))
    await desk.readers.restore(NORA.chat, NORA.bot)
    reader = await desk.readers.enter(NORA)
    assert (reader.state, reader.next_due) == ("active", at("2026-02-19 07:30"))


async def test_who_was_thought_gone_and_changes_something_is_back(desk: Desk) -> None:
    await subscribe(desk, "niger")
    await desk.readers.suspend(NORA.chat, "TOPIC_CLOSED", NORA.bot)
    reader = await desk.readers.set_times(NORA, [time(18, 0)])
    assert (reader.state, reader.next_due) == ("active", at("2026-02-18 18:00"))


async def test_a_thread_is_a_reader_of_its_own(desk: Desk) -> None:
    await subscribe(desk, "niger", place=THREAD)
    assert (await desk.readers.enter(Place(-100, 0, "group"))).topics == ()
    assert len((await desk.readers.enter(THREAD)).topics) == 1


async def test_an_upgraded_group_keeps_everything_in_all_its_threads(desk: Desk) -> None:
    await subscribe(desk, "niger", place=THREAD)
    await desk.readers.enter(Place(-200, 7, "group"))
    await desk.readers.migrate(-100, -200)
    assert [t.slug for t in (await desk.readers.enter(Place(-200, 7, "group"))).topics] == ["niger"]
    assert await desk.readers.find(THREAD) is None


async def test_preferences_are_kept(desk: Desk) -> None:
    await desk.readers.prefer(NORA, length="short", hidden_words=("football",))
    reader = await desk.readers.enter(NORA)
    assert (reader.preferences.length, reader.preferences.hidden_words) == ("short", ("football",))
    assert reader.preferences.stories_per_topic == 3


async def test_the_export_holds_everything_and_nothing_is_left_after_forgetting(desk: Desk) -> None:
    await subscribe(desk, "niger")
    await desk.readers.keep(NORA, "saved", "st0001")
    held = await desk.readers.export(NORA)
    assert "niger" in json.dumps(held)
    assert "st0001" in json.dumps(held)
    assert await desk.readers.forget(NORA)
    assert await desk.readers.export(NORA) == {}
    assert not await desk.readers.forget(NORA)


async def test_a_story_is_saved_once_and_let_go_once(desk: Desk) -> None:
    assert await desk.readers.keep(NORA, "saved", "st0001")
    assert not await desk.readers.keep(NORA, "saved", "st0001")
    assert await desk.readers.drop(NORA, "saved", "st0001")
    assert not await desk.readers.drop(NORA, "saved", "st0001")


async def test_what_was_forgotten_is_not_even_in_the_file(desk: Desk, tmp_path: Path) -> None:
    await desk.readers.subscribe(NORA, [desk.topics.resolve("xylophones")])
    await desk.readers.prefer(NORA, hidden_words=("zeppelins",))
    assert b"zeppelins" in _everything_in(tmp_path)
    await desk.readers.prefer(NORA, hidden_words=())
    await desk.readers.forget(NORA)
    assert b"xylophones" not in _everything_in(tmp_path)
    assert b"zeppelins" not in _everything_in(tmp_path)


def _everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def test_a_language_that_was_chosen_stays(desk: Desk) -> None:
    await desk.readers.start(NORA)
    assert (await desk.readers.speak(NORA, "en")).preferences.language == "en"
    await desk.readers.prefer(NORA, language="fr")
    assert (await desk.readers.speak(NORA, "en")).preferences.language == "fr"
