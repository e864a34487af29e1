"""The chat page in a real browser."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.browser


@pytest.fixture
async def page(demo: str) -> AsyncIterator[Page]:
    """The demo's page in Chromium."""
    if CHROMIUM is None:
        if os.environ.get("NEWSBRIEF_REQUIRE_BROWSER"):
            pytest.fail("no Chromium found, and NEWSBRIEF_REQUIRE_BROWSER asks for one")
        pytest.skip("no Chromium found: the browser tests are skipped")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(viewport={"width": 1100, "height": 800})
        await page.goto(demo)
        yield page
        await browser.close()


async def say(page: Page, text: str) -> None:
    await page.fill("#message-input", text)
    await page.press("#message-input", "Enter")


async def test_what_is_typed_is_answered_on_the_page(page: Page) -> None:
    await say(page, "/brief niger")
    answer = page.locator(".message").last
    await expect(answer).to_contain_text("Niger", timeout=10_000)
    assert await answer.locator("a").count() > 0
