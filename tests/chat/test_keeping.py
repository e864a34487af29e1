"""Stories saved, followed and explained."""

import pytest

from bot.store.model import Button
from tests.chat.conftest import Talk, seen

WELLS = "Niger opens two desert wells"


@pytest.fixture
async def wells(nora: Talk) -> str:
    """The id of the story of the wells."""
    stories = await nora.desk.newsroom.stories(None, 0)
    return next(story.id for story in stories if story.headline == WELLS)


async def test_a_story_is_saved_by_reply_and_listed(nora: Talk, wells: str) -> None:
    assert await nora.say("/save", stories=(wells,)) == "Saved. /saved lists what you keep."
    assert WELLS in await nora.say("/saved")
    assert "Nothing is saved yet." in await nora.say("/saved off 1")


async def test_a_message_of_several_stories_is_asked_by_number(nora: Talk, wells: str) -> None:
    await nora.say("/save 2", stories=("elsewhere", wells))
    assert WELLS in await nora.say("/saved")
    assert "/save 2" in await nora.say("/save 3", stories=("elsewhere", wells))


async def test_a_story_is_found_by_the_links_of_a_message_without_buttons(nora: Talk) -> None:
    await nora.say("/save", links=("https://elsewhere.example/", "https://news.example/0"))
    assert WELLS in await nora.say("/saved")


@pytest.mark.parametrize("command", ["/why", "/save"])
async def test_without_a_story_the_answer_says_how(nora: Talk, command: str) -> None:
    assert f"Reply to a story with {command}" in await nora.say(command)


async def test_a_followed_story_is_listed_and_let_go(nora: Talk, wells: str) -> None:
    await nora.say("/follow", stories=(wells,))
    assert WELLS in await nora.say("/follow")
    assert await nora.say("/unfollow 1") == "No longer followed."
    assert "You follow no story yet." in await nora.say("/unfollow")


async def test_a_button_keeps_its_number_when_it_turns(nora: Talk, wells: str) -> None:
    follow, unfollow = Button("Follow 2", data=f"fol:{wells}"), Button("✓ Following 2", data=f"unf:{wells}")
    assert (await nora.press(f"fol:{wells}", follow)).keyboard == ((unfollow,),)
    assert (await nora.press(f"unf:{wells}", unfollow)).keyboard == ((follow,),)


async def test_saving_by_button_can_be_undone_by_the_same(nora: Talk, wells: str) -> None:
    await nora.press(f"sav:{wells}")
    await nora.press(f"dro:{wells}")
    assert "Nothing is saved yet." in await nora.say("/saved")


@pytest.mark.parametrize("verb", ["fol", "sav", "why"])
async def test_a_story_that_is_gone_is_said_to_be(nora: Talk, verb: str) -> None:
    assert seen(await nora.press(f"{verb}:nowhere")) == "That story is no longer in the archive."


async def test_why_names_the_words_that_decided_and_the_outlets(nora: Talk, wells: str) -> None:
    await nora.say("/subscribe niger")
    told = await nora.say("/why", stories=(wells,))
    assert "It speaks of Niger" in told
    assert "“Niamey”" in told
    assert "You subscribed to Niger." in told
    assert "1 outlet told it: Sahel Post." in told


async def test_why_names_what_ranked_the_story_and_its_place(nora: Talk, wells: str) -> None:
    await nora.say("/subscribe niger")
    told = await nora.say("/why", stories=(wells,))
    assert "What ranks it: 1 outlet in its own words" in told
    assert "on Niger in the last 48 hours." in told


async def test_a_story_saved_twice_is_listed_once(nora: Talk, wells: str) -> None:
    await nora.say("/save", stories=(wells,))
    await nora.say("/save", stories=(wells,))
    assert (await nora.say("/saved")).count(WELLS) == 1
