"""Fetch to stored, beside a bare loop of the same parts, as Markdown: `python -m
benchmarks.ingest.throughput`.

    python -m benchmarks.ingest.throughput [RUNS [PAGES]]     # 7 feeds of 20 articles, 3 runs

PAGES is a folder of real pages (NAME.html.gz), served in place of those made up.

Both read the same feeds and article pages (60 KB and more, made up) from a server in a process of its own.
The bare loop does what is needed and no more: httpx, feedparser, trafilatura, our summary, an insert of
each article in one transaction a feed; no checks of addresses, no robots.txt, no processes, no topics, no
stories. Runs take turns. Both are held to one core, the server to another where there is one. An article's
CPU time is that of all processes but the server, beside which the machine's other work hardly shows. What the
stages of ours take is measured in this process, one stage after the other over all pages.
"""

import asyncio
import gzip
import logging
import os
import sqlite3
import statistics
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

import feedparser
import httpx
import trafilatura

from benchmarks.ingest.outlets import page, served, title
from bot.clock import FrozenClock
from bot.config import Settings, SourceSettings
from bot.ingest import Ingest
from bot.ingest.engine import LocalEngine
from bot.logs import configure_logging
from bot.news.article import write_article
from bot.news.clean import clean_paragraphs
from bot.news.lengths import condense
from bot.news.model import Editing, Entry
from bot.news.pages import parse_page
from bot.news.topics import Topics
from bot.store.database import Store
from summaries import summarise

FEEDS, ITEMS = 7, 20


@dataclass(frozen=True)
class Run:
    """Articles stored, wall seconds, CPU seconds in all and in the main process."""

    articles: int
    wall: float
    cpu: float
    main: float = 0.0

    @property
    def per_second(self) -> float:
        return self.articles / self.wall

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu / self.articles


def _cpu(server: int) -> float:
    """CPU seconds of this process and of its children, but for the server."""
    mine = os.getpid()
    children = Path(f"/proc/{mine}/task/{mine}/children").read_text().split()
    fields = [
        Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        for child in children
        if int(child) != server
    ]
    ticks = sum(int(field[11]) + int(field[12]) for field in fields)
    return process_time() + ticks / os.sysconf("SC_CLK_TCK")


async def ours(urls: list[str], workers: int, cores: set[int], server: int) -> Run:
    """The program, its processes running: sources in, stored articles with topics and stories out."""
    sources = tuple(SourceSettings(name=url, url=url, allow_private=True) for url in urls)
    os.sched_setaffinity(0, cores)
    engine = LocalEngine(workers)
    warm = partial(write_article, source="", language=None, editing=Editing())
    await engine.run(warm, [(Entry(title=title(0, n)), page(0, n)) for n in range(4 * workers)])
    with tempfile.TemporaryDirectory() as folder:
        async with Store.open(Path(folder) / "news.db") as store:
            ingest = Ingest(store, Settings(sources=sources), FrozenClock(datetime.now(UTC)), engine)
            await ingest.sync()
            cpu, main, began = _cpu(server), process_time(), perf_counter()
            report = await ingest.poll_due()
            wall, main = perf_counter() - began, process_time() - main
            run = Run(len(report.articles), wall, _cpu(server) - cpu, main)
    await engine.close()
    return run


def bare(urls: list[str], core: set[int], spent: dict[str, float]) -> Run:
    """The bare loop; `spent` is told what each stage takes."""
    os.sched_setaffinity(0, core)
    stored, began, cpu = 0, perf_counter(), process_time()
    with tempfile.TemporaryDirectory() as folder, httpx.Client() as client:
        db = sqlite3.connect(f"{folder}/bare.db")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE articles (url TEXT PRIMARY KEY, title TEXT, text TEXT, summary TEXT)")
        for url in urls:
            mark = _Stages(spent)
            data = client.get(url).content
            mark("fetch")
            entries = feedparser.parse(data).entries
            mark("parse")
            rows = []
            for entry in entries:
                page = client.get(entry.link).content
                mark("fetch")
                text = trafilatura.extract(page, fast=True, include_comments=False) or ""
                mark("extract")
                summary = summarise(text, title=entry.title)
                mark("condense")
                rows.append((entry.link, entry.title, text, "\n".join(s.text for s in summary.sentences)))
            with db:
                db.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", rows)
            mark("store")
            stored += len(rows)
        db.close()
    return Run(stored, perf_counter() - began, process_time() - cpu)


class _Stages:
    """Adds up the CPU time between calls under the names given."""

    def __init__(self, spent: dict[str, float]) -> None:
        self._spent, self._last = spent, process_time()

    def __call__(self, stage: str) -> None:
        now = process_time()
        self._spent[stage] += now - self._last
        self._last = now


def reading(files: list[bytes]) -> dict[str, float]:
    """CPU seconds that our stages take for these pages, and what is left of writing the articles."""
    spent: dict[str, float] = defaultdict(float)
    topics = Topics.load()
    write = partial(write_article, source="", language=None, editing=Editing())
    for data in files:
        mark = _Stages(spent)
        article = write(Entry(title=""), data)
        mark("language, identity and the rest")
        found = parse_page(data)
        mark("page: tree, metadata, body")
        text = "\n\n".join(clean_paragraphs(found.paragraphs, found.title))
        mark("clean")
        condense(text, found.title, article.language, Editing())
        mark("condense")
        topics.weigh(found.title, text, (), article.language)
        mark("topics")
    parts = sum(spent.values()) - spent["language, identity and the rest"]
    spent["language, identity and the rest"] -= parts
    return spent


def _files(pages: str) -> list[bytes]:
    """The pages that are served."""
    if not pages:
        return [page(outlet, item) for outlet in range(FEEDS) for item in range(ITEMS)]
    paths = sorted(Path(pages).glob("*.html.gz"))
    return [gzip.decompress(path.read_bytes()) for path in paths[: FEEDS * ITEMS]]


def _shares(spent: dict[str, float]) -> str:
    return ", ".join(f"{stage} {value / sum(spent.values()):.0%}" for stage, value in spent.items())


async def main(runs: int = 3, pages: str = "") -> None:
    configure_logging(level=logging.CRITICAL)
    cores = sorted(os.sched_getaffinity(0))
    one = {cores[0]}
    found: dict[str, list[Run]] = defaultdict(list)
    spent: dict[str, float] = defaultdict(float)
    os.sched_setaffinity(0, {cores[-1]})
    async with served(FEEDS, ITEMS, teaser_only=True, pages=pages) as (port, server):
        urls = [f"http://127.0.0.1:{port}/{n}" for n in range(FEEDS)]
        bare(urls[:1], one, defaultdict(float))
        for _ in range(runs):
            found["bare loop, one core"].append(bare(urls, one, spent))
            found["ours, one worker, one core"].append(await ours(urls, 1, one, server))
            found["ours, one worker, two cores"].append(await ours(urls, 1, set(cores[:2]), server))
            found["ours, two workers, two cores"].append(await ours(urls, 2, set(cores[:2]), server))
    print("| | articles a second (median) | CPU ms an article |\n|---|---|---|")
    for name, done in found.items():
        speed, cost = (
            statistics.median(getattr(run, what) for run in done) for what in ("per_second", "cpu_ms")
        )
        print(f"| {name}, {done[0].articles} articles | {speed:.1f} | {cost:.1f} |")
    for over, under in (
        ("ours, one worker, one core", "bare loop, one core"),
        ("ours, two workers, two cores", "ours, one worker, two cores"),
    ):
        pairs = list(zip(found[over], found[under], strict=True))
        ratios = [a.per_second / b.per_second for a, b in pairs]
        by_cpu = statistics.median(b.cpu_ms / a.cpu_ms for a, b in pairs)
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"\n{over} : {under} = {spread}; by CPU {by_cpu:.2f}")
    share = statistics.median(run.main / run.cpu for run in found["ours, one worker, one core"])
    files = _files(pages)
    reading(files)
    print(f"\nCPU of the bare loop: {_shares(spent)}.")
    print(f"\nCPU of ours: main process (fetch, stories, store) {share:.0%}, reading {1 - share:.0%}.")
    print(f"\nCPU of reading: {_shares(reading(files))}.")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3, *sys.argv[2:3]))
