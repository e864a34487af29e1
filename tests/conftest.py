"""Fixtures that several packages of tests share."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
expect.set_options(timeout=15_000)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Chromium; without one the test is skipped, or fails where NEWSBRIEF_REQUIRE_BROWSER is set."""
    if CHROMIUM is None:
        if os.environ.get("NEWSBRIEF_REQUIRE_BROWSER"):
            pytest.fail("no Chromium found, and NEWSBRIEF_REQUIRE_BROWSER asks for one")
        pytest.skip("no Chromium found: the browser tests are skipped")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()
