"""RSS, RDF and Atom -> Feed, through feedparser."""

import io
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from time import struct_time
from typing import Any

import feedparser

from bot.errors import UserError
from bot.news.dates import read_time
from bot.news.feeds.entries import MOST_ENTRIES, Draft, finish_entry
from bot.news.feeds.sniffing import looks_like_feed
from bot.news.links import web_link
from bot.news.markup import read_line, without_traps
from bot.news.model import Feed

_ITEM = re.compile(rb"<(?:item|entry)[\s>]")
_GUID = re.compile(rb"<guid[^>]{0,100}>\s*+(?:<!\[CDATA\[\s*+)?([^<>\]\s]{1,200})", re.IGNORECASE)
_ADDRESS = re.compile(rb"[/:]")
_CLOSINGS = {b"rss": b"</channel></rss>", b"feed": b"</feed>", b"rdf": b"</rdf:RDF>"}
_LONGEST_TTL = 7 * 24 * 60
_HEAD = 100_000
"""What a feed says of itself is looked for in so many bytes."""
_SKIP = re.compile(rb"<skip(?:hours|days)>[^\0]{0,2000}?</skip(?:hours|days)>", re.IGNORECASE)
_SKIPPED_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)
_SKIPPED_DAY = re.compile(rb"<day>\s*([a-z]{6,9})\s*</day>", re.IGNORECASE)
_DAYS = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")


def parse_xml_feed(data: bytes, url: str | None, content_type: str | None) -> Feed:
    """Raises UserError if it is no feed."""
    parsed = _parse(data, url, content_type)
    if not parsed.entries and not parsed.get("version") and not looks_like_feed(data):
        raise UserError("This is no feed: neither RSS, Atom, RDF nor JSON Feed; check the address.")
    feed = parsed.feed
    base = web_link(_base(feed), url) or url
    language = feed.get("language") or None
    bare = _bare_guids(data)
    drafts = [_draft(entry, language, bare) for entry in parsed.entries[:MOST_ENTRIES]]
    return Feed(
        title=read_line(feed.get("title") or ""),
        entries=tuple(entry for draft in drafts if (entry := finish_entry(draft, base))),
        url=web_link(feed.get("link"), base),
        language=language,
        ttl_minutes=_ttl(feed.get("ttl")),
        skip_hours=_skip_hours(data),
        skip_days=_skip_days(data),
        left_out=max(0, sum(1 for _ in _ITEM.finditer(data)) - MOST_ENTRIES),
    )


def _parse(data: bytes, url: str | None, content_type: str | None) -> feedparser.FeedParserDict:
    headers = {"content-location": url or "", "content-type": content_type or ""}
    data = _cut(without_traps(data))
    try:
        return feedparser.parse(
            io.BytesIO(data),  # bytes themselves would be taken for the name of a file
            response_headers={name: value for name, value in headers.items() if value},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise UserError(
            f"This feed is too broken to be read ({type(error).__name__}); tell its publisher."
        ) from error


def _cut(data: bytes) -> bytes:
    """The feed without the entries beyond MOST_ENTRIES, closed properly."""
    beyond = next(islice(_ITEM.finditer(data), MOST_ENTRIES, None), None)
    if beyond is None:
        return data
    root = re.search(rb"<(rss|feed|rdf)\b", data[:4096], re.IGNORECASE)
    return data[: beyond.start()] + (_CLOSINGS[root[1].lower()] if root else b"")


def _bare_guids(data: bytes) -> frozenset[str]:
    """The GUIDs that are no addresses, though few feeds say so: "isPermaLink" is true by default."""
    return frozenset(
        guid.decode("utf-8", "replace") for guid in _GUID.findall(data) if not _ADDRESS.search(guid)
    )


def _draft(entry: Mapping[str, Any], language: str | None, bare: frozenset[str]) -> Draft:
    link = entry.get("link") or ""
    if entry.get("guidislink") and link == entry.get("id") and link.rpartition("/")[2] in bare:
        link = ""
    return Draft(
        title=entry.get("title") or "",
        link=entry.get("feedburner_origlink") or link,
        bodies=_contents(entry, html=True),
        notes=_contents(entry, html=False),
        teaser=entry.get("summary") or "",
        byline=_byline(entry),
        published=_published(entry),
        language=(entry.get("title_detail") or {}).get("language") or language,
        guid=entry.get("id") or "",
        categories=tuple(tag.get("label") or tag.get("term") or "" for tag in entry.get("tags") or ()),
        image=_image(entry),
        source=(entry.get("source") or {}).get("title") or "",
    )


def _contents(entry: Mapping[str, Any], *, html: bool) -> tuple[str, ...]:
    contents = entry.get("content") or ()
    return tuple(c.get("value") or "" for c in contents if ("html" in (c.get("type") or "")) is html)


def _byline(entry: Mapping[str, Any]) -> str:
    """The authors' names; addresses of mail are no names."""
    names = [author.get("name") or "" for author in entry.get("authors") or ()] or [entry.get("author") or ""]
    return ", ".join(dict.fromkeys(name for name in names if name and "@" not in name))


def _published(entry: Mapping[str, Any]) -> datetime | None:
    """When it was published, else created, else changed."""
    for key in ("published", "created", "updated"):
        if key in entry:
            return read_time(entry[key]) or _from_struct(entry[key], entry.get(f"{key}_parsed"))
    return None


def _from_struct(written: str, time: struct_time | None) -> datetime | None:
    """feedparser's reading (in UTC) of an odd format; what begins like ISO 8601 is merely wrong."""
    return read_time(timegm(time)) if time and not re.match(r"\d{4}-", written) else None


def _image(entry: Mapping[str, Any]) -> str:
    media = [*(entry.get("media_thumbnail") or ()), *(entry.get("media_content") or ())]
    pictures = [
        m.get("url") for m in media if (m.get("medium") or m.get("type") or "image").startswith("image")
    ]
    enclosed = [
        e.get("href") for e in entry.get("enclosures") or () if (e.get("type") or "").startswith("image")
    ]
    return next(filter(None, [*pictures, *enclosed]), "") or (entry.get("image") or {}).get("href") or ""


def _base(feed: Mapping[str, Any]) -> str | None:
    """What relative links in the feed are relative to, as far as the feed itself says it."""
    return (feed.get("title_detail") or {}).get("base") or feed.get("link")


def _ttl(text: object) -> int | None:
    """Minutes for which the feed asks not to be read again, a week at most."""
    minutes = int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 7 else 0
    return min(minutes, _LONGEST_TTL) or None


def _skip_hours(data: bytes) -> tuple[int, ...]:
    """The hours in which an RSS feed asks not to be read; 24 is midnight in RSS 0.91. All of them: none."""
    hours = {int(found) % 24 for found in _SKIPPED_HOUR.findall(_skipped(data)) if int(found) <= 24}
    return tuple(sorted(hours)) if len(hours) < 24 else ()


def _skip_days(data: bytes) -> tuple[int, ...]:
    """The weekdays likewise."""
    days = {
        _DAYS.index(day) for found in _SKIPPED_DAY.findall(_skipped(data)) if (day := found.lower()) in _DAYS
    }
    return tuple(sorted(days)) if len(days) < 7 else ()


def _skipped(data: bytes) -> bytes:
    return b"".join(_SKIP.findall(data[:_HEAD]))
