"""The news ranker as one more of sumy's summarisers."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sumy.summarizers._summarizer import AbstractSummarizer

from summaries.model import Sentence
from summaries.newsrank.features import FEATURES, features


class NewsSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """Called like sumy's others: `NewsSummarizer("en")(document, 3)`. The document's headings are its title."""

    def __init__(self, language: str = "und") -> None:
        super().__init__()
        self._language = language

    def __call__(self, document: Any, sentences_count: Any) -> tuple[Any, ...]:
        title = " ".join(str(heading) for heading in document.headings)
        found = [
            Sentence(str(sentence), 0, 0, number)
            for number, paragraph in enumerate(document.paragraphs)
            for sentence in paragraph.sentences
        ]
        placed = [Sentence(s.text, 0, position, s.paragraph) for position, s in enumerate(found)]
        ratings = iter(weigh(placed, title, self._language))
        return tuple(
            self._get_best_sentences(document.sentences, sentences_count, lambda _: next(ratings))
        )


def weigh(sentences: Sequence[Sentence], title: str = "", language: str = "und") -> list[float]:
    """How much each sentence belongs into a summary."""
    model = weights()
    return [
        sum(weight * value for weight, value in zip(model, row, strict=True))
        for row in features(sentences, title, language)
    ]


@cache
def weights() -> tuple[float, ...]:
    """The trained weights in the order of FEATURES; raises KeyError for a feature without one."""
    stored = json.loads(files("summaries.newsrank").joinpath("weights.json").read_text("utf-8"))
    return tuple(float(stored[name]) for name in FEATURES)
