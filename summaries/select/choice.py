"""The choice of sentences, given their weights, and why each was taken or left."""

import math
from collections.abc import Collection, Sequence
from statistics import fmean

from summaries.model import Sentence
from summaries.select.flaws import (
    LEANING,
    LONGEST_WORDS,
    flaws,
    has_half_quotation,
    is_question,
    word_count,
)
from summaries.sentences import terms, words

LONGEST = 700
"""Characters of a summary of up to three sentences; in proportion for more."""
LONGEST_RUN = 3
"""So many sentences, one after the other, are taken together where none of them reads well alone."""
TOO_LONG, QUESTION = 0.5, 0.5
"""What a long sentence and a question lose, in the unit of the news ranker's weights."""
_NEVER = frozenset({"unfinished", "noise", "too short"})
_HALF = "half quotation"
_SAME, _SAME_ELSEWHERE, _SAME_AS_TITLE = 0.65, 0.3, 0.78
"""From which likeness two sentences of a document, of two, or a sentence and the title say the same."""
_LEFT = float("-inf")


class Choice:
    """Which sentences of a text make its summary. One object serves one text."""

    def __init__(self, sentences: Sequence[Sentence], title: str = "", language: str = "und") -> None:
        self._sentences = sentences
        self._language = language
        self._title = frozenset(words(title, language))
        self._words: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def choose(self, weights: Sequence[float], count: int, start: Collection[int] = ()) -> list[int]:
        """The indices of at most `count` sentences, in reading order, those of `start` among them.

        The heaviest run of sentences that reads well joins, and again, while there is room. None whose weight
        is minus infinity is taken.
        """
        worth = [weight - self._penalty(index) for index, weight in enumerate(weights)]
        order = sorted((i for i, w in enumerate(worth) if w > _LEFT), key=lambda i: (-worth[i], i))
        chosen = sorted(start)
        while len(chosen) < count and (run := self._next(order, worth, chosen, count)):
            chosen = sorted({*chosen, *run})
        return chosen

    def _next(
        self, order: Sequence[int], worth: Sequence[float], chosen: Collection[int], count: int
    ) -> Sequence[int]:
        """The run whose sentences, those chosen already apart, are worth most in the mean; else none."""
        best: Sequence[int] = ()
        most = _LEFT
        taken = set(chosen)
        for index in order:
            if worth[index] <= most:
                break
            if index in taken:
                continue
            run = [i for i in self._run(index, taken) if i not in taken]
            value = fmean(worth[i] for i in run) if 0 < len(run) <= count - len(chosen) else _LEFT
            if value > most and not self._objection(run, chosen, count):
                best, most = run, value
        return best

    def _penalty(self, index: int) -> float:
        text = self._sentences[index].text
        is_long = word_count(text, self._language) > LONGEST_WORDS
        return TOO_LONG * is_long + QUESTION * is_question(text)

    def _run(self, index: int, chosen: Collection[int]) -> Sequence[int]:
        """The fewest sentences around one, itself among them, that read well one after the other."""
        for length in range(1, LONGEST_RUN + 1):
            for first in range(index - length + 1, index + 1):
                run = range(first, first + length)
                if self._reads_well(run, chosen):
                    return run
        return ()

    def _reads_well(self, run: range, chosen: Collection[int]) -> bool:
        if run[0] < 0 or run[-1] >= len(self._sentences):
            return False
        found = [self._flaws(index) for index in run]
        if any(wrong & _NEVER for wrong in found):
            return False
        if self._sentences[run[0]].document != self._sentences[run[-1]].document:
            return False
        if found[0] & LEANING and not self._follows(run[0], chosen):
            return False
        quoted = any(_HALF in wrong for wrong in found)
        return not (quoted and has_half_quotation(" ".join(self._sentences[i].text for i in run)))

    def objection(self, index: int, chosen: Collection[int], count: int) -> str:
        """Why a sentence cannot join the chosen ones by itself; "" if it can."""
        found = self._flaws(index)
        bad = found & (_NEVER | {_HALF})
        if found & LEANING and not self._follows(index, chosen):
            bad |= found & LEANING
        return ", ".join(sorted(bad)) or self._objection([index], chosen, count)

    def _objection(self, run: Sequence[int], chosen: Collection[int], count: int) -> str:
        length = sum(len(self._sentences[index].text) for index in (*chosen, *run))
        if length > LONGEST * max(count, 3) / 3 and len(chosen) + len(run) > 1:
            return "no room"
        return next(filter(None, (self._repetition(index, chosen) for index in run)), "")

    def _follows(self, index: int, chosen: Collection[int]) -> bool:
        """Whether the sentence before it is shown, or there is none."""
        return self._sentences[index].position == 0 or index - 1 in chosen

    def _flaws(self, index: int) -> frozenset[str]:
        return flaws(self._sentences[index].text, self._language)

    def _repetition(self, index: int, chosen: Collection[int]) -> str:
        found, own = self._words_of(index)
        if likeness(found, self._title) > _SAME_AS_TITLE:
            return "says what the title says"
        if any(likeness(own, self._words_of(other)[1]) > self._same(index, other) for other in chosen):
            return "says what another says"
        return ""

    def _same(self, one: int, other: int) -> float:
        same_document = self._sentences[one].document == self._sentences[other].document
        return _SAME if same_document else _SAME_ELSEWHERE

    def _words_of(self, index: int) -> tuple[frozenset[str], frozenset[str]]:
        """A sentence's words and its terms."""
        if index not in self._words:
            found = words(self._sentences[index].text, self._language)
            self._words[index] = frozenset(found), frozenset(terms(found, self._language))
        return self._words[index]


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The cosine of two sets of words: from 0 where they share none to 1 where they are equal."""
    return len(one & other) / math.sqrt(len(one) * len(other) or 1)
