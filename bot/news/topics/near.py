"""Did you mean: known names that look like a typed word."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from bot.news.topics.words import key

SHARE = 0.28
"""So much of a word may be wrong, one letter at least."""
SHORTEST = 3
LONGEST = 50
BEGINNING = 4
"""From so many letters on a word may be the beginning of a longer name."""


def look_alikes(text: str, typed: Mapping[str, str]) -> list[str]:
    """Slugs of the topics with a name a few letters off, nearest first; `typed`: slugs by folded name.

    A swap of neighbours is one letter off; a longer name counts from its beginning.
    """
    wanted = key(text)
    if not SHORTEST <= len(wanted) <= LONGEST:
        return []
    allowed = max(1, int(len(wanted) * SHARE))
    names = [name for name, slug in typed.items() if slug]
    whole = process.extract_iter(wanted, names, scorer=OSA.distance, score_cutoff=allowed)
    distances = {name: float(distance) for name, distance, _ in whole}
    for name in names:
        if name[:2] == wanted[:2] and name not in distances and _begins(wanted, name):
            distances[name] = allowed + _beginning(wanted, name)
    ranked: dict[str, tuple[float, int]] = {}
    for name, distance in distances.items():
        rank = (distance, -Prefix.similarity(wanted, name))
        ranked[typed[name]] = min(rank, ranked.get(typed[name], rank))
    return sorted(ranked, key=lambda slug: (ranked[slug], slug))


def _begins(wanted: str, name: str) -> bool:
    """Whether a word may be the beginning of a longer name, one letter aside."""
    return len(wanted) >= BEGINNING and " " not in name and _beginning(wanted, name) <= 1


def _beginning(wanted: str, name: str) -> int:
    return min(OSA.distance(wanted, name[: len(wanted) + more]) for more in (0, 1))
