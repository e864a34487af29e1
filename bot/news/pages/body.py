"""The paragraphs of the article in a page.

Those of the element that holds most prose, where it is clear which one that is; else trafilatura's, held
against that element.
"""

import logging
from collections.abc import Sequence

from lxml.html import HtmlElement

from bot.news.clean import ends_sentence, fold
from bot.news.markup import read_lines, split_paragraphs
from bot.news.pages.container import find_container
from bot.news.pages.prose import read_all, read_opening, read_prose
from bot.news.pages.pruning import prune

logging.getLogger("trafilatura").setLevel(logging.ERROR)  # a page without prose is no event

_LEAST_FILLING = 80
"""Letters of a paragraph that trafilatura passed over and that is put back."""
_SHORT, _LONGEST_TOLD = 500, 200_000
_MOST_LINES = 2000
_MOST_ELEMENTS = 20_000
_CLEAR_SHARE, _CLEAR_PROSE = 0.4, 0.6
"""Of the page's prose that is in one element, and of that element's letters that are in sentences."""
_AGREED = 0.8
"""Of the body that a page tells machines, what it shows to people too."""
_LABEL = 20
"""Letters of a line that may stand anywhere."""


def extract_paragraphs(tree: HtmlElement, told: str = "") -> tuple[str, ...]:
    """The article's paragraphs. The tree is changed; nothing is fetched.

    `told` is the body that the page's JSON-LD gives. It decides where no element clearly is the article, and
    is taken as it stands where the page itself shows little.
    """
    prune(tree)
    container = find_container(tree)
    lines = _read_clear(container.element) if container and container.share >= _CLEAR_SHARE else []
    lines = lines or _read_told(tree, told)
    if not lines:
        lines = _read(tree)
        if container:
            lines = _hold_against(lines, container.element) if lines else read_lines(container.element)
    letters = sum(map(len, lines))
    return split_paragraphs(told) if letters < _SHORT and len(told) >= letters else tuple(lines)


def _read_clear(element: HtmlElement) -> list[str]:
    """The element's lines, after those between headline and element, if they are an article as it stands."""
    lines = read_prose(element)
    letters = sum(len(line.text) for line in lines)
    telling = sum(len(line.text) for line in lines if line.tells)
    if letters < _SHORT or telling < _CLEAR_PROSE * letters:
        return []
    return [line.text for line in (*read_opening(element), *lines)][:_MOST_LINES]


def _read_told(tree: HtmlElement, told: str) -> list[str]:
    """The page's lines that are part of the body that it tells, if they are most of that."""
    if not _SHORT <= len(told) <= _LONGEST_TOLD:
        return []
    sought = _bare(told)
    keyed = [
        (line.text, key) for line in read_all(tree)[:_MOST_LINES] if len(key := _bare(line.text)) > _LABEL
    ]
    found = {key: text for text, key in keyed if key in sought}
    return list(found.values()) if sum(map(len, found)) > _AGREED * len(sought) else []


def _read(tree: HtmlElement) -> list[str]:
    """trafilatura's lines; none for a page of so many elements that it would take too long."""
    from trafilatura import extract

    if tree.xpath("count(//*)") > _MOST_ELEMENTS:
        return []
    text = extract(tree, fast=True, include_comments=False) or ""
    return [line for line in text.split("\n") if fold(line)][:_MOST_LINES]


def _hold_against(lines: list[str], container: HtmlElement) -> list[str]:
    """The lines without those after the container's end (other stories), with the container's own paragraphs
    between its first and its last line. A container of less than half the text is widened first."""
    outer: HtmlElement | None = container
    keys = [_bare(line) for line in lines]
    while outer is not None and outer.tag != "html":
        text = _bare(outer.text_content())
        inside = [key in text for key in keys]
        held = sum(len(line) for line, within in zip(lines, inside, strict=True) if within)
        if 2 * held > sum(map(len, lines)):
            first, last = inside.index(True), len(inside) - inside[::-1].index(True)
            return lines[:first] + _fill(lines[first:last], read_lines(outer)[:_MOST_LINES])
        outer = outer.getparent()
    return lines


def _fill(lines: list[str], own: Sequence[str]) -> list[str]:
    """The paragraphs of `own` from the first to the last of `lines`, less short ones that `lines` lacks."""
    wanted = [_bare(line) for line in lines]
    joined = " ".join(wanted)
    keys = [_bare(paragraph) for paragraph in own]
    telling = [key for key in wanted if len(key) > _LABEL]
    found = [bool(key) and (key in joined or any(known in key for known in telling)) for key in keys]
    if True not in found:
        return lines
    span = slice(found.index(True), len(found) - found[::-1].index(True))
    return [
        paragraph
        for paragraph, known in zip(own[span], found[span], strict=True)
        if known or (len(paragraph) > _LEAST_FILLING and ends_sentence(paragraph))
    ]


def _bare(text: str) -> str:
    return fold(text).replace(" ", "")
