"""A topic that nothing comes on for a week is said to be silent, once, until something comes again."""

from pathlib import Path

import pytest

from bot.desk.deliveries import Due, Prepared
from bot.news.model import Digest
from bot.store.model import Message
from tests.desk.shelf import IRAN, NIGER, House, open_house


async def digest(house: House, at: str) -> Digest:
    """The digest that is due then, planned as one message."""
    house.at(at)
    (due,) = await house.desk.deliveries.due(1)
    assert isinstance(due, Due)
    assert await house.desk.deliveries.plan([Prepared(due, (Message("digest"),))])
    return due.digest


@pytest.mark.parametrize("topic", ["cocoa prices", IRAN])
async def test_a_silent_topic_is_said_once_and_again_after_news(tmp_path: Path, topic: str) -> None:
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        await house.reader(1, NIGER, topic)
        silent = [(await digest(house, f"2026-05-{day:02d} 07:30")).silent for day in range(4, 14)]
        assert [[one.label for one in found] for found in silent[:7]] == [[]] * 7
        assert {one.slug for one in silent[7]} == {NIGER, house.desk.topics.resolve(topic).slug}
        assert silent[8:] == [(), ()]
        await house.publish(1)
        assert (await digest(house, "2026-05-14 07:30")).silent == ()
        later = [(await digest(house, f"2026-05-{day:02d} 07:30")).silent for day in range(15, 24)]
        assert [one.slug for found in later for one in found] == [NIGER]
