"""What every cleaning rule asks of a line: its bare words, whether it ends a sentence, how long it is."""

import re
import unicodedata

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc\ud800-\udfff]"
)
_BULLET = re.compile(r"^(?:[•·●▪■◦‣▸►○☐✓➤➔→*\-–—]\s+)+(?=\S)|^[•●▪■◦‣▸►○➤](?=\w)")
_CLOSERS = "\"'”’»›)]}）」』】*_ "
_ENDS = tuple(".!?…。！？｡．؟۔।॥።:;：；")
_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORT_WORDS, _SHORT_CHARS, _SHORT_WIDE_CHARS = 12, 100, 30


def alternatives(patterns: str) -> str:
    """One pattern for any of the patterns given, which stand on lines of their own or are parted by " ~ "."""
    each = [pattern for line in patterns.splitlines() for pattern in line.strip().split(" ~ ") if pattern]
    return f"(?:{'|'.join(each)})"


def tidy(text: str) -> str:
    """One line of text: white space folded, invisible, turning and control characters gone."""
    return " ".join(_INVISIBLE.sub("", text).split())


def strip_bullet(text: str) -> str:
    """The line without the bullet or dash it begins with."""
    return _BULLET.sub("", text)


def fold(text: str) -> str:
    """The bare words of a text, for comparing: case, quotes, punctuation and width make no difference."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def count_words(text: str) -> int:
    """How many words it has; every character of a script without spaces counts as half a word."""
    wide = 0 if text.isascii() else len(_WIDE.findall(text))
    return len(text.split()) + wide // 2


def ends_sentence(text: str) -> bool:
    """Whether the line ends as prose does, in any script. A line that ends with a quotation counts too."""
    bare = text.rstrip(_CLOSERS)
    return bare.endswith(_ENDS) or (text.endswith(("”", "»", "」", '"')) and count_words(text) > 5)


def is_short(text: str) -> bool:
    """Whether the line is short enough for a heading."""
    if _WIDE.search(text):
        return len(text) <= _SHORT_WIDE_CHARS
    return len(text.split()) <= _SHORT_WORDS and len(text) <= _SHORT_CHARS


def first_sentence(text: str, longest: int = 160) -> str:
    """A title for a text that has none: its first sentence, cut at a word if it is longer than `longest`."""
    sentence = re.split(r"(?<=[.!?…؟۔।])[\"”’»)]*\s|(?<=[。！？])", text, maxsplit=1)[0].strip()
    if len(sentence) <= longest:
        return sentence
    return sentence[:longest].rsplit(" ", 1)[0].rstrip(",;:– ") + "…"
