"""kill -9 at random moments while everybody's digest is due: what arrives, and how often."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deliveries.process import Newsbrief, until
from benchmarks.deliveries.server import StrictBotApi

RECORDED = """SELECT chat FROM readers JOIN parts ON readers.id = parts.reader
    WHERE parts.state IN ('sent', 'uncertain')"""


@dataclass(frozen=True, slots=True)
class Killed:
    """`in_flight`: parts that were being sent at the kills; `unrecorded`: at most so many at one kill."""

    readers: int
    kills: int
    lost: int
    in_flight: int
    unrecorded: int
    repeats: int
    unmarked: int
    provoked: int


async def kill_and_count(folder: Path, readers: int, kills: int, seed: int = 7) -> Killed:
    """Runs the bot against readers who are all due, kills it so often, and lets it finish."""
    dice = random.Random(seed)
    async with StrictBotApi(delay=0.03).serving() as api:
        bot = await Newsbrief.prepare(folder, api.url, list(range(1, readers + 1)))
        in_flight = unrecorded = 0
        pause = readers / 28.8 / kills
        for _ in range(kills):
            process = await bot.start()
            await asyncio.sleep(dice.uniform(0.2, 2 + 1.6 * pause))
            assert process.returncode is None, "newsbrief run ended by itself"
            process.kill()
            await process.wait()
            await asyncio.sleep(0.05)
            recorded = {chat for (chat,) in bot.ask(RECORDED)}
            in_flight += bot.count("parts WHERE state = 'sending'")
            unrecorded = max(unrecorded, len({sent.chat for sent in api.sent} - recorded))
        async with bot.running():
            await until(bot.settled, 60 + readers / 20)
    arrived = Counter(sent.chat for sent in api.sent)
    unmarked = Counter(sent.chat for sent in api.sent if not sent.marked)
    return Killed(
        readers=readers,
        kills=kills,
        lost=readers - len(arrived),
        in_flight=in_flight,
        unrecorded=unrecorded,
        repeats=sum(arrived.values()) - len(arrived),
        unmarked=sum(max(0, count - 1) for count in unmarked.values()),
        provoked=len(api.provoked),
    )
