"""The Dask engine: two workers beside one, the same results as here, and a worker killed in the middle.

`python -m benchmarks.cluster [--pages 400] [--rounds 3]` prints a table. Rounds of one worker and of two take
turns, so that what else the machine does falls on both.
"""

import asyncio
import logging
import os
import signal
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

from bot.ingest.engine import Done, LocalEngine
from bot.ingest.engine_dask import DaskEngine
from bot.news.article import write_article
from bot.news.model import Article, Editing, Entry

WORDS = (
    "council", "water", "road", "market", "minister", "harbour", "school", "price", "border", "river",
    "union", "farmers", "report", "money", "budget", "village", "doctors", "power", "election", "court",
    "company",
)  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")


def page(number: int) -> tuple[Entry, bytes]:
    """An entry and its page, of about 40 KB with all that stands around an article."""
    dice = Random(number)
    title = f"Niger: {' '.join(dice.sample(WORDS, 5))} {number}"
    paragraphs = "".join(f"<p>{_sentence(dice)} {_sentence(dice)}</p>" for _ in range(14))
    links = "".join(f"<li><a href='/{n}'>{' '.join(dice.sample(WORDS, 4))}</a></li>" for n in range(250))
    html = (
        f"<html lang='en'><head><title>{title} - Courier</title></head><body><nav><ul>{links}</ul></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><aside><ul>{links}</ul></aside></body></html>"
    )
    return Entry(title=title, url=f"https://courier.example/{number}"), html.encode()


def _sentence(dice: Random) -> str:
    return (
        f"The {' '.join(dice.choices(WORDS, k=16))} in Niamey on Monday, {dice.randrange(1000)} people said."
    )


async def run(engine: Any, items: Sequence[tuple[Entry, bytes]]) -> list[Article]:
    """The articles; none may be missing."""
    write = partial(write_article, source="Courier", language="en", editing=Editing())
    results = await engine.run(write, items)
    assert all(isinstance(result, Done) for result in results), results
    return [result.value for result in results]


def cpu_seconds() -> float:
    """Of this process and all below it, those that are alive."""
    return sum(_cpu(pid) for pid in _family(os.getpid()))


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def _family(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(folder.name))
    found, ahead = [pid], [pid]
    while ahead:
        below = parents.get(ahead.pop(), [])
        found += below
        ahead += below
    return found


async def timed(engine: DaskEngine, items: Sequence[tuple[Entry, bytes]]) -> tuple[float, float]:
    """Seconds, and CPU seconds of all processes, for all items."""
    begun, used = perf_counter(), cpu_seconds()
    await run(engine, items)
    return perf_counter() - begun, cpu_seconds() - used


def _dask_workers() -> Iterator[int]:
    for pid in _family(os.getpid()):
        if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
            yield pid


async def lose_a_worker(items: Sequence[tuple[Entry, bytes]]) -> list[Article]:
    """The articles of a cluster of two workers, one of which is killed a second after the work began."""
    engine = DaskEngine(processes=2)
    try:
        await run(engine, items[:20])
        working = asyncio.create_task(run(engine, items))
        await asyncio.sleep(1.0)
        os.kill(next(_dask_workers()), signal.SIGKILL)
        return await working
    finally:
        await engine.close()


async def measure(pages: int, rounds: int) -> dict[str, str]:
    """The figures."""
    items = [page(number) for number in range(pages)]
    here = LocalEngine(2)
    local = await run(here, items)
    await here.close()
    one, two = DaskEngine(processes=1), DaskEngine(processes=2)
    try:
        for engine in (one, two):
            same = await run(engine, items[:50]) == local[:50]
        pairs = [(await timed(one, items), await timed(two, items)) for _ in range(rounds)]
    finally:
        await one.close()
        await two.close()
    ratios = sorted(single[0] / double[0] for single, double in pairs)
    rate = median(pages / double[0] for _, double in pairs)
    cpu = [median(side[1] for side in sides) for sides in zip(*pairs, strict=True)]
    after_loss = await lose_a_worker(items)
    return {
        "pages, rounds": f"{pages}, {rounds}",
        "two workers beside one (least, median, most)": ", ".join(
            f"{ratio:.2f}" for ratio in (ratios[0], median(ratios), ratios[-1])
        ),
        "pages a second with two": f"{rate:.0f}",
        "CPU seconds of all processes, one and two workers": f"{cpu[0]:.1f}, {cpu[1]:.1f}",
        "the same articles as the local engine": "yes" if same else "NO",
        "a worker killed in the middle: lost, changed": f"{pages - len(after_loss)},"
        f" {sum(a != b for a, b in zip(after_loss, local, strict=True))}",
    }


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    logging.getLogger("distributed").setLevel(logging.ERROR)
    print("| the Dask engine | |\n|---|---|")
    for what, figure in asyncio.run(measure(chosen.pages, chosen.rounds)).items():
        print(f"| {what} | {figure} |")


if __name__ == "__main__":
    main()
