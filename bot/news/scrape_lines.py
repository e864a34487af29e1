"""The lines of a pasted or scraped text: what stands above them, and which may be headlines."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.news.clean import ends_sentence, fold, is_caption, is_furniture, tidy

_SEPARATOR = re.compile(r"\s*(?:[-–—_=*#~•·+]\s*){3,}")
_MARKUP = re.compile(r"^(?:#{1,6}\s+|>\s+|\*\*(?=.*\*\*$))|\*\*$|^(?:title|headline)\s*:\s+", re.IGNORECASE)
_MARKED_LINK = re.compile(r"!?\[([^\]]*)\]\(\S+?\)")
_TITLE_MARK = re.compile(r"\s*(?:title|headline)\s*:\s", re.IGNORECASE)
_HEADING_MARK = re.compile(r"\s*(#{1,6})\s")
LINK = re.compile(r"(?:(?:url|link|source)\s*:\s*)?(https?://\S+)", re.IGNORECASE)
OUTLET = re.compile(r"(?:source|outlet|publisher|newspaper)\s*:\s*(?!https?:)(\S.{1,60})", re.IGNORECASE)
TIME = re.compile(r"(?:date|published|posted|publié)(?: on)?\s*:?\s+(.*\d.*)", re.IGNORECASE)
_RAGGED = 15
"""So many letters shorter than the longest may be a line that was broken at a fixed width."""
_MARGIN = " \t\u00a0\u200e\u200f"
_ROW_END = re.compile(r"\r\n|[\n\r\v\u0085\u2028\u2029]")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_DAY = re.compile(r"(?:\S+ ){0,3}(?:\d{1,2}(?:er|st|nd|rd|th)?[. ] ?\S+|\S+ \d{1,2},?) \d{4}(?:\W.*)?")
_DAY_WORDS = 7
"""A line of more words says more than a day."""
WIDEST = 99
"""Stands for a gap that is wider than any number of blank lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: how many blank lines stand before it (`WIDEST` at the top, below a
    separator and at a mark for a title), and its bare words."""

    text: str
    gap: int
    key: str


def read_lines(text: str) -> list[Line]:
    """The lines of a text that hold words, without the marks of Markdown; rules and blank lines are gaps."""
    lines: list[Line] = []
    gap = WIDEST
    first = _HEADING_MARK.match(text.lstrip("\ufeff \t\r\n"))
    mark = first[1] if first else "#"
    for raw in _unwrap(text.lstrip("\ufeff")):
        line = tidy(_MARKED_LINK.sub(r"\1", _MARKUP.sub("", raw.strip()))) if raw.strip() else ""
        if lines and gap == 0 and _UNDERLINE.fullmatch(raw) and is_headline(lines[-1]):
            lines[-1] = replace(lines[-1], gap=WIDEST)
        elif line and _SEPARATOR.fullmatch(raw):
            gap = WIDEST
        elif fold(line):
            heading = _HEADING_MARK.match(raw)
            marked = heading[1] == mark if heading else bool(_TITLE_MARK.match(raw))
            lines.append(Line(line, WIDEST if marked else gap, fold(line)))
            gap = 0
        else:
            gap += 1
    return _with_links_below(lines)


def _with_links_below(lines: list[Line]) -> list[Line]:
    """The lines, where an address that stands above a headline stands below it."""
    for at, (link, line) in enumerate(pairwise(lines)):
        parted = link.gap >= WIDEST or link.gap > line.gap == 0
        if parted and LINK.fullmatch(link.text) and is_headline(line):
            lines[at : at + 2] = [replace(line, gap=link.gap), replace(link, gap=line.gap)]
    return lines


def _unwrap(text: str) -> list[str]:
    """The text's lines, where lines were broken at a fixed width joined to paragraphs again.

    What is said twice, as headlines and captions are, was not broken.
    """
    rows = [row.strip(_MARGIN) for row in _ROW_END.split(text.replace("\f", "\n---\n"))]
    met = Counter(rows)
    met[""] = 2
    runs = [met[row] == met[after] == 1 for row, after in pairwise(rows)]
    inner = [row for row, run in zip(rows, runs, strict=False) if run]
    below = [row for row, run in zip(rows[1:], runs, strict=True) if run]
    if not _is_broken(inner, sum(row[:1].islower() and not LINK.fullmatch(row) for row in below)):
        return rows
    joined = rows[:1]
    for row, run in zip(rows[1:], runs, strict=True):
        if run:
            joined[-1] += f" {row}"
        else:
            joined.append(row)
    return joined


def _is_broken(rows: Sequence[str], going_on: int) -> bool:
    """Whether these rows, each with another right below it, were broken at a fixed width: four of them, or
    three where most of those below go on in lower case."""
    width = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) >= width - _RAGGED]
    broken = [row for row in full if not ends_sentence(row)]
    return (
        40 <= width <= 100
        and (len(rows) >= 4 or (len(rows) == 3 and going_on >= 2))
        and len(full) >= 0.8 * len(rows)
        and len(broken) >= 0.6 * len(full)
    )


def is_headline(line: Line) -> bool:
    """Whether it may be a headline: a few words that do not end like a sentence of prose."""
    words = line.text.split()
    if not 2 <= len(words) <= 35 and not (len(words) == 1 and 8 <= len(line.text) <= 60):
        return False
    if len(line.text) > 250 or line.text[0] in "-–—*•" or line.text[-1] in ".。۔।:,;":
        return False
    return not (is_furniture(line.text) or is_caption(line.text) or _is_field(line.text))


def _is_field(text: str) -> bool:
    """Whether a line only names an address, an outlet or a day."""
    fields = (LINK, OUTLET, TIME)
    return any(field.fullmatch(text) for field in fields) or (
        len(text.split()) <= _DAY_WORDS and bool(_DAY.fullmatch(text))
    )
