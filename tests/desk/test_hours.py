"""The bot asks once whether a digest should come when its reader reads."""

from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.hours import READ, usual_time
from bot.store.model import Place, Reader
from tests.desk.shelf import House, open_house

ALICE = Place(1)
FIRST = date(2026, 5, 1)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "news.db", "2026-05-01 07:00") as house:
        await house.reader(1)
        yield house


async def reads(house: House, at: str, days: int, first: date = FIRST) -> None:
    """She reads at an hour on so many days."""
    for day in range(days):
        house.at(f"{first + timedelta(days=day)} {at}")
        await house.desk.hours.note(ALICE)


async def offered(house: House) -> time | None:
    """What the digest of the next morning would ask."""
    house.clock.advance(timedelta(hours=23))
    reader = await house.desk.readers.enter(ALICE)
    return (await house.desk.deliveries.digest(reader, house.clock.now())).hour


async def held(house: House) -> int:
    return await house.store.read(lambda db: db.table("reading_hours").count)


async def test_who_reads_at_another_hour_is_asked(house: House) -> None:
    await reads(house, "08:20", READ)
    assert await offered(house) == time(8, 15)


async def test_who_reads_when_the_digest_comes_is_not_asked(house: House) -> None:
    await reads(house, "07:50", READ)
    assert await offered(house) is None


async def test_a_few_days_are_not_enough(house: House) -> None:
    await reads(house, "08:20", READ - 1)
    assert await offered(house) is None


async def test_only_the_first_reading_of_a_day_counts(house: House) -> None:
    for hour in ("08:20", "12:00", "19:30"):
        await reads(house, hour, READ)
    assert await offered(house) == time(8, 15)


async def test_an_hour_in_the_quiet_hours_is_not_offered(house: House) -> None:
    await house.desk.readers.set_quiet(ALICE, (time(8), time(9)))
    await reads(house, "08:20", READ)
    assert await offered(house) is None


async def test_two_digests_a_day_are_left_alone(house: House) -> None:
    await house.desk.readers.set_times(ALICE, [time(7, 30), time(18)])
    await reads(house, "12:20", READ)
    assert await held(house) == 0
    assert await offered(house) is None


async def test_who_wants_no_question_is_neither_asked_nor_noted(house: House) -> None:
    await reads(house, "08:20", READ)
    reader: Reader = await house.desk.hours.wanted(ALICE, yes=False)
    assert not reader.preferences.ask_hour
    assert await held(house) == 0
    await reads(house, "08:20", READ)
    assert await held(house) == 0


async def test_two_weeks_are_kept_exported_and_forgotten(house: House) -> None:
    await reads(house, "08:20", 20)
    assert await held(house) == 14
    exported = (await house.desk.readers.export(ALICE))["reading_hours"]
    assert isinstance(exported, list)
    assert len(exported) == 14
    await house.desk.readers.forget(ALICE)
    assert await held(house) == 0


any_minutes = st.lists(st.integers(0, 1439), max_size=20)
minutes_near_one = st.integers(45, 1394).flatmap(
    lambda middle: st.lists(st.integers(middle - 45, middle + 45), min_size=READ, max_size=20)
)


@given(any_minutes | minutes_near_one)
def test_a_usual_time_is_near_most_readings(minutes: list[int]) -> None:
    found = usual_time(minutes)
    if found is not None:
        there = 60 * found.hour + found.minute
        near = sum(min(abs(minute - there), 1440 - abs(minute - there)) <= 40 for minute in minutes)
        assert near >= 0.75 * len(minutes) >= 0.75 * READ
        assert found.minute % 15 == 0
