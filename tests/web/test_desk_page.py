"""The desk view in a real browser: light, dark, on a phone, by the keyboard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from starlette.applications import Starlette

from bot.store.asking import record_failure
from bot.store.deliveries import plan_digest
from bot.store.model import Message
from bot.store.sources import Listed, add_source
from bot.web.desk import desk_view
from tests.desk.shelf import House, open_house
from tests.hindrances import hindrances
from tests.playground.server import serve
from tests.store.ledger import slots
from tests.web.test_desk import TOKEN, flood, publish

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def fill(house: House) -> tuple[str, ...]:
    """Something on every page; the addresses of these."""
    now = house.clock.now()
    for name in ("Courier", "Post"):
        await house.store.write(add_source, Listed(name, f"https://{name}.example/feed"), now)
    await house.store.write(record_failure, 2, "the server answered 503", now + timedelta(hours=1), now)
    told = [
        flood(house, n, f"Outlet {n}", f"Dyke breaks in Niamey {n}", f"\n\nLine {n}.") for n in range(1, 5)
    ]
    await publish(house, *told)
    reader = await house.reader(1)
    await house.store.write(plan_digest, reader, slots(), ("s1",), [Message("x")], now)
    (story,) = await house.desk.newsroom.stories(None, 0)
    one = ("", "sources", "stories", "topics", "topics/niger", "deliveries")
    return (*one, f"stories/{story.id}", f"articles/{told[0].id}")


@asynccontextmanager
async def opened(
    browser: Browser, path: Path, width: int = 1100, *, dark: bool = False, token: str | None = None
) -> AsyncIterator[tuple[Page, str, tuple[str, ...]]]:
    """A page of the browser, the view's address, and its pages."""
    async with open_house(path / "news.db", "2026-05-04 12:00") as house:
        pages = await fill(house)
        async with serve(Starlette(routes=[desk_view(house.desk, token)])) as base:
            page = await browser.new_page(
                viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
            )
            problems: list[str] = []
            page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
            yield page, f"{base}/desk/", pages
            await page.close()
            assert problems == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_no_serious_hindrance_is_found_on_any_page(
    browser: Browser, tmp_path: Path, dark: bool
) -> None:
    async with opened(browser, tmp_path, dark=dark) as (page, base, pages):
        found = {}
        for path in (*pages, "enter"):
            await page.goto(base + path)
            found[path] = await hindrances(page)
    assert {path: faults for path, faults in found.items() if faults} == {}


async def test_no_page_is_wider_than_a_phone(browser: Browser, tmp_path: Path) -> None:
    async with opened(browser, tmp_path, 390) as (page, base, pages):
        widths = {}
        for path in pages:
            await page.goto(base + path)
            widths[path] = await page.evaluate("document.documentElement.scrollWidth")
    assert {path: width for path, width in widths.items() if width > 390} == {}


async def test_the_token_opens_the_view_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    async with opened(browser, tmp_path, token=TOKEN) as (page, base, _):
        await page.goto(f"{base}stories")
        await page.get_by_label("The token of").fill(TOKEN)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Overview")).to_be_visible()
        await page.get_by_role("link", name="Sources").first.click()
        await expect(page.get_by_role("row", name="Post")).to_contain_text("the server answered 503")


async def test_a_sentence_in_the_article_leads_to_its_score(browser: Browser, tmp_path: Path) -> None:
    async with opened(browser, tmp_path) as (page, base, pages):
        await page.goto(base + pages[-1])
        await page.locator(".sentence.taken").first.press("Enter")
        await expect(page.locator("tr:target")).to_contain_text("taken")
