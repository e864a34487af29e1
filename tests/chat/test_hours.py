"""The offer to move a digest to when its reader reads: made once, taken or refused for good."""

from collections.abc import AsyncIterator
from datetime import time
from pathlib import Path

import pytest

from bot.chat.ask import Ask
from bot.chat.commands import PRESSES
from bot.desk.hours import READ
from bot.store.model import Button
from tests.chat.conftest import Talk
from tests.chat.post import ALICE, Post, open_post

OFFER = "You usually read around 12:15. Move your digest there? I ask this only once."


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """She has read at 12:20 for a week; there is something for the digest of the next morning."""
    async with open_post(tmp_path / "news.db") as post:
        await post.house.reader(1)
        for day in range(3, 3 + READ):
            post.house.at(f"2026-05-{day:02} 12:20")
            await post.house.desk.hours.note(ALICE)
        await post.house.publish(1)
        yield post


async def morning(post: Post, day: int) -> str:
    """The digest of a morning in May."""
    post.house.at(f"2026-05-{day:02} 07:30")
    await post.tick(5)
    return post.api.texts(1)[-1]


async def test_the_offer_is_made_once(post: Post) -> None:
    assert OFFER in await morning(post, 10)
    assert post.api.delivered[-1]["reply_markup"].count("hrs:") == 2
    await post.house.publish(2)
    assert "You usually read" not in await morning(post, 11)


async def test_a_digest_on_demand_and_a_preview_do_not_use_it_up(post: Post) -> None:
    post.house.at("2026-05-09 20:00")
    talk = Talk(post.house.desk, ALICE)
    assert "You usually read" not in await talk.say("/digest")
    assert OFFER in await morning(post, 10)


async def test_moved_the_digest_comes_there(post: Post) -> None:
    await morning(post, 10)
    offer = (Button("Move to 12:15", data="hrs:1215"), Button("Leave it", data="hrs:no"))
    ask = Ask(post.house.desk, ALICE, "1215", 1, keyboard=(offer, (Button("Topics", data="top:0"),)))
    answer = await PRESSES["hrs"].run(ask)
    assert "Digests come at 12:15, every day." in answer.messages[0].html
    assert answer.keyboard == ((Button("Topics", data="top:0"),),)
    assert (await post.house.desk.readers.enter(ALICE)).schedule.times == (time(12, 15),)


async def test_left_it_stays(post: Post) -> None:
    answer = await PRESSES["hrs"].run(Ask(post.house.desk, ALICE, "no", 1))
    assert answer.toast == "Your digest stays where it is. I won’t ask again."
    assert (await post.house.desk.readers.enter(ALICE)).schedule.times == (time(7, 30),)
    assert "You usually read" not in await morning(post, 10)


async def test_left_after_all_was_erased_it_stays(post: Post) -> None:
    await post.house.desk.readers.forget(ALICE)
    answer = await PRESSES["hrs"].run(Ask(post.house.desk, ALICE, "no", 1))
    assert answer.toast == "Your digest stays where it is. I won’t ask again."


async def test_the_settings_say_that_it_may_ask_and_end_it(post: Post) -> None:
    talk = Talk(post.house.desk, ALICE)
    assert "I may ask once whether your digest should come when you read" in await talk.say("/settings")
    assert "I may ask once" not in await talk.say("/settings hour off")
    assert "You usually read" not in await morning(post, 10)
