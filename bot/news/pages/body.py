"""The paragraphs of the article in a page: trafilatura's, held against the element that holds most prose."""

import logging
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from bot.news.clean import ends_sentence, fold
from bot.news.markup import read_lines, split_paragraphs
from bot.news.pages.container import find_container, prune

logging.getLogger("trafilatura").setLevel(logging.ERROR)  # a page without prose is no event

_LEAST_FILLING = 80
"""Letters of a paragraph that trafilatura passed over and that is put back."""
_SHORT = 500
_MOST_LINES = 2000
_MOST_ELEMENTS = 20_000


def extract_paragraphs(tree: HtmlElement, told: str = "") -> tuple[str, ...]:
    """The article's paragraphs. The tree is changed; nothing is fetched.

    `told` is the body that the page's JSON-LD gives, taken where the page itself shows little.
    """
    lines = _read(tree)
    prune(tree)
    container = find_container(tree)
    if container is not None:
        lines = _hold_against(lines, container) if lines else read_lines(container)
    letters = sum(map(len, lines))
    return split_paragraphs(told) if letters < _SHORT and len(told) >= letters else tuple(lines)


def _read(tree: HtmlElement) -> list[str]:
    """trafilatura's lines; none for a page of so many elements that it would take too long."""
    from trafilatura import extract

    if tree.xpath("count(//*)") > _MOST_ELEMENTS:
        return []
    text = extract(deepcopy(tree), fast=True, include_comments=False) or ""
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
    telling = [key for key in wanted if len(key) > 20]
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
