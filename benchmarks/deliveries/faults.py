"""Every failure at random: what is lost, what is given up, and how often something comes twice."""

import asyncio
import random
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deliveries.process import Newsbrief, until
from benchmarks.deliveries.server import Fault, StrictBotApi, refusal

SHARE = 0.15
"""Of all deliveries that meet a fault."""
ADMIN = 7_000_000
DIGEST = "That’s everything"
"""How every digest ends."""
HTML_PAGE = "<html><body>Bad gateway</body></html>"

TEMPORARY = (
    refusal("429", 429, "Too Many Requests: retry after 2", retry_after=2),
    refusal("bad entities", 400, "Bad Request: can't parse entities: unsupported start tag"),
    refusal("500", 500, "Internal Server Error"),
    refusal("conflict", 409, "Conflict: terminated by other request"),
    Fault("502 with a page", 502, HTML_PAGE, uncertain=True),
    Fault("404 with a page", 404, HTML_PAGE, uncertain=True),
    Fault("garbage", 200, "{]", uncertain=True),
    Fault("garbage, but it arrived", 200, "{]", delivers=True, uncertain=True),
    Fault("reset before it arrived", uncertain=True),
    Fault("reset after it arrived", delivers=True, uncertain=True),
)
SILENT = Fault("time-out after it arrived", delivers=True, silent=True, uncertain=True)
FOR_GOOD = (
    refusal("blocked", 403, "Forbidden: bot was blocked by the user"),
    refusal("deactivated", 403, "Forbidden: user is deactivated"),
    refusal("not found", 400, "Bad Request: chat not found"),
)
GROUPS = (
    refusal("kicked", 403, "Forbidden: bot was kicked from the supergroup chat"),
    refusal("no rights", 400, "Bad Request: not enough rights to send text messages to the chat"),
    Fault("migrated"),
)


@dataclass(frozen=True, slots=True)
class Survived:
    """`lost`: who got no digest in the end; `unexplained`: parts given up without a reason."""

    readers: int
    faults: Counter[str]
    lost: int
    given_up: int
    unexplained: int
    uncertain: int
    repeats: int
    unmarked: int
    too_early: int
    provoked: int
    refused: int


class Dice:
    """Decides, once a chat, which fault its first message meets."""

    def __init__(self, seed: int, silent: int) -> None:
        self._random = random.Random(seed)
        self._known: set[int] = {ADMIN}
        self._silent = silent

    def __call__(self, chat: int) -> Fault | None:
        if chat in self._known:
            return None
        self._known.add(chat)
        if self._random.random() > SHARE:
            return None
        if self._silent and self._random.random() < 0.1:
            self._silent -= 1
            return SILENT
        return self._random.choice([*TEMPORARY, *(FOR_GOOD if chat > 0 else GROUPS)])


async def survive(folder: Path, readers: int, seed: int = 11) -> Survived:
    """Runs the bot until everybody has their digest, whatever happens on the way."""
    chats = [-n if n % 10 == 0 else n for n in range(1, readers + 1)]
    async with StrictBotApi(faults=Dice(seed, 1 + readers // 1000)).serving() as api:
        bot = await Newsbrief.prepare(folder, api.url, chats, (ADMIN,))
        async with bot.running():
            trouble = asyncio.create_task(_trouble(api, bot, readers / 28.8))
            await trouble
            await until(bot.settled, 120 + readers / 10)
            for fault, chat in api.met:
                _come_back(api, fault, chat)
            await until(lambda: not bot.count("readers WHERE state != 'active'"), 60 + readers / 50)
            await until(bot.settled, 60 + readers / 20)
        return _counted(api, bot, chats)


def _come_back(api: StrictBotApi, fault: Fault, chat: int) -> None:
    if fault in FOR_GOOD:
        api.write_to_bot(chat, "/start")
    elif fault in GROUPS and fault.name != "migrated":
        api.readmit(chat)


async def _trouble(api: StrictBotApi, bot: Newsbrief, seconds: float) -> None:
    """The network is gone for a while, and the database is locked for a while."""
    await asyncio.sleep(2 + seconds / 3)
    await api.go()
    await asyncio.sleep(3)
    await api.come()
    await asyncio.sleep(seconds / 3)
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as db, suppress(sqlite3.Error):
        db.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(3)
        db.execute("ROLLBACK")


def _counted(api: StrictBotApi, bot: Newsbrief, chats: list[int]) -> Survived:
    moved = {chat: chat - 1_000_000_000_000 for chat in chats}
    digests = [sent for sent in api.sent if DIGEST in sent.text]
    arrived = Counter(sent.chat for sent in digests)
    unmarked = Counter(sent.chat for sent in digests if not sent.marked)
    return Survived(
        readers=len(chats),
        faults=Counter(fault.name for fault, _ in api.met),
        lost=sum(not arrived[chat] and not arrived[moved[chat]] for chat in chats),
        given_up=bot.count("parts WHERE state = 'failed'"),
        unexplained=bot.count("parts WHERE state = 'failed' AND coalesce(reason, '') = ''"),
        uncertain=sum(fault.uncertain for fault, _ in api.met) + api.cut_off,
        repeats=sum(arrived.values()) - len(arrived),
        unmarked=sum(max(0, count - 1) for count in unmarked.values()),
        too_early=len(api.early),
        provoked=len(api.provoked),
        refused=len(api.refused),
    )
