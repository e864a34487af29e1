"""What an address turned out to hold, and the entries in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bot.errors import SourceError
from bot.ingest.answers import Fetched
from bot.ingest.engine import Done, Engine
from bot.ingest.fetch import Session
from bot.news.article import page_entry
from bot.news.feeds import looks_like_feed, looks_like_sitemap, parse_feed, parse_sitemap
from bot.news.model import Entry, Feed, Page
from bot.news.pages import looks_like_page, parse_page

T = TypeVar("T")

MOST_LINKED = 3
"""So many of the feeds that a page links are tried."""
ARTICLE_WORDS = 100
"""A page with fewer words of prose that links a feed is not an article."""
UNDATED_WORDS = 300
"""Nor is a page without a date that has fewer than these."""
_HOME = {"", "/", "/index.html", "/index.htm", "/index.php", "/home"}


@dataclass(frozen=True, slots=True)
class Document:
    """Entries, and what was learnt on the way to them."""

    feed: Feed
    fetched: Fetched
    address: str
    """What to ask from now on: the asked address, where it has moved to, or the feed it links."""
    page: Page | None = None
    """The page of the only entry, where the address is an article's."""
    linked: bool = False
    """What was asked is a page that links `address`: what was fetched is not what it would answer."""


async def read_document(engine: Engine, session: Session, url: str, fetched: Fetched) -> Document:
    """The feed, sitemap or article that `url` held, or the feed that the page there links.

    Raises SourceError where it is none of them.
    """
    if looks_like_sitemap(fetched.body) or looks_like_feed(fetched.body):
        return Document(await _parse(engine, fetched), fetched, fetched.moved or url)
    if not looks_like_page(fetched.body):
        raise SourceError(url, "it is neither a feed nor a page")
    page = await run_one(engine, parse_page, (fetched.body, fetched.url), url)
    if not page.feeds or _is_article(page, fetched.url):
        return Document(page_feed(page, fetched.url), fetched, fetched.moved or url, page)
    return await _linked(engine, session, url, page.feeds[:MOST_LINKED])


async def _linked(engine: Engine, session: Session, url: str, feeds: Sequence[str]) -> Document:
    """The first of the feeds linked at `url` that can be read; together they get the time of one request."""
    trouble = []
    until = monotonic() + session.request_seconds
    for feed in feeds:
        try:
            linked = await session.named(feed, seconds=until - monotonic())
            if not (looks_like_sitemap(linked.body) or looks_like_feed(linked.body)):
                raise SourceError(feed, "it is no feed")
            return Document(await _parse(engine, linked), linked, linked.moved or feed, linked=True)
        except SourceError as error:
            trouble.append(f"{feed} ({error.reason})")
    raise SourceError(url, f"of the feeds that it links none can be read: {'; '.join(trouble)}")


async def run_one(
    engine: Engine, fn: Callable[..., T], item: tuple[Any, ...], location: str, *, hostile: bool = True
) -> T:
    """The engine's answer for one item. Raises SourceError where there is none."""
    (result,) = await engine.run(fn, [item], hostile=hostile)
    if isinstance(result, Done):
        return result.value
    raise SourceError(location, result.reason)


async def _parse(engine: Engine, fetched: Fetched) -> Feed:
    if looks_like_sitemap(fetched.body):
        return await run_one(engine, parse_sitemap, (fetched.body, fetched.url), fetched.url)
    return await run_one(engine, parse_feed, (fetched.body, fetched.url, fetched.content_type), fetched.url)


def page_feed(page: Page, url: str | None) -> Feed:
    """An article page as a feed of one entry. Raises SourceError where it has no headline or no text.

    A page is believed about its own address only on its own host.
    """
    if not page.title or not page.paragraphs:
        raise SourceError(url or "this page", "it has no article and links no feed")
    entry = page_entry(page)
    if url is not None and (not entry.url or _host(entry.url) != _host(url)):
        entry = Entry(title=page.title, url=url, language=page.language, source=page.source)
    return Feed(title=page.source or "", entries=(entry,), url=url, language=page.language)


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower().removeprefix("www.")


def _is_article(page: Page, url: str) -> bool:
    words = sum(len(paragraph.split()) for paragraph in page.paragraphs)
    if not page.title or urlsplit(url).path in _HOME:
        return False
    return words >= (ARTICLE_WORDS if page.published else UNDATED_WORDS)
