"""Which sentences of a story other outlets have too, almost word for word. Pure."""

from collections.abc import Iterable, Sequence

from bot.news.model import Article, Quote
from bot.news.novelty import says_nothing_new, sentences_of

ENOUGH = 2
"""So many other outlets must have a sentence before it is worth a word."""


def agreement(quotes: Iterable[Quote], articles: Sequence[Article]) -> tuple[tuple[str, int], ...]:
    """The sentences that ENOUGH other outlets' articles say too, each with the number of these outlets.

    A sentence that differs in a figure or a denial says something else.
    """
    found = ((quote.text, len(_others(quote, articles))) for quote in quotes)
    return tuple((text, outlets) for text, outlets in found if outlets >= ENOUGH)


def _others(quote: Quote, articles: Sequence[Article]) -> set[str]:
    return {
        article.source
        for article in articles
        if article.source != quote.source
        and any(
            says_nothing_new(quote.text, sentence, article.language)
            for sentence in sentences_of(article.text, article.language)
        )
    }
