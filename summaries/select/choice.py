"""The choice of sentences, given their weights."""

from collections.abc import Sequence

from summaries.model import Sentence
from summaries.select.flaws import LEANING, flaws
from summaries.sentences import words

MOST_CHARACTERS = 230
"""The average length of a summary's sentences beyond which no further one is added."""
_SAME = 0.5
"""Share of words in common from which two sentences say the same."""


def choose(
    sentences: Sequence[Sentence], weights: Sequence[float], count: int, *, title: str = "", language: str = "und"
) -> list[int]:
    """The indices of at most `count` sentences that make the best summary, in reading order."""
    order = sorted(range(len(sentences)), key=lambda index: (-weights[index], index))
    chosen: list[int] = []
    length = 0
    for index in order:
        if len(chosen) == count or weights[index] == float("-inf"):
            break
        text = sentences[index].text
        if chosen and length + len(text) > MOST_CHARACTERS * count:
            continue
        if _fits(index, chosen, sentences, title, language):
            chosen.append(index)
            length += len(text)
    return sorted(chosen)


def _fits(index: int, chosen: list[int], sentences: Sequence[Sentence], title: str, language: str) -> bool:
    found = flaws(sentences[index].text, language)
    if found - LEANING or (found and index - 1 not in chosen):
        return False
    own = set(words(sentences[index].text, language))
    said = [set(words(sentences[other].text, language)) for other in chosen]
    return all(overlap(own, other) < _SAME for other in said) and overlap(own, set(words(title, language))) < 0.7


def overlap(one: set[str], other: set[str]) -> float:
    """Jaccard's measure: the words in common as a share of all words."""
    return len(one & other) / (len(one | other) or 1)
