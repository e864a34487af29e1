"""Polling: sources are read when they are due, whatever the others do."""

import asyncio
from datetime import timedelta
from typing import Any

from bot.clock import FrozenClock
from bot.ingest import Report
from bot.ingest.limits import Limits
from bot.store.articles import list_articles
from bot.store.database import Store
from bot.store.model import Source
from bot.store.sources import all_sources, due_sources, stale_source_names
from tests.ingest.conftest import OpenIngest, source_at
from tests.ingest.samples import CLINIC, HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site

MINUTE = timedelta(minutes=1)


async def poll(open_ingest: OpenIngest, *urls: str, **settings: Any) -> Report:
    """One pass over sources named after their paths."""
    ingest = open_ingest(*(source_at(url, url.rpartition("/")[2]) for url in urls), **settings)
    await ingest.sync()
    return await ingest.poll_due()


async def the_source(store: Store) -> Source:
    (source,) = await store.read(all_sources)
    return source


def wells_feed(site: Site, *answers: Answer | bytes) -> str:
    """A feed with one entry, whose page tells the whole."""
    url = site.put("/wells", page("Twelve wells for Tahoua", WELLS))
    item = Item("Twelve wells for Tahoua", url, WELLS[0])
    return site.put("/feed", *(answers or (rss([item]),)))


async def test_an_entry_is_stored_with_the_text_of_its_page(site: Site, open_ingest: OpenIngest) -> None:
    report = await poll(open_ingest, wells_feed(site))
    (found,) = report.articles
    assert (found.article.text, found.article.source) == (full(WELLS), "feed")
    assert found.article.summary
    assert found.location == site.url("/feed")


async def test_a_second_pass_before_the_source_is_due_asks_nothing(
    site: Site, open_ingest: OpenIngest
) -> None:
    url = wells_feed(site)
    await poll(open_ingest, url)
    assert await poll(open_ingest, url) == Report()
    assert site.asked("/feed") == 1


async def test_an_unchanged_feed_is_asked_for_with_its_validators(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    item = Item("Twelve wells", site.put("/wells", page("Twelve wells", WELLS)))
    url = site.put("/feed", Answer(rss([item]), headers={"ETag": '"1"'}), Answer(status=304))
    await poll(open_ingest, url)
    clock.advance(60 * MINUTE)
    report = await poll(open_ingest, url)
    assert (report.articles, report.duplicates) == ((), 0)
    assert site.requests[-1].headers["if-none-match"] == '"1"'
    assert (await the_source(store)).etag == '"1"'


async def test_an_entry_that_was_read_is_a_duplicate_and_its_page_is_not_asked_again(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    url = wells_feed(site)
    await poll(open_ingest, url)
    clock.advance(60 * MINUTE)
    assert (await poll(open_ingest, url)).duplicates == 1
    assert site.asked("/wells") == 1


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


async def test_a_failing_source_waits_twice_as_long_each_time(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    waits = []
    for _ in range(3):
        await poll(open_ingest, site.url("/feed"))
        source = await the_source(store)
        waits.append((source.next_due - clock.now()) / MINUTE)
        clock.move_to(source.next_due)
    assert waits == [15, 30, 60]
    assert await store.read(stale_source_names, clock.now()) == ["feed"]


async def test_a_source_that_recovers_has_no_failures(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    url = wells_feed(site, Answer(status=500), rss([Item("Twelve wells", text=" ".join(WELLS))]))
    await poll(open_ingest, url)
    clock.advance(20 * MINUTE)
    assert len((await poll(open_ingest, url)).articles) == 1
    assert (await the_source(store)).failures == 0


async def test_a_busy_server_is_left_alone_for_as_long_as_it_asks(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    await poll(open_ingest, site.put("/feed", Answer(status=429, headers={"Retry-After": "7200"})))
    assert (await the_source(store)).next_due - clock.now() == 120 * MINUTE


async def test_a_source_that_is_gone_is_not_asked_again(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    url = site.put("/feed", Answer(status=410))
    await poll(open_ingest, url)
    clock.advance(timedelta(days=30))
    assert await poll(open_ingest, url) == Report()
    assert (await the_source(store)).last_error == "it is gone for good (410)"


async def test_a_source_that_moved_is_asked_at_its_new_address(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    site.put("/new", rss([Item("Twelve wells", text=" ".join(WELLS))]))
    old = site.put("/feed", Answer(status=301, headers={"Location": "/new"}))
    await poll(open_ingest, old)
    clock.advance(60 * MINUTE)
    await poll(open_ingest, old)
    assert [request.path for request in site.requests] == ["/feed", "/new", "/new"]


async def test_a_private_address_needs_permission(site: Site, open_ingest: OpenIngest) -> None:
    ingest = open_ingest(source_at(wells_feed(site)).model_copy(update={"allow_private": False}))
    await ingest.sync()
    report = await ingest.poll_due()
    assert "private address" in report.rejected[0].reason
    assert site.requests == []


async def test_permission_does_not_cover_pages_elsewhere(
    site: Site, other_site: Site, open_ingest: OpenIngest
) -> None:
    secret = other_site.put("/secret", page("Secret", HARBOUR))
    report = await poll(open_ingest, site.put("/feed", rss([Item("Twelve wells", secret, WELLS[0])])))
    assert other_site.requests == []
    assert [found.article.title for found in report.articles] == ["Twelve wells"]


async def test_a_changed_entry_is_a_new_revision_and_no_new_article(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    before, after = (
        Item(title, "https://courier.example/1", full(WELLS)) for title in ("Twelve wells", "Thirteen wells")
    )
    url = site.put("/feed", rss([before]), rss([after]))
    await poll(open_ingest, url)
    clock.advance(60 * MINUTE)
    (changed,) = (await poll(open_ingest, url)).articles
    assert changed.article.title == "Thirteen wells"
    assert len(await store.read(list_articles)) == 1


async def test_a_guid_means_something_only_within_its_feed(site: Site, open_ingest: OpenIngest) -> None:
    one = site.put("/one", rss([Item("Twelve wells", text=" ".join(WELLS), guid="1")]))
    other = site.put("/other", rss([Item("A record year", text=" ".join(HARBOUR), guid="1")]))
    assert len((await poll(open_ingest, one, other)).articles) == 2


async def test_entries_that_share_an_address_or_a_guid_stay_apart(
    site: Site, open_ingest: OpenIngest
) -> None:
    items = [
        Item(f"Report {n}", site.url("/live"), f"{n} {' '.join(text)}", guid="x")
        for n, text in enumerate((WELLS, HARBOUR, CLINIC))
    ]
    assert len((await poll(open_ingest, site.put("/feed", rss(items)))).articles) == 3


async def test_a_lively_source_is_asked_within_poll_minutes_and_a_quiet_one_less_often(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    url = site.put("/feed", rss([Item("Twelve wells", text=" ".join(WELLS))]))
    waits = []
    for _ in range(40):
        await poll(open_ingest, url)
        source = await the_source(store)
        waits.append((source.next_due - clock.now()) / MINUTE)
        clock.move_to(max(source.next_due, clock.now() + 60 * MINUTE))
    assert max(waits[:20]) <= 15
    assert waits[-1] == 60


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


async def test_a_long_feed_is_stored_whole_and_in_its_order(site: Site, open_ingest: OpenIngest) -> None:
    titles = [f"Report {n}" for n in range(150)]
    items = [Item(title, text=f"{title}: {full(WELLS)}", guid=title) for title in titles]
    report = await poll(open_ingest, site.put("/feed", rss(items)))
    assert [found.article.title for found in report.articles] == titles


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
