"""A newcomer's first words, in a private chat."""

from datetime import UTC, datetime

from bot.playground.client import buttons, text_of
from bot.store.model import Place
from tests.chat.conftest import House

NORA = Place(1001)


async def test_start_tells_what_this_is_and_offers_topics(house: House) -> None:
    welcome = await house.person.ask("/start")
    assert "in the outlets’ own words" in text_of(welcome)
    assert "Your digest: 07:30, every day, UTC time." in text_of(welcome)
    assert "＋ Niger" in buttons(welcome)


async def test_subscribing_tells_when_the_next_digest_comes(house: House) -> None:
    answer = await house.person.ask("/subscribe niger, iran")
    assert text_of(answer).splitlines() == [
        "Subscribed to Niger and Iran.",
        "Next digest today at 07:30 (UTC).",
        "Times are UTC. Tell me your place for local time: /timezone Niamey",
    ]


async def test_a_brief_tells_the_story_word_for_word_and_counts_as_shown(house: House) -> None:
    answer = await house.person.ask("/brief niger")
    assert "Herders said that the water came one month too late" in text_of(answer)
    assert "Nigeria" not in text_of(answer)
    again = await house.person.ask("/brief niger")
    assert "1 story, shown before" in text_of(again)


async def test_a_time_already_past_means_tomorrow_and_says_so(house: House) -> None:
    await house.person.ask("/subscribe niger")
    answer = await house.person.ask("/time 06:15")
    assert (
        "06:15 is past today, so the next one comes tomorrow. Next digest tomorrow at 06:15 (UTC)."
        in text_of(answer)
    )
    reader = await house.desk.readers.find(NORA)
    assert reader is not None
    assert reader.next_due == datetime(2026, 2, 19, 6, 15, tzinfo=UTC)


async def test_the_digest_comes_at_once_when_asked_for_and_only_once(house: House) -> None:
    await house.person.ask("/subscribe niger, iran")
    digest = await house.person.ask("/digest")
    assert "2 stories" in text_of(digest)
    again = await house.person.ask("/digest")
    assert text_of(again).startswith("Nothing new on Iran and Niger. That’s everything – next one Wed 07:30.")
