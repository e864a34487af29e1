"""The chat page in a real browser."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, demo: str) -> AsyncIterator[Page]:
    """The demo's page in Chromium."""
    page = await browser.new_page(viewport={"width": 1100, "height": 800})
    await page.goto(demo)
    yield page
    await page.close()


async def say(page: Page, text: str) -> None:
    await page.fill("#message-input", text)
    await page.press("#message-input", "Enter")


async def test_a_person_starts_subscribes_and_reads_a_brief_on_the_page(page: Page) -> None:
    await page.click("#instead-button")
    await expect(page.locator(".message.in").last).to_contain_text("own words")
    await say(page, "/subscribe niger")
    await expect(page.locator(".message.in").last).to_contain_text("Subscribed to Niger")
    await say(page, "/brief niger")
    brief = page.locator(".message.in").last
    await expect(brief).to_contain_text("outlets")
    await expect(brief.locator("a").first).to_have_attribute("href", re.compile("^http"))


async def test_a_button_under_a_message_is_pressed_and_its_message_changes(page: Page) -> None:
    await say(page, "/topics")
    topics = page.locator(".message.in").last
    await topics.get_by_text("Niger", exact=False).first.wait_for()
    await say(page, "/settings")
    settings = page.locator(".message.in").last
    await settings.locator(".key", has_text="+1 h").click()
    await expect(settings).to_contain_text("08:30")


async def test_moving_the_clock_brings_the_digest(page: Page) -> None:
    await say(page, "/subscribe nigeria")
    await expect(page.locator(".message.in").last).to_contain_text("Next digest")
    await page.click("#clock")
    await page.locator("#clock-panel button", has_text="Tomorrow 12:00").click()
    await expect(page.locator(".message.in").last).to_contain_text("That’s everything", timeout=20_000)


async def test_the_page_fits_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 780})
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_the_page_leads_to_what_the_newsroom_knows(page: Page) -> None:
    async with page.expect_popup() as opened:
        await page.get_by_role("link", name="What the newsroom knows").click()
    desk = await opened.value
    await expect(desk.get_by_role("heading", name="Overview")).to_be_visible()
    await desk.get_by_role("navigation").get_by_role("link", name="Stories").click()
    await desk.locator("main .headline").first.click()
    await expect(desk.get_by_role("heading", name="What it says")).to_be_visible()
