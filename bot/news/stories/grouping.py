"""Why the articles of a story stand together: how alike they are, and in which words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.news.model import Article
from bot.news.similarity import LEAD_WORDS, Profile, Rarity, cosine, profile
from bot.news.stories.index import rarity
from bot.news.stories.rules import Rules

WORDS = 6
_WORD = re.compile(r"\w[\w’'.,-]*\w|\w")


@dataclass(frozen=True, slots=True)
class Bond:
    """How alike two articles are, 0 to 1, and the words that do most for it, strongest first."""

    article: str
    other: str
    likeness: float
    words: tuple[str, ...]


def bonds(articles: Sequence[Article], around: Iterable[Article]) -> tuple[Bond, ...]:
    """What binds each of a story's articles to each that stands behind it.

    Words are weighed by how rare they are in `around`, articles of the same days; with the distance in time
    it is the measure that the index decides by (bot.news.stories.index), as of these articles.
    """
    profiles = {a.id: profile(a.title, a.text, a.language) for a in [*around, *articles]}
    rare = _rarity(profiles.values())
    weights = {article.id: profiles[article.id].weights(rare) for article in articles}
    found = []
    for place, article in enumerate(articles):
        for other in articles[place + 1 :]:
            ours, theirs = weights[article.id], weights[other.id]
            likeness = cosine(ours, theirs) * _near(article, other)
            shared = sorted(ours.keys() & theirs.keys(), key=lambda t: -ours[t] * theirs[t])
            words = _words(article)
            strongest = tuple(words[term] for term in shared if term in words)[:WORDS]
            found.append(Bond(article.id, other.id, min(1.0, likeness), strongest))
    return tuple(found)


def _rarity(profiles: Iterable[Profile]) -> Rarity:
    known = list(profiles)
    seen = Counter(term for one in known for term in one.terms)
    return lambda term: rarity(seen[term], len(known))


def _near(one: Article, other: Article) -> float:
    if one.when is None or other.when is None:
        return 1.0
    return float(0.5 ** (abs(one.when - other.when) / Rules().half_life))


def _words(article: Article) -> dict[int, str]:
    """The words that an article begins with, by their numbers."""
    words = _WORD.findall(f"{article.title} {article.text}")[: LEAD_WORDS * 2]
    return {term: word for word in reversed(words) for term in profile("", word, article.language).terms}
