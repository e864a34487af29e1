"""The sample news: five made-up outlets and what they report over three days, written for this demo.

Each file in `articles/` is an outlet. `at` is when a report is published or corrected, counted from the start
of the demo, as are both ends of an `outage` of a feed. `{today}`, `{yesterday}` and `{tomorrow}` are the
weekday as seen from there.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from babel.dates import format_date

_AT = re.compile(r"([+-])(?=\d)(?:(\d+)h)?(?:(\d+)m)?")
_DAYS = {"{yesterday}": -1, "{today}": 0, "{tomorrow}": 1}


@dataclass(frozen=True, slots=True)
class Correction:
    """What an outlet changes in a report of its own, `at` after the start of the demo, and its note on it."""

    at: timedelta
    said: str
    says: str
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """One article, published `at` after the start of the demo. Paragraphs are parted by blank lines."""

    slug: str
    at: timedelta
    section: str
    byline: str
    title: str
    standfirst: str
    caption: str
    text: str
    correction: Correction | None = None

    def as_of(self, elapsed: timedelta) -> "Report":
        """The report as it stands so long after the start of the demo."""
        change = self.correction
        if change is None or elapsed < change.at:
            return self
        return replace(
            self, text=f"{self.text.replace(change.said, change.says).rstrip()}\n\n{change.note}\n"
        )

    def changed(self, elapsed: timedelta) -> timedelta:
        """When it was published or, if that has come, corrected."""
        times = [self.at, *([self.correction.at] if self.correction else [])]
        return max((at for at in times if at <= elapsed), default=self.at)

    @property
    def paragraphs(self) -> list[str]:
        return self.text.strip().split("\n\n")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A made-up outlet. `format` is what it publishes: rss, rss-full (with the text), atom or json."""

    slug: str
    name: str
    language: str
    format: str
    reports: tuple[Report, ...]
    outage: tuple[timedelta, timedelta] = (timedelta(0), timedelta(0))
    """From when to when its feed is broken."""
    kind: str = ""
    """What it is: state, public, …"""
    paywall: bool = False
    """Its pages say that they are not free to read."""


@cache
def all_outlets() -> tuple[Outlet, ...]:
    """The outlets with everything they will ever publish, in order of their files' names."""
    found = sorted(files("bot.demo").joinpath("articles").iterdir(), key=lambda file: file.name)
    return tuple(
        _outlet(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in found
        if file.name.endswith(".toml")
    )


def dated(report: Report, start: datetime, language: str) -> Report:
    """The report with weekdays in place of {today} and the like. `start` is the demo's, aware, in UTC."""
    text = report.text
    for word, days in _DAYS.items():
        day = start + report.at + timedelta(days=days)
        text = text.replace(word, format_date(day, "EEEE", locale=language))
    return replace(report, text=text)


def _outlet(slug: str, data: dict[str, Any]) -> Outlet:
    reports = sorted((_report(article) for article in data.pop("articles")), key=lambda r: r.at)
    broken, mended = (time_span(at) for at in data.pop("outage", ("+0m", "+0m")))
    return Outlet(slug=slug, reports=tuple(reports), outage=(broken, mended), **data)


def _report(data: dict[str, Any]) -> Report:
    change = data.pop("correction", None)
    correction = Correction(**{**change, "at": time_span(change["at"])}) if change else None
    return Report(**{**data, "at": time_span(data["at"])}, correction=correction)


def time_span(text: str) -> timedelta:
    """Reads -31h, +5m or -9h30m; ValueError for anything else."""
    match = _AT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no time span such as -9h30m")
    sign, hours, minutes = match.groups()
    span = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return -span if sign == "-" else span
