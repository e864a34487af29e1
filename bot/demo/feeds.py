"""An outlet's feed as bytes, in the format that the outlet publishes."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape

from bot.demo.press import Outlet, Report

Item = tuple[Report, datetime, str]
"""A report, when it was published (UTC) and its address."""


def write_feed(outlet: Outlet, home: str, items: Sequence[Item]) -> tuple[bytes, str]:
    """The feed with these items, newest first, and its media type. `home` is the outlet's front page."""
    write, media_type = _FORMATS[outlet.format]
    return write(outlet, home, items).encode(), media_type


def body_html(report: Report) -> str:
    """The text as HTML paragraphs."""
    return "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in report.paragraphs)


def _rss(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    return _rss_of(outlet, home, [_rss_item(*item, "") for item in items])


def _rss_full(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    written = [
        _rss_item(*item, f"<content:encoded><![CDATA[{body_html(item[0])}]]></content:encoded>")
        for item in items
    ]
    return _rss_of(outlet, home, written)


def _rss_of(outlet: Outlet, home: str, items: Sequence[str]) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>{escape(outlet.name)}</title>
<link>{escape(home)}</link>
<description>{escape(outlet.name)}</description>
<language>{outlet.language}</language>
<ttl>1</ttl>
{"".join(items)}</channel>
</rss>
"""


def _rss_item(report: Report, published: datetime, url: str, content: str) -> str:
    return f"""<item>
<title>{escape(report.title)}</title>
<link>{escape(url)}</link>
<guid isPermaLink="true">{escape(url)}</guid>
<dc:creator>{escape(report.byline)}</dc:creator>
<category>{escape(report.section)}</category>
<pubDate>{format_datetime(published, usegmt=True)}</pubDate>
<description>{escape(report.standfirst)}</description>
{content}
</item>
"""


def _atom(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    entries = [
        f"""<entry>
<title>{escape(report.title)}</title>
<id>{escape(url)}</id>
<link rel="alternate" type="text/html" href="{escape(url)}"/>
<author><name>{escape(report.byline)}</name></author>
<category term="{escape(report.section)}"/>
<published>{published.isoformat()}</published>
<updated>{published.isoformat()}</updated>
<summary>{escape(report.standfirst)}</summary>
</entry>
"""
        for report, published, url in items
    ]
    updated = f"<updated>{items[0][1].isoformat()}</updated>" if items else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">
<title>{escape(outlet.name)}</title>
<id>{escape(home)}</id>
<link rel="alternate" href="{escape(home)}"/>
{updated}
{"".join(entries)}</feed>
"""


def _json(outlet: Outlet, home: str, items: Sequence[Item]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": outlet.name,
        "home_page_url": home,
        "language": outlet.language,
        "items": [
            {
                "id": url,
                "url": url,
                "title": report.title,
                "summary": report.standfirst,
                "content_html": body_html(report),
                "date_published": published.isoformat(),
                "authors": [{"name": report.byline}],
                "tags": [report.section],
            }
            for report, published, url in items
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


_FORMATS: dict[str, tuple[Callable[[Outlet, str, Sequence[Item]], str], str]] = {
    "rss": (_rss, "application/rss+xml; charset=utf-8"),
    "rss-full": (_rss_full, "application/rss+xml; charset=utf-8"),
    "atom": (_atom, "application/atom+xml; charset=utf-8"),
    "json": (_json, "application/feed+json; charset=utf-8"),
}
