"""The one cleaning pass over a story's paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.news.clean.captions import describes_picture, has_credit, is_credit, strip_sign_off
from bot.news.clean.furniture import introduces_related, is_furniture
from bot.news.clean.words import count_words, ends_sentence, fold, is_short, strip_bullet, tidy

_FRAMED = re.compile(r"([-–—*#=~_])+ ?\S.{0,78}\S ?\1+|#{1,6} .{1,120}|\*\*[^*]{1,120}\*\*")
_QUESTION = re.compile(
    r"(?:what|why|how|who|when|where|which|qui|pourquoi|comment|qué|por qué|cómo|was|warum|wie)['’\w]* .*\?",
    re.IGNORECASE,
)
_LONGEST_SUFFIX = 60
_SUFFIX = re.compile(r"\s+[|–—-]\s+[^|]{2,40}$")
_SAYS = re.compile(r"\b(?:said|says|added|asked|wrote|told|replied|declared)\b", re.IGNORECASE)


def clean_paragraphs(paragraphs: Sequence[str], title: str = "") -> tuple[str, ...]:
    """The prose of `paragraphs`, in order: what is a caption, credit, widget, byline, date, section heading,
    link to another story, or repeats the title or an earlier paragraph, is left out.

    Takes plain text (white space is folded). Cleaning what is clean changes nothing.
    """
    lines = [line for p in paragraphs if (line := strip_bullet(tidy(p)))]
    before: list[str] | None = None
    sound: set[str] = set()
    while lines != before:
        before = lines
        lines = _clean_once(lines, title, sound)
    return tuple(lines)


def _clean_once(lines: list[str], title: str, sound: set[str]) -> list[str]:
    """One round. `sound`, which is added to, holds the lines that are no noise by themselves."""
    lines = _without_related(lines)
    lines = [line for line in lines if line in sound or not _is_noise(line, title)]
    sound.update(lines)
    lines = _without_captions(_without_repeats(lines))
    if _is_prose(lines):
        lines = [line for i, line in enumerate(lines) if not _is_heading(line, last=i == len(lines) - 1)]
    return lines


def _is_noise(line: str, title: str) -> bool:
    return is_furniture(line) or is_credit(line) or _is_title(line, title)


def _without_related(lines: list[str]) -> list[str]:
    """Without "Read more:" and the headlines listed after it."""
    kept: list[str] = []
    listing = False
    for line in lines:
        listing = introduces_related(line) or (
            listing and not ends_sentence(line) and count_words(line) <= 25
        )
        if not listing:
            kept.append(line)
    return kept


def _without_repeats(lines: list[str]) -> list[str]:
    """Without repeats: a caption said twice is dropped altogether, prose said twice is kept once."""
    keys = [fold(line) for line in lines]
    counts = Counter(keys)
    seen: set[str] = set()
    kept: list[str] = []
    for line, key in zip(lines, keys, strict=True):
        again = key in seen and count_words(line) >= 5
        doubled_caption = counts[key] > 1 and (has_credit(line) or describes_picture(line))
        seen.add(key)
        if not again and not doubled_caption:
            kept.append(line)
    return kept


def _without_captions(lines: list[str]) -> list[str]:
    """Without captions: any paragraph that ends with a credit, save the agency's name under the last one;
    at the top also what merely describes a picture."""
    start = 0
    while start < len(lines) and _opens_with_caption(lines[start:]):
        start += 1
    kept = [line for line in lines[start:-1] if not has_credit(line)]
    return kept + [bare for line in lines[start:][-1:] if (bare := _sign_off(line))]


def _opens_with_caption(lines: list[str]) -> bool:
    first = lines[0]
    if len(lines) == 1 and _SAYS.search(first):
        return False
    unfinished = first[-1].isalnum() and count_words(first) <= 40 and _is_prose(lines)
    return has_credit(first) or describes_picture(first) or unfinished


def _sign_off(last: str) -> str:
    """The last paragraph without the agency under it; "" if it is the caption of a picture after all."""
    if not has_credit(last):
        return last
    bare = strip_sign_off(last)
    return "" if bare == last or describes_picture(last) else bare


def _is_title(line: str, title: str) -> bool:
    if not title or len(line) > len(title) + _LONGEST_SUFFIX:
        return False
    key = fold(title)
    return bool(key) and key in (fold(line), fold(_SUFFIX.sub("", line)), fold(line.strip("-–—*# ")))


def _is_prose(lines: Sequence[str]) -> bool:
    """Whether most of it ends as sentences do (Thai, and bare lists, do not)."""
    total = sum(map(count_words, lines))
    return 2 * sum(count_words(line) for line in lines if ends_sentence(line)) > total


def _is_heading(line: str, *, last: bool) -> bool:
    if _FRAMED.fullmatch(line):
        return True
    if not is_short(line):
        return False
    if line.endswith((":", "：")):
        return last or (count_words(line) <= 4 and not _SAYS.search(line))
    return not ends_sentence(line) or (not last and bool(_QUESTION.fullmatch(line)))
