"""Inline mode: @bot in any chat, through the real application and the local Bot API."""

from pathlib import Path

import pytest

from bot.desk import Desk
from bot.playground.client import Json, buttons, text_of
from bot.playground.seeds import GROUP
from bot.store.model import Place
from tests.chat.conftest import NORA, House, open_house
from tests.chat.town import SECRET, Town, open_town


async def offered(house: House, query: str, person: int = 1001, offset: str = "") -> Json:
    """What is offered to somebody who types @bot and the query."""
    since = (await house.person.get("events"))["last"]
    asked = await house.person.post("inline", person=person, query=query, offset=offset)
    return await house.person.wait_for_event(
        lambda event: event["kind"] == "inline" and event["query"] == asked["query"], since
    )


def titles(offer: Json) -> list[str]:
    return [result["title"] for result in offer["results"]]


async def test_a_topic_offers_its_stories_and_a_way_to_subscribe(house: House) -> None:
    offer = await offered(house, "niger")
    assert titles(offer) == ["Niger opens two desert wells"]
    assert offer["button"] == {"text": "Get Niger in a daily digest", "start_parameter": "sub_niger"}
    assert offer["results"][0]["description"].startswith("Niger opened two deep wells near Agadez")


async def test_what_is_chosen_is_sent_as_a_story_with_links_only(house: House) -> None:
    offer = await offered(house, "niger")
    sent = await house.person.post(
        "choose", chat=GROUP, query=offer["query"], result=offer["results"][0]["id"]
    )
    assert text_of(sent).startswith("Niger opens two desert wells\nNiger opened two deep wells near Agadez")
    assert buttons(sent) == ["Read the article", "Get Niger in a daily digest"]
    rows = sent["reply_markup"]["inline_keyboard"]
    assert [set(button) - {"text"} for row in rows for button in row] == [{"url"}, {"url"}]


async def test_an_older_story_is_found_without_naming_a_span(house: House) -> None:
    assert titles(await offered(house, "cocoa prices")) == ["Cocoa prices fall for a third week"]
    assert titles(await offered(house, "cocoa prices 24h")) == []


async def test_nothing_typed_offers_the_readers_topics_else_what_is_told_most(house: House) -> None:
    assert "Nigeria raises the price of bread" in titles(await offered(house, ""))
    await house.person.ask("/subscribe iran")
    assert titles(await offered(house, "")) == ["Iran reopens its northern railway"]


async def test_a_word_nobody_speaks_of_offers_nothing_and_says_so(house: House) -> None:
    offer = await offered(house, "zeppelin")
    assert titles(offer) == []
    assert offer["button"]["text"] == "Nothing on zeppelin yet – watch for it"
    assert offer["button"]["start_parameter"] == "sub_zeppelin"
    assert titles(await offered(house, "???")) == []


async def test_a_shared_story_is_the_one_of_its_button(house: House) -> None:
    brief = await house.person.ask("/brief niger")
    share = next(b for row in brief["reply_markup"]["inline_keyboard"] for b in row if b["text"] == "Share")
    offer = await offered(house, share["switch_inline_query_chosen_chat"]["query"])
    assert titles(offer) == ["Niger opens two desert wells"]


@pytest.mark.parametrize("access", ["invite", "allowlist"])
async def test_a_private_bot_offers_no_news_to_strangers(desk: Desk, access: str) -> None:
    async with open_house(desk, access=access) as house:
        for query in ("niger", "", "st_000000000000"):
            offer = await offered(house, query)
            assert titles(offer) == []
            assert offer["button"]["text"] == "This bot is private"
        assert titles(await offered(house, "niger", person=1002)) != []


async def test_what_a_readers_own_feed_brought_is_offered_to_nobody(shelf: Path, tmp_path: Path) -> None:
    async with open_town(shelf, tmp_path / "town.db") as town:
        await town.add(SECRET)
        await town.read()
        reader = await town.house.desk.readers.find(NORA)
        assert reader is not None
        own = [s for s in await town.house.desk.newsroom.stories(None, 0, reader) if "Wells" in s.headline]
        assert own
        for query in ("wells", "tahoua", ""):
            assert "Wells for Tahoua" not in titles(await offered(town.house, query))
        await _only_its_owner_may_share(town, own[0].id)


async def _only_its_owner_may_share(town: Town, story: str) -> None:
    """And then headline and link, as any app would."""
    mine = await offered(town.house, f"st_{story}")
    assert titles(mine) == ["Wells for Tahoua"]
    assert mine["results"][0]["description"] == "The Sahel Courier"
    assert titles(await offered(town.house, f"st_{story}", person=town.other)) == []


async def test_whoever_comes_by_the_button_is_subscribed(house: House) -> None:
    offer = await offered(house, "cocoa prices")
    await house.person.ask(f"/start {offer['button']['start_parameter']}")
    reader = await house.desk.readers.find(Place(1001))
    assert reader is not None
    assert [topic.query for topic in reader.topics] == ["cocoa prices"]
