"""Makes docs/chat.png, the README's picture: python docs/picture.py (needs Chromium and the `dev` extra)."""

import asyncio
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from playwright.async_api import async_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]
TYPED = ("/start", "/subscribe niger", "/brief niger")


async def take(address: str, picture: Path) -> None:
    """Types into the demo's page and photographs the last answer from its beginning."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = await browser.new_page(viewport={"width": 1100, "height": 860})
        await page.goto(address)
        for count, text in enumerate(TYPED, 1):
            await page.fill("#message-input", text)
            await page.press("#message-input", "Enter")
            await page.locator(".message.in").nth(count - 1).wait_for()
        await page.locator(".message.out").last.evaluate(
            "message => message.scrollIntoView({block: 'start'})"
        )
        await page.screenshot(path=picture, animations="disabled")
        await browser.close()


def main() -> None:
    command = [sys.executable, "-m", "bot", "demo", "--no-open", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        address = demo.stdout.readline().removeprefix("Newsbrief: ").strip()
        try:
            asyncio.run(take(address, Path(__file__).with_name("chat.png")))
        finally:
            demo.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
