"""Polling: how long a source is left alone, and what is asked of it."""

from datetime import timedelta

import pytest

from bot.clock import FrozenClock
from bot.ingest import Report
from bot.store.database import Store
from bot.store.sources import stale_source_names
from tests.ingest.conftest import NOON, OpenIngest, source_at
from tests.ingest.hostile import raw
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
    url = site.put("/feed", Answer(feed, headers={"ETag": '"1"'}), Answer(status=304))
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


@pytest.mark.parametrize(
    "tag",
    [
        b'"1"',
        'W/"\u0661\u0662"'.encode(),
        b'"caf\xe9 \x80\xff"',
        b"no quotes at all",
        b"a\tb, c",
        b"x" * 9_000,
    ],
    ids=["plain", "utf-8", "latin-1", "unquoted", "tab", "long"],
)
@pytest.mark.parametrize("name", [b"ETag", b"Last-Modified"])
async def test_whatever_validators_a_server_sends_the_next_request_succeeds_with_them(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store, name: bytes, tag: bytes
) -> None:
    feed = rss([Item("Twelve wells", text=full(WELLS))])
    answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n%b: %b\r\nX: \xff\r\n\r\n%b" % (name, tag, feed)
    url = site.put("/feed", raw(answer))
    for _ in range(3):
        await poll(open_ingest, url)
        clock.advance(60 * MINUTE)
        assert ((await the_source(store)).last_error, (await the_source(store)).failures) == (None, 0)
    asked = site.requests[-1].headers.get("if-none-match" if name == b"ETag" else "if-modified-since")
    assert asked == (tag.decode("latin-1").lower() if len(tag) < 1000 else None)


async def test_a_first_answer_that_nothing_has_changed_is_a_failure(
    site: Site, open_ingest: OpenIngest, store: Store
) -> None:
    report = await poll(open_ingest, site.put("/feed", Answer(status=304)))
    assert report.unread == 1
    assert (await the_source(store)).last_error == (
        "it answers that nothing has changed (304), though asked for everything"
    )
    assert (await the_source(store)).last_success is None


@pytest.mark.parametrize("status", [400, 412, 431, 500])
async def test_a_server_that_cannot_bear_its_own_validators_is_asked_for_everything(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store, status: int
) -> None:
    feed = Answer(rss([Item("Twelve wells", text=full(WELLS))]), headers={"ETag": '"1"'})
    url = site.put("/feed", feed, Answer(status=status), feed)
    for _ in range(3):
        await poll(open_ingest, url)
        clock.advance(60 * MINUTE)
    assert "if-none-match" not in site.requests[-1].headers
    assert (await the_source(store)).failures == 0


async def test_a_busy_server_is_asked_with_its_validators_again(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    feed = Answer(rss([Item("Twelve wells", text=full(WELLS))]), headers={"ETag": '"1"'})
    busy = Answer(status=429, headers={"Retry-After": "60"})
    url = site.put("/feed", feed, busy, Answer(status=304))
    for _ in range(3):
        await poll(open_ingest, url)
        clock.advance(60 * MINUTE)
    assert site.requests[-1].headers["if-none-match"] == '"1"'


async def test_the_validators_of_a_linked_feed_are_not_sent_to_the_page_that_links_it(
    site: Site, other_site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    feed = rss([Item("Twelve wells", text=full(WELLS))])
    linked = other_site.put("/rss", Answer(feed, headers={"ETag": '"feed"'}))
    link = f"<link rel='alternate' type='application/rss+xml' href='{linked}'>"
    home = site.put("/", Answer(page("Courier", [], link), headers={"ETag": '"home"'}))
    sources = [source_at(home)]
    ingest = open_ingest(*sources)
    await ingest.sync()
    await ingest.poll_due()
    clock.advance(60 * MINUTE)
    await ingest.poll_due()
    assert (await the_source(store)).url in (home, linked)
    assert not [request for request in site.requests if "if-none-match" in request.headers]
