"""Polling: sources are read when they are due, whatever the others do."""

import asyncio

from bot.clock import FrozenClock
from bot.ingest import Report
from bot.ingest.limits import Limits
from bot.store.database import Store
from bot.store.sources import all_sources, due_sources
from tests.ingest.conftest import OpenIngest, source_at
from tests.ingest.rounds import MINUTE, poll, wells_feed
from tests.ingest.samples import Item, page, rss
from tests.ingest.site import Answer, Site


async def test_a_second_pass_before_the_source_is_due_asks_nothing(
    site: Site, open_ingest: OpenIngest
) -> None:
    url = wells_feed(site)
    await poll(open_ingest, url)
    assert await poll(open_ingest, url) == Report()
    assert site.asked("/feed") == 1


async def test_one_source_that_fails_touches_no_other(
    site: Site, open_ingest: OpenIngest, store: Store
) -> None:
    hang = asyncio.Event()
    good = wells_feed(site)
    bad = {
        "missing": site.url("/missing"),
        "slow": site.put("/slow", Answer(before=hang.wait)),
        "nonsense": site.put("/nonsense", b"\x89PNG\r\n\x00\x00"),
        "broken": site.put("/broken", Answer(status=500)),
    }
    report = await poll(open_ingest, *bad.values(), good, limits=Limits(request_seconds=1.0))
    assert len(report.articles) == 1
    assert {rejected.location for rejected in report.rejected} == set(bad.values())
    failing = {source.name for source in await store.read(all_sources) if source.failures}
    assert failing == set(bad)


async def test_a_private_address_needs_permission(site: Site, open_ingest: OpenIngest) -> None:
    ingest = open_ingest(source_at(wells_feed(site)).model_copy(update={"allow_private": False}))
    await ingest.sync()
    report = await ingest.poll_due()
    assert "private address" in report.rejected[0].reason
    assert site.requests == []


async def test_a_source_may_be_a_homepage_that_links_its_feed(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    wells_feed(site)
    link = "<link rel='alternate' type='application/rss+xml' href='/feed'>"
    home = site.put("/", page("The Courier", ["Welcome."], link))
    assert len((await poll(open_ingest, home)).articles) == 1
    clock.advance(60 * MINUTE)
    await poll(open_ingest, home)
    assert (site.asked("/"), site.asked("/feed")) == (1, 2)


async def test_all_due_sources_are_read_though_many_share_a_host(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    urls = [site.put(f"/feed{n}", rss([Item(f"Report {n}", text=f"Of {n}.")])) for n in range(60)]
    told: list[tuple[int, int]] = []
    ingest = open_ingest(*map(source_at, urls))
    await ingest.sync()
    report = await ingest.poll_due(lambda done, total: told.append((done, total)))
    assert len(report.articles) == 60
    assert told == [(n, 60) for n in range(1, 61)]
    assert await store.read(due_sources, clock.now()) == []
