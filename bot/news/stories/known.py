"""An article as the index keeps it: its words, its time, its wire text."""

import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from bot.news.model import UNKNOWN_LANGUAGE, Article
from bot.news.similarity import Profile, profile
from bot.news.topics import Topics

_WIRE_WORDS = 20
_NO_WORDS = profile("", "", UNKNOWN_LANGUAGE)
_ROUND_UP = re.compile(
    r"\b(?:(?:the )?(?:day|week|month|news|world) in (?:brief|review|pictures)|news in brief|top stories"
    r"|(?:news|daily|weekly|morning|evening) round-?up|(?:morning|evening|daily|\w+day) briefing"
    r"|en bref|revue de presse|l[’']essentiel de)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A live article. `at` is in seconds since 1970; `wire` is 0 for a text too short to tell."""

    id: str
    story: str
    at: float | None
    language: str
    profile: Profile
    wire: int
    bare: bool
    """It is a headline without a text."""
    subjects: frozenset[str]
    """Slugs of the places and bodies that a bare headline names; continents and regions don't count."""


def look(article: Article) -> Known:
    """An article of no story yet. One dated after its arrival counts as of its arrival.

    A round-up tells no story of its own: it keeps no words, so that it joins none and none joins it.
    """
    when = article.when
    if when and article.arrived and when > article.arrived:
        when = article.arrived
    round_up = _ROUND_UP.search(article.title)
    bare = not article.text.strip()
    return Known(
        id=article.id,
        story="",
        at=when.timestamp() if when else None,
        language=article.language,
        profile=_NO_WORDS if round_up else profile(article.title, article.text, article.language),
        wire=_wire(article.text),
        bare=bare,
        subjects=_subjects(article) if bare else frozenset(),
    )


def nearness(one: Known, other: Known, half_life: timedelta) -> float:
    """1 for articles of the same time, or of unknown time; halved with every half-life between them."""
    if one.at is None or other.at is None:
        return 1.0
    return float(0.5 ** (abs(one.at - other.at) / half_life.total_seconds()))


def same_language(one: str, other: str) -> bool:
    """Whether two articles may be in one language; an unknown one fits any."""
    return one == other or UNKNOWN_LANGUAGE in (one, other)


def _subjects(article: Article) -> frozenset[str]:
    known = Topics.load()
    return frozenset(slug for slug in article.topics if known.get(slug) and not known.is_wide(slug))


def _wire(text: str) -> int:
    """The same number for the same text."""
    words = text.split()
    if len(words) < _WIRE_WORDS:
        return 0
    return int.from_bytes(sha256(" ".join(words).encode("utf-8", "replace")).digest()[:8], "big")
