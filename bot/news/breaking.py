"""When a story is breaking: several outlets carry it, each in its own words, within an hour. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.news.model import Article

WITHIN = timedelta(hours=1)
"""So near one another the outlets' articles must be."""
FRESH = timedelta(hours=3)
"""What is older by now breaks no more; feeds and polling may take a part of it."""


def is_breaking(articles: Sequence[Article], outlets: int, now: datetime) -> bool:
    """Whether so many independent outlets carried a story within an hour of one another, not long before now.

    Outlets with the same headline count once: they print the same wire. Times are publication, or arrival
    where that is unknown; one ahead of `now` counts as now.
    """
    timed = sorted(
        ((min(when, now), article) for article in articles if (when := article.when)), key=lambda one: one[0]
    )
    return any(
        independent([article for when, article in timed[first:] if when - begin <= WITHIN]) >= outlets
        for first, (begin, _) in enumerate(timed)
        if now - begin <= FRESH
    )


def independent(articles: Sequence[Article]) -> int:
    """How many outlets tell a story in words of their own."""
    outlets = {article.source for article in articles}
    headlines = {" ".join(article.title.casefold().split()) for article in articles}
    return min(len(outlets), len(headlines))
