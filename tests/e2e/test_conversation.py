"""A newcomer's first minutes, through the real process."""

from datetime import datetime, timedelta

from bot.playground.client import PlaygroundClient, buttons, text_of


async def now_of(person: PlaygroundClient) -> datetime:
    return datetime.fromisoformat((await person.state())["clock"]["now"])


async def test_a_newcomer_subscribes_asks_and_gets_the_digest_when_its_minute_comes(
    nora: PlaygroundClient,
) -> None:
    welcome = await nora.ask("/start")
    assert "own words" in text_of(welcome)
    topics = [button for button in buttons(welcome) if button.startswith("+")]
    assert len(topics) == 6
    assert "+ Niger" in topics

    subscribed = await nora.ask("/subscribe niger")
    assert "Niger" in text_of(subscribed)
    assert "07:30" in text_of(subscribed)

    brief = await nora.ask("/brief nigeria")
    assert "Nigeria" in text_of(brief)

    soon = await now_of(nora) + timedelta(minutes=2)
    answer = await nora.ask(f"/time {soon:%H:%M}")
    assert f"{soon:%H:%M}" in text_of(answer)

    await nora.move_clock(seconds=130)
    digest = await nora.wait_for("That’s everything", after=answer["message_id"], timeout=20)
    assert "NIGER" in text_of(digest).upper()


async def test_a_brief_in_the_readers_words_never_holds_the_lookalike(nora: PlaygroundClient) -> None:
    brief = await nora.ask("niger", chat=1002, person=1002)
    links = [entity["url"] for entity in brief["entities"] if entity["type"] == "text_link"]
    assert links
    assert all(link.startswith("http://127.0.0.1") for link in links)


async def test_an_unknown_word_is_asked_about_and_never_replaced(nora: PlaygroundClient) -> None:
    answer = await nora.ask("/subscribe nigr")
    assert {"Niger", "Nigeria"} <= set(" ".join(buttons(answer)).replace("＋", "").split())


async def test_a_command_without_its_argument_shows_an_example(nora: PlaygroundClient) -> None:
    assert "/subscribe niger" in text_of(await nora.ask("/subscribe"))
    assert "07:30" in text_of(await nora.ask("/time"))


async def test_a_feed_of_ones_own_and_a_private_address(nora: PlaygroundClient, demo: str) -> None:
    answer = await nora.ask(f"/feed {demo}/nothing-configured-here")
    assert "is a private address" in text_of(answer)
    assert "/feed https://example.org" in text_of(await nora.ask("/feeds"))


async def test_a_wrong_time_and_a_wrong_zone_are_answered_politely(nora: PlaygroundClient) -> None:
    assert "25:99" in text_of(await nora.ask("/time 25:99"))
    assert "Atlantis" in text_of(await nora.ask("/timezone Atlantis"))
