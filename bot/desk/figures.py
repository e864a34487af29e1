"""Counts of everything: what `newsbrief stats` prints, and health and metrics tell."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from bot.store import articles, deliveries, readers, sources, stories
from bot.store.model import Source


@dataclass(frozen=True, slots=True)
class Totals:
    """What only a walk through the archive, the readers and the ledger tells."""

    articles: int
    unsummarised: int
    """Articles of which no honest summary could be made: headline and link."""
    stories: int
    by_bot: dict[int, int]
    """Subscribers, by the bot (its id) that they belong to."""
    deliveries: dict[str, int | str | None]

    @property
    def subscribers(self) -> int:
        return sum(self.by_bot.values())


@dataclass(frozen=True, slots=True)
class Stats:
    """The totals, and what is counted afresh each time."""

    totals: Totals
    sources: dict[str, int]
    deliveries: dict[str, int | str | None]
    failing: tuple[Source, ...] = ()


def count_all(db: Database) -> Totals:
    """What there is in all. Costs more the more there is."""
    return Totals(
        articles=articles.count_articles(db),
        unsummarised=articles.count_unsummarised(db),
        stories=stories.count_stories(db),
        by_bot=readers.count_subscribers(db),
        deliveries=deliveries.delivery_totals(db),
    )


def count_now(db: Database, totals: Totals, now: datetime) -> Stats:
    """Counts of what is open and of the sources, beside the totals."""
    counts = sources.count_sources(db, now)
    return Stats(
        totals=totals,
        sources={"total": counts.total, "failing": counts.failing, "stale": counts.stale},
        deliveries={**deliveries.delivery_stats(db, now), **totals.deliveries},
        failing=tuple(one for one in sources.all_sources(db) if one.failures and one.origin != "reader"),
    )
