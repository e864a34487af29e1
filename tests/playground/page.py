"""The chat page in a browser, with a playground behind it whose bot is played by the test."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Locator, Page

from tests.playground.scene import NORA, Scene, scene
from tests.playground.server import serve

DESKTOP, PHONE = {"width": 1100, "height": 800}, {"width": 390, "height": 780}


@dataclass
class Sight:
    """What somebody sees, and the bot that answers them."""

    page: Page
    scene: Scene
    address: str

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.page.locator(".message").last

    @property
    def field(self) -> Locator:
        return self.page.locator("#message-input")

    def chat(self, number: int) -> Locator:
        """A line of the list of chats."""
        return self.page.locator(f'#chats [data-chat="{number}"]')

    async def say(self, text: str) -> None:
        await self.field.fill(text)
        await self.field.press("Enter")

    async def bot_says(self, text: str, chat: int = NORA, **more: Any) -> dict[str, Any]:
        sent: dict[str, Any] = await self.scene.call(
            "sendMessage", chat_id=chat, text=text, parse_mode="HTML", **more
        )
        return sent

    async def width(self) -> int:
        """How wide the page is, whatever the window."""
        return int(await self.page.evaluate("document.documentElement.scrollWidth"))


@asynccontextmanager
async def sight(
    browser: Browser, *, dark: bool = False, phone: bool = False, **how: Any
) -> AsyncIterator[Sight]:
    """The page, opened in Nora's chat; her zone is Tokyo's."""
    async with scene() as s, serve(s.playground.app) as address:
        context = await browser.new_context(
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            timezone_id="Asia/Tokyo",
            locale="en-GB",
            reduced_motion="reduce",
            **how,
        )
        page = await context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        await page.goto(address)
        await page.locator(".message").first.wait_for()
        yield Sight(page, s, address)
        await context.close()
        assert problems == []
