"""Without a pace: our sender, ledger and all, against a bare loop of the library's `send_message`."""

import subprocess
import sys
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, process_time
from typing import Any

from sqlite_utils import Database
from telegram.ext import ExtBot

from benchmarks.deliveries.seeding import enrol, publish
from benchmarks.deliveries.server import TOKEN
from bot.chat.delivery import Delivery
from bot.chat.limiter import Limiter
from bot.chat.sending import keyboard, preview
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import open_desk
from bot.store.database import Store
from bot.store.deliveries.messages import message_from_json
from bot.store.model import Message

BATCHES = 5
"""So many turns each, so that whatever else the machine does slows both."""


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
    """Sends the same digests twice, in turns, to a server in another process: by hand and by our sender."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    bare, ours = [0.0, 0.0], [0.0, 0.0]
    with _server() as url:
        bot: ExtBot[Any] = ExtBot(TOKEN, base_url=f"{url}/bot", rate_limiter=Limiter(pace=False))
        plain: ExtBot[Any] = ExtBot(TOKEN, base_url=f"{url}/bot")
        async with Store.open(folder / "news.db") as store, bot, plain:
            await publish(store, now)
            clock = FrozenClock(now)
            delivery = Delivery(open_desk(store, Settings(), clock), [bot], clock)
            for batch in range(BATCHES):
                await enrol(store, range(1 + batch * readers, 1 + (batch + 1) * readers, BATCHES), now)
                await delivery.recover()
                await delivery.plan_due()
                messages = await store.read(_planned)
                if not batch:
                    await _by_hand(plain, messages[:50])
                _add(bare, await _timed(_by_hand(plain, messages)))
                _add(ours, await _timed(delivery.send_pending()))
            sent = await store.read(lambda db: db.table("parts").count_where("state = 'sent'"))
    return Unpaced(sent, sent / ours[0], sent / bare[0], ours[1] / sent * 1000, bare[1] / sent * 1000)


def _planned(db: Database) -> list[tuple[int, Message]]:
    rows = db.query(
        "SELECT chat, message FROM parts JOIN readers ON readers.id = reader WHERE parts.state = 'planned'"
    )
    return [(row["chat"], message_from_json(row["message"])) for row in rows]


async def _by_hand(bot: ExtBot[Any], messages: Sequence[tuple[int, Message]]) -> None:
    for chat, message in messages:
        await bot.send_message(
            chat,
            message.html,
            parse_mode="HTML",
            reply_markup=keyboard(message.buttons, bot),
            link_preview_options=preview(message),
        )


def _add(total: list[float], more: tuple[float, float]) -> None:
    total[0] += more[0]
    total[1] += more[1]


async def _timed(work: Awaitable[object]) -> tuple[float, float]:
    begun, used = monotonic(), process_time()
    await work
    return monotonic() - begun, process_time() - used


@contextmanager
def _server() -> Iterator[str]:
    """A Bot API without limits in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.deliveries.server"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
