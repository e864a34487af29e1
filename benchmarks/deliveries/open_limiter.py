"""Without a pace: our sender, ledger and all, against a bare loop of the library's `send_message`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from telegram.ext import ExtBot

from benchmarks.deliveries.seeding import enrol, publish
from benchmarks.deliveries.server import TOKEN
from bot.chat.delivery import Delivery
from bot.chat.limiter import Limiter
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.store.database import Store


@dataclass(frozen=True, slots=True)
class Unpaced:
    """Messages a second and CPU milliseconds a message, for us and for the bare loop."""

    messages: int
    ours_per_second: float
    bare_per_second: float
    ours_cpu_ms: float
    bare_cpu_ms: float

    @property
    def ratio(self) -> float:
        return self.ours_per_second / self.bare_per_second


async def race(folder: Path, readers: int) -> Unpaced:
    """Sends the same digests twice to a server in another process: by hand, then by our sender."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    with _server() as url:
        bot: ExtBot[Any] = ExtBot(TOKEN, base_url=f"{url}/bot", rate_limiter=Limiter(pace=False))
        plain: ExtBot[Any] = ExtBot(TOKEN, base_url=f"{url}/bot")
        async with Store.open(folder / "news.db") as store, bot, plain:
            await publish(store, now)
            await enrol(store, range(1, readers + 1), now)
            clock = FrozenClock(now)
            delivery = Delivery(open_desk(store, Settings(), clock), bot, clock)
            await delivery.plan_due()
            messages = await store.read(_planned)
            for chat, text in messages[:50]:
                await plain.send_message(chat, text, parse_mode="HTML")
            bare = await _timed(_by_hand(plain, messages))
            ours = await _timed(delivery.send_pending())
            sent = await store.read(lambda db: db.table("parts").count_where("state = 'sent'"))
            assert sent == len(messages) == readers
    return Unpaced(
        readers, readers / ours[0], readers / bare[0], ours[1] / readers * 1000, bare[1] / readers * 1000
    )


def _planned(db: Any) -> list[tuple[int, str]]:
    rows = db.query("SELECT chat, message FROM parts JOIN readers ON readers.id = reader ORDER BY parts.id")
    return [(row["chat"], json.loads(row["message"])["html"]) for row in rows]


async def _by_hand(bot: ExtBot[Any], messages: list[tuple[int, str]]) -> None:
    for chat, text in messages:
        await bot.send_message(chat, text, parse_mode="HTML")


async def _timed(work: Any) -> tuple[float, float]:
    begun, used = monotonic(), process_time()
    await work
    return monotonic() - begun, process_time() - used


@contextmanager
def _server() -> Iterator[str]:
    """A Bot API without limits in a process of its own."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.deliveries.server"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
