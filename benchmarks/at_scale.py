"""A large archive with many readers in one file: how soon the bot answers, how fast, in what memory.

    python -m benchmarks.at_scale [--articles 300000] [--readers 100000] [--rounds 300] [--archive FILE]

`newsbrief run` in a process of its own, at the archive's time, with the strict Bot API of
benchmarks/deliveries. FILE is copied, and made if there is none (see benchmarks/briefs.py). The question that
is timed first waits before the process starts, and a source has an article that is new, so that the story
index is learnt from the archive meanwhile. /healthz is asked all the time. From outside, an answer takes from
the moment when the update is handed over until the message arrives; for what it takes inside the process see
benchmarks/inside.py.
"""

import argparse
import asyncio
import os
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from unittest.mock import patch

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.archive import build_archive
from benchmarks.briefs import NOW, Words, draw_words
from benchmarks.deliveries.process import Newsbrief, until
from benchmarks.deliveries.seeding import enrol
from benchmarks.deliveries.server import TOKEN, StrictBotApi
from benchmarks.ingest.lag import quantile
from benchmarks.inside import passages, watched
from bot.app.program import open_newsbrief
from bot.cli import main as newsbrief
from bot.clock import FrozenClock, MovableClock
from bot.config import load_settings
from bot.store.database import connect
from bot.web.server import listen, serve

TOPICS = 5
FIRST = 1_000_001
"""Their chats begin here, beyond those that an archive of benchmarks/briefs.py has."""
APART = 0.05
"""Seconds between an answer and the next question."""
HEALTH_SECONDS = 2.0
"""So often /healthz is asked."""
LEARNT_SECONDS = 120
"""The most that learning the story index may take."""
KINDS = ("places", "rare", "usual", "common", "phrases")
FEED = """<rss version="2.0"><channel><title>Courier</title><item><title>Water returns to Niamey</title>
<guid isPermaLink="false">1</guid><pubDate>Sun, 01 Nov 2026 17:00:00 GMT</pubDate>
<description>{}</description></item></channel></rss>""".format(
    "The wells of Niamey in Niger hold water again, its mayor said on Sunday. " * 9
)
TICKS = os.sysconf("SC_CLK_TCK")
TIMES = "times.txt"
Asked = tuple[float, float]
"""When a question was asked and when it was answered, in monotonic seconds."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=300_000)
    parser.add_argument("--readers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=300, help="questions of each kind")
    parser.add_argument("--archive", type=Path, help="kept, and used again where it exists")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bot = Newsbrief(Path(folder))
        archive = wanted.archive or bot.database
        if not archive.exists():
            build_archive(archive, wanted.articles, NOW)
        if archive != bot.database:
            shutil.copyfile(archive, bot.database)
        asyncio.run(measure(bot, wanted.readers, wanted.rounds))


async def measure(bot: Newsbrief, readers: int, rounds: int) -> None:
    """Prints the table."""
    async with StrictBotApi().serving() as api, served_feed() as feed:
        words = await prepare(bot, api.url, feed, readers, rounds)
        articles = bot.count("articles")
        print(f"| {articles:,} articles, {bot.count('readers'):,} readers | measured | goal |")
        print("|---|---|---|", flush=True)
        api.write_to_bot(FIRST, f"/brief {words.places[0]}")
        started = time.monotonic()
        async with running(bot) as pid, asked_for_health(bot) as healthy:
            await until(lambda: bool(api.sent), 120, 0.005)
            print(f"| first `/brief` answered after the start | {api.sent[0].at - started:.1f} s | 3 s |")
            await until(lambda: bot.count("articles") > articles, LEARNT_SECONDS)
            print(f"| story index learnt, first article stored | {time.monotonic() - started:.1f} s | |")
            used = cpu_seconds(pid)
            asked = await ask(api, words, rounds)
            used = cpu_seconds(pid) - used
            now, most = (memory_mb(pid, what) for what in ("VmRSS", "VmHWM"))
        report(bot, asked)
        print(f"| CPU of the process a brief | {1000 * used / (rounds * len(KINDS)):.1f} ms | |")
        print(f"| `/healthz`: p50, p99 | {figures(healthy)} | |")
        print(f"| resident memory at the end, most | {now:.0f} MB, {most:.0f} MB | 600 MB |")


def report(bot: Newsbrief, asked: dict[str, list[Asked]]) -> None:
    """How long answers took, by kind of topic and in all."""
    for kind, times in asked.items():
        inside = [one.inside for one in passages(bot.folder / TIMES, times)]
        print(f"| `/brief` of {kind}, inside: p50, p99 | {figures(inside)} | |")
    every = [one for times in asked.values() for one in times]
    inside = [one.inside for one in passages(bot.folder / TIMES, every)]
    print(f"| all {len(every):,} briefs, inside: p50, p99 | {figures(inside)} | p99 20 ms |")
    print(f"| from outside: p50, p99 | {figures([end - begin for begin, end in every])} | |")


async def prepare(bot: Newsbrief, api_url: str, feed: str, readers: int, rounds: int) -> Words:
    """Enrols readers who are due in half a day; the topics that will be asked for."""
    bot.config.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{api_url}"\nadmins = [1]\n\n'
        f"[server]\nport = {free_port()}\n\n"
        f'[[sources]]\nname = "Courier"\nurl = "{feed}"\nallow_private = true\n'
    )
    async with open_newsbrief(load_settings(bot.config, {}), FrozenClock(NOW)) as program:
        await enrol(program.store, range(FIRST, FIRST + readers), NOW + timedelta(hours=12), TOPICS)
        reading = connect(bot.database, read_only=True).conn
        words = await asyncio.to_thread(draw_words, reading, program.desk, rounds)
        reading.close()
        return words


@asynccontextmanager
async def served_feed() -> AsyncIterator[str]:
    """The address of a feed with one article."""

    async def answer(_: Request) -> Response:
        return Response(FEED, media_type="application/rss+xml")

    sock = listen("127.0.0.1", 0)
    async with serve(Starlette(routes=[Route("/feed", answer)]), sock):
        yield f"http://127.0.0.1:{sock.getsockname()[1]}/feed"


@asynccontextmanager
async def running(bot: Newsbrief) -> AsyncIterator[int]:
    """The number of the process in which the bot runs."""
    with (bot.folder / "bot.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __spec__.name, "--config", str(bot.config), "run", stdout=log, stderr=log
        )
    try:
        yield process.pid
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def asked_for_health(bot: Newsbrief) -> AsyncIterator[list[float]]:
    """How many seconds each answer of /healthz took; it is asked on and on for the length of a block."""
    port = load_settings(bot.config, {}).server.port
    times: list[float] = []

    async def look() -> None:
        while True:
            await asyncio.sleep(HEALTH_SECONDS)
            with suppress(OSError):
                begun = time.monotonic()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(b"GET /healthz HTTP/1.1\r\nHost: bot\r\nConnection: close\r\n\r\n")
                await reader.read()
                writer.close()
                times.append(time.monotonic() - begun)

    looking = asyncio.create_task(look())
    try:
        yield times
    finally:
        looking.cancel()


def free_port() -> int:
    with listen("127.0.0.1", 0) as sock:
        return int(sock.getsockname()[1])


async def ask(api: StrictBotApi, words: Words, rounds: int) -> dict[str, list[Asked]]:
    """When each question was asked and answered, by kind of topic; everybody asks once."""
    asked: dict[str, list[Asked]] = {kind: [] for kind in KINDS}
    person = FIRST
    for number in range(1, rounds + 1):
        for kind in KINDS:
            person += 1
            before, begun = len(api.sent), time.monotonic()
            api.write_to_bot(person, f"/brief {getattr(words, kind)[number]}")
            await until(partial(_more_than, api, before), 30, 0.002)
            asked[kind].append((begun, api.sent[before].at))
            await asyncio.sleep(APART)
    return asked


def _more_than(api: StrictBotApi, before: int) -> bool:
    return len(api.sent) > before


def figures(seconds: list[float]) -> str:
    return f"{1000 * median(seconds):.1f} ms, {1000 * quantile(seconds, 0.99):.1f} ms"


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int, what: str) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith(what))


def run() -> None:
    """`newsbrief`, with the archive's time for the computer's."""
    times = Path(sys.argv[sys.argv.index("--config") + 1]).with_name(TIMES)
    with patch("bot.cli.operating.SystemClock", lambda: MovableClock(NOW)), watched(times):
        newsbrief()


if __name__ == "__main__":
    run() if sys.argv[-1] == "run" else main()
