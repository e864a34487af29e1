"""Free words as topics: `cocoa prices`, `"artificial intelligence"`, `football -american`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.news.topics.words import flatten, fold, words

_TERM = re.compile(
    r'(?P<no>(?<!\S)[-−–](?=\S))?(?:["“”„«»](?P<quoted>[^"“”„«»]*)["“”„«»]?|(?P<plain>[^\s"“”„«»]+))'
)
_LETTERS = re.compile(r"[^\W_]+")
MAX_TERMS = 16
MAX_LETTERS = 60
LEAD_WORDS = 60
CLOSE_WORDS = 30

Term = tuple[str, ...]
"""Folded words that follow each other."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Terms that an article must have, and terms that it must not have."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


@lru_cache(maxsize=4096)
def read_phrase(typed: str) -> Phrase:
    """What a reader typed: words, quoted runs of words, and either of them after a minus. Never raises."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for found in _TERM.finditer(typed):
        term = _term(found["quoted"] if found["plain"] is None else found["plain"])
        if term:
            (unwanted if found["no"] else wanted).append(term)
    return Phrase(tuple(dict.fromkeys(wanted))[:MAX_TERMS], tuple(dict.fromkeys(unwanted))[:MAX_TERMS])


def _term(text: str) -> Term:
    folded = " ".join(fold(word.text) for word in words(text))
    return tuple(word[:MAX_LETTERS] for word in _LETTERS.findall(folded)[:MAX_TERMS])


def fts_query(typed: str) -> str:
    """A safe FTS5 expression for anything that a user types; "" if it holds no usable word."""
    phrase = read_phrase(typed)
    wanted = " AND ".join(_any_number(term) for term in phrase.wanted)
    if not wanted or not phrase.unwanted:
        return wanted
    return f"({wanted}) NOT ({' OR '.join(_any_number(term) for term in phrase.unwanted)})"


def fts_any(names: Sequence[str]) -> str:
    """A safe FTS5 expression for articles with any of these names as they stand."""
    terms = dict.fromkeys(filter(None, map(_term, names)))
    return " OR ".join(_quoted(term) for term in terms)


def _any_number(term: Term) -> str:
    return f"({' OR '.join(_quoted((*term[:-1], last)) for last in _numbers(term[-1]))})"


def _quoted(term: Term) -> str:
    return f'"{" ".join(term)}"'


def _numbers(word: str) -> tuple[str, ...]:
    """A word in singular and plural, as far as English -s makes the difference."""
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word.endswith(("ss", "us", "is")):
        return (word,)
    return (word, word[:-1]) if word.endswith("s") else (word, word + "s")


def matched_words(phrase: Phrase, title: str, text: str) -> tuple[str, ...]:
    """The words of an article that make it one of this phrase; () where it does not speak of it."""
    if not speaks_of(phrase, title, text):
        return ()
    printed = [*words(title), *words(text)]
    flat = flatten(f"{title}\n{text}")
    runs = ((min(_positions(flat, term)), len(term)) for term in phrase.wanted)
    said = (" ".join(word.text for word in printed[at : at + length]) for at, length in runs)
    return tuple(dict.fromkeys(said))


def speaks_of(phrase: Phrase, title: str, text: str) -> bool:
    """Whether an article speaks of it, and has no unwanted term.

    It does with all terms in headline and lead, or with all of them close together (twice in a long text).
    """
    flat = flatten(f"{title}\n{text}")
    if any(_positions(flat, term) for term in phrase.unwanted):
        return False
    found = [_positions(flat, term) for term in phrase.wanted]
    if not found or not all(found):
        return False
    head = len(words(title)) + LEAD_WORDS
    return all(min(positions) < head for positions in found) or _are_close(found, flat.count(" ") - 1)


def _positions(flat: str, term: Term) -> list[int]:
    """Which words of a flat text a term begins at, in singular or plural."""
    found = []
    for last in _numbers(term[-1]):
        sought, at, word = f" {' '.join((*term[:-1], last))} ", 0, 0
        while (next_at := flat.find(sought, at)) >= 0:
            word += flat.count(" ", at, next_at)
            found.append(word)
            at = next_at
            word += 1
            at += 1
    return found


def _are_close(found: Sequence[Sequence[int]], length: int) -> bool:
    first, *others = found
    close = [at for at in first if all(any(abs(at - o) <= CLOSE_WORDS for o in other) for other in others)]
    return len(close) >= (2 if length > 2 * LEAD_WORDS else 1)
