"""Following a story, through the real application, the sender and the local Bot API."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.ext import ExtBot

from bot.chat.delivery import Delivery, Notices
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.playground.client import buttons, text_of
from bot.store.database import Store
from tests.chat.conftest import House, open_house
from tests.chat.samples import NOW
from tests.desk import shelf as desk_shelf
from tests.desk.flood import Flood

WELLS = (
    "Niger opened two deep wells near Agadez on Tuesday, said the ministry of water in Niamey.",
    "A third well near Agadez will be dug before the rains, the engineers of the ministry said.",
)


@dataclass
class Everything:
    """The conversation, what is published, and what ticks."""

    house: House
    flood: Flood

    async def publish(self) -> None:
        """A minute later another outlet goes on with the story of the wells."""
        self.house.clock.advance(timedelta(minutes=1))
        await self.flood.tells("Gulf Ledger", "Niger opens desert wells near Agadez", *WELLS)

    async def tick(self) -> None:
        self.house.clock.advance(timedelta(minutes=1))
        await Notices(self.house.desk).plan_follow_ups()
        assert isinstance(self.house.bot, ExtBot)
        await Delivery(self.house.desk, [self.house.bot], self.house.clock).send_pending()


@pytest.fixture
async def everything(shelf: Path, tmp_path: Path) -> AsyncIterator[Everything]:
    async with Store.open(shutil.copy(shelf, tmp_path / "news.db")) as store:
        clock = FrozenClock(NOW)
        desk = open_desk(store, Settings(), clock)
        async with open_house(desk) as house:
            yield Everything(house, Flood(desk_shelf.House(store, clock, desk)))


async def test_a_story_followed_from_a_brief_is_updated_below_it(everything: Everything) -> None:
    person = everything.house.person
    brief = await person.ask("/brief niger")
    told = await person.press("Follow this story")
    assert "What is new in it comes here" in told["text"]
    await everything.publish()
    await everything.tick()
    update = await person.wait_for("New on a story you follow")
    assert update["reply_to_message"]["message_id"] == brief["message_id"]
    assert f"Since Wednesday 06:30\n• {WELLS[1]} (Gulf Ledger)" in text_of(update)


async def test_a_brief_says_which_story_goes_on_and_tells_the_news_first(everything: Everything) -> None:
    person = everything.house.person
    await person.ask("/brief niger")
    await everything.publish()
    again = text_of(await person.ask("/brief niger"))
    assert "1 story, with news" in again
    assert "More since Wed 18 Feb 06:30" in again
    assert again.split("\n")[3].startswith(WELLS[1])


async def test_an_update_ends_following_at_one_tap(everything: Everything) -> None:
    person = everything.house.person
    await person.ask("/brief niger")
    await person.press("Follow this story")
    await everything.publish()
    await everything.tick()
    update = await person.wait_for("New on a story you follow")
    assert "Stop following" in buttons(update)
    await person.press("Stop following")
    assert "You follow no story yet." in text_of(await person.ask("/follow"))
