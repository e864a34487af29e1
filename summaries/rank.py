"""Every way of weighing sentences behind one function. sumy's own summarisers are fed properly here.

Traps of sumy 0.13 that are met: its tokenizer wants a download, its stop words are empty unless set, LexRank
stops after two steps of its power method, Edmundson asks for bonus words, equal sentences share one rating,
and sums over sets differ in the last digit from run to run.
"""

import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from summaries.language import stemmer, stop_words
from summaries.model import METHODS, Sentence
from summaries.newsrank import weigh
from summaries.sentences import Tokenizer, words

_SUMMARISERS = {
    "lex-rank": "lex_rank.LexRankSummarizer",
    "text-rank": "text_rank.TextRankSummarizer",
    "lsa": "lsa.LsaSummarizer",
    "luhn": "luhn.LuhnSummarizer",
    "kl": "kl.KLSummarizer",
    "sum-basic": "sum_basic.SumBasicSummarizer",
    "edmundson": "edmundson.EdmundsonSummarizer",
    "reduction": "reduction.ReductionSummarizer",
}
_MOST_RANKED = {"news": 600, "lead": 5000, "kl": 60}
_MOST_RANKED_OTHERWISE = 150
"""How many sentences a method is given: the cost of sumy's is quadratic or worse."""
_STIGMA_WORDS = ("click", "subscribe", "copyright", "photo", "advertisement")
_LEFT = float("-inf")

warnings.filterwarnings("ignore", message="Number of words", module="sumy")


def rank(
    sentences: Sequence[Sentence], method: str = "news", *, title: str = "", language: str = "und"
) -> list[float]:
    """The weight of each sentence under a method: the higher, the sooner it belongs into a summary.

    Repetitions of a sentence, and sentences beyond what a method can weigh in reasonable time, weigh
    minus infinity. Raises ValueError for an unknown method.
    """
    if method not in METHODS:
        raise ValueError(f"There is no method {method!r}; the methods are {', '.join(METHODS)}.")
    chosen = _worth_ranking(sentences, _MOST_RANKED.get(method, _MOST_RANKED_OTHERWISE))
    rated = [sentences[index] for index in chosen]
    if method == "news":
        ratings = weigh(rated, title, language)
    elif method == "lead":
        ratings = [-float(sentence.position) for sentence in rated]
    else:
        ratings = _rate(rated, method, title, language)
    weights = [_LEFT] * len(sentences)
    for index, rating in zip(chosen, ratings, strict=True):
        weights[index] = rating
    return weights


def _worth_ranking(sentences: Sequence[Sentence], most: int) -> list[int]:
    """The first occurrences of the sentences that stand earliest in their documents, in reading order."""
    first: dict[str, int] = {}
    for index, sentence in enumerate(sentences):
        first.setdefault(sentence.text, index)
    return sorted(sorted(first.values(), key=lambda index: sentences[index].position)[:most])


def _rate(sentences: Sequence[Sentence], method: str, title: str, language: str) -> list[float]:
    """What a sumy summariser gives each sentence, which it tells only to its `sentences_count`."""
    import numpy as np

    ratings = [0.0] * len(sentences)

    def record(ranked: Sequence[Any]) -> Sequence[Any]:
        for info in ranked:
            ratings[info.order] = round(float(np.nan_to_num(info.rating)), 9)
        return ranked

    with np.errstate(invalid="ignore"):
        _summariser(method, title, language)(document(sentences, title, language), record)
    return ratings


def document(sentences: Sequence[Sentence], title: str, language: str) -> Any:
    """sumy's model of a document of these sentences, the title as its heading."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as SumySentence

    tokenizer = Tokenizer(language)
    paragraphs: dict[tuple[int, int], list[Any]] = {}
    if title:
        paragraphs[-1, -1] = [SumySentence(title, tokenizer, is_heading=True)]
    for sentence in sentences:
        place = sentence.document, sentence.paragraph
        paragraphs.setdefault(place, []).append(SumySentence(sentence.text, tokenizer))
    return ObjectDocumentModel([Paragraph(found) for found in paragraphs.values()])


def _summariser(method: str, title: str, language: str) -> Any:
    module, _, name = _SUMMARISERS[method].partition(".")
    summariser = getattr(import_module(f"sumy.summarizers.{module}"), name)(stemmer(language))
    if method == "edmundson":
        summariser.bonus_words = [*words(title, language), "significant"]
        summariser.stigma_words = _STIGMA_WORDS
        summariser.null_words = [*stop_words(language), "the"]
    else:
        summariser.stop_words = stop_words(language)
    if method == "lex-rank":
        summariser.epsilon = 1e-6
    return summariser
