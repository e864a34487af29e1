"""Blocked, kicked, back, upgraded: nothing is lost."""

from bot.playground.seeds import GROUP
from bot.store.model import Place
from tests.chat.conftest import NORA, House, added


async def state(house: House, place: Place = NORA) -> str:
    await house.person.settle(0.1)
    reader = await house.desk.readers.find(place)
    return reader.state if reader else "nobody"


async def test_who_blocks_is_suspended_and_back_with_everything(house: House) -> None:
    await house.person.ask("/subscribe niger")
    await house.person.block()
    assert await state(house) == "suspended"
    await house.person.block(False)
    assert await state(house) == "active"
    reader = await house.desk.readers.find(NORA)
    assert reader is not None
    assert [topic.slug for topic in reader.topics] == ["niger"]


async def test_a_group_that_removes_the_bot_is_suspended_until_it_returns(house: House) -> None:
    await added(house, GROUP)
    await house.person.ask("/subscribe niger", chat=GROUP)
    await house.person.membership("kicked", GROUP)
    assert await state(house, Place(GROUP)) == "suspended"
    await house.person.membership("member", GROUP)
    assert await state(house, Place(GROUP)) == "active"


async def test_a_group_that_becomes_a_supergroup_keeps_its_topics(house: House) -> None:
    await added(house, GROUP)
    await house.person.ask("/subscribe niger", chat=GROUP)
    moved = await house.person.post("migrate", chat=GROUP)
    await house.person.settle(0.1)
    assert await state(house, Place(GROUP)) == "nobody"
    assert await state(house, Place(moved["id"])) == "active"
