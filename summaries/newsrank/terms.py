"""The terms of a text: what its sentences have in common with each other and with the title."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from operator import mul

from summaries.sentences import terms, words

Vector = dict[str, float]


@dataclass(frozen=True)
class Terms:
    """The words and terms of each sentence of a text (or of several texts on one story)."""

    words: tuple[list[str], ...]
    terms: tuple[list[str], ...]
    title: frozenset[str]

    @cached_property
    def frequency(self) -> Counter[str]:
        return Counter(chain.from_iterable(self.terms))

    @cached_property
    def unique(self) -> list[set[str]]:
        return [set(found) for found in self.terms]

    @cached_property
    def rarity(self) -> Vector:
        spread = Counter(chain.from_iterable(self.unique))
        return {term: math.log(1 + len(self.terms) / count) for term, count in spread.items()}

    @cached_property
    def vectors(self) -> list[Vector]:
        """Each sentence's terms weighed by rarity, as a unit vector."""
        rarity = self.rarity
        found = []
        for own in self.terms:
            vector = {term: rarity[term] for term in own}
            if len(vector) < len(own):
                vector = {term: count * rarity[term] for term, count in Counter(own).items()}
            found.append(_unit(vector))
        return found

    @cached_property
    def title_vector(self) -> Vector:
        return _unit({term: self.rarity[term] for term in sorted(self.title) if term in self.rarity})

    @cached_property
    def centralities(self) -> list[float]:
        """The mean cosine of each sentence with all of them: its product with the sum of the vectors."""
        total = dict.fromkeys(self.rarity, 0.0)
        for vector in self.vectors:
            for term, value in vector.items():
                total[term] += value
        return [
            sum(map(mul, vector.values(), map(total.__getitem__, vector))) / len(self.terms)
            for vector in self.vectors
        ]

    @cached_property
    def repeated_pairs(self) -> list[float]:
        """The share of each sentence's neighbouring terms that stand side by side elsewhere too."""
        pairs = [set(pairwise(found)) for found in self.terms]
        spread = Counter(chain.from_iterable(pairs))
        return [sum([spread[pair] > 1 for pair in found]) / max(1, len(found)) for found in pairs]

    @cached_property
    def first_uses(self) -> dict[str, int]:
        first: dict[str, int] = {}
        for index, found in enumerate(self.terms):
            for term in found:
                first.setdefault(term, index)
        return first

    @cached_property
    def last_uses(self) -> dict[str, int]:
        return {term: index for index, found in enumerate(self.terms) for term in found}


def find_terms(texts: Iterable[str], title: str, language: str) -> Terms:
    """The terms of sentences and of their title."""
    found = tuple([words(text, language) for text in texts])
    return Terms(
        found,
        tuple([terms(each, language) for each in found]),
        frozenset(terms(words(title, language), language)),
    )


def cosine(one: Vector, other: Vector) -> float:
    """How alike two unit vectors are, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum([value * other[term] for term, value in one.items() if term in other])


def _unit(vector: Vector) -> Vector:
    values = vector.values()
    length = math.sqrt(sum(map(mul, values, values))) or 1.0
    return {term: value / length for term, value in vector.items()}
