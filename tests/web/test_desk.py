"""The desk view: what the newsroom knows, as pages that only read."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.news.model import Article, Editing
from bot.store.asking import record_failure
from bot.store.assignment import Assignment
from bot.store.deliveries import claim_parts, part_failed, plan_digest
from bot.store.intake import Incoming, store_articles
from bot.store.model import Message
from bot.store.sources import Listed, add_source
from bot.web.desk import desk_view
from summaries import summarise
from tests.desk.shelf import House, article, open_house
from tests.store.ledger import slots

TOKEN = "a-token-of-the-desk-view"
FLOOD = """Niamey was flooded on Monday when a dyke on the River Niger broke, the civil defence office said.

About 6,000 people left three districts of Niamey. Schools became shelters for the night.

The dyke had been mended in March. "We heard it go before we saw it," said a fisherman.
"""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "news.db", "2026-05-04 12:00") as house:
        yield house


@asynccontextmanager
async def visitor(house: House, token: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody at the pages; redirects are not followed."""
    transport = httpx.ASGITransport(Starlette(routes=[desk_view(house.desk, token)]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.test") as client:
        yield client


async def look(house: House, path: str) -> str:
    async with visitor(house) as client:
        answer = await client.get(f"/desk/{path}")
        assert answer.status_code == 200
        return answer.text


async def publish(house: House, *articles: Article, source: int | None = None, audience: int = 0) -> None:
    batch = [Incoming(one, (f"url:{one.url}",), source, audience) for one in articles]
    await house.store.write(store_articles, batch, house.clock.now(), Assignment(Editing()))


def flood(house: House, number: int, outlet: str, title: str, more: str = "") -> Article:
    """An outlet's article on the flood."""
    told = summarise(FLOOD, title=title, language="en")
    made = article(number, house.clock.now() - timedelta(hours=9 - number))
    summary = tuple(sentence.text for sentence in told.sentences)
    return replace(made, title=title, text=FLOOD + more, source=outlet, summary=summary)


async def test_an_article_shows_every_sentence_with_its_score_and_frames_those_taken(house: House) -> None:
    one = flood(house, 1, "Courier", "Dyke breaks in Niamey")
    await publish(house, one)
    page = await look(house, f"articles/{one.id}")
    taken = re.findall(r'class="sentence w\d taken"[^>]*>(.*?)</a>', page)
    assert taken == list(one.summary)
    assert len(re.findall(r'class="score"', page)) == len(re.findall(r'class="sentence ', page)) == 5


async def test_an_article_shows_the_words_that_decided_its_topics(house: House) -> None:
    one = flood(house, 1, "Courier", "Dyke breaks in Niamey")
    await publish(house, one)
    page = await look(house, f"articles/{one.id}")
    decided = page[page.index("the words that decided") : page.index("The summary in its article")]
    assert "topics/niger" in decided
    assert '<mark dir="auto">Niamey</mark>' in decided
    assert '<mark dir="auto">Niamey</mark>' in await look(house, "topics/niger")


async def test_a_story_says_how_alike_its_articles_are_and_in_which_words(house: House) -> None:
    await publish(
        house,
        flood(house, 1, "Courier", "Dyke breaks in Niamey"),
        flood(house, 2, "Post", "Niamey under water after a dyke breaks", "\n\nIt rained for two days."),
    )
    (story,) = await house.desk.newsroom.stories(None, 0)
    page = await look(house, f"stories/{story.id}")
    bond = re.search(r"0\.\d\d like number 1, most in: (.*)", page)
    assert bond is not None
    assert "dyke" in bond[1].lower()
    assert page.count('<circle class="dot"') == 2


async def test_a_source_that_fails_comes_first_with_the_reason_and_its_next_poll(house: House) -> None:
    now = house.clock.now()
    for name in ("Courier", "Post"):
        await house.store.write(add_source, Listed(name, f"https://{name}.example/feed"), now)
    await house.store.write(record_failure, 2, "the server answered 503", now + timedelta(minutes=30), now)
    page = await look(house, "sources")
    assert page.index("Post") < page.index("Courier")
    assert "1 failure in a row: the server answered 503" in page
    assert "in 30 min" in page


async def test_deliveries_are_told_without_names_and_words(house: House) -> None:
    reader = await house.reader(777_123)
    said = [Message("<b>Secret</b> words")]
    await house.store.write(plan_digest, reader, slots(), ("s1",), said, house.clock.now())
    (part,) = await house.store.write(claim_parts, house.clock.now(), 5)
    await house.store.write(part_failed, part, "bot was blocked by the user", house.clock.now())
    await house.reader(777_124)
    page = await look(house, "deliveries")
    assert "bot was blocked by the user" in page
    assert "in 20 h" in page
    assert not re.search("Secret|777123|777124", page)


async def test_what_readers_own_feeds_brought_is_not_shown(house: House) -> None:
    source = await house.store.write(
        add_source, Listed("Mine", "https://mine.example/feed"), house.clock.now(), origin="reader"
    )
    one = flood(house, 1, "Mine", "My own flood")
    await publish(house, one, source=source.id, audience=source.id)
    async with visitor(house) as client:
        for path in ("", "sources", "stories", "topics", "topics/niger"):
            answer = await client.get(f"/desk/{path}")
            assert answer.status_code == 200
            assert not re.search("My own flood|mine.example", answer.text)
        assert (await client.get(f"/desk/articles/{one.id}")).status_code == 404
    assert "1 feed that readers added" in await look(house, "sources")


async def test_what_an_outlet_wrote_is_text_never_markup(house: House) -> None:
    await publish(house, flood(house, 1, "<i>Post</i>", "Dyke <script>alert(1)</script> breaks in Niamey"))
    page = await look(house, "stories")
    assert "<script" not in page
    assert "Dyke &lt;script&gt;" in page
    assert "<i>" not in page


@pytest.mark.parametrize(
    "path",
    ["", "sources", "stories", "stories?page=2", "stories?page=x", "topics", "deliveries", "topics/niger"],
)
async def test_a_newsroom_with_nothing_in_it_can_be_looked_at(house: House, path: str) -> None:
    assert "</html>" in await look(house, path)


@pytest.mark.parametrize("path", ["stories/none", "articles/none", "topics/none", "none"])
async def test_what_is_not_there_is_said_politely(house: House, path: str) -> None:
    async with visitor(house) as client:
        answer = await client.get(f"/desk/{path}")
    assert (answer.status_code, "Not here" in answer.text) == (404, True)


async def test_pages_load_nothing_from_elsewhere_and_run_no_script(house: House) -> None:
    async with visitor(house) as client:
        answer = await client.get("/desk/")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'")
    assert "<script" not in answer.text
    assert "style=" not in answer.text


PAGES = ("", "sources", "stories", "articles/1", "topics", "deliveries", "none")


async def test_without_the_token_every_page_leads_to_the_entrance(house: House) -> None:
    async with visitor(house, TOKEN) as client:
        for path in (*PAGES, "?token=wrong"):
            answer = await client.get(f"/desk/{path}")
            assert (answer.status_code, answer.headers["location"]) == (303, "/desk/enter")
        assert "password" in (await client.get("/desk/enter")).text


async def test_the_token_in_the_form_opens_the_view_and_a_wrong_one_does_not(house: House) -> None:
    async with visitor(house, TOKEN) as client:
        wrong = await client.post("/desk/enter", data={"token": "no"})
        assert wrong.headers["location"] == "/desk/enter?wrong=1"
        assert "That is not the token" in (await client.get(wrong.headers["location"])).text
        right = await client.post("/desk/enter", data={"token": TOKEN})
        assert (right.status_code, right.headers["location"]) == (303, "/desk/")
        assert "Overview" in (await client.get("/desk/")).text


async def test_an_address_with_the_token_opens_its_page_and_loses_the_token(house: House) -> None:
    async with visitor(house, TOKEN) as client:
        answer = await client.get("/desk/stories", params={"page": "2", "token": TOKEN})
        assert answer.headers["location"] == "/desk/stories?page=2"
        assert (await client.get("/desk/stories")).status_code == 200


async def test_the_cookie_is_not_the_token_and_scripts_cannot_read_it(house: House) -> None:
    async with visitor(house, TOKEN) as client:
        cookie = (await client.get("/desk/", params={"token": TOKEN})).headers["set-cookie"]
    assert TOKEN not in cookie
    assert "HttpOnly" in cookie
    assert "Path=/desk" in cookie


async def test_another_token_closes_the_view_to_whoever_had_the_first(house: House) -> None:
    async with visitor(house, TOKEN) as client:
        await client.get("/desk/", params={"token": TOKEN})
        kept = client.cookies
    async with visitor(house, "another-token-of-the-view") as client:
        client.cookies = kept
        assert (await client.get("/desk/")).headers["location"] == "/desk/enter"
