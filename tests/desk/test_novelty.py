"""A story that goes on comes again in a digest, with nothing but what is new in it."""

from collections.abc import AsyncIterator
from datetime import time, timedelta
from pathlib import Path

import pytest

from bot.chat.delivery.preparing import prepare
from bot.chat.render import compose_digest_messages, visible_text
from bot.desk.deliveries import Due
from bot.news.model import Ranked
from bot.news.novelty import Told
from bot.store.model import Place
from tests.desk.flood import BRIDGE, BRIDGE_AGAIN, DROWNED, FORD, HURT, ONE_DROWNED, PRICES, Flood
from tests.desk.shelf import House, open_house

ALICE = Place(1)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """It is Sunday noon; the first digest is due on Monday at 07:30."""
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        yield house


@pytest.fixture
async def flood(house: House) -> Flood:
    """A flood that a reader of Niger has read of on Monday; it is Monday noon."""
    flood = Flood(house)
    await flood.breaks()
    await house.reader(1)
    await deliver(house, "2026-05-04 07:30")
    house.at("2026-05-04 12:00")
    return flood


async def deliver(house: House, at: str) -> list[Ranked]:
    """Plans the digest that is due at a time, answers the stories in it, and lets a minute pass."""
    house.at(at)
    (due,) = await house.desk.deliveries.due(10)
    prepared = prepare(due, compose_digest_messages, house.clock.now())
    assert await house.desk.deliveries.plan([prepared]) == 1
    house.clock.advance(timedelta(minutes=1))
    return ranked_in(due)


def ranked_in(due: Due) -> list[Ranked]:
    return [ranked for section in due.digest.sections for ranked in section.stories]


def sentences(ranked: Ranked) -> list[str]:
    return [quote.text for quote in ranked.story.sentences]


async def test_a_story_that_goes_on_comes_with_only_what_is_new(house: House, flood: Flood) -> None:
    await flood.goes_on()
    (again,) = await deliver(house, "2026-05-05 07:30")
    assert again.story.id == await flood.story()
    assert sentences(again) == [FORD]
    assert again.since is not None


async def test_what_another_outlet_words_almost_the_same_is_not_new(house: House, flood: Flood) -> None:
    await flood.tells("Delta Daily", "Lorries stuck at broken Bilmari bridge", BRIDGE_AGAIN)
    assert await deliver(house, "2026-05-05 07:30") == []


async def test_without_a_new_article_nothing_comes(house: House, flood: Flood) -> None:
    assert await deliver(house, "2026-05-05 07:30") == []


async def test_an_update_is_not_told_twice(house: House, flood: Flood) -> None:
    await flood.goes_on()
    assert len(await deliver(house, "2026-05-05 07:30")) == 1
    assert await deliver(house, "2026-05-06 07:30") == []


async def test_each_digest_goes_on_where_the_last_one_ended(house: House, flood: Flood) -> None:
    await flood.goes_on()
    await deliver(house, "2026-05-05 07:30")
    await flood.tells("Gulf Ledger", "Millet dear north of Bilmari bridge", BRIDGE_AGAIN, FORD, PRICES)
    (again,) = await deliver(house, "2026-05-06 07:30")
    assert sentences(again) == [PRICES]


async def test_an_article_that_comes_late_with_an_old_date_is_new_all_the_same(
    house: House, flood: Flood
) -> None:
    early = house.clock.now() - timedelta(hours=20)
    await flood.tells("Delta Daily", "Lorries stuck at broken Bilmari bridge", FORD, at=early)
    (again,) = await deliver(house, "2026-05-05 07:30")
    assert sentences(again) == [FORD]


async def test_a_revised_article_brings_only_what_it_did_not_say(house: House, flood: Flood) -> None:
    await flood.tells("Sahel Post", "Bridge at Bilmari swept away by rain", BRIDGE, DROWNED)
    (again,) = await deliver(house, "2026-05-05 07:30")
    assert sentences(again) == [DROWNED]


async def test_a_changed_figure_is_new(house: House, flood: Flood) -> None:
    await flood.tells("Delta Daily", "Driver drowned at broken Bilmari bridge", BRIDGE_AGAIN, ONE_DROWNED)
    await deliver(house, "2026-05-05 07:30")
    more = PRICES.replace("24,000", "31,500")
    await flood.tells("Gulf Ledger", "Millet dear north of Bilmari bridge", BRIDGE, PRICES)
    await deliver(house, "2026-05-06 07:30")
    await flood.tells("Lantern", "Millet dearer still north of Bilmari bridge", BRIDGE, more)
    (again,) = await deliver(house, "2026-05-07 07:30")
    assert sentences(again) == [more]


async def test_what_a_brief_told_is_not_told_by_the_digest(house: House, flood: Flood) -> None:
    await flood.goes_on()
    reader = await house.desk.readers.enter(ALICE)
    topic = house.desk.topics.resolve("niger")
    (known,) = (await house.desk.newsroom.brief(topic, None, 5, reader)).stories
    assert (known.new, sentences(known)[0]) == (False, FORD)
    await house.desk.deliveries.show(reader, [known.story.id], [Told(known.story.id, known.story.sentences)])
    assert await deliver(house, "2026-05-05 07:30") == []


async def test_a_brief_tells_no_news_of_a_muted_outlet(house: House, flood: Flood) -> None:
    await flood.goes_on()
    reader = await house.desk.readers.prefer(ALICE, muted_outlets=("Delta Daily",))
    topic = house.desk.topics.resolve("niger")
    (known,) = (await house.desk.newsroom.brief(topic, None, 5, reader)).stories
    assert known.since is None
    assert FORD not in sentences(known)


async def test_an_outlet_that_is_muted_brings_no_update(house: House, flood: Flood) -> None:
    await flood.goes_on()
    await house.desk.readers.prefer(ALICE, muted_outlets=("Delta Daily",))
    assert await deliver(house, "2026-05-05 07:30") == []


async def test_an_update_that_nobody_got_is_told_on_the_return(house: House, flood: Flood) -> None:
    (part,) = await house.desk.deliveries.claim(3)
    await house.desk.deliveries.sent(part, 11)
    await flood.goes_on()
    await deliver(house, "2026-05-05 07:30")
    (part,) = await house.desk.deliveries.claim(3)
    await house.desk.deliveries.gone(part, "bot was blocked by the user", whole_chat=True)
    await house.desk.readers.restore(1, 0)
    (again,) = await deliver(house, "2026-05-05 12:00")
    assert sentences(again) == [FORD]


async def test_an_update_says_since_when_in_the_readers_zone(house: House, flood: Flood) -> None:
    await house.desk.readers.set_zone(ALICE, "Pacific/Kiritimati")
    await house.desk.readers.set_times(ALICE, [time(7, 30)])
    await flood.goes_on()
    house.at("2026-05-07 07:30")
    (due, *_) = await house.desk.deliveries.due(10)
    text = visible_text(prepare(due, compose_digest_messages, house.clock.now()).messages[0].html)
    assert "Since Monday" in text
    assert FORD in text
    assert not any(known in text for known in (BRIDGE, HURT, BRIDGE_AGAIN))


async def test_a_reader_of_headlines_hears_of_an_update_once(house: House, flood: Flood) -> None:
    await house.desk.readers.prefer(ALICE, length="headlines")
    await flood.goes_on()
    assert len(await deliver(house, "2026-05-05 07:30")) == 1
    assert await deliver(house, "2026-05-06 07:30") == []


async def test_where_the_quoted_outlet_is_muted_another_speaks(house: House, flood: Flood) -> None:
    await flood.tells("Delta Daily", "Lorries stuck at broken Bilmari bridge", BRIDGE_AGAIN)
    reader = await house.desk.readers.prefer(ALICE, muted_outlets=("Sahel Post",))
    briefing = await house.desk.newsroom.brief(house.desk.topics.resolve("niger"), None, 5, reader)
    assert [quote.source for quote in briefing.stories[0].story.sentences] == ["Delta Daily"]


WRONG = ONE_DROWNED
RIGHT = WRONG.replace("One driver", "Two drivers").replace("his lorry", "their lorries")


async def corrected(house: House, flood: Flood, at: str) -> None:
    """The outlet that told the wrong number, which the reader read on Tuesday, puts the right one there."""
    when = house.clock.now()
    await flood.tells("Delta Daily", "Driver drowned at broken Bilmari bridge", BRIDGE_AGAIN, WRONG)
    await deliver(house, "2026-05-05 07:30")
    assert await deliver(house, f"{at[:10]} 07:30") == []
    house.at(at)
    await flood.tells("Delta Daily", "Driver drowned at broken Bilmari bridge", BRIDGE_AGAIN, RIGHT, at=when)


def taken_back(ranked: Ranked) -> list[tuple[str, str | None]]:
    return [(one.was.text, one.now.text if one.now else None) for one in ranked.corrected]


async def test_a_correction_days_later_comes_with_the_next_digest_and_once(
    house: House, flood: Flood
) -> None:
    await corrected(house, flood, "2026-05-09 20:00")
    (again,) = await deliver(house, "2026-05-10 07:30")
    assert (taken_back(again), sentences(again)) == ([(WRONG, RIGHT)], [])
    assert await deliver(house, "2026-05-11 07:30") == []


async def test_a_correction_of_what_was_read_weeks_ago_is_not_told(house: House, flood: Flood) -> None:
    await corrected(house, flood, "2026-05-20 20:00")
    assert await deliver(house, "2026-05-21 07:30") == []


async def test_an_old_story_that_is_revised_without_a_correction_does_not_come_again(
    house: House, flood: Flood
) -> None:
    when = house.clock.now()
    await flood.tells("Delta Daily", "Driver drowned at broken Bilmari bridge", BRIDGE_AGAIN, WRONG)
    await deliver(house, "2026-05-05 07:30")
    await deliver(house, "2026-05-09 07:30")
    house.at("2026-05-09 20:00")
    more = (BRIDGE_AGAIN, WRONG, PRICES)
    await flood.tells("Delta Daily", "Driver drowned at broken Bilmari bridge", *more, at=when)
    assert await deliver(house, "2026-05-10 07:30") == []


async def test_who_never_read_the_wrong_number_hears_of_no_late_correction(
    house: House, flood: Flood
) -> None:
    when = house.clock.now() - timedelta(days=10)
    await flood.tells("Delta Daily", "Driver drowned at broken Bilmari bridge", BRIDGE_AGAIN, WRONG, at=when)
    assert await deliver(house, "2026-05-09 07:30") == []
    house.at("2026-05-09 20:00")
    await flood.tells("Delta Daily", "Driver drowned at broken Bilmari bridge", BRIDGE_AGAIN, RIGHT, at=when)
    assert await deliver(house, "2026-05-10 07:30") == []


async def test_a_correction_that_nobody_got_is_told_on_the_return(house: House, flood: Flood) -> None:
    await corrected(house, flood, "2026-05-09 20:00")
    for message in (11, 12):
        (part,) = await house.desk.deliveries.claim(3)
        await house.desk.deliveries.sent(part, message)
    await deliver(house, "2026-05-10 07:30")
    (part,) = await house.desk.deliveries.claim(3)
    await house.desk.deliveries.gone(part, "bot was blocked by the user", whole_chat=True)
    await house.desk.readers.restore(1, 0)
    (again,) = await deliver(house, "2026-05-10 12:00")
    assert taken_back(again) == [(WRONG, RIGHT)]


async def test_a_correction_finds_room_in_a_full_digest(house: House, flood: Flood) -> None:
    await house.desk.readers.prefer(ALICE, stories_per_topic=1)
    await corrected(house, flood, "2026-05-09 20:00")
    await flood.tells("Gulf Ledger", "Election in Niger is put off by a month", ELECTION)
    (again,) = await deliver(house, "2026-05-10 07:30")
    assert taken_back(again) == [(WRONG, RIGHT)]


ELECTION = "Niger's parliament put off the election of the city councils by a month, to the first of July."
