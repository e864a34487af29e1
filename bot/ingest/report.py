"""What a pass came to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.news.model import Article

Progress = Callable[[int, int], None]
"""Told how many of how many sources, locations or entries are done."""


def say_nothing(done: int, total: int) -> None:
    """The progress of those who don't want to know."""


@dataclass(frozen=True, slots=True)
class Ingested:
    """A new or changed article, and where it was found."""

    article: Article
    location: str
    place: int = 0
    """Where it stood in its document."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be read, and why."""

    location: str
    reason: str


@dataclass(frozen=True, slots=True)
class Probe:
    """How a source answers now: `trouble` says why it can't be read, `moved` where it is to be asked instead,
    `newest` when its newest entry was published (None where no entry says so)."""

    name: str
    trouble: str | None = None
    moved: str | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a pass came to: `articles` in the order of their places and of their documents."""

    articles: tuple[Ingested, ...] = ()
    duplicates: int = 0
    """Entries that were stored before, or that repeat another one."""
    rejected: tuple[Rejected, ...] = ()
    places: int = 0
    """How many sources or locations were asked."""
    unread: int = 0
    """How many of them could not be read at all."""
    sources: int = 0
    """How many sources a list added."""


def add_up(reports: Iterable[Report]) -> Report:
    """One report of many, in their order."""
    all_of_them = list(reports)
    return Report(
        articles=tuple(one for report in all_of_them for one in report.articles),
        duplicates=sum(report.duplicates for report in all_of_them),
        rejected=tuple(one for report in all_of_them for one in report.rejected),
        places=sum(report.places for report in all_of_them),
        unread=sum(report.unread for report in all_of_them),
        sources=sum(report.sources for report in all_of_them),
    )


def unread(location: str, reason: str) -> Report:
    """The report of a place that could not be read."""
    return Report(rejected=(Rejected(location, reason),), places=1, unread=1)
