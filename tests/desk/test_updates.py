"""What readers are told between digests: who, when, how often."""

from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.desk.updates import Alert, FollowUp
from bot.news.novelty import Told
from bot.store.model import Message, Place
from tests.desk.flood import BRIDGE, BRIDGE_AGAIN, DROWNED, FORD, HURT, PRICES, Flood
from tests.desk.shelf import House, open_house

ALICE = Place(1)
HELLO = Message("hello")


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """It is Sunday noon."""
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        yield house


@pytest.fixture
async def flood(house: House) -> Flood:
    """A flood that a reader of Niger has read of and follows; a minute has passed."""
    flood = Flood(house)
    await flood.breaks()
    reader = await house.reader(1)
    story = await flood.story()
    told = await house.desk.newsroom.story(story)
    assert told is not None
    await house.desk.deliveries.show(reader, [story], [Told(story, told.sentences)], messages={story: 7})
    await house.desk.readers.keep(ALICE, "followed", story)
    house.clock.advance(timedelta(minutes=1))
    return flood


async def follow_up(house: House) -> FollowUp:
    """The one update that is due; a minute passes once it is planned."""
    (due,) = await house.desk.updates.follow_ups()
    assert await house.desk.updates.plan([due.notice(HELLO)]) == 1
    house.clock.advance(timedelta(minutes=1))
    return due


async def none_due(house: House) -> bool:
    return await house.desk.updates.follow_ups() == ()


def said(due: FollowUp) -> list[str]:
    return [quote.text for quote in due.news.quotes]


async def test_a_followed_story_brings_what_is_new_as_a_reply(house: House, flood: Flood) -> None:
    await flood.goes_on()
    due = await follow_up(house)
    assert said(due) == [FORD]
    assert [quote.text for quote in due.news.read] == [BRIDGE, HURT]
    assert (due.number, due.reply_to) == (1, 7)


async def test_a_quiet_story_brings_nothing(house: House, flood: Flood) -> None:
    assert await none_due(house)
    await flood.tells("Delta Daily", "Lorries stuck at broken Bilmari bridge", BRIDGE_AGAIN)
    assert await none_due(house)


async def test_an_update_comes_once(house: House, flood: Flood) -> None:
    await flood.goes_on()
    due = await follow_up(house)
    assert await none_due(house)
    assert await house.desk.updates.plan([due.notice(HELLO)]) == 0


async def test_a_story_brings_at_most_one_update_an_hour(house: House, flood: Flood) -> None:
    await flood.goes_on()
    await follow_up(house)
    await flood.tells("Gulf Ledger", "Millet dear north of Bilmari bridge", BRIDGE_AGAIN, PRICES)
    house.clock.advance(timedelta(minutes=58))
    assert await none_due(house)
    house.clock.advance(timedelta(minutes=1))
    due = await follow_up(house)
    assert (due.number, said(due)) == (2, [PRICES])


async def test_an_update_waits_for_the_end_of_quiet_hours(house: House, flood: Flood) -> None:
    await house.desk.readers.set_quiet(ALICE, (time(11), time(13)))
    await flood.goes_on()
    assert await none_due(house)
    house.at("2026-05-03 13:00")
    assert said(await follow_up(house)) == [FORD]


@pytest.mark.parametrize("leave", ["stop", "unfollow", "pause"])
async def test_who_left_gets_no_update(house: House, flood: Flood, leave: str) -> None:
    await flood.goes_on()
    match leave:
        case "stop":
            await house.desk.readers.stop(ALICE)
        case "pause":
            await house.desk.readers.pause(ALICE, None)
        case _:
            await house.desk.readers.drop(ALICE, "followed", await flood.story())
    assert await none_due(house)


async def test_what_an_update_told_is_left_out_of_the_digest(house: House, flood: Flood) -> None:
    await flood.goes_on()
    await follow_up(house)
    house.at("2026-05-04 07:30")
    (due,) = await house.desk.deliveries.due(10)
    assert due.digest.stories == ()


async def test_a_digest_planned_meanwhile_wins(house: House, flood: Flood) -> None:
    await flood.goes_on()
    (due,) = await house.desk.updates.follow_ups()
    reader = await house.desk.readers.enter(ALICE)
    await house.desk.deliveries.show(reader, [], [Told(due.story.id, due.news.quotes)])
    assert await house.desk.updates.plan([due.notice(HELLO)]) == 0


async def test_a_sentence_that_was_taken_back_is_said_once(house: House, flood: Flood) -> None:
    await flood.tells("Sahel Post", "Bridge at Bilmari swept away by rain", BRIDGE, DROWNED)
    due = await follow_up(house)
    assert (said(due), [one.was.text for one in due.news.corrected]) == ([DROWNED], [HURT])
    house.clock.advance(timedelta(hours=2))
    await flood.goes_on()
    assert (await follow_up(house)).news.corrected == ()


async def test_a_muted_outlet_brings_no_update(house: House, flood: Flood) -> None:
    await house.desk.readers.prefer(ALICE, muted_outlets=("Delta Daily",))
    await flood.goes_on()
    assert await none_due(house)


async def test_a_story_followed_unread_brings_what_came_since(house: House) -> None:
    flood = Flood(house)
    await flood.breaks()
    await house.desk.readers.keep(ALICE, "followed", await flood.story())
    house.clock.advance(timedelta(minutes=1))
    await flood.goes_on()
    due = await follow_up(house)
    assert (said(due), due.reply_to) == ([FORD], None)


async def breaking(house: House, *chats: int) -> Flood:
    """Readers who asked for alerts, and a story that three outlets told within half an hour."""
    for chat in chats:
        await house.reader(chat)
        await house.desk.readers.prefer(Place(chat), alerts=True)
    flood = Flood(house)
    await flood.breaks()
    await flood.goes_on()
    house.clock.advance(timedelta(minutes=30))
    await flood.tells("Gulf Ledger", "Millet dear north of Bilmari bridge", BRIDGE_AGAIN, PRICES)
    return flood


async def plan(house: House, *due: Alert) -> int:
    notices = [one.notice(HELLO, one.story.sentences) for one in due]
    return await house.desk.updates.plan(notices)


async def test_a_breaking_story_alerts_who_asked_once(house: House) -> None:
    await house.reader(2)
    await breaking(house, 1)
    (due,) = await house.desk.updates.alerts()
    assert (due.reader.place, due.topic.slug, due.number, due.most) == (ALICE, "niger", 1, 3)
    assert await plan(house, due) == 1
    assert await house.desk.updates.alerts() == ()
    assert await plan(house, due) == 0


async def test_two_outlets_alert_nobody(house: House) -> None:
    await house.reader(1)
    await house.desk.readers.prefer(ALICE, alerts=True)
    flood = Flood(house)
    await flood.breaks()
    await flood.goes_on()
    assert await house.desk.updates.alerts() == ()


async def test_an_alert_is_left_out_of_the_digest(house: House) -> None:
    await breaking(house, 1)
    await plan(house, *await house.desk.updates.alerts())
    house.at("2026-05-04 07:30")
    (due,) = await house.desk.deliveries.due(10)
    assert due.digest.stories == ()


async def test_quiet_hours_hear_no_alert(house: House) -> None:
    await breaking(house, 1)
    await house.desk.readers.set_quiet(ALICE, (time(11), time(18)))
    assert await house.desk.updates.alerts() == ()
    house.at("2026-05-03 18:00")
    assert await house.desk.updates.alerts() == ()


async def test_a_story_on_no_topic_of_theirs_alerts_nobody(house: House) -> None:
    await breaking(house, 1)
    await house.desk.readers.unsubscribe(ALICE, ["niger"])
    await house.desk.readers.subscribe(ALICE, [house.desk.topics.resolve("iran")])
    assert await house.desk.updates.alerts() == ()


async def test_a_phrase_is_alerted_to_as_well(house: House) -> None:
    await breaking(house, 1)
    await house.desk.readers.unsubscribe(ALICE, ["niger"])
    await house.desk.readers.subscribe(ALICE, [house.desk.topics.resolve("broken bridge")])
    (due,) = await house.desk.updates.alerts()
    assert due.topic.kind == "phrase"


async def test_muted_outlets_do_not_count(house: House) -> None:
    await breaking(house, 1)
    await house.desk.readers.prefer(ALICE, muted_outlets=("Gulf Ledger",))
    assert await house.desk.updates.alerts() == ()


async def test_a_story_that_was_read_alerts_nobody(house: House) -> None:
    flood = await breaking(house, 1)
    reader = await house.desk.readers.enter(ALICE)
    await house.desk.deliveries.show(reader, [await flood.story()])
    assert await house.desk.updates.alerts() == ()


async def test_a_day_brings_at_most_three_alerts(house: House) -> None:
    await house.reader(1)
    await house.desk.readers.prefer(ALICE, alerts=True)
    for event in EVENTS[:4]:
        await tell_all(house, event)
    due = await house.desk.updates.alerts()
    assert [one.number for one in due] == [1, 2, 3]
    await plan(house, *due)
    assert await house.desk.updates.alerts() == ()
    house.at("2026-05-04 00:00")
    await tell_all(house, EVENTS[4])
    assert [one.number for one in await house.desk.updates.alerts()] == [1]


async def tell_all(house: House, event: tuple[tuple[str, str], ...]) -> None:
    """Three outlets tell an event."""
    for outlet, (title, text) in zip(("Sahel Post", "Delta Daily", "Gulf Ledger"), event, strict=True):
        await Flood(house).tells(outlet, title, text)


EVENTS = tuple(
    tuple(
        (f"{place} {what} {how}", f"In {place} of Niger the {what} of {who} {how} on Sunday, {said}.")
        for how, said in (("burnt down", "police said"), ("burns", "a guard said"), ("in flames", "we saw"))
    )
    for place, what, who in (
        ("Agadez", "camel market", "Tarqi merchants"),
        ("Zinder", "sultan palace", "Barma dynasty"),
        ("Diffa", "pepper warehouse", "Komadugu farmers"),
        ("Tahoua", "grain mill", "Ader cooperative"),
        ("Maradi", "bus station", "Katsina drivers"),
    )
)
