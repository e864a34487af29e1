"""How fast the playground is: python -m benchmarks.playground

The embedded Bot API in a process of its own, asked by a bare client over sockets and by python-telegram-bot;
then the chat page in Chromium: its first load, and a chat of a thousand messages scrolled from end to end.
"""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

import httpx
from playwright.async_api import Page, async_playwright
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.playground import Playground
from bot.web.server import listen, serve
from tests.conftest import CHROMIUM, FLAGS

MESSAGES = 5000
CONNECTIONS = 8
PERSON = 1001
SCROLLED = 1000
TEXT = (
    "<b>Niger</b> · 2 stories\n<a href='https://courier.example/niamey'>River floods Niamey</a> & more\n"
    "<blockquote expandable>About 6,000 people left their homes. "
    + "Schools became shelters for the night. "
    * 9
).replace("&", "&amp;") + "</blockquote>"
KEYS = {"inline_keyboard": [[{"text": f"Follow {n}", "callback_data": f"fol:{n}"} for n in range(4)]]}


async def stand() -> None:
    """Serves the playground and prints its address, until it is told to end."""
    playground = Playground(lambda: datetime.now(UTC))
    sock = listen("127.0.0.1", 0)
    async with serve(playground.app, sock):
        print(f"http://127.0.0.1:{sock.getsockname()[1]}", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        playground.close()


@contextmanager
def standing() -> Iterator[tuple[str, int]]:
    """A playground in another process, where somebody has pressed Start: its address and process."""
    command = [sys.executable, "-m", "benchmarks.playground", "stand"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        address = process.stdout.readline().strip()
        httpx.post(f"{address}/playground/send", json={"chat": PERSON, "text": "/start"}).raise_for_status()
        yield address, process.pid
        process.stdin.close()


def cpu(process: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def ask_barely(address: str, count: int) -> None:
    """Sends messages over one connection, one after the other, without a library."""
    host, port = address.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    said = {"chat_id": PERSON, "text": TEXT, "parse_mode": "HTML", "reply_markup": KEYS}
    body = json.dumps(said).encode()
    head = "\r\n".join(
        [
            "POST /bot1:demo/sendMessage HTTP/1.1",
            "host: playground",
            "content-type: application/json",
            f"content-length: {len(body)}\r\n\r\n",
        ]
    )
    for _ in range(count):
        writer.write(head.encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 200"), answer
        length = int(answer.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
        await reader.readexactly(length)
    writer.close()


async def ask_by_library(bot: ExtBot[None], count: int) -> None:
    """Sends messages as a bot does, one after the other."""
    rows = [
        [InlineKeyboardButton(key["text"], callback_data=key["callback_data"]) for key in row]
        for row in KEYS["inline_keyboard"]
    ]
    for _ in range(count):
        await bot.send_message(PERSON, TEXT, parse_mode="HTML", reply_markup=InlineKeyboardMarkup(rows))


def sending() -> Iterator[tuple[str, str]]:
    """How many messages a second, by whom."""

    async def barely(address: str) -> None:
        await asyncio.gather(*(ask_barely(address, MESSAGES // CONNECTIONS) for _ in range(CONNECTIONS)))

    async def by_library(address: str) -> None:
        request = HTTPXRequest(connection_pool_size=CONNECTIONS)
        async with ExtBot("1:demo", base_url=f"{address}/bot", request=request) as bot:
            await asyncio.gather(*(ask_by_library(bot, MESSAGES // CONNECTIONS) for _ in range(CONNECTIONS)))

    for name, ask in (("a bare client", barely), ("python-telegram-bot", by_library)):
        with standing() as (address, process):
            used, began = cpu(process), time.perf_counter()
            asyncio.run(ask(address))
            seconds = time.perf_counter() - began
            ours = (cpu(process) - used) / MESSAGES * 1000
        yield f"{MESSAGES:,} × sendMessage by {name}", f"{MESSAGES / seconds:,.0f} a second"
        yield "", f"{ours:.2f} ms CPU of the playground a message"


async def scrolled(page: Page) -> list[float]:
    """The times between frames, in ms, while the chat is scrolled from its end to its beginning and back."""
    frames: list[float] = await page.evaluate(
        """async () => {
            const scroller = document.querySelector('#scroller');
            const times = [];
            for (const step of [-240, 240]) {
                let before = await new Promise(requestAnimationFrame);
                for (let n = 0; n < 600; n++) {
                    scroller.scrollTop += step;
                    const now = await new Promise(requestAnimationFrame);
                    times.push(now - before);
                    before = now;
                }
            }
            return times;
        }"""
    )
    return frames


async def look(address: str) -> list[tuple[str, str]]:
    """The page's first load, and how a long chat scrolls."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        seconds = []
        for _ in range(5):
            page = await browser.new_page(viewport={"width": 1100, "height": 800})
            began = time.perf_counter()
            await page.goto(address)
            await page.locator(".message").first.wait_for()
            seconds.append(time.perf_counter() - began)
            await page.close()
        await ask_barely(address, SCROLLED)
        page = await browser.new_page(viewport={"width": 1100, "height": 800})
        await page.goto(address)
        await page.locator(".message").first.wait_for()
        while await page.locator(".message").count() < SCROLLED:
            await page.locator("#scroller").evaluate("element => element.scrollTop = 0")
            await page.wait_for_timeout(20)
        await page.locator("#scroller").evaluate("element => element.scrollTop = element.scrollHeight")
        frames = await scrolled(page)
        await browser.close()
    late = sum(frame > 34 for frame in frames)
    return [
        ("first load of the page, an empty cache, median of 5", f"{median(seconds):.2f} s"),
        (f"scrolling {SCROLLED:,} messages", f"frames of {median(frames):.1f} ms (median)"),
        ("", f"{quantiles(frames, n=100)[94]:.1f} ms (95 %), {max(frames):.0f} ms at most"),
        ("", f"{late} of {len(frames):,} frames missed their turn"),
    ]


def main() -> None:
    print("| what | measured |\n|---|---|")
    for what, measured in sending():
        print(f"| {what} | {measured} |", flush=True)
    if CHROMIUM is None:
        print("There is no Chromium: the page is left out.", file=sys.stderr)
        return
    with standing() as (address, _):
        for what, measured in asyncio.run(look(address)):
            print(f"| {what} | {measured} |")


if __name__ == "__main__":
    asyncio.run(stand()) if sys.argv[1:] == ["stand"] else main()
