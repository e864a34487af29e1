"""The news ranker: a linear model, its weights in `weights.json`."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from operator import mul

from summaries.model import Sentence
from summaries.newsrank.features import features

TRAINED = frozenset({"en", "fr"})
"""Languages of the articles that the weights were trained on."""
HEAD = 1.0
"""What a text's first sentence gains in other languages, where less is certain."""


def weigh(sentences: Sequence[Sentence], title: str = "", language: str = "und") -> list[float]:
    """How much each sentence belongs into a summary: the logarithm of its odds, but for a constant."""
    weights = weights_for(circumstances(sentences, title, language))
    columns = features(sentences, title, language)
    found = [weights[name] for name in columns]
    head = 0.0 if language in TRAINED else HEAD
    return [
        sum(map(mul, found, row)) + head * (sentence.position == 0)
        for sentence, row in zip(sentences, zip(*columns.values(), strict=True), strict=True)
    ]


def circumstances(sentences: Sequence[Sentence], title: str, language: str) -> str:
    """Which of the trained sets of weights fits a text: what is missing in it shifts what the rest means."""
    if any(sentence.document > 0 for sentence in sentences):
        return "several"
    if language == "fr":
        return "french"
    if not title.strip():
        return "untitled"
    if all(sentence.paragraph == 0 for sentence in sentences):
        return "unparagraphed"
    return "whole"


@cache
def weights_for(circumstance: str) -> Mapping[str, float]:
    """The trained weights by feature. A feature that has none raises KeyError where it is weighed."""
    stored: dict[str, dict[str, float]] = json.loads(
        files("summaries.newsrank").joinpath("weights.json").read_text("utf-8")
    )
    return stored[circumstance]
