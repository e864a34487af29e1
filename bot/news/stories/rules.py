"""What decides which articles are one story. How the values were found: benchmarks/stories.py."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits of likeness, and how far is looked."""

    threshold: float = 0.21
    """An article joins a story if it is at least so alike to the closer half of its members."""
    names: float = 0.05
    """At least this part of the names and figures it begins with must occur there, weighed by rarity."""
    names_of_short: float = 0.1
    """The same for an article of few words, where a common verb or two make any two alike."""
    names_within: float = 0.05
    """The same for the names within sentences, one way or the other: less, and it is another event."""
    short: int = 30
    """An article is short if it begins with fewer different words than this."""
    half_life: timedelta = timedelta(hours=48)
    """Likeness halves with every such time between two articles."""
    column: timedelta = timedelta(hours=18)
    """So far apart, headlines of one outlet that begin alike are a column's, each a story of its own."""
    members: int = 12
    """A story is what its newest articles say."""
    headlines: int = 40
    """The same for headlines without a text."""
    convergence: float = 0.25
    """Two stories that an article fits are one if their other members are at least so alike."""
    rare_words: int = 24
    """How many of an article's words are looked up."""
    recent: int = 150
    """How many of the newest articles are considered for each of them."""
    compared: int = 60
    """How many articles, those that share most, name the stories to compare."""
    candidates: int = 8
    """How many stories are compared in full."""
    live: int = 100_000
    """How many articles are known; the oldest to arrive fall out."""
