"""One story: its timeline, muting it, and a topic without alerts."""

import pytest

from bot.store.model import Button
from tests.chat.conftest import Talk, seen

WELLS = "Niger opens two desert wells"


@pytest.fixture
async def wells(nora: Talk) -> str:
    """The id of the story of the wells."""
    stories = await nora.desk.newsroom.stories(None, 0)
    return next(story.id for story in stories if story.headline == WELLS)


async def test_a_muted_story_comes_no_more_until_it_is_unmuted(nora: Talk, wells: str) -> None:
    button = Button("Mute this story", data=f"mst:{wells}")
    answer = await nora.press(f"mst:{wells}", button)
    assert answer.keyboard == ((Button("✓ Muted, undo", data=f"ums:{wells}"),),)
    assert WELLS not in await nora.say("/brief niger all")
    await nora.press(f"ums:{wells}", *(answer.keyboard or ())[0])
    assert WELLS in await nora.say("/brief niger all")


async def test_a_muted_story_is_followed_no_more(nora: Talk, wells: str) -> None:
    await nora.say("/follow", stories=(wells,))
    await nora.press(f"mst:{wells}")
    assert "You follow no story yet." in await nora.say("/follow")


async def test_a_topic_brings_no_alerts_and_does_again(nora: Talk) -> None:
    button = Button("No alerts for Niger", data="nal:niger")
    answer = await nora.press("nal:niger", button)
    assert answer.toast == "No more alerts for Niger; it stays in your digest."
    assert answer.keyboard == ((Button("✓ No alerts for Niger, undo", data="nal:niger"),),)
    assert (await nora.reader()).preferences.silent_topics == ("niger",)
    answer = await nora.press("nal:niger", *(answer.keyboard or ())[0])
    assert answer.keyboard == ((button,),)
    assert (await nora.reader()).preferences.silent_topics == ()


async def test_a_timeline_of_a_story_without_days_says_so(nora: Talk, wells: str) -> None:
    answer = await nora.press(f"tl:{wells}")
    told = answer.toast or seen(answer)
    assert "Timeline" in told or told == "No sentences with days in this story so far."


async def test_a_story_that_is_not_there_has_no_timeline(nora: Talk) -> None:
    assert (await nora.press("tl:nothing")).toast == "That story is no longer in the archive."
