"""A day in minutes: sources that publish, readers in all zones, the clock moved as fast as the work allows.

`python -m benchmarks.soak [--hours 24] [--sources 500] [--readers 20000]` prints a table. Everything is
the program's own but the time, which jumps to the next sleeper whenever nobody works, and the network to
Telegram, which takes WAY seconds of that time.
"""

import asyncio
import json
import logging
import resource
import tempfile
from argparse import ArgumentParser
from bisect import bisect_right
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.ext import ExtBot
from telegram.request import BaseRequest, RequestData

import bot.chat.delivery.sender as sender
from benchmarks.deliveries.pace import busiest_second
from benchmarks.deliveries.seeding import PLACES, enrol
from bot.chat.delivery import Delivery, Notices
from bot.chat.limiter import RATE, Limiter
from bot.config import Settings
from bot.desk import open_desk
from bot.ingest import Ingest
from bot.logs import configure_logging
from bot.store.database import Store
from bot.web.server import listen, serve

START = datetime(2026, 3, 2, tzinfo=UTC)
WAY = 0.05
"""Simulated seconds that a message takes to Telegram and back."""
PER_DAY = 10
"""Articles of one source."""
FILLER = (
    "the", "of", "and", "to", "water", "road", "market", "council", "said", "year", "month", "people",
    "new", "plan", "school", "port", "with", "from", "after", "first",
)  # fmt: skip
SETTLE = 12
"""Turns of the event loop after which everything that can go on has gone on."""


class FastTime:
    """A clock that stands while anybody works and jumps to the next sleeper when all of them sleep."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._working = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._numbers = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self._passed + seconds, next(self._numbers), future))
        await future

    @contextmanager
    def standing(self) -> Iterator[None]:
        """Something works that takes real time."""
        self._working += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._working -= 1
            if not self._working:
                self._idle.set()

    async def run_until(self, seconds: float) -> None:
        """Lets time pass."""
        while self._passed < seconds:
            for _ in range(SETTLE):
                await asyncio.sleep(0)
            await self._idle.wait()
            if self._sleepers:
                due, _, future = heappop(self._sleepers)
                if not future.done():
                    self._passed = max(self._passed, due)
                    future.set_result(None)


class CountedStore(Store):
    """A store whose work makes the time stand."""

    time: FastTime

    async def read(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with self.time.standing():
            return await super().read(fn, *args, **kwargs)

    async def write(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with self.time.standing():
            return await super().write(fn, *args, **kwargs)


class Telegram(BaseRequest):
    """A network to Telegram that accepts everything and keeps when what came."""

    def __init__(self, time: FastTime) -> None:
        self._time = time
        self.sent: list[tuple[float, int]] = []

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        assert request_data is not None
        await self._time.sleep(WAY / 2)
        chat = int(str(request_data.parameters["chat_id"]))
        self.sent.append((self._time.monotonic(), chat))
        await self._time.sleep(WAY / 2)
        message = {"message_id": len(self.sent), "date": 0, "chat": {"id": chat, "type": "private"}}
        return 200, json.dumps({"ok": True, "result": message}).encode()


class Press:
    """Sources on loopback, each with PER_DAY articles a day; several tell of the same events."""

    def __init__(self, time: FastTime, hours: int) -> None:
        self._time = time
        self._hours = hours
        self.asked = 0
        self.listed = Counter[int]()
        """How many articles each source had published when it was last asked."""

    def route(self) -> Route:
        return Route("/{source:int}", self._feed)

    async def _feed(self, request: Request) -> Response:
        self.asked += 1
        source = request.path_params["source"]
        times = self.times(source)
        told = self.listed[source] = bisect_right(times, self._time.monotonic())
        tag = f'"{told}"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304)
        items = "".join(_item(source, times[n]) for n in range(max(0, told - 20), told))
        feed = f"<rss version='2.0'><channel><title>Outlet {source}</title>{items}</channel></rss>"
        return Response(feed, media_type="application/rss+xml", headers={"ETag": tag})

    def times(self, source: int) -> list[float]:
        """When a source publishes, in seconds from the start."""
        dice = Random(source)
        return sorted(
            dice.uniform(0, self._hours * 3600) for _ in range(max(1, round(PER_DAY * self._hours / 24)))
        )


def _item(source: int, at: float) -> str:
    event = int(at // 3600) * 40 + Random(f"{source} {at}").randrange(40)
    dice, place = Random(event), PLACES[event % len(PLACES)].capitalize()
    theme = ["".join(dice.choices("abcdefghijklmnoprstuvwz", k=8)) for _ in range(12)]
    own = Random(f"{source} {at} text")
    sentences = [
        f"In {place} the {' '.join(own.sample(theme, 6))} {' '.join(_filler(own, 8))} on Monday."
        for _ in range(14)
    ]
    when = format_datetime(START + timedelta(seconds=at))
    return (
        f"<item><title>{place} {' '.join(theme[:5])}</title><guid isPermaLink='false'>{source}-{at}</guid>"
        f"<link>https://outlet-{source}.example/{at}</link><pubDate>{when}</pubDate>"
        f"<description>{' '.join(sentences)}</description></item>"
    )


def _filler(dice: Random, words: int) -> list[str]:
    return dice.choices(FILLER, k=words)


def due_times(readers: int) -> Counter[int]:
    """How many readers are due in which minute of the day: half past every hour, a fifth of all at 06:30."""
    minutes = Counter({60 * hour + 30: (readers - readers // 5) // 24 for hour in range(24)})
    minutes[390] += readers - minutes.total()
    return minutes


async def soak(folder: Path, hours: int, sources: int, readers: int) -> dict[str, str]:
    """The figures of so many simulated hours."""
    time, begun = FastTime(), perf_counter()
    CountedStore.time, sender.TOGETHER = time, 0.0
    press, telegram = Press(time, hours), Telegram(time)
    async with AsyncExitStack() as stack:
        sock = listen("127.0.0.1", 0)
        await stack.enter_async_context(serve(Starlette(routes=[press.route()]), sock))
        port = sock.getsockname()[1]
        listed = tuple(
            {"name": f"Outlet {n}", "url": f"http://127.0.0.1:{port}/{n}", "allow_private": True}
            for n in range(sources)
        )
        settings = Settings.model_validate({"sources": listed})
        store = await stack.enter_async_context(CountedStore.open(folder / "news.db"))
        ingest = await stack.enter_async_context(Ingest.open(store, settings, time))
        await ingest.sync()
        chats = iter(range(1, readers + 1))
        for minute, number in sorted(due_times(readers).items()):
            if minute < 60 * hours:
                some = [next(chats) for _ in range(number)]
                await enrol(store, some, START + timedelta(minutes=minute), topics=1 + minute % 5)
        desk = open_desk(store, settings, time)
        limiter = Limiter(monotonic=time.monotonic, sleep=time.sleep)
        bot: ExtBot[Any] = ExtBot("1:soak", request=telegram, rate_limiter=limiter)
        delivery = Delivery(desk, [bot], time, monotonic=time.monotonic, sleep=time.sleep)
        await delivery.recover()
        notices, memory = Notices(desk), []

        async def note_memory() -> None:
            memory.append(_resident_mb())

        jobs: list[tuple[float, bool, Callable[[], Awaitable[object]]]] = [
            (20.0, True, ingest.poll_due),
            (1.0, True, delivery.plan_due),
            (60.0, True, notices.plan_follow_ups),
            (60.0, True, notices.plan_alerts),
            (1.0, False, delivery.send_pending),
            (3600.0, True, ingest.housekeep),
            (3600.0, True, note_memory),
        ]
        ticking = [asyncio.create_task(_tick(time, *job)) for job in jobs]
        await time.run_until(hours * 3600 + 1800)
        for task in ticking:
            task.cancel()
        await asyncio.gather(*ticking, return_exceptions=True)
        articles = await store.read(lambda db: db.execute("SELECT count(*) FROM articles").fetchone()[0])
        planned = await store.read(lambda db: db.execute("SELECT count(*) FROM digests").fetchone()[0])
        unsent = await store.read(
            lambda db: db.execute("SELECT count(*) FROM parts WHERE state != 'sent'").fetchone()[0]
        )
    expected = sum(len([at for at in press.times(n) if at < hours * 3600]) for n in range(sources))
    lateness = sorted(_lateness(telegram.sent, due_times(readers)))
    size = (folder / "news.db").stat().st_size
    return {
        "simulated hours, sources, readers": f"{hours}, {sources}, {readers:,}",
        "polls answered": f"{press.asked:,}",
        "articles published, listed when last asked, stored": f"{expected:,}, {press.listed.total():,},"
        f" {articles:,}",
        "digests planned, messages sent, left unsent": f"{planned:,}, {len(telegram.sent):,}, {unsent}",
        "readers with no digest, or two": str(
            sum(n != 1 for n in _per_reader(telegram.sent, chats, readers))
        ),
        "behind what the pace allows, p99 and most, s": f"{lateness[int(len(lateness) * 0.99)]:.1f},"
        f" {lateness[-1]:.1f}",
        "busiest sliding second": str(busiest_second([at for at, _ in telegram.sent])),
        "resident MB after 2 h, at half, at the end": f"{memory[2]}, {memory[hours // 2]}, {memory[-1]}",
        "peak MB": str(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)),
        "database bytes an article (with readers and ledger)": f"{size // max(articles, 1):,}",
        "real seconds": f"{perf_counter() - begun:.0f}",
    }


async def _tick(time: FastTime, seconds: float, stands: bool, work: Callable[[], Awaitable[object]]) -> None:
    while True:
        if stands:
            with time.standing():
                await work()
        else:
            await work()
        await time.sleep(seconds)


def _per_reader(sent: Sequence[tuple[float, int]], left: Iterator[int], readers: int) -> list[int]:
    """Messages by reader, of those who were due in the time."""
    enrolled = range(1, readers + 1 - len(list(left)))
    got = Counter(chat for _, chat in sent)
    return [got[chat] for chat in enrolled]


def _lateness(sent: Sequence[tuple[float, int]], minutes: Counter[int]) -> Iterator[float]:
    """Of each message: how much later it came than the last of its minute could at RATE."""
    bounds: list[tuple[int, float]] = []
    chats = 0
    for minute, number in sorted(minutes.items()):
        chats += number
        bounds.append((chats, minute * 60 + number / RATE))
    for at, chat in sent:
        _, bound = next(one for one in bounds if chat <= one[0])
        yield max(0.0, at - bound)


def _resident_mb() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return round(pages * resource.getpagesize() / 1e6)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--sources", type=int, default=500)
    parser.add_argument("--readers", type=int, default=20_000)
    chosen = parser.parse_args()
    configure_logging(level=logging.ERROR)
    with tempfile.TemporaryDirectory() as name:
        figures = asyncio.run(soak(Path(name), chosen.hours, chosen.sources, chosen.readers))
    print("| a day of the bot | |\n|---|---|")
    for what, figure in figures.items():
        print(f"| {what} | {figure} |")


if __name__ == "__main__":
    main()
