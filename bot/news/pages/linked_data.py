"""schema.org's JSON-LD in a page: what its publisher says of the article, for machines."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from bot.news.clean import find_byline, fold
from bot.news.markup import read_line

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)$", re.IGNORECASE)
_OF_OTHERS = ("liveBlogUpdate", "itemListElement", "comment", "citation", "mentions")
"""What an article or a page lists: other articles, or pieces of its own."""
_MOST_SCRIPTS, _MOST_NODES = 50, 3000
_LONGEST_SCRIPT = 1_000_000
_OPENED = re.compile(r"\A(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/|<!\[CDATA\[)")
_CLOSED = re.compile(r"(?:-->|//\s*\]\]>|\]\]>)\Z")


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What JSON-LD says of the article; "" where it says nothing."""

    headline: str = ""
    byline: str = ""
    published: str = ""
    image: str = ""
    language: str = ""
    publisher: str = ""
    url: str = ""
    body: str = ""
    free: bool | None = None
    """Whether all of it is free to read; None where that is not said."""


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """What the page's first article in JSON-LD says, or nothing. Its outlet is no writer beside others."""
    nodes = [node for node in _nodes(tree) if any(_ARTICLE.match(kind) for kind in _kinds(node))]
    if not nodes:
        return LinkedData()
    node = max(
        nodes,
        key=lambda n: sum(bool(n.get(key)) for key in ("headline", "datePublished", "author", "articleBody")),
    )
    publisher = read_line(next(iter(_names(node.get("publisher"))), ""))
    writers = [find_byline(name) or name for name in map(read_line, _names(node.get("author"))) if name]
    persons = [name for name in writers if fold(name) != fold(publisher)]
    return LinkedData(
        headline=read_line(_text(node.get("headline")) or _text(node.get("name"))),
        byline=", ".join(dict.fromkeys(persons or writers)),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        image=_address(node.get("image")) or _text(node.get("thumbnailUrl")),
        language=_text(node.get("inLanguage")),
        publisher=publisher,
        url=_address(node.get("mainEntityOfPage")) or _text(node.get("url")),
        body=_text(node.get("articleBody")),
        free=_is_free(node),
    )


def _is_free(node: Mapping[str, Any]) -> bool | None:
    """Whether an article says that it is free to read; one with a part that is not says no.

    Rule: schema.org/isAccessibleForFree, and what Google asks of paywalled content: the part is in `hasPart`.
    """
    parts = node.get("hasPart")
    pieces = [
        node,
        *(part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict)),
    ]
    said = [_yes_or_no(piece.get("isAccessibleForFree")) for piece in pieces]
    return False if False in said else True if True in said else None


def _yes_or_no(value: Any) -> bool | None:
    """JSON's true and false, and the ways in which pages write them as texts."""
    word = value if isinstance(value, bool) else _text(value).rpartition("/")[2].casefold()
    return {True: True, False: False, "true": True, "false": False}.get(word)


def _nodes(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Every object in the page's JSON-LD, outer before inner."""
    scripts = tree.xpath('//script[contains(@type, "ld+json")]')[:_MOST_SCRIPTS]
    waiting: list[Any] = [_load(script.text or "") for script in scripts]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting.extend(
                value
                for key, value in node.items()
                if isinstance(value, (dict, list)) and key not in _OF_OTHERS
            )
        elif isinstance(node, list):
            waiting.extend(node[:_MOST_NODES])


def _load(script: str) -> Any:
    text = _CLOSED.sub("", _OPENED.sub("", script[:_LONGEST_SCRIPT].strip()).rstrip("; \r\n"))
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("alternateName") or ""
    return value.strip() if isinstance(value, str) else ""


def _names(value: Any) -> list[str]:
    """The names of persons or organisations; addresses of profiles are none."""
    people = value if isinstance(value, list) else [value]
    names = [_text(person.get("name")) if isinstance(person, dict) else _text(person) for person in people]
    return [name for name in names if name and not name.startswith(("http:", "https:", "@"))]


def _address(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("url") or value.get("@id") or value.get("contentUrl") or ""
    return _text(value)
