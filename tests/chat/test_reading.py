"""Asking for news."""

from datetime import UTC, datetime

import pytest

from bot.chat.commands.reading import split_window
from bot.errors import UserError
from tests.chat.conftest import Talk, seen
from tests.chat.samples import NOW


@pytest.mark.parametrize(
    ("typed", "topic", "window"),
    [
        ("niger", "niger", "24h"),
        ("niger 7d", "niger", "7d"),
        ("cocoa prices all", "cocoa prices", "all"),
        ("7d", "", "7d"),
        ("", "", "24h"),
        ("niger 2026-02-17", "niger", "2026-02-17"),
    ],
)
def test_the_last_word_may_say_how_far_back(typed: str, topic: str, window: str) -> None:
    found, since = split_window(typed, NOW, "UTC")
    assert (found, since.typed) == (topic, window)


async def test_a_brief_on_a_country_leaves_out_its_lookalike(nora: Talk) -> None:
    told = await nora.say("/brief niger")
    assert "Niger opens two desert wells" in told
    assert "Nigeria" not in told


async def test_an_older_story_is_found_further_back(nora: Talk) -> None:
    assert "Last story: Cocoa prices fall" in await nora.say("/brief cocoa")
    assert "best in five years" in await nora.say("/brief cocoa 30d")


async def test_without_a_topic_all_own_topics_come(nora: Talk) -> None:
    assert "/brief niger" in await nora.say("/brief")
    await nora.say("/subscribe niger, iran, cocoa prices")
    told = await nora.say("/brief")
    assert told.startswith("Your topics · 2 stories, all new")
    assert "Nothing in the last 24 hours on cocoa prices." in told


async def test_a_brief_says_what_was_shown_before(nora: Talk) -> None:
    await nora.say("/brief niger")
    assert "1 story, shown before" in await nora.say("/brief niger")


async def test_what_a_brief_showed_is_left_out_of_the_digest(nora: Talk) -> None:
    await nora.say("/subscribe niger, iran")
    await nora.say("/brief niger")
    told = await nora.say("/digest")
    assert "Iran reopens" in told
    assert "Niger opens" not in told


async def test_a_sample_and_a_search_count_for_nothing(nora: Talk) -> None:
    assert "What it shows still counts as new." in seen(await nora.press("demo"))
    assert "Niger opens two desert wells" in await nora.say("/search wells")
    assert "1 story, new" in await nora.say("/brief niger")


async def test_a_digest_needs_a_topic(nora: Talk) -> None:
    assert "/subscribe niger" in await nora.say("/digest")


async def test_a_button_asks_for_a_wider_window(nora: Talk) -> None:
    assert "best in five years" in seen(await nora.press("br:all:0:cocoa"))


async def test_a_search_without_a_hit_says_so(nora: Talk) -> None:
    assert await nora.say("/search xyzzy") == "Nothing in the archive has xyzzy."
    assert "/search" in await nora.say("/search")


async def test_a_search_without_a_word_is_refused(nora: Talk) -> None:
    with pytest.raises(UserError, match="no word"):
        await nora.say("/search !!!")


async def test_the_trend_counts_by_day_and_outlet(nora: Talk) -> None:
    told = await nora.say("/trend africa")
    assert told.startswith("Africa · 2 articles from 2 outlets in 14 days\n\nWed 18 Feb    2 ████████████\n")
    assert told.endswith(("Delta Daily 1 and Sahel Post 1", "Sahel Post 1 and Delta Daily 1"))


async def test_a_trend_without_articles_says_so(nora: Talk) -> None:
    assert await nora.say("/trend mali") == "Nothing on Mali in the last 14 days."
    assert "/trend niger" in await nora.say("/trend")


async def test_a_story_opened_by_link_is_shown(nora: Talk) -> None:
    stories = await nora.desk.newsroom.stories(datetime(2026, 2, 18, tzinfo=UTC), 1)
    assert stories[0].headline in await nora.say(f"/start st_{stories[0].id}")
    assert await nora.say("/start st_nowhere") == "That story is no longer in the archive."


async def test_what_looks_like_a_span_and_is_none_is_asked_about(nora: Talk) -> None:
    told = await nora.say("/brief iran 3x")
    assert told.startswith("I don’t know 3x as a span of time. Write it as in /brief iran 24h, 7d, 2w")
    assert (await nora.say("/brief iran 2026-02-30")).startswith("I don’t know 2026-02-30 as a span of time.")
    assert "Nothing speaks of" in await nora.say("/brief area 51st")


async def test_a_question_is_led_to_the_topic_that_it_names(nora: Talk) -> None:
    told = await nora.say("/brief what is new in Ghana?")
    assert "Did you mean Ghana? I won’t guess." in told


async def test_since_may_be_said(nora: Talk) -> None:
    assert "Niger opens two desert wells" in await nora.say("/brief niger since yesterday")
