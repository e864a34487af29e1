"""ROUGE-1 and ROUGE-2 (F1) on stems, and an interval for a mean."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from summaries.language import stemmer
from summaries.sentences import words


def tokens_of(text: str, language: str) -> list[str]:
    stem = stemmer(language)
    return [stem(word) for word in words(text, language)]


def rouge(sentences: Sequence[list[str]], reference: list[str]) -> tuple[float, float]:
    """ROUGE-1 and ROUGE-2, from 0 to 1, of sentences given as tokens."""
    tokens = [token for found in sentences for token in found]
    return _f1(Counter(tokens), Counter(reference)), _f1(
        Counter(pairwise(tokens)), Counter(pairwise(reference))
    )


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean, and the bounds of its 95 % bootstrap interval (1,000 draws, seeded)."""
    found = np.asarray(values, float)
    draws = np.random.default_rng(0).integers(0, len(found), (1000, len(found)))
    low, high = np.percentile(found[draws].mean(1), [2.5, 97.5])
    return float(found.mean()), float(low), float(high)


def _f1(one: Counter, other: Counter) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
