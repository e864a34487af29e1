"""How alike two articles are: words weighted by how rare they are among the articles known.

A word is kept as a 32-bit number (CRC-32 of the folded word), so that a hundred thousand articles fit in
memory and two processes agree on it.
"""

import math
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

from babel import Locale, UnknownLocaleError

from summaries.language import stop_words

LEAD_WORDS = 160
"""An article's event stands in its first words; what follows is background that many events share."""
TITLE_WEIGHT = 2
"""A word of the headline counts as much as this many more of the text."""

_LONGEST_WORD = 12
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+|[^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]+"
)
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_CAPITALISED = re.compile(r"[^\W\d_][\w’'-]*|\d+(?:[.,]\d+)*")
_WITHIN = re.compile(r"(?<=[^\s.!?:;…—―–\"”’»“] )[^\W\d_][\w’'-]*")
_SMALL = re.compile(r"(?<![\w’'-])[^\W\d_][\w’'-]*")
_NAME, _COUNT = 0x80, 0x7F
"""In a count: the word is a name; how heavily it stands."""
_DAMPED = [0.0, *(1 + math.log(n) for n in range(1, _COUNT + 1))]

Rarity = Callable[[int], float]
"""Gives the inverse document frequency of a word's number."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An article as comparison sees it: its words' numbers, and how heavily each stands in it (1 to 127).

    The highest bit of a count says that the word is a name.
    """

    terms: "array[int]"
    counts: bytes

    def weights(self, rarity: Rarity) -> dict[int, float]:
        """The words' tf-idf weights, scaled to length 1."""
        raw = {t: _DAMPED[n & _COUNT] * rarity(t) for t, n in zip(self.terms, self.counts, strict=True)}
        return scaled(raw)

    @property
    def names(self) -> frozenset[int]:
        """The words that are written large within sentences, and never small."""
        return frozenset(t for t, n in zip(self.terms, self.counts, strict=True) if n & _NAME)


def profile(title: str, text: str, language: str) -> Profile:
    """Counts the words of a headline and of the first LEAD_WORDS words of a text."""
    text = text[: LEAD_WORDS * _LONGEST_WORD]
    counts = Counter(_terms(text, language)[:LEAD_WORDS])
    for term in _terms(title, language):
        counts[term] += TITLE_WEIGHT
    del counts[0]
    large = _names_within(text, language)
    return Profile(
        array("I", counts), bytes(min(n, _COUNT) | (_NAME if t in large else 0) for t, n in counts.items())
    )


def _names_within(text: str, language: str) -> frozenset[int]:
    """The words that stand large in the middle of a sentence, and nowhere small; days and months are none."""
    small = {word for word in _SMALL.findall(text) if word[0].islower()}
    large = {word for word in _WITHIN.findall(text) if word[0].isupper() and word.casefold() not in small}
    return frozenset(_terms(" ".join(large), language)) - _days_and_months(language) - {0}


def names(title: str, text: str, language: str) -> frozenset[int]:
    """The numbers of the words that tell one event from another of its kind: figures and names.

    A name is a word that is never written small. Empty for scripts without capitals.
    """
    words = set(_CAPITALISED.findall(f"{title} {text[: LEAD_WORDS * _LONGEST_WORD]}"))
    large = {word for word in words if word[0].isupper() or word[0].isdigit()}
    small = _terms(" ".join(words - large), language)
    return frozenset(_terms(" ".join(large), language)).difference(small, [0])


def scaled(weights: Mapping[int, float]) -> dict[int, float]:
    """The same weights with a Euclidean length of 1 (all zero stays so)."""
    length = math.sqrt(sum(w * w for w in weights.values()))
    return {t: w / length for t, w in weights.items()} if length else dict(weights)


def centroid(vectors: Iterable[Mapping[int, float]]) -> dict[int, float]:
    """The middle of several vectors, scaled to length 1."""
    total: dict[int, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return scaled(total)


def cosine(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """How alike two vectors of length 1 are, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(w * other.get(t, 0.0) for t, w in one.items())


def _terms(text: str, language: str) -> list[int]:
    """The numbers of a text's words in order; 0 for a word that carries no topic."""
    stop = _stop_numbers(language)
    found: list[int] = []
    for word in _WORD.findall(_folded(text)):
        pieces = _pairs(word) if _UNSPACED.match(word) else (word,)
        found += [0 if t in stop else t for t in map(_number, pieces)]
    return found


def _pairs(word: str) -> list[str]:
    """Scripts without spaces are compared by pairs of characters."""
    return [word[i : i + 2] for i in range(max(1, len(word) - 1))]


def _folded(text: str) -> str:
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(20_000)
def _number(word: str) -> int:
    """CRC-32 of a word without its plural s; 0 for a single letter or digit."""
    if len(word) < 2 and not _UNSPACED.match(word):
        return 0
    if word[0].isdigit():
        word = word.replace(",", "")
    elif len(word) > 3 and word[-1] == "s" and word[-2] not in "su":
        word = word[:-1]
    return crc32(word.encode("utf-8", "replace"))


@cache
def _days_and_months(language: str) -> frozenset[int]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    days = locale.days["format"]["wide"].values()
    return frozenset(_terms(" ".join([*days, *locale.months["format"]["wide"].values()]), language))


@cache
def _stop_numbers(language: str) -> frozenset[int]:
    return frozenset(_number(_folded(word)) for word in stop_words(language))
