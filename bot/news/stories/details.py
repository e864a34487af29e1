"""What stands in a story's articles beside its summary, word for word.

Who says what, in numbers, what happened when, and where accounts differ.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from bot.news.fair import FairPart
from bot.news.model import Article, Quote
from bot.news.novelty import unread
from bot.news.quoting import Quoting
from bot.news.stories.accounts import Difference, differences
from bot.news.stories.sound import sound_sentences
from bot.news.stories.timeline import Event, timeline

MOST = 3
"""Sentences of each kind."""

_DAYS_AND_MONTHS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
    "August September October November December"
)
_NO_NAMES = frozenset(_DAYS_AND_MONTHS.split())
_MONTHS = (
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|mars|avril|mai|juin|juil|août|déc"
    r"|ener|abril|agosto|dic|märz|okt|dez|fev|mag|giu|lug|set|ott|gen"
)
_SAY = (
    r"said|says|told|warned|warns|announced|announces|denied|denies|accused|accuses|urged|urges|condemned|insisted"
    r"|argued|claimed|acknowledged|confirmed|promised|rejected|stated|declared|added|advised|opposed"
    r"|a (?:déclaré|dit|affirmé|annoncé|assuré|estimé|averti|démenti|indiqué|expliqué|confirmé|promis)"
    r"|affirme|estime|assure|dijo|afirmó|declaró|anunció|aseguró|advirtió|negó|informó|explicó"
    r"|sagte|erklärte|teilte|warnte|betonte|disse|afirmou|declarou|anunciou|informou|ha detto|ha dichiarato"
)
_SAYS = re.compile(rf"\b(?:{_SAY})\b")
_ACCORDING = re.compile(
    r"\b(?:according to|selon|d’après|d'après|según|laut|segundo|secondo)\b", re.IGNORECASE
)
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“]*“")
_NAME = re.compile(r"\b[A-ZÀ-ÞĀ-Ž][\w’'-]+")
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|we|i|you|il|elle|ils|elles|on|nous|él|ella|ellos|ellas|er|sie|wir|ele|ela|lui|lei)\s*$",
    re.IGNORECASE,
)
_BEFORE = 60
_AFTER = 40
"""So many characters before and after a verb the speaker may stand."""
_UNIT = (
    rf"(?!(?:{_MONTHS})\w*\b)(?!and\b|or\b|to\b|of\b|in\b|on\b|at\b|et\b|ou\b|y\b|und\b"
    r"|a\.m|p\.m|am\b|pm\b|h\b|heures?\b|o['’]clock|uhr\b)(?P<unit>[^\W\d_][\w-]*[^\W\d_])"
)
_NUMBER = r"(?!(?:1[89]|20)\d\d\b(?![.,]\d))\d+(?:[.,\u00a0\u202f]\d+)*"
_FIGURE = re.compile(rf"[$€£¥]\s?\d|(?<![\w.,:/-]){_NUMBER}(?:\s?[%°$€£¥]|[\s\u00a0]{_UNIT})", re.IGNORECASE)
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTHS})\w*\.?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Details:
    """Sentences of a story that its summary leaves out, each with its outlet."""

    voices: tuple[Quote, ...] = ()
    """In each a named speaker says something."""
    numbers: tuple[Quote, ...] = ()
    """In each stands a number of something."""
    events: tuple[Event, ...] = ()
    """What happened when."""
    differences: tuple[Difference, ...] = ()
    """Where accounts differ."""
    agreed: tuple[tuple[str, int], ...] = ()
    """Sentences of the summary that other outlets have too, with the number of these outlets."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        dated = tuple(event.quote for event in self.events)
        pairs = tuple(quote for pair in self.differences for quote in (pair.one, pair.other))
        return (*self.voices, *self.numbers, *dated, *pairs)


def details(articles: Sequence[Article], shown: Iterable[str], language: str) -> Details:
    """Who says what in a story, and in numbers, at most MOST sentences each, what happened when, and where
    accounts differ.

    Of the first two none says what `shown` (the summary's sentences) or another one says; outlets take turns.
    """
    apart = differences(articles)
    known = [*shown, *(quote.text for pair in apart for quote in (pair.one, pair.other))]
    voices = unread(_by_turns(articles, names_a_speaker), known, language, MOST)
    known += [quote.text for quote in voices]
    numbers = unread(_by_turns(articles, has_a_figure), known, language, MOST)
    return Details(voices, numbers, timeline(articles, language), apart)


def fair_details(
    found: Details,
    articles: Sequence[Article],
    fair: FairPart,
    *,
    beside: Sequence[Quote],
    before: Iterable[Quote] = (),
) -> Details:
    """The details that leave a fair part of each article: first differences, then voices, numbers and days.

    `beside`: the summary that they stand beside, or that may be asked for later; `before`: what the chat
    was told of the story so far.
    """
    quoting = Quoting(articles, fair, before)
    quoting.take_all(beside)

    def both(pair: Difference) -> bool:
        return len(quoting.take((pair.one, pair.other))) == 2

    return replace(
        found,
        differences=tuple(filter(both, found.differences)),
        voices=quoting.take(found.voices),
        numbers=quoting.take(found.numbers),
        events=tuple(event for event in reversed(found.events) if quoting.take((event.quote,)))[::-1],
    )


def names_a_speaker(sentence: str) -> bool:
    """Whether a verb of saying stands outside quotation marks in a sentence, and a name beside it."""
    outside = _QUOTATION.sub(" ", sentence)
    for verb in _SAYS.finditer(outside):
        before, after = outside[max(0, verb.start() - _BEFORE) : verb.start()], outside[verb.end() :]
        if _PRONOUN.search(before):
            continue
        opens = verb.start() <= _BEFORE
        if _has_name(before, opens) or (_comes_behind(before) and _has_name(after[:_AFTER], False)):
            return True
    return any(_has_name(outside[found.end() :][:_AFTER], False) for found in _ACCORDING.finditer(outside))


def has_a_figure(sentence: str) -> bool:
    """Whether a number of something stands in a sentence; a date, a year or an hour is none."""
    return any(
        (found["unit"] is None or not found["unit"][0].isupper())
        and not _AFTER_MONTH.search(sentence[: found.start()])
        for found in _FIGURE.finditer(sentence)
    )


def _comes_behind(before: str) -> bool:
    """Whether the speaker stands behind the verb: nothing but a quotation stands before it, or a comma."""
    return not before.strip(" ,.") or before.rstrip().endswith(",")


def _has_name(text: str, opens: bool) -> bool:
    """Whether a name stands in a piece of a sentence. Its first word proves nothing where it `opens` one."""
    found = [match for match in _NAME.finditer(text) if match.group() not in _NO_NAMES]
    if not found or not opens or found[0].start() > len(text) - len(text.lstrip()):
        return bool(found)
    first = found[0].group()
    owner = re.search(r"['’]s?$", first) is not None
    return len(found) > 1 or owner or (first.isupper() and len(first) > 1)


def _by_turns(articles: Sequence[Article], fits: Callable[[str], bool]) -> list[Quote]:
    """The sentences that fit and read well alone: the first of each article, then the second of each."""
    found = [[article.quote(text) for text in sound_sentences(article) if fits(text)] for article in articles]
    return [quote for turn in zip_longest(*found) for quote in turn if quote]
