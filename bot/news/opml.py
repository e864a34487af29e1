"""Lists of sources in and out: OPML 2.0."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from bot.errors import UserError
from bot.news.clean import tidy
from bot.news.links import web_link
from bot.news.markup import parse_xml

_MOST_FEEDS = 10_000
_MOST_BYTES = 5_000_000
_LONGEST_NAME = 200
_ENDLESS_TAG = re.compile(rb"<[^<>]{10000,}>")
"""A tag with thousands of attributes takes the parser minutes."""


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """One subscription. `groups` are the titles of the outlines around it, outermost first."""

    name: str
    url: str
    groups: tuple[str, ...] = ()
    language: str | None = None
    site: str | None = None
    kind: str = ""
    """What the outlet is (state, agency, …), in an attribute of our own."""


def looks_like_opml(data: bytes) -> bool:
    """Whether the bytes begin as OPML does."""
    return b"<opml" in data[:4096].lower().replace(b"\x00", b"")


def parse_opml(data: bytes) -> tuple[OpmlFeed, ...]:
    """The feeds of an OPML file, each address once, in the file's order; addresses that are not http or https
    are left out. Raises UserError if it is no OPML. Entities are not expanded and nothing is loaded."""
    if len(data) > _MOST_BYTES:
        raise UserError("This OPML file is larger than 5 MB; part it into several.")
    root = parse_xml(_ENDLESS_TAG.sub(b"", data))
    if root is None or str(root.tag).lower() != "opml":
        raise UserError("This is no OPML file: it does not begin with <opml>; export the list again.")
    found: dict[str, OpmlFeed] = {}
    for outline, groups in _outlines(root):
        feed = _read_outline(outline, groups)
        if feed and len(found) < _MOST_FEEDS:
            found.setdefault(feed.url, feed)
    return tuple(found.values())


def write_opml(feeds: Iterable[OpmlFeed], title: str = "Newsbrief") -> bytes:
    """An OPML file of the feeds, grouped by their outermost group; parse_opml reads it back."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = tidy(title)
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {}
    for feed in feeds:
        parent = body
        if feed.groups:
            name = tidy(feed.groups[0])
            parent = (
                groups[name] if name in groups else etree.SubElement(body, "outline", text=name, title=name)
            )
            groups[name] = parent
        _write_outline(parent, feed)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _outlines(root: etree._Element) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Every outline in the file's order, with the names of those around it."""
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        node, groups = waiting.pop()
        if node.tag == "outline":
            yield node, groups
            name = tidy((node.get("title") or node.get("text") or "")[:_LONGEST_NAME])
            groups = (*groups, name) if name else groups
        waiting.extend((child, groups) for child in reversed(node))


def _read_outline(outline: etree._Element, groups: tuple[str, ...]) -> OpmlFeed | None:
    values = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
    url = web_link(values.get("xmlurl"))
    if url is None:
        return None
    return OpmlFeed(
        name=tidy(values.get("title") or values.get("text") or url.partition("//")[2])[:_LONGEST_NAME],
        url=url,
        groups=groups,
        language=values.get("language") or None,
        site=web_link(values.get("htmlurl")),
        kind=tidy(values.get("kind") or "")[:_LONGEST_NAME],
    )


def _write_outline(parent: etree._Element, feed: OpmlFeed) -> None:
    name = tidy(feed.name)
    outline = etree.SubElement(parent, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    if feed.site:
        outline.set("htmlUrl", feed.site)
    if feed.language:
        outline.set("language", tidy(feed.language))
    if feed.kind:
        outline.set("kind", tidy(feed.kind))
