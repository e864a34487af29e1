"""What stands beside an outlet's name: that its article is behind a paywall, and what it is."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.ask import Ask
from bot.chat.commands.account import start
from bot.chat.render.links import kind_name
from bot.chat.voice import SPOKEN, speaking
from bot.config.settings import SourceSettings
from bot.news.model import Editing
from bot.store.assignment import Assignment
from bot.store.intake import Incoming, store_articles
from bot.store.model import Message
from bot.store.sources import sync_sources
from tests.chat.conftest import Talk, seen
from tests.desk.flood import BRIDGE_AGAIN, FORD, HURT, PRICES, Flood, telling
from tests.desk.shelf import House, open_house

KINDS = {"Sahel Post": "state", "Delta Daily": "weekly of the union"}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A flood that two outlets tell; one is behind a paywall, both are known for what they are."""
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        sources = [
            SourceSettings(name=name, url=f"https://{n}.example/feed", kind=kind)
            for n, (name, kind) in enumerate(KINDS.items())
        ]
        await house.store.write(sync_sources, sources, house.clock.now())
        flood = Flood(house)
        await flood.breaks()
        await walled(house, "Delta Daily", "Lorries stuck at broken Bilmari bridge", BRIDGE_AGAIN, FORD)
        yield house


async def walled(house: House, outlet: str, title: str, *sentences: str) -> None:
    """An outlet publishes an article whose page says that it is not free to read."""
    now = house.clock.now()
    article = replace(telling(outlet, title, *sentences, at=now), paywalled=True)
    await house.store.write(
        store_articles, [Incoming(article, (f"url:{article.url}",))], now, Assignment(Editing())
    )


@pytest.fixture
def nora(house: House) -> Talk:
    return Talk(house.desk)


OUTLETS = ("Sahel Post (state media)", "Delta Daily (weekly of the union, paywall)")


async def test_a_brief_marks_them(nora: Talk) -> None:
    told = await nora.say("/brief niger")
    assert all(outlet in told for outlet in OUTLETS)


async def test_a_digest_marks_them(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    told = await nora.say("/digest")
    assert all(outlet in told for outlet in OUTLETS)


async def test_they_are_marked_in_the_readers_language(nora: Talk) -> None:
    await nora.say("/language fr")
    with speaking("fr"):
        told = await nora.say("/brief niger")
    assert "Sahel Post (média d’État)" in told
    assert "paywall" not in told


async def test_why_names_them_as_what_they_are(nora: Talk, house: House) -> None:
    told = seen(await nora.press(f"why:{await Flood(house).story()}"))
    assert all(outlet in told for outlet in OUTLETS)


async def test_a_search_a_saved_story_and_the_last_story_are_marked(nora: Talk, house: House) -> None:
    assert "Delta Daily (paywall)" in await nora.say("/search ford")
    story = await Flood(house).story()
    await nora.press(f"sav:{story}")
    assert OUTLETS[1] in await nora.say("/saved")
    house.at("2026-05-03 18:00")
    await walled(house, "Gulf Ledger", "Millet is dear in Tehran", PRICES.replace("Bilmari", "Tehran"))
    house.at("2026-05-09 12:00")
    assert "(paywall)" in await nora.say("/brief niger 2026-05-08")


async def test_the_button_says_where_it_leads(house: House, nora: Talk) -> None:
    house.at("2026-05-03 13:00")
    await walled(house, "Gulf Ledger", "Chad opens a new ferry", "Chad opened a ferry on Sunday at Bol.")
    (story,) = [one for one in await house.desk.newsroom.stories(None, 0) if "Chad" in one.headline]
    message = await told_alone(nora, story.id)
    assert message.buttons[0][0].text == "Read the article (paywall)"


async def told_alone(nora: Talk, story: str) -> Message:
    """A story as its deep link brings it."""
    answer = await start(Ask(nora.desk, nora.place, f"st_{story}", 1001))
    return answer.messages[0]


async def test_an_outlet_that_opens_its_article_is_marked_no_more(house: House, nora: Talk) -> None:
    now = house.clock.now()
    title = "Lorries stuck at broken Bilmari bridge"
    free = replace(telling("Delta Daily", title, BRIDGE_AGAIN, FORD, at=now), paywalled=False)
    (stored,) = await house.store.write(
        store_articles, [Incoming(free, (f"url:{free.url}",))], now, Assignment(Editing())
    )
    assert stored.article.paywalled is False
    assert "paywall" not in await nora.say("/brief niger")


async def test_a_feed_alone_does_not_take_the_mark_away(house: House, nora: Talk) -> None:
    await Flood(house).tells(
        "Delta Daily", "Lorries stuck at broken Bilmari bridge", BRIDGE_AGAIN, FORD, HURT
    )
    assert "paywall" in await nora.say("/brief niger")


async def test_a_change_of_the_configuration_shows_at_once(house: House, nora: Talk) -> None:
    plain = [SourceSettings(name=name, url=f"https://{n}.example/feed") for n, name in enumerate(KINDS)]
    await house.store.write(sync_sources, plain, house.clock.now())
    assert "state media" not in await nora.say("/brief niger")


async def test_the_list_of_sources_says_what_they_are(house: House) -> None:
    told = await Talk(house.desk, admin=True).say("/sources")
    assert "Sahel Post (state media): not read yet" in told
    assert "Delta Daily (weekly of the union): not read yet" in told


@pytest.mark.parametrize("language", SPOKEN)
def test_a_kind_has_a_name_in_every_language(language: str) -> None:
    with speaking(language):
        names = [kind_name(kind) for kind in ("agency", "local", "party", "public", "state")]
        assert len(set(names)) == 5
        assert kind_name("Own <words>") == "Own <words>"
        assert kind_name("") == ""
