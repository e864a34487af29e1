"""The sample news: five made-up outlets and what they report over three days, written for this demo.

Each file in `articles/` is an outlet. `at` is when a report is published, counted from the start of the demo;
`{today}`, `{yesterday}` and `{tomorrow}` stand for the weekday as seen from there.
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
    reports = (Report(**{**article, "at": time_span(article["at"])}) for article in data.pop("articles"))
    return Outlet(slug=slug, reports=tuple(sorted(reports, key=lambda r: r.at)), **data)


def time_span(text: str) -> timedelta:
    """Reads -31h, +5m or -9h30m; ValueError for anything else."""
    match = _AT.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no time span such as -9h30m")
    sign, hours, minutes = match.groups()
    span = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return -span if sign == "-" else span
