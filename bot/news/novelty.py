"""Which sentences are new to somebody who has read a story before, and which were taken back. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256

from bot.news.model import Article, Correction, Quote
from bot.news.withdrawn import is_withdrawn
from summaries.select.flaws import LEANING, flaws
from summaries.sentences import split, terms, words

MOST_FRESH = 12
"""So many fresh sentences of a story are looked for."""

_ALMOST_ALL = 0.75
"""A sentence says nothing new if at least this part of its content words stands in one that was read."""
_FEW = 3
"""Content words: with fewer, all of them must stand there."""
_FIRST = 15
"""Of an article's sentences beside its summary, so many from its beginning are considered."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NOT = frozenset(
    {
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "without",
        "denied",
        "denies",
        "pas",
        "aucun",
        "aucune",
        "jamais",
    }
    | {"sans", "nicht", "kein", "keine", "nie", "sin", "nunca", "não", "لا", "لم", "لن", "ليس"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a message tells of a story; `again`: the reader knows the story, and these are news of it."""

    story: str
    quotes: tuple[Quote, ...] = ()
    again: bool = False
    corrected: tuple[Correction, ...] = ()
    """What it says of sentences that hold no more."""

    @property
    def every_quote(self) -> tuple[Quote, ...]:
        """All sentences in it that hold, also those in the place of others."""
        return (*self.quotes, *(one.now for one in self.corrected if one.now))

    @property
    def marks(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The fingerprints of the sentences that it tells, and of those that it takes back."""
        return (
            tuple(fingerprint(quote.text) for quote in self.every_quote),
            tuple(fingerprint(one.was.text) for one in self.corrected),
        )


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it is now, and the text it had when somebody read of it; None: it was not there yet."""

    article: Article
    before: str | None


@dataclass(frozen=True, slots=True)
class News:
    """What a reader of a story has not read. `since` is when they were last told of it, in UTC."""

    since: datetime
    quotes: tuple[Quote, ...] = ()
    corrected: tuple[Correction, ...] = ()
    """Sentences that they read and that hold no more."""
    read: tuple[Quote, ...] = ()
    """The sentences that they read, as many as may stand beside these, in their order."""
    told: tuple[Quote, ...] = ()
    """All sentences that they read."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What a sentence says, as far as words tell."""

    terms: frozenset[str]
    numbers: frozenset[str]
    denials: frozenset[str]


@lru_cache(16384)
def fingerprint(sentence: str) -> str:
    """16 hexadecimal digits, equal for sentences of the same words, whatever their case and marks."""
    said = " ".join(words(sentence)) or " ".join(sentence.split())
    return sha256(said.encode("utf-8", "replace")).hexdigest()[:16]


def says_nothing_new(sentence: str, read: str, language: str) -> bool:
    """Whether `sentence` is `read` almost word for word, perhaps shortened or turned around.

    Sentences that differ in a figure or in a denial are never the same.
    """
    ours, theirs = _content(sentence, language), _content(read, language)
    if ours.numbers - theirs.numbers and theirs.numbers - ours.numbers:
        return False
    if bool(ours.denials) != bool(theirs.denials):
        return False
    if not ours.terms:
        return fingerprint(sentence) == fingerprint(read)
    enough = 1.0 if len(ours.terms) < _FEW else _ALMOST_ALL
    return len(ours.terms & theirs.terms) >= enough * len(ours.terms)


def unread(candidates: Sequence[Quote], read: Iterable[str], language: str, most: int) -> tuple[Quote, ...]:
    """The candidates, at most `most`, that say what no sentence read says, each something else."""
    known = list(read)
    found: list[Quote] = []
    for quote in candidates:
        if len(found) == most:
            break
        if not any(says_nothing_new(quote.text, sentence, language) for sentence in known):
            found.append(quote)
            known.append(quote.text)
    return tuple(found)


def fresh(versions: Sequence[Version], language: str) -> tuple[Quote, ...]:
    """What the articles of a story say now and none of them said before, the most telling first.

    First the sentences of their summaries, newest article first, then others. All read well by themselves,
    but where none of the summaries does.
    """
    standing = [version for version in versions if not is_withdrawn(version.article)]
    changed = [version.article for version in standing if version.before != version.article.text]
    before = [
        text for version in versions if version.before for text in sentences_of(version.before, language)
    ]
    telling = [article.quote(text) for article in changed for text in article.summary]
    others = [
        article.quote(text)
        for article in changed
        for text in sentences_of(article.text, language)[:_FIRST]
        if article.summary and not flaws(text, language)
    ]
    alone = [quote for quote in telling if not flaws(quote.text, language) & LEANING]
    return unread([*(alone or telling), *others], before, language, MOST_FRESH)


def in_order(quotes: Iterable[Quote], articles: Mapping[str, Article]) -> tuple[Quote, ...]:
    """The quotes as they are best read: by the time of their article, then as they stand in it."""

    def place(quote: Quote) -> tuple[str, str, int]:
        article = articles.get(quote.article)
        if article is None:
            return ("", quote.article, 0)
        when = article.when.isoformat() if article.when else ""
        return (when, quote.article, _folded(article.text).find(_folded(quote.text)))

    return tuple(sorted(quotes, key=place))


def content(sentence: str, language: str) -> frozenset[str]:
    """What a sentence says, as far as words tell: its content words, stemmed, and its figures."""
    return _content(sentence, language).terms


def denies(sentence: str) -> bool:
    """Whether a word of denial stands in a sentence."""
    return bool(_NOT.intersection(words(sentence)))


@lru_cache(2048)
def sentences_of(text: str, language: str) -> tuple[str, ...]:
    """A text's sentences."""
    return tuple(sentence.text for sentence in split(text, language))


@lru_cache(16384)
def _content(sentence: str, language: str) -> _Content:
    found = words(sentence, language)
    numbers = frozenset(number.replace(",", "") for number in _NUMBER.findall(sentence))
    content = frozenset(word for word in terms(found, language) if not word.isdigit())
    return _Content(content | numbers, numbers, _NOT.intersection(found))


@lru_cache(512)
def _folded(text: str) -> str:
    return " ".join(text.split())
