"""A name whose address changes between the look at it and the connection."""

import socket
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Any

import pytest

from bot.ingest.addresses import Permission
from bot.ingest.answers import FetchError
from bot.ingest.fetch import Fetcher
from tests.ingest.conftest import UNHURRIED
from tests.ingest.site import Answer, Site

PUBLIC = "93.184.216.34"
Names = Callable[..., list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Sets the addresses that a name resolves to, one answer after another; keeps the names asked for."""
    answers: dict[str, Iterator[str]] = {}
    asked: list[str] = []
    resolve = socket.getaddrinfo

    def look_up(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        asked.append(str(host))
        return resolve(next(answers[host]) if host in answers else host, port, *args, **kwargs)

    def put(host: str, *addresses: str) -> list[str]:
        answers[host] = chain(addresses, repeat(addresses[-1]))
        return asked

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return put


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were connected to; none of them answers."""
    to: list[str] = []

    async def connect(self: object, host: str, *_: object, **__: object) -> None:
        to.append(host)
        raise OSError("no network here")

    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect)
    return to


async def test_the_connection_goes_to_the_address_that_was_looked_at(
    names: Names, connected: list[str]
) -> None:
    asked = names("rebind.example", PUBLIC, "127.0.0.1")
    async with Fetcher(UNHURRIED) as fetcher, fetcher.session(Permission()) as session:
        with pytest.raises((FetchError, OSError)):
            await session.named("http://rebind.example/feed")
    assert connected == [PUBLIC]
    assert asked.count("rebind.example") == 1


async def test_every_request_looks_anew(site: Site, names: Names) -> None:
    names("rebind.example", "127.0.0.1", "10.0.0.1")
    site.put("/feed", Answer(b"news", headers={"Connection": "close"}))
    url = f"http://rebind.example:{site.port}/feed"
    inside = frozenset({("rebind.example", site.port)})
    async with Fetcher(UNHURRIED) as fetcher:
        async with fetcher.session(Permission(places=inside)) as session:
            assert (await session.named(url)).body == b"news"
        async with fetcher.session(Permission()) as session:
            with pytest.raises(FetchError, match="private address"):
                await session.named(url)
    assert site.asked("/feed") == 1


async def test_a_redirect_to_a_name_that_has_come_to_be_private_is_refused(site: Site, names: Names) -> None:
    names("rebind.example", "127.0.0.1")
    site.put("/secret", b"secret")
    elsewhere = f"http://rebind.example:{site.port}/secret"
    url = site.put("/feed", Answer(status=302, headers={"Location": elsewhere}))
    here = frozenset({("127.0.0.1", site.port)})
    async with Fetcher(UNHURRIED) as fetcher, fetcher.session(Permission(places=here)) as session:
        with pytest.raises(FetchError, match="private address"):
            await session.named(url)
    assert site.asked("/secret") == 0


async def test_a_name_with_a_public_and_a_private_address_is_refused(
    connected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ingest.addresses._lookup", lambda host, port: ["10.0.0.1", PUBLIC])
    async with Fetcher(UNHURRIED) as fetcher, fetcher.session(Permission()) as session:
        with pytest.raises(FetchError, match="private address"):
            await session.named("http://both.example/feed")
    assert connected == []
