"""What became of sentences that somebody read: whether their articles changed a fact in them. Pure."""

import re
from collections.abc import Iterable, Mapping

from bot.news.model import Article, Correction, Quote
from bot.news.novelty import content, denies, sentences_of
from bot.news.withdrawn import is_withdrawn

_ALIKE = 0.5
"""A sentence stands in the place of another if it shares at least this part of their content words."""
_IN_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundred"
    " hundreds dozen dozens thousand thousands million millions billion half twice un deux trois quatre cinq"
    " six sept huit neuf dix douze vingt trente cent mille"
)
_SPELLED = frozenset(_IN_WORDS.split())
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[^.!?:“\"«] )[A-ZÀ-ÞĀ-Ž][\w’'-]+")
_WORD = re.compile(r"[^\W\d_]+")


def corrections(read: Iterable[Quote], articles: Mapping[str, Article]) -> tuple[Correction, ...]:
    """Of the sentences read (their articles by id) those that hold no more, each with what stands there now.

    A sentence holds no more if its article now gives another number or name in it, or denies it, or lacks
    all of it, or was withdrawn. One put in other words still holds; an article that is gone corrects nothing.
    """
    found = [_correction(quote, articles[quote.article]) for quote in read if quote.article in articles]
    return tuple(one for one in found if one)


def _correction(quote: Quote, article: Article) -> Correction | None:
    if is_withdrawn(article):
        return Correction(quote, None)
    if _folded(quote.text) in _folded(article.text):
        return None
    now = _in_its_place(quote.text, article)
    if now is None:
        return Correction(quote, None)
    return Correction(quote, article.quote(now)) if _another_fact(quote.text, now) else None


def _in_its_place(sentence: str, article: Article) -> str | None:
    """The sentence of an article that is most like one that it had."""
    ours = content(sentence, article.language)
    best, most = None, _ALIKE
    for other in sentences_of(article.text, article.language):
        theirs = content(other, article.language)
        alike = len(ours & theirs) / max(1, min(len(ours), len(theirs)))
        if alike > most or (alike == most and best is None):
            best, most = other, alike
    return best


def _another_fact(before: str, now: str) -> bool:
    """Whether a number or name of a sentence is another now, or it is denied where it was not."""
    return bool(_facts(before) - _words(now)) or denies(before) != denies(now)


def _facts(sentence: str) -> set[str]:
    """The numbers and names in a sentence, folded. Its first word proves no name."""
    spelled = {word for word in _words(sentence) if word in _SPELLED}
    numbers = {number.replace(",", "") for number in _NUMBER.findall(sentence)}
    return spelled | numbers | {name.casefold().removesuffix("'s") for name in _NAME.findall(sentence)}


def _words(sentence: str) -> set[str]:
    plain = sentence.replace("’", "'")
    numbers = {number.replace(",", "") for number in _NUMBER.findall(plain)}
    names = {name.casefold().removesuffix("'s") for name in re.findall(r"[^\W\d_][\w'-]+", plain)}
    return numbers | names | {word.casefold() for word in _WORD.findall(plain)}


def _folded(text: str) -> str:
    return " ".join(text.split())
