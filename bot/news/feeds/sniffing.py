"""What a document is, from how it begins."""

import codecs
import re

_HEAD = 8192
_TAIL = 4096
"""So many bytes from its end a document is closed at the latest; comments may follow."""
_END = re.compile(rb"</\s*(?:\w+:)?(?:rss|feed|rdf|urlset|channel|html)\s*>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:\?.*?(?:\?>|\Z)|!--.*?(?:-->|\Z)|!DOCTYPE(?:[^<>\[]|\[[^\]]*\])*>|(?:\w+:)?(?P<root>[a-zA-Z]+)\b)",
    re.DOTALL | re.IGNORECASE,
)
_JSON_FEED = re.compile(r"""\A\s*\{.*?(?:jsonfeed\.org/version|"items"\s*:\s*\[)""", re.DOTALL)


def looks_like_feed(data: bytes) -> bool:
    """Whether it begins as RSS, RDF, Atom or JSON Feed does."""
    return _root(data) in ("rss", "rdf", "feed", "channel") or looks_like_json_feed(data)


def looks_like_json_feed(data: bytes) -> bool:
    """Whether it begins as a JSON Feed does."""
    return bool(_JSON_FEED.search(_head(data)))


def looks_like_sitemap(data: bytes) -> bool:
    """Whether it begins as a sitemap does."""
    return _root(data) == "urlset"


def is_whole(data: bytes) -> bool:
    """Whether a feed or sitemap is closed at its end, as it is not where the connection broke."""
    tail = data[-_TAIL:].replace(b"\0", b"").rstrip()
    return bool(_END.search(tail)) or (looks_like_json_feed(data) and tail.endswith(b"}"))


def _root(data: bytes) -> str:
    """The name of the document's first element, in lower case and without its prefix."""
    return next((tag["root"].lower() for tag in _TAG.finditer(_head(data)) if tag["root"]), "")


def _head(data: bytes) -> str:
    """The beginning as text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[:_HEAD].decode("utf-16", "ignore")
    return data[:_HEAD].decode("utf-8", "ignore").lstrip("\ufeff")
