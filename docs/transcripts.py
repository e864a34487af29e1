"""Plays docs/transcripts/*.script and writes what was said beside them: python docs/transcripts.py.

With --check nothing is written: the exit status is 1 where a transcript says what the bot no longer says.
"""

import asyncio
import logging
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.app.demo import open_demo
from bot.clock import FrozenClock
from bot.demo.script import play
from bot.errors import UserError
from bot.logs import configure_logging
from bot.playground.client import PlaygroundClient
from bot.playground.seeds import PERSON

FOLDER = Path(__file__).with_name("transcripts")
NAMES = sorted(path.stem for path in FOLDER.glob("*.script"))
START = datetime(2026, 2, 18, 6, 30, tzinfo=UTC)
SHARED = ("group", "channel")
"""Played in one person's chats, one after the other."""
QUICK, PATIENT = 0.6, 4.0
"""Seconds of quiet that end a step; the longer where it was too short."""
DEMOS = 4
"""So many are open at a time; most of a script is waiting for quiet."""
PRIVATE = frozenset({"admin", "invite"})
"""Played with a bot for the invited, whose admin writes."""
TELEGRAM_IN = {"french": "fr", "arabic": "ar"}
"""The language of the newcomer's Telegram, where it is not English."""


async def transcripts(wanted: Iterable[str], quiet: float) -> dict[str, str]:
    """What was said in each script; nothing where one could not be played to its end."""
    names = sorted(wanted)
    apart = [name for name in names if name in PRIVATE or re.search(r"^@(\+|at|clock)", _script(name), re.M)]
    shared = [name for name in SHARED if name in names]
    others = [name for name in names if name not in apart and name not in shared]
    demos = [others[::2], others[1::2], shared, *([name] for name in apart)]
    room = asyncio.Semaphore(DEMOS)
    parts = await asyncio.gather(*(_demo(scripts, quiet, room) for scripts in demos if scripts))
    return {name: text for part in parts for name, text in part.items()}


async def _demo(names: Sequence[str], quiet: float, room: asyncio.Semaphore) -> dict[str, str]:
    """The scripts, one after the other, played with a demo of their own."""
    private = PRIVATE.issuperset(names)
    how = {"access": "invite", "admins": (PERSON,)} if private else {}
    found = {}
    async with room, open_demo(FrozenClock(START), **how) as (_, base):
        for name in names:
            somebody_new = not private and name not in SHARED
            try:
                found[name] = await _played(name, base, quiet, somebody_new=somebody_new)
            except UserError as problem:
                sys.stderr.write(f"{name}: {problem}\n")
                found[name] = ""
    return found


def _script(name: str) -> str:
    return (FOLDER / f"{name}.script").read_text()


async def _played(name: str, base: str, quiet: float, *, somebody_new: bool) -> str:
    lines: list[str] = []
    script = _script(name).replace("{base}", base).splitlines()
    async with PlaygroundClient(base) as person:
        if somebody_new:
            language = TELEGRAM_IN.get(name, "en")
            made = await person.post("person", name="Amina", language=language, started=True)
            person.chat = made["id"]
        await play(script, person, lines.append, quiet=quiet)
    head = script[0].removeprefix("# ")
    return steady(f"{head} ({name}.script)\n\n" + "\n".join(lines))


def steady(text: str) -> str:
    """A transcript without what differs from run to run: ports and codes."""
    text = re.sub(r"127\.0\.0\.1:\d{4,}", "127.0.0.1:8080", text)
    return re.sub(r"inv_[A-Za-z0-9_-]+…?", "inv_…", text)


def stale(found: Mapping[str, str]) -> dict[str, list[str]]:
    """By script, the lines of its transcript that are said no more."""
    gone = {}
    for name, text in found.items():
        said = set(text.splitlines())
        before = (FOLDER / f"{name}.txt").read_text().splitlines()
        gone[name] = [line for line in before if line not in said]
    return {name: lines for name, lines in gone.items() if lines}


async def check() -> int:
    """Plays what seems stale once more, with patience: a slow machine is no news."""
    suspects = stale(await transcripts(NAMES, QUICK))
    gone = stale(await transcripts(suspects, PATIENT)) if suspects else {}
    for name, lines in gone.items():
        sys.stdout.write("\n  ".join([f"{name}.txt says, and the bot does not:", *lines]) + "\n")
    return int(bool(gone))


async def write() -> int:
    found = await transcripts(NAMES, PATIENT / 2)
    for name, text in found.items():
        if text:
            (FOLDER / f"{name}.txt").write_text(text.rstrip() + "\n")
    return int("" in found.values())


if __name__ == "__main__":
    configure_logging(level=logging.ERROR)
    sys.exit(asyncio.run(check() if "--check" in sys.argv else write()))
