"""ROUGE-1 and ROUGE-2 (F1) on stems, as the package rouge-score counts them, and an interval for a mean."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

import numpy as np
from nltk.stem.porter import PorterStemmer

from summaries.language import stemmer


def tokens_of(text: str, language: str) -> list[str]:
    """The stems of a text; English ones by Porter, for words of more than three letters."""
    if language == "en":
        return [_porter(word) if len(word) > 3 else word for word in _ENGLISH.findall(text.lower())]
    stem = stemmer(language)
    return [stem(word) for word in _WORD.findall(text.lower())]


_ENGLISH = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"\w+")
T = TypeVar("T")
_porter = lru_cache(50_000)(PorterStemmer().stem)


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


def _f1(one: Counter[T], other: Counter[T]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
