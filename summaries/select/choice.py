"""The choice of sentences, given their weights, and why each was taken or left."""

import math
from collections.abc import Collection, Sequence

from summaries.model import Sentence
from summaries.select.flaws import LEANING, LONGEST_WORDS, flaws, is_question, word_count
from summaries.sentences import terms, words

LONGEST = 700
"""Characters of a summary of three sentences; in proportion for others."""
TOO_LONG, QUESTION = 0.5, 0.5
"""What a long sentence and a question lose, in the unit of the news ranker's weights."""
_NEVER = frozenset({"half quotation", "unfinished", "noise", "too short"})
_SAME = 0.65
_SAME_IN_SEVERAL = 0.4
_SAME_AS_TITLE = 0.78
"""From which likeness two sentences of a document, of several, or a sentence and the title say the same."""
_LEFT = float("-inf")


class Choice:
    """Which sentences of a text make its summary. One object serves one text."""

    def __init__(self, sentences: Sequence[Sentence], title: str = "", language: str = "und") -> None:
        self._sentences = sentences
        self._language = language
        self._title = frozenset(words(title, language))
        self._same = _SAME_IN_SEVERAL if any(s.document for s in sentences) else _SAME
        self._terms: dict[int, frozenset[str]] = {}

    def choose(self, weights: Sequence[float], count: int) -> list[int]:
        """The indices of at most `count` sentences, in reading order; none whose weight is minus infinity."""
        order = self._order(weights)
        chosen: list[int] = []
        while len(chosen) < count:
            best = next((i for i in order if i not in chosen and not self.objection(i, chosen, count)), None)
            if best is None:
                break
            chosen.append(best)
        return sorted(chosen)

    def _order(self, weights: Sequence[float]) -> list[int]:
        ranked = [index for index, weight in enumerate(weights) if weight > _LEFT]
        return sorted(ranked, key=lambda index: (self._penalty(index) - weights[index], index))

    def _penalty(self, index: int) -> float:
        text = self._sentences[index].text
        is_long = word_count(text, self._language) > LONGEST_WORDS
        return TOO_LONG * is_long + QUESTION * is_question(text)

    def objection(self, index: int, chosen: Collection[int], count: int) -> str:
        """Why a sentence cannot join the chosen ones; "" if it can."""
        text = self._sentences[index].text
        found = flaws(text, self._language)
        if found & _NEVER:
            return ", ".join(sorted(found & _NEVER))
        if found & LEANING and not self._follows(index, chosen):
            return ", ".join(sorted(found & LEANING))
        length = sum(len(self._sentences[other].text) for other in chosen)
        if chosen and length + len(text) > LONGEST * count / 3:
            return "no room"
        return self._repetition(index, chosen)

    def _follows(self, index: int, chosen: Collection[int]) -> bool:
        """Whether the sentence before it is shown, or there is none."""
        return self._sentences[index].position == 0 or index - 1 in chosen

    def _repetition(self, index: int, chosen: Collection[int]) -> str:
        if likeness(words(self._sentences[index].text, self._language), self._title) > _SAME_AS_TITLE:
            return "says what the title says"
        own = self._terms_of(index)
        if any(likeness(own, self._terms_of(other)) > self._same for other in chosen):
            return "says what another says"
        return ""

    def _terms_of(self, index: int) -> frozenset[str]:
        if index not in self._terms:
            found = words(self._sentences[index].text, self._language)
            self._terms[index] = frozenset(terms(found, self._language))
        return self._terms[index]


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """The cosine of two sets of words: from 0 where they share none to 1 where they are equal."""
    first, second = frozenset(one), frozenset(other)
    return len(first & second) / math.sqrt(len(first) * len(second) or 1)
