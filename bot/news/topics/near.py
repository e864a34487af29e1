"""Did you mean: known names that look like a typed word."""

from collections.abc import Mapping

from rapidfuzz.distance import OSA, Prefix

from bot.news.topics.words import key

SHARE = 0.28
"""So much of a word may be wrong, one letter at least."""
SHORTEST = 3
LONGEST = 50
BEGINNING = 4
"""From so many letters on a word may be the beginning of a longer name."""


def look_alikes(text: str, typed: Mapping[str, str]) -> list[str]:
    """Slugs of the topics with a name a few letters off, nearest first; `typed`: slugs by folded name."""
    wanted = key(text)
    if not SHORTEST <= len(wanted) <= LONGEST:
        return []
    allowed = max(1, int(len(wanted) * SHARE))
    ranked: dict[str, tuple[float, int]] = {}
    for name, slug in typed.items():
        distance = _distance(wanted, name, allowed)
        if slug and distance is not None:
            rank = (distance, -Prefix.similarity(wanted, name))
            ranked[slug] = min(rank, ranked.get(slug, rank))
    return sorted(ranked, key=lambda slug: (ranked[slug], slug))


def _distance(wanted: str, name: str, allowed: int) -> float | None:
    """Letters off (a swap of neighbours is one); a longer name counts from its beginning; None if too far."""
    whole = OSA.distance(wanted, name, score_cutoff=allowed)
    if whole <= allowed:
        return float(whole)
    if len(wanted) < BEGINNING or " " in name or wanted[:2] != name[:2]:
        return None
    beginning = min(OSA.distance(wanted, name[: len(wanted) + more]) for more in (0, 1))
    return beginning + allowed if beginning <= 1 else None
