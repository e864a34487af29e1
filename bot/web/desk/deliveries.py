"""The page on what readers get: digests that are due, and what became of those that were planned."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request

from bot.desk import Desk
from bot.desk.view import DAYS
from bot.web.desk.charts import columns
from bot.web.desk.words import day_of

STATES = ("sent", "open", "uncertain", "failed")


async def deliveries_page(desk: Desk, request: Request) -> dict[str, Any]:
    """Planned and sent deliveries, without names and words."""
    coming, latest = await desk.view.deliveries()
    now = desk.clock.now()
    outcomes: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for delivery in latest:
        outcomes[delivery.due.date()][delivery.state] += 1
    days = [now.date() - timedelta(days=n) for n in range(DAYS, -1, -1)]
    values = [(day_of(day), {state: outcomes[day][state] for state in STATES}) for day in days]
    next_hours = [now + timedelta(hours=n) for n in range(24)]
    due = Counter(f"{one.due:%d %H}" for one in coming)
    ahead = [(f"{hour:%a %H}:00", {"": due[f"{hour:%d %H}"]}) for hour in next_hours]
    return {
        "coming": coming,
        "latest": latest,
        "bars": columns(values, 640, 100, 8),
        "ahead": columns(ahead, 640, 60, 4),
        "stats": (await desk.checkup.stats()).deliveries,
        "days": DAYS,
    }
