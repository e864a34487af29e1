"""A page, read once: what it says of its article, and the article's paragraphs."""

import re

from bot.errors import UserError
from bot.news.links import web_link
from bot.news.markup import is_markup, parse_html
from bot.news.model import Page
from bot.news.pages.body import extract_paragraphs
from bot.news.pages.bylines import find_byline_of
from bot.news.pages.decoding import decode_page
from bot.news.pages.linked_data import read_linked_data
from bot.news.pages.metadata import (
    find_address,
    find_feeds,
    find_language,
    find_paywall,
    find_published,
    find_title,
    read_meta,
)

_BEGINNING = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body|title|meta|link|main|article|h1|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_page(data: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    return bool(_BEGINNING.match(decode_page(data[:4096])))


def parse_page(data: bytes, url: str | None = None) -> Page:
    """What an article page says. `url` is where it was read: links are resolved against it.

    Raises UserError if it is no HTML; any bytes at all may be given. The title may be "".
    """
    text = decode_page(data)
    tree = parse_html(text) if is_markup(text) else None
    if tree is None:
        raise UserError("This is no HTML page; give the address of an article, or a text file.")
    meta, linked = read_meta(tree), read_linked_data(tree)
    return Page(
        title=find_title(tree, meta, linked),
        url=find_address(tree, meta, linked, url),
        byline=find_byline_of(tree, meta, linked),
        published=find_published(tree, meta, linked, url),
        language=find_language(tree, meta, linked),
        image=web_link(meta.get("og:image") or linked.image, url),
        source=meta.get("og:site_name") or linked.publisher or None,
        feeds=find_feeds(tree, url),
        paragraphs=extract_paragraphs(tree, linked.body),
        paywalled=find_paywall(meta, linked),
    )
