"""The weekly recap: on Sundays, once, with what its reader knows marked as known."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.chat.delivery import Notices
from bot.store.model import Button
from tests.chat.conftest import Talk, seen
from tests.chat.post import ALICE, Post, open_post
from tests.desk.flood import FORD, PRICES, Flood

SUNDAY = "2026-05-10 07:30"


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """A reader of Niger wants a recap since Sunday noon; two outlets tell of a flood during the week."""
    async with open_post(tmp_path / "news.db") as post:
        await post.house.reader(1)
        await Talk(post.house.desk, ALICE).say("/weekly on")
        post.house.at("2026-05-05 12:00")
        await Flood(post.house).breaks()
        await Flood(post.house).goes_on()
        yield post


async def tick(post: Post) -> list[str]:
    """One round of everything that ticks; all that came."""
    await post.tick(61)
    await Notices(post.house.desk).plan_recaps()
    await post.tick()
    return [text for text in post.api.texts(1) if "The week on your topics" in text]


async def test_it_comes_on_sunday_at_the_digests_hour_and_once(post: Post) -> None:
    post.house.at("2026-05-09 12:00")
    assert await tick(post) == []
    post.house.at(SUNDAY)
    (recap,) = await tick(post)
    assert "Sun 3 May 2026 – Sun 10 May 2026" in recap
    assert "Bridge at Bilmari" in recap or "Lorries stuck" in recap
    assert len(await tick(post)) == 1


async def week(post: Post) -> str:
    """The recap of a week whose last digest came on Friday, and whose last story on Saturday."""
    await Talk(post.house.desk, ALICE).say("/time 07:30 mon-fri")
    post.house.at("2026-05-08 07:30")
    await post.tick()
    post.house.at("2026-05-09 12:00")
    await Flood(post.house).tells("Gulf Ledger", "Millet is dear in Tessgar", PRICES)
    post.house.at(SUNDAY)
    (recap,) = await tick(post)
    return recap


async def test_what_was_shown_is_named_and_what_was_missed_is_told(post: Post) -> None:
    recap = await week(post)
    known, _, missed = recap.partition("<b>2</b>")
    assert "Shown before" in known
    assert FORD not in known
    assert "New to you" in missed
    assert PRICES in missed


async def test_what_it_tells_first_is_left_out_of_the_next_digest(post: Post) -> None:
    assert PRICES in await week(post)
    assert "Millet" not in await Talk(post.house.desk, ALICE).say("/digest")


async def test_it_comes_after_the_digest_of_the_same_hour(post: Post) -> None:
    post.house.at(SUNDAY)
    await Notices(post.house.desk).plan_recaps()
    (recap,) = await tick(post)
    assert "Your morning briefing" in post.api.texts(1)[0]
    assert "Shown before" in recap


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Pacific/Kiritimati", "2026-05-09 17:20", "2026-05-11 17:20"),
        ("Pacific/Pago_Pago", "2026-05-10 18:20", "2026-05-12 11:00"),
    ],
)
async def test_the_hour_is_that_of_the_readers_zone(post: Post, zone: str, before: str, after: str) -> None:
    await Talk(post.house.desk, ALICE).say(f"/timezone {zone}")
    post.house.at(before)
    assert await tick(post) == []
    post.house.at(after)
    assert len(await tick(post)) == 1


async def test_a_missed_sunday_is_made_good_for_two_days(post: Post) -> None:
    post.house.at("2026-05-11 12:00")
    assert len(await tick(post)) == 1


async def test_later_it_is_let_go(post: Post) -> None:
    post.house.at("2026-05-12 12:00")
    assert await tick(post) == []


async def test_who_turns_it_on_after_sundays_hour_waits_for_the_next(post: Post) -> None:
    talk = Talk(post.house.desk, ALICE)
    await talk.say("/weekly off")
    post.house.at("2026-05-10 09:00")
    assert "Sundays at 07:30" in await talk.say("/weekly on")
    assert await tick(post) == []


async def test_it_waits_for_quiet_hours_to_end(post: Post) -> None:
    await Talk(post.house.desk, ALICE).say("/quiet 22-09")
    post.house.at(SUNDAY)
    assert await tick(post) == []
    post.house.at("2026-05-10 09:00")
    assert len(await tick(post)) == 1


async def test_a_week_without_news_brings_none(tmp_path: Path) -> None:
    async with open_post(tmp_path / "other.db") as post:
        await post.house.reader(1)
        await Talk(post.house.desk, ALICE).say("/weekly on")
        post.house.at(SUNDAY)
        assert await tick(post) == []


async def test_it_is_turned_on_and_off_by_command_button_and_settings(post: Post) -> None:
    talk = Talk(post.house.desk, ALICE)
    assert "Weekly recap: on (/weekly)" in await talk.say("/settings")
    off = Button("No weekly recap", data="wkl:off")
    assert seen(await talk.press("wkl:off", off)) == "No weekly recap comes."
    assert "/weekly on" in await talk.say("/weekly")
    assert "Weekly recap: on" in seen(await talk.press("cfg:weekly:on"))
    below = await talk.press("wkl:off", Button("Follow 1", data="fol:x"), off)
    assert below.toast == "No weekly recap comes."
    assert below.keyboard == ((Button("Follow 1", data="fol:x"),),)
    with pytest.raises(ValueError, match="turns nothing"):
        await talk.press("wkl:maybe")
