"""Who wrote the article, as JSON-LD, the page's tags or marked elements say."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from bot.news.clean import find_byline, fold, tidy
from bot.news.markup import BLOCKS, read_line
from bot.news.pages.linked_data import LinkedData

_AUTHORS = [
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "cxenseparse:author",
    "dcterms.creator",
]
_AFTER_NAME = re.compile(
    r"\s+(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d|\d{1,2} \w+ \d{4}|\d|[|•·]"
    r"|updated|published).*",
    re.IGNORECASE,
)
_MARKED = """//*[@rel="author" or @itemprop="author" or contains(@class, "byline")
    or contains(@class, "Byline") or contains(@class, "author-name")]"""
_NAMES = ".//*[@rel='author' or @itemprop='name']"
_OPENS = re.compile(r"(?:written by|by|par|por|von|di|door|от|بقلم)\W*", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|www\.|[@\d_]")
_NOBODY = frozenset({"admin", "administrator", "author", "guest", "no author", "unknown"})
_RUN_IN = re.compile(r"[^\W\d_A-Z][A-Z]{2}")
"""Two letters in capitals after a small one: "Awa TraoreSBC Africa correspondent"."""
_LONGEST, _MOST_WORDS, _MOST_MARKED = 120, 14, 5


def find_byline_of(tree: HtmlElement, meta: dict[str, str], data: LinkedData) -> str | None:
    """Who wrote it: persons, or else the outlet where it names itself; or None."""
    outlets = {fold(meta.get("og:site_name", "")), fold(data.publisher)}
    itself: str | None = None
    for text in _bylines(tree, meta, data):
        text = _AFTER_NAME.sub("", read_line(text))
        name = find_byline(text) or text
        if _RUN_IN.search(name):
            name = next(filter(name.startswith, _marked(tree)), name)
        if _is_name(name):
            if fold(name) not in outlets:
                return name
            itself = itself or name
    return itself


def _is_name(text: str) -> bool:
    short = 1 < len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return short and not _NO_NAME.search(text) and fold(text) not in _NOBODY


def _bylines(tree: HtmlElement, meta: dict[str, str], data: LinkedData) -> Iterator[str]:
    yield data.byline
    yield from (meta.get(name, "") for name in _AUTHORS)
    yield from _marked(tree)


def _marked(tree: HtmlElement) -> Iterator[str]:
    """What the elements that are marked as the writers' say first, or the names that are marked in them."""
    for element in tree.xpath(_MARKED)[:_MOST_MARKED]:
        names = [piece for node in element.xpath(_NAMES) for piece in _pieces(node)[:1]]
        yield ", ".join(dict.fromkeys(names)) if len(names) > 1 else _first(_pieces(element))


def _first(pieces: list[str]) -> str:
    """The first piece; with the next one where it only says that a name follows."""
    return " ".join(pieces[: 2 if pieces and _OPENS.fullmatch(pieces[0]) else 1])


def _pieces(element: HtmlElement) -> list[str]:
    """An element's text in pieces that stand apart: in blocks, or where an element ends at a letter and what
    comes next begins with a capital, without a space."""
    pieces = [""]
    apart = False
    for event, node in etree.iterwalk(element, events=("start", "end")):
        apart = apart or node.tag in BLOCKS
        text = node.text if event == "start" else node.tail if node is not element else None
        if not text:
            continue
        if apart or (pieces[-1][-1:].isalpha() and text[:1].isupper()):
            pieces.append("")
        pieces[-1] += text
        apart = False
    return [line for piece in pieces if (line := tidy(piece))]
