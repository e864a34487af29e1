"""Time travel: `/brief niger 2026-05-03` is that one day, as it was told then."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chat.conftest import Talk, seen
from tests.desk.flood import BRIDGE, DROWNED, FORD, Flood
from tests.desk.shelf import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A flood that began on Sunday and went on, in another outlet, on Tuesday; it is Wednesday."""
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        flood = Flood(house)
        await flood.breaks()
        house.at("2026-05-05 12:00")
        await flood.goes_on()
        house.at("2026-05-06 12:00")
        yield house


@pytest.fixture
def nora(house: House) -> Talk:
    return Talk(house.desk)


async def test_a_day_is_that_day_alone_and_its_heading_says_so(nora: Talk) -> None:
    told = await nora.say("/brief niger 2026-05-03")
    assert told.startswith("Niger · 1 story, new · 1 outlet · on Sun 3 May 2026")
    assert BRIDGE in told
    assert FORD not in told
    assert "Delta Daily" not in told


async def test_a_story_that_went_on_is_told_as_it_was_that_day(nora: Talk) -> None:
    assert "Bridge at Bilmari swept away by rain" in await nora.say("/brief niger 2026-05-03")
    later = await nora.say("/brief niger 2026-05-05")
    assert "Lorries stuck at broken Bilmari bridge" in later
    assert "Sahel Post" not in later


async def test_a_day_without_news_says_so_and_leads_to_the_days_beside_it(nora: Talk) -> None:
    answer = await nora.press("br:2026-05-04:0:niger")
    assert seen(answer).startswith("Niger · nothing on Mon 4 May 2026")
    assert [button.data for button in answer.messages[0].buttons[0]] == [
        "br:2026-05-03:0:niger",
        "br:2026-05-05:0:niger",
    ]


async def test_there_is_no_way_into_the_future(nora: Talk) -> None:
    answer = await nora.press("br:2026-05-06:0:niger")
    days = [button.data for row in answer.messages[0].buttons for button in row]
    assert "br:2026-05-05:0:niger" in days
    assert "br:2026-05-07:0:niger" not in days


async def test_yesterday_and_today_are_days_too(nora: Talk) -> None:
    assert "on Tue 5 May 2026" in await nora.say("/brief niger yesterday")
    assert "nothing on Wed 6 May 2026" in await nora.say("/brief niger today")


async def test_a_day_is_the_readers_own(nora: Talk, house: House) -> None:
    house.at("2026-05-05 23:30")
    await Flood(house).tells("Gulf Ledger", "Niger mourns two drivers of Bilmari", DROWNED)
    house.at("2026-05-06 12:00")
    assert "Gulf Ledger" in await nora.say("/brief niger 2026-05-05")
    await nora.say("/timezone Niamey")
    assert "Gulf Ledger" in await nora.say("/brief niger 2026-05-06")
    assert "Gulf Ledger" not in await nora.say("/brief niger 2026-05-05")


async def test_a_phrase_and_all_topics_have_days_too(nora: Talk) -> None:
    assert "Bridge at Bilmari" in await nora.say("/brief bilmari bridge 2026-05-03")
    await nora.say("/subscribe niger, iran")
    told = await nora.say("/brief 2026-05-03")
    assert told.startswith("Your topics · 1 story")
    assert "Nothing on Sun 3 May 2026 on Iran." in told


async def test_a_span_looks_back_as_it_did(nora: Talk) -> None:
    told = await nora.say("/brief niger 7d")
    assert "in the last 7 days" in told
    assert FORD in told


async def test_what_was_read_is_not_marked_as_news_of_a_past_day(nora: Talk) -> None:
    await nora.say("/brief niger 2026-05-03")
    told = await nora.say("/brief niger 2026-05-03")
    assert "1 story, shown before" in told
    assert "More since" not in told
