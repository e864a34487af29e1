"""Polling: servers that send us elsewhere, pack oddly, break off, or serve something else one day."""

import gzip
import zlib
from dataclasses import replace

import pytest

from bot.clock import FrozenClock
from bot.ingest.limits import Limits
from bot.store.articles import list_articles
from bot.store.database import Store
from tests.ingest.conftest import OpenIngest, source_at
from tests.ingest.hostile import endless, packed, raw
from tests.ingest.rounds import MINUTE, poll, the_source
from tests.ingest.samples import HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site

FEED = rss([Item("Twelve wells", text=full(WELLS))])
TAG = {"ETag": '"1"'}


def moved(status: int, location: str) -> Answer:
    return Answer(status=status, headers={"Location": location})


async def poll_again(open_ingest: OpenIngest, clock: FrozenClock, url: str, times: int) -> list[int]:
    """So many rounds, hours apart; how many articles each of them brought."""
    brought = []
    for _ in range(times):
        brought.append(len((await poll(open_ingest, url)).articles))
        clock.advance(400 * MINUTE)
    return brought


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [(301, 308, "/new"), (308, 302, "/next"), (302, 301, "/feed"), (307, 303, "/feed")],
)
async def test_a_source_moves_as_far_as_the_redirects_are_permanent(
    site: Site, open_ingest: OpenIngest, store: Store, first: int, second: int, kept: str
) -> None:
    site.put("/new", FEED)
    site.put("/next", moved(second, f"//127.0.0.1:{site.port}/new#part"))
    await poll(open_ingest, site.put("/feed", moved(first, "next")))
    assert (await the_source(store)).url == site.url(kept)


async def test_a_redirect_in_bare_utf_8_is_followed(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    site.put("/caf%C3%A9", FEED)
    head = "HTTP/1.1 301 Moved\r\nConnection: close\r\nContent-Length: 0\r\nLocation: /café\r\nX: ".encode()
    url = site.put("/feed", raw(head + b"\xff\r\n\r\n"))
    assert await poll_again(open_ingest, clock, url, 2) == [1, 0]
    assert [request.path for request in site.requests] == ["/feed", "/caf%C3%A9", "/caf%C3%A9"]


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    "answer",
    [
        packed(raw_deflate(FEED), "deflate"),
        packed(zlib.compress(FEED), "deflate"),
        packed(gzip.compress(FEED[:300]) + gzip.compress(FEED[300:]), "gzip"),
        packed(gzip.compress(FEED) + b"\0\0and so on", "GZip"),
        packed(gzip.compress(FEED), "gzip, identity"),
        packed(FEED, "none"),
        raw(b"HTTP/1.0 200 OK\r\n\r\n" + FEED),
        raw(
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
            + FEED
        ),
    ],
    ids=[
        "bare deflate",
        "deflate",
        "two parts",
        "garbage after it",
        "two names",
        "none",
        "1.0",
        "early hints",
    ],
)
async def test_odd_ways_of_sending_a_feed_are_understood(
    site: Site, open_ingest: OpenIngest, answer: Answer
) -> None:
    report = await poll(open_ingest, site.put("/feed", answer))
    assert [found.article.text for found in report.articles] == [full(WELLS)]


LONGER = rss([Item("Wells", text=full(WELLS), guid="1"), Item("A quay", text=full(HARBOUR), guid="2")])


@pytest.mark.parametrize(
    "cut_off",
    [
        raw(b'HTTP/1.0 200 OK\r\nETag: "1"\r\n\r\n' + LONGER[:-200]),
        replace(packed(gzip.compress(LONGER)[:-60], "gzip"), headers={"Content-Encoding": "gzip", **TAG}),
        Answer(LONGER[:-200], headers=TAG),
    ],
    ids=["no length", "packing without its end", "feed without its end"],
)
async def test_a_feed_that_broke_off_is_asked_for_as_a_whole_again(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store, cut_off: Answer
) -> None:
    url = site.put("/feed", cut_off, Answer(LONGER, headers=TAG))
    await poll_again(open_ingest, clock, url, 2)
    assert "if-none-match" not in site.requests[-1].headers
    assert {article.text for article in await store.read(list_articles)} == {full(WELLS), full(HARBOUR)}


async def test_pages_beyond_the_limit_are_read_in_the_next_rounds_though_the_feed_stays_as_it_is(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    texts = [[f"{line} It is report {n}." for line in WELLS] for n in range(5)]
    items = [
        Item(f"Report {n}", site.put(f"/{n}", page(f"Report {n}", text))) for n, text in enumerate(texts)
    ]
    url = site.put("/feed", Answer(rss(items), headers=TAG))
    for _ in range(3):
        await poll(open_ingest, url, limits=Limits(pages=2, pause_seconds=0.0))
        clock.advance(400 * MINUTE)
    assert {article.text for article in await store.read(list_articles)} == {full(text) for text in texts}
    assert (await the_source(store)).etag == '"1"'


async def test_a_feed_of_very_many_entries_says_how_many_are_left_out(
    site: Site, open_ingest: OpenIngest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.news.feeds.xml_feed.MOST_ENTRIES", 3)
    items = [Item(f"Report {n}", text=f"{full(WELLS)} It is report {n}.") for n in range(5)]
    report = await poll(open_ingest, site.put("/feed", rss(items)))
    assert (len(report.articles), report.unread) == (3, 0)
    assert [one.reason for one in report.rejected] == ["only its first 3 entries were read, 2 were left out"]


async def test_a_page_where_a_feed_was_is_a_failure_and_no_article(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    url = site.put("/feed", FEED, page("This domain is for sale", HARBOUR * 8), FEED)
    assert await poll_again(open_ingest, clock, url, 2) == [1, 0]
    assert (await the_source(store)).last_error == "it is a page now, where a feed was, and links none"
    await poll(open_ingest, url)
    assert (await the_source(store)).failures == 0


async def test_of_several_feeds_that_a_page_links_the_first_that_can_be_read_is_taken(
    site: Site, open_ingest: OpenIngest, store: Store
) -> None:
    site.put("/page", page("No feed", WELLS))
    site.put("/good", FEED)
    links = "".join(
        f"<link rel='alternate' type='application/rss+xml' href='{path}'>"
        for path in ("/gone", "/page", "good")
    )
    report = await poll(open_ingest, site.put("/home", page("Courier", [], links)))
    assert len(report.articles) == 1
    assert (await the_source(store)).url == site.url("/good")


async def test_where_none_of_the_linked_feeds_can_be_read_each_says_why(
    site: Site, open_ingest: OpenIngest
) -> None:
    links = "".join(f"<link rel='alternate' type='application/rss+xml' href='/{n}'>" for n in (1, 2))
    site.put("/2", Answer(status=500))
    (rejected,) = (await poll(open_ingest, site.put("/home", page("Courier", [], links)))).rejected
    assert rejected.reason == (
        f"of the feeds that it links none can be read: {site.url('/1')} (it is not there (404));"
        f" {site.url('/2')} (the server answered 500)"
    )


async def test_a_password_in_an_address_is_used_and_never_told(
    site: Site, open_ingest: OpenIngest, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = rss([Item("Twelve wells", "/wells", full([*WELLS, *HARBOUR] * 3))])
    for path, answer in (("/feed", Answer(feed)), ("/none", Answer(status=404))):
        url = site.put(path, answer).replace("http://", "http://nora:s3cret@")
        ingest = open_ingest(source_at(url, path))
        await ingest.sync()
        report = await ingest.poll_due()
        assert site.requests[0].headers["authorization"].startswith("basic ")
        assert "s3cret" not in f"{report} {capsys.readouterr()}"


async def test_the_feeds_that_a_page_links_get_the_time_of_one_request_together(
    site: Site, open_ingest: OpenIngest
) -> None:
    links = "".join(f"<link rel='alternate' type='application/rss+xml' href='/{n}'>" for n in range(3))
    for n in range(3):
        site.put(f"/{n}", endless(b"", b"", 0.05))
    hasty = Limits(request_seconds=0.5, pause_seconds=0.0)
    (rejected,) = (
        await poll(open_ingest, site.put("/home", page("Courier", [], links)), limits=hasty)
    ).rejected
    assert rejected.reason.count("no answer within") == 3
    assert [site.asked(f"/{n}") for n in range(3)] == [1, 0, 0]
