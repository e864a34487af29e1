"""Polling: how long a source is left alone, and what is asked of it."""

from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.ingest import Report
from bot.store.database import Store
from bot.store.sources import stale_source_names
from tests.ingest.conftest import NOON, OpenIngest
from tests.ingest.rounds import MINUTE, poll, the_source, wells_feed
from tests.ingest.samples import WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site


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
    assert 90 < waits[-1] <= 360
    assert waits[20:] == sorted(waits[20:])


async def test_a_source_rests_in_the_hours_in_which_its_feed_asks_for_it_though_it_says_so_only_once(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    rest = b"<skipHours><hour>12</hour><hour>13</hour><hour>15</hour></skipHours></channel>"
    feed = rss([Item("Twelve wells", text=full(WELLS))]).replace(b"</channel>", rest)
    url = site.put("/feed", feed, Answer(status=304))
    await poll(open_ingest, url)
    assert (await the_source(store)).next_due == NOON + 120 * MINUTE
    clock.move_to(NOON + 179 * MINUTE)
    await poll(open_ingest, url)
    assert (await the_source(store)).next_due == NOON + 240 * MINUTE


@pytest.mark.parametrize("ask", ["ttl", "cache-control"])
async def test_a_feed_and_its_server_may_ask_for_a_longer_wait_up_to_poll_minutes(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store, ask: str
) -> None:
    feed = rss([Item("Twelve wells", text=full(WELLS))])
    asked = feed.replace(b"</channel>", b"<ttl>11</ttl></channel>") if ask == "ttl" else feed
    headers = {} if ask == "ttl" else {"Cache-Control": "public, max-age=660"}
    await poll(open_ingest, site.put("/feed", Answer(asked, headers=headers)))
    assert (await the_source(store)).next_due == clock.now() + 11 * MINUTE
