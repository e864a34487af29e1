"""JSON Feed (jsonfeed.org, 1.0 and 1.1) -> Feed."""

import json
from collections.abc import Mapping
from typing import Any

from bot.errors import UserError
from bot.news.feeds.entries import MOST_ENTRIES, Draft, finish_entry
from bot.news.links import web_link
from bot.news.markup import read_line
from bot.news.model import Feed


def parse_json_feed(data: bytes, url: str | None) -> Feed:
    """Raises UserError if it is no JSON Feed."""
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        raise UserError("This looks like a JSON Feed, but it is not valid JSON; check the address.") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UserError('This JSON is no JSON Feed: it has no list "items"; check the address.')
    language = _text(feed, "language") or None
    home = web_link(_text(feed, "home_page_url"), url) or url
    drafts = [_draft(item, _names(feed), language) for item in items[:MOST_ENTRIES] if isinstance(item, dict)]
    return Feed(
        title=read_line(_text(feed, "title")),
        entries=tuple(entry for draft in drafts if (entry := finish_entry(draft, home))),
        url=home,
        language=language,
        left_out=max(0, len(items) - MOST_ENTRIES),
    )


def _draft(item: Mapping[str, Any], names: str, language: str | None) -> Draft:
    tags = item.get("tags")
    return Draft(
        title=_text(item, "title"),
        link=_text(item, "url") or _text(item, "external_url"),
        bodies=(_text(item, "content_html"),),
        notes=(_text(item, "content_text"),),
        teaser=_text(item, "summary"),
        byline=_names(item) or names,
        published=_text(item, "date_published") or _text(item, "date_modified"),
        language=_text(item, "language") or language,
        guid=_text(item, "id"),
        categories=tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
        image=_text(item, "image") or _text(item, "banner_image"),
    )


def _names(item: Mapping[str, Any]) -> str:
    """The authors' names (1.1 has a list, 1.0 one author)."""
    authors = item.get("authors") or [item.get("author")]
    if not isinstance(authors, list):
        return ""
    return ", ".join(
        name for author in authors if isinstance(author, dict) and (name := _text(author, "name"))
    )


def _text(item: Mapping[str, Any], key: str) -> str:
    """The value as text; "" if it is missing or no text (an id may be a number)."""
    value = item.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""
