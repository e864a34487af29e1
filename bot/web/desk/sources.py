"""The pages on what comes in: an overview, and the sources."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request

from bot.desk import Desk
from bot.desk.view import DAYS
from bot.store.model import Source
from bot.web.desk.charts import Bar, by_day, columns

HOURS = 72
SPARK = (112, 26)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as its line of the table shows it."""

    source: Source
    state: str
    """well, failing, or gone for good"""
    articles: int
    bars: list[Bar]


async def overview_page(desk: Desk, request: Request) -> dict[str, Any]:
    """The newsroom at one glance: figures, news by the hour, and what is due next."""
    now = desk.clock.now()
    health, intake = await desk.checkup.look(), await desk.view.intake()
    coming, latest = await desk.view.deliveries()
    polls = sorted((source for source, _ in intake.sources if source.next_due), key=lambda s: s.next_due)
    return {
        "health": health,
        "hours": HOURS,
        "bars": _by_hour(intake.by_hour, now),
        "polls": polls[:6],
        "coming": coming[:6],
        "latest": latest[:6],
        "stories": await desk.newsroom.stories(None, 6),
    }


async def sources_page(desk: Desk, request: Request) -> dict[str, Any]:
    """Every source that is read for everybody, those that fail first."""
    intake, now = await desk.view.intake(), desk.clock.now()
    rows = [_row(source, counts, now) for source, counts in intake.sources]
    rows.sort(key=lambda row: row.state == "well")
    return {"rows": rows, "readers_own": intake.readers_own, "days": DAYS, "spark": SPARK}


def _row(source: Source, counts: Counter[str], now: datetime) -> SourceRow:
    state = "well" if not source.failures else "failing" if source.last_success else "never read"
    return SourceRow(source, state, counts.total(), columns(by_day(counts, now), *SPARK, gap=3))


def _by_hour(counts: Counter[str], now: datetime) -> list[Bar]:
    hours = [now - timedelta(hours=n) for n in range(HOURS - 1, -1, -1)]
    values = [(f"{hour:%a %H}:00", {"": counts[f"{hour:%Y-%m-%dT%H}"]}) for hour in hours]
    return columns(values, 720, 110, 2)
