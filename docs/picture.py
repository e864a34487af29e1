"""Makes the pictures of docs/ in the playground: python docs/picture.py (Chromium and the `dev` extra)."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from bot.app.demo import open_demo
from bot.clock import FrozenClock
from bot.demo.script import play
from bot.playground.client import PlaygroundClient
from bot.playground.seeds import GROUP, PERSON, SECOND_PERSON

DOCS = Path(__file__).parent
START = datetime(2026, 2, 18, 6, 30, tzinfo=UTC)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


@dataclass(frozen=True)
class Picture:
    """A conversation in a chat, photographed from the answer to its last words on."""

    file: str
    script: tuple[str, ...]
    chat: int = PERSON
    height: int = 800


PICTURES = (
    Picture("start.png", ("/start",)),
    Picture("settings.png", ("/subscribe niger, iran", "/timezone Niamey", "/settings"), height=940),
    Picture("chat.png", ("/brief niger",)),
    Picture("group.png", ("@add member", "/subscribe niger", "/brief niger"), GROUP),
    Picture("arabic.png", ("/subscribe niger", "/start"), SECOND_PERSON),
    Picture("digest.png", ("/time 08:15", "@+45m", "@wait everything"), PERSON),
)


async def take(browser: Browser, base: str, picture: Picture) -> None:
    """Plays the conversation and photographs the page."""
    async with PlaygroundClient(base, picture.chat) as person:
        await play(picture.script, person, lambda _: None)
    page = await browser.new_page(viewport={"width": 960, "height": picture.height})
    await page.goto(base)
    await page.locator(f'[data-chat="{picture.chat}"]').click()
    await page.locator(".message.in").last.wait_for()
    await page.locator(".message.in").last.evaluate("message => message.scrollIntoView({block: 'start'})")
    await page.screenshot(path=DOCS / picture.file, animations="disabled")
    await page.close()


async def main() -> None:
    async with open_demo(FrozenClock(START)) as (_, base), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for picture in PICTURES:
            await take(browser, base, picture)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
