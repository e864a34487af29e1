"""What there is to read."""

from pathlib import Path

from bot.desk import Desk
from tests.desk.shelf import open_house


def test_a_country_is_not_wide_though_its_states_lie_within_it(desk: Desk) -> None:
    assert all(desk.topics.is_wide(slug) for slug in ("africa", "west-africa", "europe"))
    assert not any(desk.topics.is_wide(slug) for slug in ("us", "niger", "un"))


async def test_countries_are_offered_before_a_continent_that_is_told_more_of(tmp_path: Path) -> None:
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        await house.publish(1, 2, 3, topic="africa")
        await house.publish(4, topic="mali")
        offered = [topic.slug for topic in await house.desk.newsroom.popular(9)]
    assert offered[0] == "mali"
    assert offered.index("niger") < offered.index("africa")
