"""Courtesy towards hosts."""

import asyncio
from itertools import pairwise
from types import SimpleNamespace

import pytest

from bot.ingest.addresses import Permission
from bot.ingest.answers import FetchError
from bot.ingest.fetch import Fetcher, Session
from bot.ingest.hosts import Host
from bot.ingest.limits import Limits
from tests.chat.virtual_time import VirtualTime
from tests.ingest.site import Answer, Site

QUICK = Limits(request_seconds=5.0, connect_seconds=5.0, pause_seconds=0.0)


async def ask(session: Session, url: str) -> str:
    try:
        await session.page(url)
    except FetchError as error:
        return error.reason
    return "fine"


async def pages(site: Site, count: int) -> list[str]:
    async with Fetcher(QUICK) as fetcher, fetcher.session(Permission(everywhere=True)) as session:
        return list(await asyncio.gather(*(ask(session, site.url(f"/{n}")) for n in range(count))))


async def test_a_host_has_two_requests_at_a_time(site: Site) -> None:
    for n in range(8):
        site.put(f"/{n}", Answer(b"page", before=lambda: asyncio.sleep(0.01)))
    assert await pages(site, 8) == ["fine"] * 8
    assert site.most_at_once == 2


async def test_a_host_is_left_alone_after_three_failures_in_a_row(site: Site) -> None:
    for n in range(10):
        site.put(f"/{n}", Answer(status=500))
    reasons = await pages(site, 10)
    assert len(site.requests) == 3
    assert sum("failed too often" in reason for reason in reasons) == 7


async def test_a_host_that_asks_for_rest_gets_it(site: Site) -> None:
    site.put("/0", Answer(status=429, headers={"Retry-After": "60"}))
    site.put("/1", Answer(status=429, headers={"Retry-After": "60"}))
    await pages(site, 6)
    assert len(site.requests) <= 2


async def test_a_success_between_failures_keeps_a_host(site: Site) -> None:
    for n in range(12):
        site.put(f"/{n}", b"page" if n % 2 else Answer(status=500))
    assert (await pages(site, 12)).count("fine") == 6


async def test_failing_pages_do_not_keep_a_source_from_being_asked(site: Site) -> None:
    feed = site.put("/feed", b"news")
    async with Fetcher(QUICK) as fetcher, fetcher.session(Permission(everywhere=True)) as session:
        for n in range(4):
            await ask(session, site.url(f"/missing/{n}"))
        assert (await session.named(feed)).body == b"news"


async def test_a_host_without_any_connection_is_given_up_for_all() -> None:
    async with Fetcher(QUICK) as fetcher, fetcher.session(Permission(everywhere=True)) as session:
        for _ in range(3):
            with pytest.raises(FetchError, match="no connection"):
                await session.named("http://127.0.0.1:1/feed")
        with pytest.raises(FetchError, match="failed too often"):
            await session.named("http://127.0.0.1:1/feed")


async def test_requests_to_a_host_begin_some_time_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    time = VirtualTime()
    monkeypatch.setattr("bot.ingest.hosts.monotonic", time.monotonic)
    monkeypatch.setattr("bot.ingest.hosts.asyncio", SimpleNamespace(sleep=time.sleep, Event=asyncio.Event))
    host, began = Host(pause=0.5), []

    async def visit() -> None:
        async with host.turn(page=True):
            began.append(time.monotonic())

    async def visits() -> None:
        await asyncio.gather(*(visit() for _ in range(4)))

    await time.run(visits())
    assert [round(later - earlier, 6) for earlier, later in pairwise(began)] == [0.5] * 3


async def test_who_asked_a_host_first_comes_first() -> None:
    host, served = Host(pause=0.0), []

    async def visit(*names: str) -> None:
        for name in names:
            async with host.turn(page=True):
                served.append(name)
                await asyncio.sleep(0)

    await asyncio.gather(visit("first", "sixth"), *map(visit, ["second", "third", "fourth", "fifth"]))
    assert served == ["first", "second", "third", "fourth", "fifth", "sixth"]
