"""An article as the index keeps it: its words, its time, its wire text."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from bot.news.model import UNKNOWN_LANGUAGE, Article
from bot.news.similarity import Profile, profile
from bot.news.topics import Topics

VERSION = 1
"""Grows whenever `look` comes to see the same article otherwise: what was stored before is looked at anew."""

_WIRE_WORDS = 20
_NO_WORDS = profile("", "", UNKNOWN_LANGUAGE)
_ROUND_UP = re.compile(
    r"\b(?:(?:the )?(?:day|week|month|news|world) in (?:brief|review|pictures)|news in brief|top stories"
    r"|(?:news|daily|weekly|morning|evening) round-?up|(?:morning|evening|daily|\w+day) briefing"
    r"|(?:five|six|seven|ten|\d{1,2}) things (?:to|you (?:need|have) to) know|^the papers:|the week ahead"
    r"|corrections and clarifications|today[’']s (?:headlines|front pages)"
    r"|en bref|revue de presse|l[’']essentiel de)\b",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"^(?P<numbered>.{4,60}?)\b(?:No|Part|Episode|#)\.?\s?\d+\b|^(?P<kicker>[^:|]{4,40}?)(?::\s|\s\|\s)"
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
    column: int = 0
    """The same for headlines of an outlet that begin alike, odd where they are numbered; 0: none."""


def look(article: Article, story: str = "") -> Known:
    """An article of a story, or of none yet.

    A round-up tells no story of its own: it keeps no words, so that it joins none and none joins it.
    """
    round_up = _ROUND_UP.search(article.title)
    bare = not article.text.strip()
    return Known(
        id=article.id,
        story=story,
        at=seconds(article.published, article.arrived),
        language=article.language,
        profile=_NO_WORDS if round_up else profile(article.title, article.text, article.language),
        wire=_wire(article.text),
        bare=bare,
        subjects=_subjects(article) if bare else frozenset(),
        column=_column(article),
    )


def seconds(published: datetime | None, arrived: datetime | None) -> float | None:
    """When an article counts as told, in seconds since 1970: at its arrival where its date lies behind it."""
    times = [time.timestamp() for time in (published, arrived) if time]
    return min(times, default=None)


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


def _column(article: Article) -> int:
    match = _COLUMN.search(article.title)
    if match is None:
        return 0
    numbered = match["numbered"] is not None
    begins = match["numbered"] or match["kicker"]
    return _number_of(f"{article.source}\n{begins.strip().casefold()}") >> 1 << 1 | numbered


def _wire(text: str) -> int:
    """The same number for the same text."""
    words = text.split()
    return _number_of(" ".join(words)) if len(words) >= _WIRE_WORDS else 0


def _number_of(text: str) -> int:
    return int.from_bytes(sha256(text.encode("utf-8", "replace")).digest()[:8], "big", signed=True)
