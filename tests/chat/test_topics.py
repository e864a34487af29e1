"""Choosing topics."""

from bot.store.model import Button
from tests.chat.conftest import Talk, seen


async def topics_of(talk: Talk) -> list[str]:
    return [topic.slug for topic in (await talk.reader()).topics]


async def test_several_topics_are_parted_by_commas(nora: Talk) -> None:
    told = await nora.say("/subscribe niger, cocoa prices; iran")
    assert told.startswith("Subscribed to Niger, cocoa prices and Iran.\nNext digest today at 07:30 (UTC).")
    assert sorted(await topics_of(nora)) == ["cocoa-prices", "iran", "niger"]


async def test_a_topic_that_is_there_already_is_said_to_be(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    assert (await nora.say("/subscribe niger, iran")).startswith(
        "Subscribed to Iran.\nYou had Niger already."
    )


async def test_without_a_topic_an_example_comes(nora: Talk) -> None:
    assert "/subscribe niger" in await nora.say("/subscribe")
    assert "/subscribe niger" in await nora.say("/unsubscribe")


async def test_a_word_nothing_speaks_of_is_watched_and_questioned(nora: Talk) -> None:
    told = await nora.say("/subscribe nigr")
    assert "Nothing speaks of nigr so far; I’ll watch for it. Did you mean Niger or Nigeria?" in told
    assert await topics_of(nora) == ["nigr"]


async def test_one_tap_puts_the_right_topic_in_the_place_of_a_typo(nora: Talk) -> None:
    await nora.say("/subscribe nigr")
    answer = await nora.press("swp:niger:nigr")
    assert seen(answer).startswith("Subscribed to Niger.")
    assert await topics_of(nora) == ["niger"]


async def test_a_phrase_that_articles_speak_of_is_not_questioned(nora: Talk) -> None:
    assert "so far" not in await nora.say("/subscribe cocoa prices")


async def test_more_topics_than_a_digest_can_bear_are_refused(nora: Talk) -> None:
    told = await nora.say("/subscribe " + ", ".join(f"word{i}" for i in range(101)))
    assert told.startswith("100 topics are the most")
    assert await topics_of(nora) == []


async def test_unsubscribing_takes_one_topic_and_offers_it_back(nora: Talk) -> None:
    await nora.say("/subscribe niger, cocoa prices")
    assert (await nora.say("/unsubscribe Cocoa Prices")).startswith(
        "Unsubscribed from cocoa prices.\nNext digest"
    )
    assert await topics_of(nora) == ["niger"]


async def test_unsubscribing_from_all_ends_the_digests(nora: Talk) -> None:
    await nora.say("/subscribe niger, iran")
    told = await nora.say("/unsubscribe all")
    assert (
        told == "Unsubscribed from Iran and Niger.\nNo digest comes until you have a topic: /subscribe niger"
    )


async def test_dropping_what_is_not_there_shows_what_is(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    assert (await nora.say("/unsubscribe mali")).startswith("You had no topic mali.\nYour topics: Niger")


async def test_a_topic_button_subscribes_and_turns_into_its_opposite(nora: Talk) -> None:
    answer = await nora.press("sub:niger", Button("+ Niger", data="sub:niger"))
    assert answer.toast == "Subscribed to Niger. Next digest today at 07:30 (UTC)."
    assert answer.keyboard == ((Button("✓ Niger", data="uns:niger"),),)


async def test_pressed_again_it_unsubscribes(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    answer = await nora.press("uns:niger", Button("✓ Niger", data="uns:niger"))
    assert answer.keyboard == ((Button("+ Niger", data="sub:niger"),),)
    assert await topics_of(nora) == []


async def test_an_undo_pressed_too_late_does_no_harm(nora: Talk) -> None:
    answer = await nora.press("uns:niger", Button("Undo", data="uns:niger"))
    assert answer.toast.startswith("You had no topic niger.")
    assert answer.keyboard == ((Button("+ Niger", data="sub:niger"),),)


async def test_the_list_shows_own_topics_first_and_pages_through_all(nora: Talk) -> None:
    await nora.say("/subscribe cocoa prices")
    assert (await nora.say("/topics")).startswith("Your topics: cocoa prices\n")
    second = await nora.press("top:1")
    assert "Page 2 of" in seen(second)
    assert {"‹ Back", "More ›"} <= {button.text for row in second.messages[0].buttons for button in row}


async def test_a_page_far_beyond_the_last_is_the_last(nora: Talk) -> None:
    last = await nora.press("top:99999")
    assert last.messages[0].buttons[-1] == (Button("‹ Back", data=last.messages[0].buttons[-1][0].data),)


async def test_a_phrase_dropped_in_the_list_can_be_taken_back(nora: Talk) -> None:
    await nora.say("/subscribe cocoa prices")
    dropped = await nora.press("tog:0:cocoa-prices")
    undo = next(button for row in dropped.messages[0].buttons for button in row if "Undo" in button.text)
    await nora.press(undo.data or "")
    assert await topics_of(nora) == ["cocoa-prices"]


async def test_subscribing_twice_changes_nothing(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    assert (await nora.say("/subscribe niger")).startswith("You had Niger already.\nNext digest")


async def test_a_topic_of_the_readers_own_is_a_list_under_a_name(nora: Talk) -> None:
    assert "Subscribed to sahel (Niger, Mali)." in await nora.say("/subscribe sahel = niger, mali")
    (slug,) = await topics_of(nora)
    assert slug.startswith("sahel")


async def test_a_topic_of_the_readers_own_is_meant_where_its_name_is_asked_for(nora: Talk) -> None:
    await nora.say("/subscribe sahel = niger, mali")
    assert "desert wells" in await nora.say("/brief sahel")


async def test_subscribing_after_a_stop_says_that_digests_are_on_again(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    await nora.say("/stop")
    assert "Digests are on again." in await nora.say("/subscribe iran")


async def test_a_text_is_no_topic(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    assert "long for a topic" in await nora.say(f"/subscribe {'y' * 3900}")
    assert await topics_of(nora) == ["niger"]


async def test_subscribing_tells_what_the_last_week_brought(nora: Talk) -> None:
    assert "In the last week: Niger 1 story." in await nora.say("/subscribe niger")
