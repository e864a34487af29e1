"""Two full rounds over many sources, as Markdown: `python -m benchmarks.ingest.round [SOURCES]` (2,000).

Every outlet has a host name of its own and four articles with their text. A tenth are faulty: a third of
those answer 500, a third never answer (given up after 5 s here), a third have one article more in the
second round. Nothing is lost: after the second round each article that was ever served is stored exactly
once.
"""

import asyncio
import logging
import os
import socket
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from benchmarks.ingest.lag import measured_lag, quantile
from benchmarks.ingest.memory import measured_peaks
from benchmarks.ingest.outlets import fault, served, title
from bot.clock import FrozenClock
from bot.config import Settings, SourceSettings
from bot.ingest import Ingest
from bot.ingest.limits import Limits
from bot.logs import configure_logging
from bot.store.articles import list_articles
from bot.store.database import Store
from bot.store.sources import all_sources

ITEMS = 4
LIMITS = Limits(request_seconds=5.0, pause_seconds=0.0)


def _resolve(host: str, port: int, **options: Any) -> list[Any]:
    return _getaddrinfo("127.0.0.1" if host.endswith(".example") else host, port, **options)


_getaddrinfo = socket.getaddrinfo


def expected(sources: int) -> set[str]:
    """The titles that two rounds bring."""
    found = set[str]()
    for outlet in range(sources):
        wrong = fault(outlet)
        served_items = 0 if wrong in ("fails", "hangs") else ITEMS + (wrong == "changes")
        found.update(title(outlet, item) for item in range(served_items))
    return found


async def one_round(name: str, ingest: Ingest, sources: int) -> None:
    """Reads all that is due, and prints a row about it."""
    began = perf_counter()
    async with measured_peaks() as peaks, measured_lag() as late:
        report = await ingest.poll_due()
    seconds = perf_counter() - began
    p99, worst = 1000 * quantile(late, 0.99), 1000 * max(late)
    print(
        f"| {name} | {report.places:,} | {len(report.articles):,} | {report.unread} | {seconds:.0f}"
        f" | {p99:.0f} | {worst:.0f} | {peaks[os.getpid()]:.0f} |",
        flush=True,
    )


async def main(sources: int = 2000) -> None:
    configure_logging(level=logging.CRITICAL)
    clock = FrozenClock(datetime.now(UTC))
    with tempfile.TemporaryDirectory() as folder, patch("socket.getaddrinfo", _resolve):
        async with (
            served(sources, ITEMS, teaser_only=False) as (port, _),
            Store.open(Path(folder) / "news.db") as store,
        ):
            settings = Settings(
                sources=tuple(
                    SourceSettings(
                        name=f"Outlet {n}", url=f"http://o{n}.example:{port}/{n}", allow_private=True
                    )
                    for n in range(sources)
                )
            )
            print("| round | sources | articles | unread | s | loop late p99, ms | worst | main, MB |")
            print("|---|---|---|---|---|---|---|---|", flush=True)
            async with Ingest.open(store, settings, clock, LIMITS) as ingest:
                await ingest.sync()
                await one_round("first", ingest, sources)
                clock.advance(timedelta(days=2))
                await one_round("second", ingest, sources)
            stored = Counter(article.title for article in await store.read(list_articles))
            wanted = expected(sources)
            failing = sum(source.failures > 0 for source in await store.read(all_sources))
    twice = sum(count > 1 for count in stored.values())
    print(
        f"\n{len(wanted):,} articles served: {len(wanted - stored.keys())} lost, {twice} stored twice,"
        f" {len(stored.keys() - wanted)} that nobody served. {failing} sources failing, each with its reason."
    )


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
