"""Where accounts differ: two outlets, or two speakers, give different numbers for the same thing. Pure.

Both sentences stand side by side, without a judgement. Better none than a wrong one: a number that merely was
brought up to date, or counts something else, is no difference.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from bot.news.model import Article, Quote
from bot.news.novelty import content
from bot.news.stories.dated import When, day_of
from bot.news.stories.sound import sound_sentences

MOST = 2
"""So many differences of a story are told."""
AT_ABOUT_THE_SAME_TIME = timedelta(hours=3)
"""Further apart a later number may be the news of an earlier one."""

_ALIKE = 0.5
"""So large a part of their content words two sentences on the same thing share."""
_FEWEST = 4
"""So many content words they share at least."""
_ROUND = 0.1
"""Numbers nearer to one another than this part are the same, if one is said to be rough."""
_IN_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_WORDS = {word: number for number, word in enumerate(_IN_WORDS.split(), 1)}
_ROUGHLY = "at least|more than|over|about|around|some|nearly|almost|up to|fewer than|less than|under"
_COUNT = re.compile(
    rf"(?P<rough>\b(?:{_ROUGHLY})\s+)?"
    rf"(?<![\w.,:/$€£¥-])(?P<number>\d+(?:[.,]\d+)*|(?:{_IN_WORDS.replace(' ', '|')})\b)"
    r"(?P<large>\s(?:million|billion|thousand))?(?:\s(?P<adjective>[^\W\d_]+))?\s(?P<noun>[^\W\d_]{3,})",
    re.IGNORECASE,
)
_LARGE = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_BROUGHT_UP_TO_DATE = re.compile(
    r"\b(?:rose|risen|rises|raise[ds]?|raising|climb(?:ed|s)|up from|down from|earlier|previous(?:ly)?"
    r"|revis(?:ed|es)|updated|so far|now|increased|dropped|fell to|initially|at first|first said|another"
    r"|more people|others?)\b",
    re.IGNORECASE,
)
_TIMES = (
    "year years month months week weeks day days hour hours minute minutes old percent per time times january"
    " february march april may june july august september october november december am pm gmt and of the"
)
_NOT_COUNTED = frozenset(_TIMES.split())
_SAID = (
    r"(?:said|says|told|reported|reports|counted|counts|put|puts|announced|confirmed|estimates?|estimated)"
)
_WORDS_BESIDE = r"(?:[^\W\d_][\w’'-]*\s*){1,5}"
_SPEAKER = re.compile(
    rf"(?P<before>{_WORDS_BESIDE})\b{_SAID}\b|\baccording to (?P<after>{_WORDS_BESIDE})", re.IGNORECASE
)
_SPOKESMEN = (
    "official officials police army military government ministry hospital rescuers activists monitors"
    " witnesses residents authorities doctors union organisers organizers opposition minister mayor spokesman"
)
_BODIES = frozenset(_SPOKESMEN.split())


_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[a-z]+")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences that give different numbers for the same thing."""

    one: Quote
    other: Quote


@dataclass(frozen=True, slots=True)
class _Claim:
    """A number of something, as a sentence of an article gives it."""

    article: Article
    text: str
    value: float
    rough: bool
    what: str
    about: frozenset[str]
    when: When | None
    speakers: frozenset[str]


def differences(articles: Sequence[Article]) -> tuple[Difference, ...]:
    """At most MOST, each on something else."""
    claims = [claim for article in articles for claim in _claims(article)]
    found: dict[str, Difference] = {}
    for one, other in combinations(claims, 2):
        if one.what not in found and _differ(one, other):
            found[one.what] = Difference(one.article.quote(one.text), other.article.quote(other.text))
    return tuple(found.values())[:MOST]


def _claims(article: Article) -> Iterable[_Claim]:
    """The sentences with exactly one number of each thing that nothing says was brought up to date."""
    for text in sound_sentences(article):
        if article.when is None or _BROUGHT_UP_TO_DATE.search(text):
            continue
        counts = [match for match in _COUNT.finditer(text) if _noun(match)]
        if len(counts) != 1:
            continue
        (count,) = counts
        yield _Claim(
            article,
            text,
            _value(count),
            count["rough"] is not None,
            _noun(count),
            frozenset(word for word in content(text, article.language) if not word[0].isdigit())
            - frozenset(_WORDS),
            day_of(text, article.when, article.language),
            _speakers(text),
        )


def _differ(one: _Claim, other: _Claim) -> bool:
    """Whether different voices give different numbers of the same thing at about the same time."""
    if one.what != other.what or one.article.language != other.article.language:
        return False
    if _same_number(one, other) or not _apart(one, other):
        return False
    if one.when and other.when and one.when != other.when:
        return False
    shared = one.about & other.about
    return len(shared) >= _FEWEST and len(shared) >= _ALIKE * max(len(one.about), len(other.about))


def _apart(one: _Claim, other: _Claim) -> bool:
    """Two outlets at about the same time, or two speakers in one article."""
    if one.article.id == other.article.id:
        return bool(one.speakers and other.speakers) and not one.speakers & other.speakers
    times = (one.article.when, other.article.when)
    if one.article.source == other.article.source or times[0] is None or times[1] is None:
        return False
    if one.speakers and one.speakers == other.speakers:
        return False
    return abs(times[0] - times[1]) <= AT_ABOUT_THE_SAME_TIME


def _same_number(one: _Claim, other: _Claim) -> bool:
    if one.value == other.value:
        return True
    near = abs(one.value - other.value) <= _ROUND * max(one.value, other.value)
    return near and (one.rough or other.rough)


def _value(count: re.Match[str]) -> float:
    number = count["number"].casefold()
    value = float(_WORDS.get(number) or number.replace(",", ""))
    return value * _LARGE.get((count["large"] or "").strip().casefold(), 1)


def _noun(count: re.Match[str]) -> str:
    """What is counted, singular and small; "" where that is nothing to be counted, or not certain."""
    number, noun = count["number"].casefold(), count["noun"].casefold()
    adjective = (count["adjective"] or "").casefold()
    if not _PLAIN.fullmatch(number) or _YEAR.fullmatch(number) or count["noun"][0].isupper():
        return ""
    if adjective in _NOT_COUNTED or adjective in _BODIES:
        return ""
    head = adjective if _is_plural(adjective) or (adjective and _value(count) == 1) else noun
    return "" if head in _NOT_COUNTED else head.removesuffix("s")


def _is_plural(word: str) -> bool:
    return word in {"people", "men", "women", "children", "dead"} or (word.endswith("s") and len(word) > 3)


def _speakers(sentence: str) -> frozenset[str]:
    """Who says it: names and bodies beside a verb of saying."""
    found: set[str] = set()
    for match in _SPEAKER.finditer(sentence):
        words = (match["before"] or match["after"]).split()
        found |= {w.casefold() for w in words if w[0].isupper() or w.casefold() in _BODIES}
    return frozenset(found)
