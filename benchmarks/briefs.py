"""How fast a brief is answered from a large archive, beside a bare search of the same index.

    python -m benchmarks.briefs [--articles 300000] [--rounds 200] [--archive FILE]

The archive is made up (benchmarks/archive.py); a new one takes four minutes for each 100,000 articles, and
FILE keeps it. Each of the rounds asks for other words. A brief is the whole answer of the desk: looked up,
found, ranked and read into objects. The bare search is `SELECT rowid … MATCH … ORDER BY rank LIMIT 5` on a
connection of its own. The first question of each kind counts for nothing: it loads libraries.
"""

import argparse
import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

from benchmarks.archive import build_archive
from bot.clock import FrozenClock
from bot.config import Settings
from bot.desk import Desk, open_desk
from bot.store.database import Store, connect
from bot.store.model import Place, Reader

Asked = TypeVar("Asked")
Times = tuple[float, float]
"""Milliseconds on the clock, and of CPU time: on a busy machine the latter tell more."""

NOW = datetime(2026, 11, 1, 18, tzinfo=UTC)
LIMIT = 5
WINDOWS = {"a day": timedelta(days=1), "a week": timedelta(days=7), "ever": None}
BARE = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rank LIMIT 5"


@dataclass(frozen=True)
class Words:
    """Topics to ask for, drawn from the archive's own texts."""

    places: list[str]
    rare: list[str]
    usual: list[str]
    common: list[str]
    phrases: list[str]
    unknown: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--archive", type=Path, help="kept, and used again where it exists")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = wanted.archive or Path(folder) / "archive.db"
        if not archive.exists():
            started = time.perf_counter()
            build_archive(archive, wanted.articles, NOW)
            print(f"{wanted.articles} articles made in {time.perf_counter() - started:.0f} s")
        asyncio.run(measure(archive, wanted.rounds))


async def measure(archive: Path, rounds: int) -> None:
    """Prints the table."""
    async with Store.open(archive) as store:
        desk = open_desk(store, Settings(), FrozenClock(NOW))
        bare = connect(archive, read_only=True).conn
        words = draw_words(bare, desk, rounds)
        print(
            "| `/brief` of | p50 ms | p99 | p99 of CPU | bare FTS5 p50 | p99 | p99 of CPU |\n|" + 7 * "---|"
        )
        for name, topics in vars(words).items():
            matches = [desk.topics.fts(desk.topics.resolve(topic)) for topic in topics]
            searched = times_of_searches(bare, matches)
            for window, span in WINDOWS.items():
                since = NOW - span if span else None
                briefed = await times_of(topics, partial(brief, desk, since))
                print(f"| {name}, {window} | {figures(briefed)} | {figures(searched)} |", flush=True)
        readers = [await reader_of(desk, n, words) for n in range(rounds)]
        briefed = await times_of(
            readers, lambda one: desk.newsroom.brief_all(one, NOW - timedelta(days=1), 3)
        )
        print(f"| all of a reader's 5 topics, a day | {figures(briefed)} | | | |")
        asked = await times_of(words.places, lambda topic: desk.newsroom.activity(desk.topics.resolve(topic)))
        print(f"| what a place brought in a week | {figures(asked)} | | | |")
        asked = await times_of(range(rounds), lambda _: desk.newsroom.popular(12))
        print(f"| popular topics | {figures(asked)} | | | |")


async def brief(desk: Desk, since: datetime | None, topic: str) -> None:
    """What `newsbrief brief` and the chat ask of the desk."""
    await desk.newsroom.brief(desk.newsroom.lookup(topic).topic, since, LIMIT)


def draw_words(db: sqlite3.Connection, desk: Desk, count: int) -> Words:
    """Words by the number of articles that hold them, one a round, with one more to begin with."""
    chance = random.Random(7)
    newest = db.execute("SELECT max(n) FROM articles").fetchone()[0]
    numbers = chance.choices(range(newest - newest // 10, newest), k=3 * count)
    texts = [db.execute("SELECT text FROM articles WHERE n = ?", (n,)).fetchone()[0] for n in numbers]
    drawn = [[word.strip(".").lower() for word in text.split()] for text in texts]
    by_rate: dict[str, list[str]] = {"rare": [], "usual": [], "common": []}
    for words in drawn:
        word = chance.choice([word for word in words if len(word) > 4])
        matching = db.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", (f'"{word}"',))
        share = matching.fetchone()[0] / newest
        seldom = share < max(0.001, 3 / newest)
        by_rate["rare" if seldom else "usual" if share < 0.05 else "common"].append(word)
    topics = [topic.slug for topic in desk.topics.all()]
    return Words(
        places=chance.choices(topics, k=count + 1),
        rare=chance.choices(by_rate["rare"], k=count + 1),
        usual=chance.choices(by_rate["usual"], k=count + 1),
        common=chance.choices(by_rate["common"], k=count + 1),
        phrases=[_two_words(words, chance) for words in drawn[: count + 1]],
        unknown=[f"{chance.choice(by_rate['rare'])}qx" for _ in range(count + 1)],
    )


def _two_words(words: list[str], chance: random.Random) -> str:
    """Two neighbours in quotation marks, one of them no mere "of"."""
    at = chance.choice([at for at, word in enumerate(words[:-1]) if len(word) > 4])
    return f'"{words[at]} {words[at + 1]}"'


async def reader_of(desk: Desk, number: int, words: Words) -> Reader:
    """Somebody who subscribed to three places and two words."""
    place = Place(1_000 + number)
    topics = {*words.places[number : number + 3], *words.usual[number : number + 2]}
    change = await desk.readers.subscribe(place, [desk.topics.resolve(topic) for topic in topics])
    return change.reader


async def times_of(asked: Sequence[Asked], answer: Callable[[Asked], Awaitable[object]]) -> list[Times]:
    """Milliseconds of each answer but the first, and of CPU time."""
    found = []
    for one in asked:
        started = time.perf_counter(), time.process_time()
        await answer(one)
        found.append((1000 * (time.perf_counter() - started[0]), 1000 * (time.process_time() - started[1])))
    return found[1:]


def times_of_searches(db: sqlite3.Connection, matches: Sequence[str]) -> list[Times]:
    found = []
    for match in matches:
        started = time.perf_counter(), time.process_time()
        db.execute(BARE, (match,)).fetchall()
        found.append((1000 * (time.perf_counter() - started[0]), 1000 * (time.process_time() - started[1])))
    return found[1:]


def figures(times: Sequence[Times]) -> str:
    wall, cpu = ([one[i] for one in times] for i in (0, 1))
    return f"{median(wall):.1f} | {quantiles(wall, n=100)[98]:.1f} | {quantiles(cpu, n=100)[98]:.1f}"


if __name__ == "__main__":
    main()
