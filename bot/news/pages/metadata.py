"""What a page says of its article: JSON-LD and Open Graph first, then its other tags."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bot.news.clean import fold, tidy
from bot.news.dates import read_time
from bot.news.links import web_link
from bot.news.markup import read_line
from bot.news.pages.linked_data import LinkedData

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MOST_FEEDS = 20
_PUBLISHED = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "dcterms.date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "publication_date",
    "published_time",
    "article_date_original",
    "originalpublicationdate",
    "weibo:article:create_at",
    "apub:time",
]
_URL_DATE = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=\D|\d{6,}|$)")
_MOST_HEADINGS, _LEAST_HEADING = 10, 10
_TITLE_PARTS = re.compile(r"\s+[|·•»–—-]\s+|\s*[|_]\s*|\s+::\s+")


def read_meta(tree: HtmlElement) -> dict[str, str]:
    """The page's meta tags (also itemprop), name in lower case -> content; of equal names the first."""
    meta: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv")
        content = tidy(node.get("content") or "")
        if name and content:
            meta.setdefault(name.strip().lower(), content)
    return meta


def find_title(tree: HtmlElement, meta: dict[str, str], data: LinkedData) -> str:
    """The headline: what most of JSON-LD, Open Graph, the top heading and the title tag say; where two say
    one thing and two another, what the heading says. "" if none says anything."""
    site = meta.get("og:site_name", "") or data.publisher
    tag = read_line(next((node.text or "" for node in tree.iter("title")), ""))
    shared = read_line(meta.get("og:title", "") or meta.get("twitter:title", ""))
    headings = _headings(tree, "h1")
    given = [
        title for title in (data.headline, _without_site(shared, site), _without_site(tag, site)) if title
    ]
    top = _nearest(headings, given) or _begun_with(_headings(tree, "h2"), given)
    votes = Counter(map(fold, [*given, top]))
    ordered = [top, *given[:2]] if votes[fold(top)] > 1 else [*given[:2], top]
    best = max(filter(None, ordered), key=lambda title: votes[fold(title)], default="")
    if top and _is_end_of(top, best):
        return top
    return best or next(iter(headings), "")


def _headings(tree: HtmlElement, tag: str) -> list[str]:
    return [text for node in islice(tree.iter(tag), _MOST_HEADINGS) if (text := tidy(node.text_content()))]


def _begun_with(headings: list[str], given: list[str]) -> str:
    """The heading that one of the titles given begins with, and that is most of it."""
    begun = (
        h for h in headings for title in given if _is_most_of(h, title) and fold(title).startswith(fold(h))
    )
    return next(begun, "")


def _is_most_of(heading: str, title: str) -> bool:
    return len(heading) >= _LEAST_HEADING and 2 * len(heading) >= len(title)


def _nearest(headings: list[str], given: list[str]) -> str:
    """The top heading that shares most words with the titles given, at least half of its own and theirs."""
    shares = [(_share(heading, title), heading) for heading in headings for title in given]
    share, heading = max(shares, default=(0.0, ""), key=lambda pair: pair[0])
    return heading if share >= 0.5 else headings[0] if len(headings) == 1 and not given else ""


def _share(heading: str, title: str) -> float:
    """How alike two titles are: shared words over the longer's; 1 if the heading begins or ends the title and
    is no kicker of it."""
    ours, theirs = fold(heading).split(), fold(title).split()
    if len(heading) >= _LEAST_HEADING and _is_end_of(heading, title) and not _is_kicker(heading, title):
        return 1.0
    return len(set(ours) & set(theirs)) / max(len(ours), len(theirs), 1)


def _is_kicker(heading: str, title: str) -> bool:
    """Whether a heading only says what a longer title is about: "War in the east: …"."""
    return len(heading) < len(title) / 2 and title[len(heading) :].lstrip().startswith(":")


def _is_end_of(part: str, whole: str) -> bool:
    """Whether one title begins or ends with the other."""
    return fold(whole).startswith(fold(part)) or fold(whole).endswith(fold(part))


def _without_site(title: str, site: str) -> str:
    """The title without the outlet's name at its end (or start)."""
    parts = _TITLE_PARTS.split(title)
    if len(parts) < 2:
        return title
    known = fold(site)
    if known and fold(parts[-1]) in (known, known.replace("the ", "")):
        return title[: title.rfind(parts[-1])].rstrip(" |·•»–—-_:")
    if known and fold(parts[0]) == known:
        return title[title.find(parts[0]) + len(parts[0]) :].lstrip(" |·•»–—-_:")
    if "|" in title and len(parts[-1].split()) <= 4 < len(title.split()) - len(parts[-1].split()):
        return title[: title.rfind("|")].rstrip(" |·•»–—-_:")
    return title


def find_published(
    tree: HtmlElement, meta: dict[str, str], data: LinkedData, url: str | None
) -> datetime | None:
    """When it was published, as the page's tags say it (never its text), else the day in its address."""
    found = next((time for text in _times(tree, meta, data) if (time := read_time(text))), None)
    day = _URL_DATE.search(urlsplit(url or "").path)
    return found or (read_time("-".join(day.groups())) if day else None)


def _times(tree: HtmlElement, meta: dict[str, str], data: LinkedData) -> Iterator[str]:
    yield data.published
    yield from (meta.get(name, "") for name in _PUBLISHED)
    yield from tree.xpath(
        '//*[@itemprop="datePublished"]/@datetime | //*[@itemprop="datePublished"]/@content'
        " | //time[@pubdate]/@datetime"
    )[:3]
    times = tree.iter("time")
    yield from islice((time.get("datetime") or "" for time in times if not _is_of_change(time)), 3)


def _is_of_change(time: HtmlElement) -> bool:
    """Whether a time is marked as that of the last change only."""
    marks = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
    return ("modified" in marks or "updated" in marks) and "published" not in marks


def find_language(tree: HtmlElement, meta: dict[str, str], data: LinkedData) -> str | None:
    """The language tag that the page gives itself, or None."""
    tags = (tree.get("lang"), meta.get("og:locale"), data.language, meta.get("content-language"))
    return next((tag for tag in tags if tag), None)


def find_address(tree: HtmlElement, meta: dict[str, str], data: LinkedData, url: str | None) -> str | None:
    """The article's own address: its canonical link, unless that is merely the outlet's front page."""
    links = [
        node.get("href")
        for node in tree.iter("link")
        if "canonical" in (node.get("rel") or "").lower().split()
    ]
    for href in (*links, meta.get("og:url"), data.url):
        link = web_link(href, url)
        if link and (urlsplit(link).path.strip("/") or not urlsplit(url or "").path.strip("/")):
            return link
    return web_link(url)


def find_paywall(meta: dict[str, str], data: LinkedData) -> bool | None:
    """Whether the page says that its article is not free to read; None where it says nothing of that."""
    if data.free is not None:
        return not data.free
    return {"locked": True, "metered": True, "free": False}.get(meta.get("article:content_tier", "").lower())


def find_feeds(tree: HtmlElement, url: str | None) -> tuple[str, ...]:
    """The addresses of the feeds that a page links, feeds of comments last."""
    linked = [
        (node.get("href"), f"{node.get('title')} {node.get('href')}")
        for node in tree.iter("link")
        if (node.get("type") or "").lower().split(";")[0] in _FEED_TYPES
        and "alternate" in (node.get("rel") or "").lower()
    ]
    linked.sort(key=lambda pair: "comment" in pair[1].lower())
    return tuple(dict.fromkeys(_web_links((href for href, _ in linked), url)))[:_MOST_FEEDS]


def _web_links(hrefs: Iterable[str | None], url: str | None) -> Iterable[str]:
    return (link for href in hrefs if (link := web_link(href, url)))
