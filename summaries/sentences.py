"""Sentences and words, by rule: no model, no download. `Tokenizer` is sumy's tokenizer interface."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from summaries.language import stop_words
from summaries.model import Sentence
from summaries.vocabulary import ORDINAL_LANGUAGES, word_list

_OPENERS = "\"'“‘«»„‹([{-–—•*¿¡「『（《 "
_CLOSERS = r"""(?:["'”’“»«›)\]}]|\s["'»›](?=\s))*+"""
_AROUND_WORDS = "-'’\"“”«»„([{*•"
_WIDE = "。！？｡"
_WIDE_CLOSERS = "[”’」』）》\"']*+"
_END = re.compile(rf"(?<![.!?…؟۔।])([.!?…؟۔।]++){_CLOSERS}(?=\s)|[{_WIDE}]++{_WIDE_CLOSERS}")
_FINISHED = re.compile(rf"""[.!?…؟۔।:;{_WIDE}]["'”’“»«›)\]}}」』）]*$""")
_FIRST_WORD = re.compile(r"\w+")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:['’][^\W\d_\u3400-\u9fff]+)*")
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)*")
"""What _WORD finds in ASCII, sooner."""
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_STEM = 5
"""Letters: as good as a stemmer in measuring what sentences have in common, in any language, and quick."""
_REACH = 40
"""How many characters before and after a full stop decide whether a sentence ends there."""


class Tokenizer:
    """What sumy asks of a tokenizer, in the language given."""

    def __init__(self, language: str, most_words: int = 200) -> None:
        self._language = language
        self._most_words = most_words

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(sentence.text for sentence in split(text, self._language))

    def to_words(self, text: str) -> tuple[str, ...]:
        """The first `most_words` words: sumy's cost grows with the square of a sentence's length."""
        return tuple(words(text, self._language)[: self._most_words])


def split(text: str, language: str = "und", document: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a text whose paragraphs are parted by blank lines, in order.

    A single line break parts paragraphs too, unless the lines are prose wrapped to a width.
    """
    found: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs(text)):
        for sentence in split_paragraph(paragraph, language):
            found.append(Sentence(sentence, document, len(found), number))
    return tuple(found)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text with their white space folded, none empty."""
    found: list[str] = []
    block: list[str] = []
    for raw in [*text.splitlines(), ""]:
        line = " ".join(raw.split())
        if line:
            block.append(line)
        elif block:
            found += [" ".join(block)] if _is_wrapped(block) else block
            block = []
    return found


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph broken at a width, rather than several short ones."""
    if len(lines) < 2:
        return False
    longest = max(map(len, lines))
    if any(2 * len(line) < longest for line in lines[:-1]):
        return False
    return any(
        not _FINISHED.search(line) and next_line[0].isalpha() and not next_line[0].isupper()
        for line, next_line in pairwise(lines)
    )


def split_paragraph(paragraph: str, language: str = "und") -> list[str]:
    """The sentences of one paragraph whose white space is folded."""
    found: list[str] = []
    start = counted = quotes = 0
    for end in _END.finditer(paragraph):
        full_stop = end.end(1) if end.group(1) else end.end()
        quotes += paragraph.count('"', counted, full_stop)
        counted = full_stop
        if _is_number(paragraph[start : end.start()]):
            continue
        if _ends_sentence(paragraph, end, language):
            is_opening_quote = '"' in end.group() and quotes % 2 == 0
            stop = full_stop if is_opening_quote else end.end()
            found.append(paragraph[start:stop].strip())
            start = stop
    found.append(paragraph[start:].strip())
    return [sentence for sentence in found if sentence]


def _is_number(opening: str) -> bool:
    """Whether this is all that a sentence has so far: the number of an item in a list."""
    return len(opening) < 5 and opening.strip(_AROUND_WORDS + " ").isdigit()


def _ends_sentence(paragraph: str, end: re.Match[str], language: str) -> bool:
    mark = end.group(1)
    if mark is None:
        return True
    after = paragraph[end.end() : end.end() + _REACH].lstrip(_OPENERS)
    if not after or not (after[0].isdigit() or (after[0].isalpha() and not after[0].islower())):
        return False
    has_closer = end.end() > end.end(1)
    if mark != "." or has_closer:
        return True
    before = paragraph[max(0, end.start() - _REACH) : end.start()].rpartition(" ")[2]
    return _stop_is_final(before.strip(_AROUND_WORDS), after, language)


def _stop_is_final(word: str, after: str, language: str) -> bool:
    """Whether the full stop between a word and what comes after it ends a sentence."""
    lower = word.lower()
    if lower in word_list("abbreviations"):
        return False
    if lower in word_list("before_numbers"):
        return not after[0].isdigit()
    if word.isdigit() and len(word) < 3 and language in ORDINAL_LANGUAGES:
        return _opens_sentence(after)
    if lower in word_list("ending_abbreviations") or _is_initial(word) or _DOTTED.fullmatch(word):
        return _opens_sentence(after)
    return True


def _is_initial(word: str) -> bool:
    letter = word.rpartition("-")[2]
    return len(letter) == 1 and letter.isupper() and word != "I"


def _opens_sentence(after: str) -> bool:
    first = _FIRST_WORD.match(after)
    return first is not None and first.group() in word_list("opening_words")


def words(text: str, language: str = "und") -> list[str]:
    """The words of a text in lower case, without punctuation; Chinese as pairs of characters."""
    if language == "ar":
        text = _ARABIC_MARKS.sub("", text)
    lower = text.lower().replace("’", "'")
    found = (_ASCII_WORD if lower.isascii() else _WORD).findall(lower)
    if language not in ("zh", "ja"):
        return found
    return [pair for word in found for pair in _pairs(word)]


def terms(found: Iterable[str], language: str) -> list[str]:
    """Words that carry a topic, cut to stems that are equal for most forms of a word."""
    stop = stop_words(language)
    return [word[:_STEM] for word in found if len(word) > 1 and word not in stop]


@lru_cache(4096)
def _pairs(word: str) -> tuple[str, ...]:
    if len(word) < 3 or not "\u3400" <= word[0] <= "\u9fff":
        return (word,)
    return tuple(word[i : i + 2] for i in range(len(word) - 1))
