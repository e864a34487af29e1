"""Everybody's digest at once, and people who ask meanwhile: what the server sees."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from time import monotonic

from benchmarks.deliveries.process import Newsbrief, until
from benchmarks.deliveries.server import Sent, StrictBotApi

ASK_SECONDS = 0.7
"""Somebody asks for a brief so often."""
PEOPLE = range(8_000_000, 8_000_003)


@dataclass(frozen=True, slots=True)
class Paced:
    """`first`: seconds from the start of the process to its first digest; `brief_p99`: in seconds."""

    readers: int
    lost: int
    busiest_second: int
    per_second: float
    provoked: int
    first: float
    briefs: int
    brief_p99: float


async def keep_pace(folder: Path, readers: int) -> Paced:
    """Runs the bot until all digests are out, asking for briefs meanwhile."""
    async with StrictBotApi().serving() as api:
        bot = await Newsbrief.prepare(folder, api.url, list(range(1, readers + 1)))
        started = monotonic()
        async with bot.running():
            await until(lambda: len(api.sent) > 0, 60, 0.01)
            asking = asyncio.create_task(_ask(api))
            await until(lambda: len(_digests(api)) == readers, 60 + readers / 20, 0.1)
            asking.cancel()
            await until(bot.settled, 30)
            waits = await asyncio.gather(asking, return_exceptions=True)
        assert isinstance(waits[0], list)
        times = [sent.at for sent in api.sent if sent.at <= _digests(api)[-1].at]
        return Paced(
            readers=readers,
            lost=readers - len({sent.chat for sent in _digests(api)}),
            busiest_second=busiest_second(times),
            per_second=(len(times) - 1) / (times[-1] - times[0]),
            provoked=len(api.provoked),
            first=times[0] - started,
            briefs=len(waits[0]),
            brief_p99=sorted(waits[0])[int(len(waits[0]) * 0.99)],
        )


@dataclass(frozen=True, slots=True)
class Together:
    """`slowest`: messages a second of the slowest bot; `busiest_second`: of the busiest."""

    readers: int
    bots: int
    per_second: float
    slowest: float
    busiest_second: int
    provoked: int
    wrong: int
    """Readers who got no digest, two, or one from another bot than theirs."""


async def keep_pace_together(folder: Path, readers: int, bots: int, delay: float) -> Together:
    """Runs so many bots, whose server takes `delay` seconds for an answer, until all digests are out."""
    tokens = tuple(f"{1000 + number}:strict" for number in range(1, bots))
    chats = list(range(1, readers + 1))
    others = {token: StrictBotApi(token=token, delay=delay) for token in tokens}
    async with StrictBotApi(delay=delay, beside=others).serving() as api:
        bot = await Newsbrief.prepare(folder, api.url, chats, more_tokens=tokens)
        each = [api, *others.values()]
        async with bot.running():
            await until(lambda: sum(len(one.sent) for one in each) >= readers, 60 + readers / 20, 0.1)
            await until(bot.settled, 30)
    theirs = [[chat for place, chat in enumerate(chats) if place % bots == n] for n in range(bots)]
    got = [sorted(sent.chat for sent in one.sent) for one in each]
    times = [[sent.at for sent in one.sent] for one in each]
    whole = sorted(at for some in times for at in some)
    return Together(
        readers=readers,
        bots=bots,
        per_second=(len(whole) - 1) / (whole[-1] - whole[0]),
        slowest=min((len(some) - 1) / (some[-1] - some[0]) for some in times),
        busiest_second=max(map(busiest_second, times)),
        provoked=sum(len(one.provoked) for one in each),
        wrong=sum(
            len(set(mine) ^ set(had)) + len(had) - len(set(had))
            for mine, had in zip(theirs, got, strict=True)
        ),
    )


def busiest_second(times: Sequence[float]) -> int:
    """The most messages in any sliding second."""
    most = first = 0
    for last, time in enumerate(times):
        while times[first] <= time - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def _digests(api: StrictBotApi) -> list[Sent]:
    return [sent for sent in api.sent if sent.chat not in PEOPLE]


async def _ask(api: StrictBotApi) -> list[float]:
    """Asks until it is cancelled; answers how long each answer took."""
    waits: list[float] = []
    try:
        for number in count():
            person = PEOPLE[number % len(PEOPLE)]
            asked = monotonic()
            api.write_to_bot(person, "/brief niger")
            await until(partial(_answered, api, person, asked), 30, 0.005)
            waits.append(next(s.at for s in reversed(api.sent) if s.chat == person) - asked)
            await asyncio.sleep(ASK_SECONDS)
    except asyncio.CancelledError:
        pass
    return waits


def _answered(api: StrictBotApi, person: int, asked: float) -> bool:
    return any(sent.chat == person and sent.at >= asked for sent in api.sent[-30:])
