"""Fetching: validators, redirects, limits, and what a failure says."""

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest

from bot.ingest.addresses import Permission
from bot.ingest.answers import FetchError
from bot.ingest.fetch import USER_AGENT, Fetcher, Session
from bot.ingest.limits import Limits
from tests.ingest.site import Answer, Site

SMALL = Limits(
    request_seconds=1.0, connect_seconds=1.0, pause_seconds=0.0, feed_bytes=100_000, page_bytes=20_000
)


@pytest.fixture
async def session(site: Site) -> AsyncIterator[Session]:
    """A session that may read the site, and no other place of this machine."""
    permission = Permission(places=frozenset({("127.0.0.1", site.port)}))
    async with Fetcher(SMALL) as fetcher, fetcher.session(permission) as opened:
        yield opened


async def failure(session: Session, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await session.named(url)
    return caught.value


async def test_what_is_there_is_brought_with_its_validators(site: Site, session: Session) -> None:
    url = site.put(
        "/feed", Answer(b"news", headers={"ETag": '"1"', "Last-Modified": "Mon, 04 May 2026 10:00:00 GMT"})
    )
    fetched = await session.named(url)
    assert (fetched.body, fetched.etag) == (b"news", '"1"')
    assert site.requests[0].headers["user-agent"] == USER_AGENT.lower()


async def test_an_unchanged_document_is_not_sent_again(site: Site, session: Session) -> None:
    url = site.put("/feed", Answer(status=304))
    fetched = await session.named(url, etag='"1"', last_modified="Mon, 04 May 2026 10:00:00 GMT")
    assert fetched.not_modified
    assert site.requests[0].headers["if-none-match"] == '"1"'
    assert "if-modified-since" in site.requests[0].headers


async def test_a_permanent_move_is_told(site: Site, session: Session) -> None:
    site.put("/new", b"news")
    url = site.put("/old", Answer(status=301, headers={"Location": "/new"}))
    assert (await session.named(url)).moved == site.url("/new")


async def test_a_temporary_move_is_followed_and_forgotten(site: Site, session: Session) -> None:
    site.put("/new", b"news")
    url = site.put("/old", Answer(status=302, headers={"Location": "/new"}))
    fetched = await session.named(url)
    assert (fetched.body, fetched.moved, fetched.url) == (b"news", None, site.url("/new"))


async def test_after_a_temporary_move_nothing_is_permanent(site: Site, session: Session) -> None:
    site.put("/c", b"news")
    site.put("/b", Answer(status=301, headers={"Location": "/c"}))
    url = site.put("/a", Answer(status=307, headers={"Location": "/b"}))
    assert (await session.named(url)).moved is None


async def test_a_redirect_in_circles_ends(site: Site, session: Session) -> None:
    url = site.put("/round", Answer(status=302, headers={"Location": "/round"}))
    error = await failure(session, url)
    assert "more than 5 times" in error.reason
    assert site.asked("/round") == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/feed", "javascript:alert(1)"])
async def test_a_redirect_leads_only_to_the_web(site: Site, session: Session, target: str) -> None:
    url = site.put("/out", Answer(status=302, headers={"Location": target}))
    await failure(session, url)
    assert site.asked("/out") == 1


async def test_a_redirect_to_another_private_port_is_refused(
    site: Site, other_site: Site, session: Session
) -> None:
    other_site.put("/secret", b"secret")
    url = site.put("/out", Answer(status=302, headers={"Location": other_site.url("/secret")}))
    assert "private address" in (await failure(session, url)).reason
    assert other_site.requests == []


async def test_a_large_document_is_given_up_at_its_first_byte_too_many(site: Site, session: Session) -> None:
    assert "larger than" in (await failure(session, site.put("/big", b"x" * 100_001))).reason


async def test_a_packed_document_is_unpacked(site: Site, session: Session) -> None:
    url = site.put("/packed", Answer(gzip.compress(b"news"), headers={"Content-Encoding": "gzip"}))
    assert (await session.named(url)).body == b"news"


async def test_a_decompression_bomb_counts_by_its_unpacked_size(site: Site, session: Session) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    url = site.put("/bomb", Answer(bomb, headers={"Content-Encoding": "gzip"}))
    assert "larger than" in (await failure(session, url)).reason


@pytest.mark.parametrize("encoding", ["gzip", "br"])
async def test_a_body_that_cannot_be_unpacked_is_a_failure(
    site: Site, session: Session, encoding: str
) -> None:
    url = site.put("/odd", Answer(b"not packed", headers={"Content-Encoding": encoding}))
    assert (
        "packed" in (await failure(session, url)).reason
        or "compression" in (await failure(session, url)).reason
    )


async def test_what_is_packed_counts_too_where_it_holds_nothing(site: Site, session: Session) -> None:
    nothing = gzip.compress(b"") * 6_000
    url = site.put("/nothing", Answer(nothing, headers={"Content-Encoding": "gzip"}))
    assert "larger than" in (await failure(session, url)).reason


async def test_an_endless_stream_ends_at_the_limit(site: Site, session: Session) -> None:
    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 10_000)
            await writer.drain()

    assert "larger than" in (await failure(session, site.put("/endless", Answer(script=pour)))).reason


async def test_a_slow_drip_ends_with_the_deadline(site: Site, session: Session) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    assert "no answer within" in (await failure(session, site.put("/slow", Answer(script=drip)))).reason


async def test_nonsense_for_an_answer_is_a_failure_with_a_reason(site: Site, session: Session) -> None:
    async def babble(writer: asyncio.StreamWriter) -> None:
        writer.write(b"\x00\xff\x00 no protocol at all\r\n\r\n")
        await writer.drain()

    assert "made no sense" in (await failure(session, site.put("/odd", Answer(script=babble)))).reason


async def test_a_closed_port_is_unreachable(site: Site, session: Session) -> None:
    async with Fetcher(SMALL) as fetcher, fetcher.session(Permission(everywhere=True)) as everywhere:
        assert (await failure(everywhere, "http://127.0.0.1:1/")).unreachable


@pytest.mark.parametrize(
    ("status", "lasting"), [(404, True), (403, True), (410, True), (500, False), (429, False)]
)
async def test_a_status_says_whether_to_ask_again(
    site: Site, session: Session, status: int, lasting: bool
) -> None:
    error = await failure(session, site.put("/status", Answer(status=status)))
    assert (error.lasting, error.status, error.gone) == (lasting, status, status == 410)


async def test_a_busy_server_says_how_long_to_wait(site: Site, session: Session) -> None:
    error = await failure(session, site.put("/busy", Answer(status=503, headers={"Retry-After": "120"})))
    assert error.retry_after is not None
    assert error.retry_after.total_seconds() == 120


async def test_with_all_permissions_a_redirect_to_a_clouds_metadata_is_refused(site: Site) -> None:
    url = site.put("/out", Answer(status=302, headers={"Location": "http://169.254.169.254/latest/"}))
    async with Fetcher(SMALL) as fetcher, fetcher.session(Permission(everywhere=True)) as everywhere:
        assert "always refused" in (await failure(everywhere, url)).reason


@pytest.mark.parametrize("wait", ["soon", "1" * 5000, "Mon, 04 May 2026 10:00:00 +99999999999999"])
async def test_a_wait_that_makes_no_sense_is_passed_over(site: Site, session: Session, wait: str) -> None:
    error = await failure(session, site.put("/busy", Answer(status=503, headers={"Retry-After": wait})))
    assert (error.status, error.retry_after) == (503, None)


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[::1",
        "file:///etc/passwd",
        "http://\x00/",
        "nonsense",
        "http://a b/",
        "http://xn--a.com/",
        "http://127.0.0.1:65536/",
    ],
)
async def test_what_is_no_web_address_is_refused(session: Session, url: str) -> None:
    assert await failure(session, url)
