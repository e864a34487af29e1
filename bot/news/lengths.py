"""A summary at three lengths, one within the other: short, usual and long."""

from collections.abc import Sequence

from bot.news.model import LONG, SHORT, UNKNOWN_LANGUAGE, USUAL, Editing
from summaries import Sentence, Summary, summarise

SHORT_SENTENCES, LONG_SENTENCES = 2, 5
"""How many sentences a short summary has at most, and a long one at least tries for."""


def condense(text: str | Sequence[str], title: str, language: str, editing: Editing) -> Summary:
    """The summary of an article, or of several on one story, with its shorter and its longer form."""
    return summarise(
        text,
        title=title,
        sentences=editing.sentences,
        shorter=min(SHORT_SENTENCES, editing.sentences),
        longer=max(LONG_SENTENCES, editing.sentences),
        method=editing.method,
        language=None if language == UNKNOWN_LANGUAGE else language,
    )


def graded(summary: Summary) -> list[tuple[Sentence, int]]:
    """The sentences of a summary's longest form, in reading order, each with its level."""
    short, usual = set(summary.shorter), set(summary.sentences)
    return [
        (sentence, SHORT if sentence in short else USUAL if sentence in usual else LONG)
        for sentence in summary.longer
    ]
