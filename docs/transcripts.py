"""Plays docs/transcripts/*.script and writes what was said beside them: python docs/transcripts.py.

With --check nothing is written: the exit status is 1 where a transcript says what the bot no longer says.
"""

import asyncio
import logging
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bot.app.demo import open_demo
from bot.clock import FrozenClock
from bot.demo.script import play
from bot.logs import configure_logging
from bot.playground.client import PlaygroundClient
from bot.playground.seeds import PERSON

FOLDER = Path(__file__).with_name("transcripts")
NAMES = sorted(path.stem for path in FOLDER.glob("*.script"))
START = datetime(2026, 2, 18, 6, 30, tzinfo=UTC)
SHARED = ("group", "channel")
"""Played after all others, in one person's chats."""
QUICK, PATIENT = 0.6, 4.0
"""Seconds of quiet that end a step; the longer where it was too short."""
PRIVATE = frozenset({"admin", "invite"})
"""Played with a bot for the invited, whose admin writes."""
TELEGRAM_IN = {"french": "fr", "arabic": "ar"}
"""The language of the newcomer's Telegram, where it is not English."""


async def transcripts(wanted: Iterable[str], quiet: float) -> dict[str, str]:
    """What was said in each script."""
    found: dict[str, str] = {}
    names = sorted(wanted, key=lambda name: (SHARED.index(name) if name in SHARED else -1, name))
    apart = [name for name in names if name in PRIVATE or "\n@+" in _script(name)]
    async with open_demo(FrozenClock(START)) as (_, base):
        for name in names:
            if name not in apart:
                found[name] = await _played(name, base, quiet, somebody_new=name not in SHARED)
    for name in apart:
        how = {"access": "invite", "admins": (PERSON,)} if name in PRIVATE else {}
        async with open_demo(FrozenClock(START), **how) as (_, base):
            found[name] = await _played(name, base, quiet, somebody_new=name not in PRIVATE)
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
    for name, text in (await transcripts(NAMES, PATIENT / 2)).items():
        (FOLDER / f"{name}.txt").write_text(text.rstrip() + "\n")
    return 0


if __name__ == "__main__":
    configure_logging(level=logging.ERROR)
    sys.exit(asyncio.run(check() if "--check" in sys.argv else write()))
