"""Text as words to compare: case, accents and the dots of abbreviations folded."""

import hashlib
import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse
from typing import NamedTuple

WORD = re.compile(r"(\b(?:[A-Za-z]\.)+[A-Za-z]\b\.?|\w+)(\W*)")
_ABBREVIATION = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]\b\.?")
_DOTTED = re.compile(r"\.[A-Za-z]")
_LETTERS_ALONE = re.compile(r"\w+")
_NO_SIGNS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
MAX_SLUG = 40


class Word(NamedTuple):
    """A word as printed, and what stands between it and the next one."""

    text: str
    gap: str


def words(text: str) -> list[Word]:
    """The words of a text in order; an abbreviation with dots ("U.S.") is one word."""
    return [Word(*found) for found in WORD.findall(text)]


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """One word without case, accents and dots: "Níger" and "NIGER" are "niger", "U.S." is "us"."""
    if word.isascii():
        return word.lower().replace(".", "") if "." in word else word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.translate(_LETTERS).replace(".", "")


def flatten(text: str) -> str:
    """A text as its folded words, with one space before, between and behind them."""
    if _DOTTED.search(text):
        text = _ABBREVIATION.sub(lambda found: found[0].replace(".", "") + " ", text)
    if text.isascii():
        words_alone = text.lower().translate(_NO_SIGNS).split()
    else:
        decomposed = unicodedata.normalize("NFKD", text.casefold())
        bare = "".join(filterfalse(unicodedata.combining, decomposed))
        words_alone = _LETTERS_ALONE.findall(bare.translate(_LETTERS))
    return f" {' '.join(words_alone)} "


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """A name as the gazetteer looks it up: its folded words, one space between them."""
    return " ".join(fold(found.text) for found in words(text))


def slug_of(query: str) -> str:
    """[a-z0-9-]{1,40} for a phrase; with a hash where the letters alone would not tell it from others."""
    plain = re.sub(r"[^a-z0-9]+", "-", key(query)).strip("-")
    if len(plain) <= MAX_SLUG and plain == query.lower().replace(" ", "-"):
        return plain
    digest = hashlib.sha256(query.lower().encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[: MAX_SLUG - 9].strip('-')}-{digest}".strip("-")
