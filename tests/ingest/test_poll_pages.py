"""Polling: the pages of a feed's entries."""

import asyncio

import pytest

from bot.clock import FrozenClock
from bot.ingest.fetch import Session
from bot.ingest.limits import Limits
from bot.ingest.robots import Robots
from tests.ingest.conftest import OpenIngest
from tests.ingest.rounds import MINUTE, poll, wells_feed
from tests.ingest.samples import HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site


async def test_an_entry_is_stored_with_the_text_of_its_page(site: Site, open_ingest: OpenIngest) -> None:
    report = await poll(open_ingest, wells_feed(site))
    (found,) = report.articles
    assert (found.article.text, found.article.source) == (full(WELLS), "feed")
    assert found.article.summary
    assert found.location == site.url("/feed")


async def test_an_entry_whose_page_fails_is_stored_at_once_and_completed_later(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    item = Item("Twelve wells", site.put("/wells", Answer(status=500), page("Twelve wells", WELLS)))
    url = site.put("/feed", rss([item]))
    (first,) = (await poll(open_ingest, url)).articles
    assert (first.article.text, first.article.reason) == (
        "",
        "its page could not be read: the server answered 500",
    )
    clock.advance(60 * MINUTE)
    (second,) = (await poll(open_ingest, url)).articles
    assert (second.article.id, second.article.text) == (first.article.id, full(WELLS))


async def test_an_entry_whose_page_is_not_there_is_not_asked_for_again(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    url = site.put("/feed", rss([Item("Twelve wells", site.url("/none"))]))
    await poll(open_ingest, url)
    clock.advance(60 * MINUTE)
    assert (await poll(open_ingest, url)).duplicates == 1
    assert site.asked("/none") == 1


async def test_a_feed_that_tells_the_whole_needs_no_page(site: Site, open_ingest: OpenIngest) -> None:
    url = site.put("/feed", rss([Item("Wells", site.url("/wells"), " ".join(WELLS * 4))]))
    await poll(open_ingest, url)
    assert site.asked("/wells") == 0


async def test_a_pass_fetches_fifty_pages_a_source_newest_first(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    items = [
        Item(f"Report {n}", site.url(f"/{n}"), published=f"Mon, 04 May 2026 {n // 60:02}:{n % 60:02}:00 GMT")
        for n in range(60)
    ]
    for n in range(60):
        site.put(f"/{n}", page(f"Report {n}", [f"On day {n} {sentence}" for sentence in WELLS]))
    url = site.put("/feed", rss(items))
    report = await poll(open_ingest, url)
    assert len(report.articles) == 60
    assert not any(site.asked(f"/{n}") for n in range(10))
    assert all(site.asked(f"/{n}") for n in range(10, 60))
    clock.advance(60 * MINUTE)
    assert len((await poll(open_ingest, url)).articles) == 10


async def test_pages_that_hang_leave_headlines_when_the_time_of_their_source_is_up(
    site: Site, open_ingest: OpenIngest
) -> None:
    hang = asyncio.Event()
    items = [Item(f"Report {n}", site.put(f"/{n}", Answer(before=hang.wait))) for n in range(5)]
    url = site.put("/feed", rss(items))
    report = await poll(open_ingest, url, limits=Limits(source_seconds=0.3, pause_seconds=0.0))
    assert len(report.articles) == 5
    assert {found.article.reason for found in report.articles} == {
        "its page could not be read: there was no time left for it in this pass"
    }


async def test_robots_txt_is_obeyed_for_pages(site: Site, open_ingest: OpenIngest) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /wells")
    (found,) = (await poll(open_ingest, wells_feed(site))).articles
    assert site.asked("/wells") == 0
    assert found.article.title == "Twelve wells for Tahoua"


async def test_permission_does_not_cover_pages_elsewhere(
    site: Site, other_site: Site, open_ingest: OpenIngest
) -> None:
    secret = other_site.put("/secret", page("Secret", HARBOUR))
    report = await poll(open_ingest, site.put("/feed", rss([Item("Twelve wells", secret, WELLS[0])])))
    assert other_site.requests == []
    assert [found.article.title for found in report.articles] == ["Twelve wells"]


async def test_a_page_that_brings_out_a_fault_of_ours_costs_nothing_but_its_text(
    site: Site, open_ingest: OpenIngest, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = Robots.check

    async def fault(self: Robots, session: Session, url: str) -> None:
        if url.endswith("/fault"):
            raise ExceptionGroup("unhandled", [RuntimeError("nobody foresaw this")])
        await check(self, session, url)

    monkeypatch.setattr(Robots, "check", fault)
    pages = [site.put("/wells", page("Report 0", WELLS)), site.url("/fault")]
    feed = site.put("/feed", rss([Item(f"Report {n}", url) for n, url in enumerate(pages)]))
    wells, fault_ = (found.article for found in (await poll(open_ingest, feed)).articles)
    assert wells.text == full(WELLS)
    assert fault_.reason == "its page could not be read: a fault of ours (RuntimeError)"


async def test_a_feed_that_may_not_ask_a_private_host_spoils_it_for_nobody(
    site: Site, other_site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    wells = site.put("/wells", page("Twelve wells", WELLS))
    items = [Item(f"Report {n}", site.url(f"/{n}"), f"{WELLS[0]} It is report {n}.") for n in range(9)]
    courier = site.put("/feed", Answer(status=500), rss([Item("Twelve wells", wells)]))
    rival = other_site.put("/rival", rss(items))
    await poll(open_ingest, rival, courier)
    clock.advance(20 * MINUTE)
    (found,) = (await poll(open_ingest, rival, courier)).articles
    assert found.article.text == full(WELLS)
