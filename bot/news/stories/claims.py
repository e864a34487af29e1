"""What sentences claim in numbers: how many, of what, who says so, and what else they speak of. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.news.model import Article
from bot.news.novelty import content
from bot.news.stories.dated import day_of
from bot.news.stories.days import When
from bot.news.stories.lexicon import (
    ACTS,
    BODIES,
    CURRENCIES,
    IN_WORDS,
    LARGE,
    LEAST,
    MOST_OF,
    NOT_COUNTED,
    PEOPLE,
    ROUGHLY,
    SAID,
    TURNS,
    UPDATED,
    any_of,
)
from bot.news.stories.sound import sound_sentences

_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_COUNT = re.compile(
    rf"(?:\b(?P<bound>{any_of(LEAST, ROUGHLY, MOST_OF)})\s+)?"
    rf"(?<![\w.,:/$€£¥-])(?P<money>(?:US|A|C)?[$€£¥])?(?P<number>{_NUMBER}|\b(?:{any_of(IN_WORDS)})\b)"
    rf"(?![\w:/–-])(?P<large>\s(?:{any_of(LARGE)})\b)?"
    r"(?P<percent>\s?%|\s(?:per\s?cent|pour cent|por ciento)\b)?"
    r"(?P<words>(?:\s(?!\d)[^\W\d_][\w’'-]*){0,4})",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\b(?:toll|number of (?P<noun>[^\W\d_]+))\b[^.;]{0,60}?\b(?:at|to|was|is|stood at)\s*$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NAME = re.compile(r"(?<![.!?:“\"«]\s)(?<!^)\b[A-ZÀ-ÞĀ-Ž][\w’'-]+")
_SPEAKER = re.compile(
    r"(?<![\w’'-])(?P<before>(?:[^\W\d_][\w’'-]*\s+){1,7})(?:\([^()]{1,20}\)\s+)?"
    rf"(?:has |have |had )?(?:{any_of(SAID)})\b"
    r"|\b(?:according to|selon|d['’]après|según|laut|angaben|segundo|secondo)\s"
    r"(?P<after>(?:[^\W\d_][\w’'-]*\s+){0,5}[^\W\d_][\w’'-]*)",
    re.IGNORECASE,
)
_ENDS_A_NOUN = re.compile(
    r"(?:in|at|on|of|from|to|by|who|that|which|were|was|are|is|have|had|has|and|or|when|after|as|with|would"
    r"|will|said|en|à|dans|de|des|du|qui|ont|sont|bei|zur|in|im|der|die|y|con|a)$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"^\sof (?:its|their|his|her)\b")
_SAYING = " ".join(sorted(SAID)) + " reached hit stood"
_ARTICLES = frozenset(
    {"the", "a", "an", "in", "but", "and", "while", "on", "at", "die", "der", "le", "la", "les"}
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of something, as a sentence of an article gives it."""

    article: Article
    text: str
    value: float
    bound: str
    """`least` for at least so many, `most` for at most, `about` for a rough one; empty for an exact one."""
    what: str
    """What is counted, singular and small; a currency, or %."""
    act: str
    """What happened to those counted: killed, hurt, … where that is known, else empty."""
    about: frozenset[str]
    """The other content words of the sentence."""
    names: frozenset[str]
    turns: frozenset[str]
    """Words in it that make a number one of a part, another time, or a mere plan."""
    when: When | None
    speakers: frozenset[str]


def claims(article: Article) -> Iterator[Claim]:
    """The sentences of an article with one number of something that nothing says was brought up to date."""
    for text in sound_sentences(article) if article.when else ():
        if not _may_count(text) or UPDATED.search(text):
            continue
        counts = [count for match in _COUNT.finditer(text) if (count := _count(match, text))]
        if len(counts) == 1:
            yield _claim(article, text, *counts[0])


def _may_count(text: str) -> bool:
    """Whether there is a number in a sentence at all: the patterns for what it counts take long to say no."""
    return _DIGIT.search(text) is not None or not IN_WORDS.keys().isdisjoint(_WORD.findall(text.casefold()))


def _claim(article: Article, text: str, count: re.Match[str], what: str) -> Claim:
    said, speakers = _speakers(text)
    act = _act(text, count)
    around = f"{text[: count.start()]} {text[count.start('words') :]}"
    words = content(around, article.language) - content(f"{what} {what}s {said} {_SAYING}", article.language)
    return Claim(
        article,
        text,
        _value(count),
        _bound(count["bound"]),
        "person" if what in PEOPLE or (what in ACTS and ACTS[what] == act) else what,
        act,
        frozenset(word for word in words if not word[0].isdigit() and word not in IN_WORDS),
        frozenset() if article.language == "de" else _names(text) - _words(said),
        frozenset(match.group().casefold() for match in TURNS.finditer(around)),
        day_of(text, article.when, article.language) if article.when else None,
        speakers,
    )


def _count(match: re.Match[str], text: str) -> tuple[re.Match[str], str] | None:
    """A number with what it counts; None where that is not certain."""
    if match["percent"]:
        of = re.match(r"\s(?:of|des|de los|der)\s(?:the\s)?([^\W\d_]+)", match["words"] or "")
        return match, f"% {of[1].casefold() if of else ''}".strip()
    if currency := _currency(match):
        return match, currency
    number = match["number"]
    if _YEAR.fullmatch(number):
        return None
    noun = _noun(match)
    if not noun and (of := _NUMBER_OF.search(text[: match.start("number")])):
        noun = _singular(of["noun"]) if of["noun"] else "person"
    return (match, noun) if noun else None


def _currency(match: re.Match[str]) -> str:
    if match["money"]:
        return match["money"].upper().removeprefix("US")
    first = _WORD.match((match["words"] or "").strip())
    return CURRENCIES.get(first.group().casefold(), "") if first else ""


def _noun(match: re.Match[str]) -> str:
    """What is counted; "" for a measure, a date, a name, and where it is not clear."""
    words = _WORD.findall(_OF_THEM.sub(" ", match["words"] or ""))
    if _value(match) == 1:
        return _single(words)
    for place, word in enumerate(words[:3]):
        small = word.casefold()
        if small in NOT_COUNTED or _ENDS_A_NOUN.match(word):
            return ""
        if small in PEOPLE or small in ACTS or (_is_plural(small) and word[0].islower()):
            speaks = words[place + 1 : place + 2]
            return "" if speaks and speaks[0].casefold() in SAID else _singular(word)
    return ""


def _single(words: Sequence[str]) -> str:
    """What one of is counted: the last word before the sentence goes on."""
    before = list(takewhile(lambda word: not _ENDS_A_NOUN.match(word), words))
    known = 0 < len(before) < len(words) and before[-1].islower()
    return before[-1] if known and before[-1] not in NOT_COUNTED else ""


def _is_plural(word: str) -> bool:
    return len(word) > 3 and (word.endswith("men") or (word.endswith("s") and not word.endswith("ss")))


def _singular(word: str) -> str:
    small = word.casefold()
    return small if small in PEOPLE or small in ACTS else small.removesuffix("s")


def _value(count: re.Match[str]) -> float:
    number = count["number"].casefold()
    if number in IN_WORDS:
        value = float(IN_WORDS[number])
    elif re.fullmatch(r"\d{1,3}(?:\D\d{3})+", number):
        value = float(re.sub(r"\D", "", number))
    else:
        value = float(number.replace(",", "."))
    return value * LARGE.get((count["large"] or "").strip().casefold(), 1)


def _bound(words: str | None) -> str:
    small = " ".join((words or "").casefold().split())
    for name, known in (("least", LEAST), ("most", MOST_OF), ("about", ROUGHLY)):
        if small in known:
            return name
    return ""


def _act(text: str, count: re.Match[str]) -> str:
    """What happened to those counted: the nearest word for it, behind the number first."""
    places = [
        (
            match.start() - count.start()
            if match.start() >= count.start()
            else count.start() - match.end() + 8,
            act,
        )
        for match in _WORD.finditer(text)
        if (act := ACTS.get(match.group().casefold()))
    ]
    return min(places)[1] if places else ""


def _speakers(sentence: str) -> tuple[str, frozenset[str]]:
    """The words that name who says it, and the names and bodies among them."""
    said: list[str] = []
    found: set[str] = set()
    for match in _SPEAKER.finditer(sentence):
        words = match["before"] or match["after"]
        who = {w.casefold() for w in words.split() if w[0].isupper() or w.casefold() in BODIES} - _ARTICLES
        if who:
            said.append(words)
            found |= who
    return " ".join(said), frozenset(found)


def _names(sentence: str) -> frozenset[str]:
    return frozenset(re.sub(r"['’]s?$", "", name.casefold()) for name in _NAME.findall(sentence))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"['’]s?$", "", word.casefold()) for word in _WORD.findall(text))
