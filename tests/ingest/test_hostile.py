"""What strangers may send: every entry is kept, every fault is recorded, nothing stops the pass."""

import gzip

import pytest

from bot.clock import FrozenClock
from bot.config import Settings
from bot.ingest import Ingest
from bot.ingest.limits import Limits
from bot.store.database import Store
from bot.store.sources import all_sources
from tests.ingest.conftest import source_at
from tests.ingest.samples import WELLS, Item, page, rss
from tests.ingest.site import Answer, Site

LIMITS = Limits(request_seconds=5, pause_seconds=0)
PAGES = {
    "nested": b"<html><body>" + b"<div>" * 100_000 + b"deep" + b"</div>" * 100_000,
    "links": b"<html><body>" + b"<a href='/x'>link</a>" * 60_000,
    "large": b"<html><body><p>" + b"word " * 1_000_000,
    "paragraph": page("Long", ["word " * 300_000]),
    "nul": page("Nul", ["A\0 text\0 with\0 holes."] * 50).replace(b"<p>", b"<p>\0"),
    "charset": page("Charset", ["Caf\xe9 au lait."] * 20, "<meta charset='utf-32'>"),
    "binary": bytes(range(256)) * 1000,
    "nothing": b"",
    "attributes": b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">text</p>",
    "unclosed": b"<html><body>" + b"<p><b><i>" * 30_000,
    "comment": b"<html><body><!--" + b"-" * 500_000,
    "script": b"<html><body><script>" + b"<script>" * 100_000,
    "entities": b"<html><body><p>" + b"&#x110000;&amp;" * 60_000,
}
LAUGHS = b"<!DOCTYPE r [<!ENTITY a 'ha'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
FEEDS = {
    "laughs": LAUGHS + b"]><rss><channel><title>&j;</title><item><title>&j;</title></item></channel></rss>",
    "outside": b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&a;</title></channel></rss>",
    "deep": b"<rss><channel>" + b"<item>" * 50_000,
    "cut": rss([Item("Wells", text=WELLS[0])])[:-60],
    "null": b"\0" * 10_000,
    "json": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 50_000,
}


@pytest.mark.slow
async def test_hostile_pages_leave_headline_and_link(site: Site, store: Store, clock: FrozenClock) -> None:
    for name, body in PAGES.items():
        site.put(f"/{name}", Answer(body, headers={"Content-Type": "text/html"}))
    bomb = Answer(gzip.compress(b"\0" * 20_000_000), headers={"Content-Encoding": "gzip"})
    names = [*PAGES, "bomb"]
    site.put("/bomb", bomb)
    feed = site.put("/feed", rss([Item(f"Report on {name}", site.url(f"/{name}")) for name in names]))
    async with Ingest.open(store, Settings(sources=(source_at(feed),)), clock, LIMITS) as ingest:
        await ingest.sync()
        report = await ingest.poll_due()
    assert [found.article.title for found in report.articles] == [f"Report on {name}" for name in names]
    assert [found.article.url for found in report.articles] == [site.url(f"/{name}") for name in names]


async def test_hostile_feeds_fail_alone(site: Site, store: Store, clock: FrozenClock) -> None:
    sources = [source_at(site.put(f"/{name}", body), name) for name, body in FEEDS.items()]
    good = source_at(site.put("/good", rss([Item("Wells", text=WELLS[0])])), "good")
    async with Ingest.open(store, Settings(sources=(*sources, good)), clock, LIMITS) as ingest:
        await ingest.sync()
        report = await ingest.poll_due()
    assert "Wells" in [found.article.title for found in report.articles if found.location == good.url]
    assert not any("root:" in found.article.title + found.article.text for found in report.articles)
    states = {
        source.name: source.last_error or source.last_success for source in await store.read(all_sources)
    }
    assert all(states.values())
