"""The news ranker as one more of sumy's summarisers.

A module of its own: importing sumy's takes as long as condensing two hundred articles.
"""

from typing import Any

from sumy.summarizers._summarizer import AbstractSummarizer

from summaries.model import Sentence
from summaries.newsrank.ranker import weigh


class NewsSummarizer(AbstractSummarizer):  # type: ignore[misc]
    """Called as sumy's others are: `NewsSummarizer("en")(document, 3)`.

    The document's headings are its title.
    """

    def __init__(self, language: str = "und") -> None:
        super().__init__()
        self._language = language

    def __call__(self, document: Any, sentences_count: Any) -> tuple[Any, ...]:
        title = " ".join(str(heading) for heading in document.headings)
        paragraphs = [p.sentences for p in document.paragraphs if p.sentences]
        places = [(str(s), number) for number, found in enumerate(paragraphs) for s in found]
        sentences = [Sentence(text, 0, position, number) for position, (text, number) in enumerate(places)]
        ratings = iter(weigh(sentences, title, self._language))
        chosen: tuple[Any, ...] = self._get_best_sentences(
            document.sentences, sentences_count, lambda _: next(ratings)
        )
        return chosen
