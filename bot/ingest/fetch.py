"""Fetching from the web: politely, within limits of time and size, and never from where we must not look."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from ssl import SSLContext
from time import monotonic
from typing import Self
from urllib.parse import urldefrag, urljoin

import httpcore
import httpx

from bot.ingest.addresses import CheckedBackend, Permission, Resolver
from bot.ingest.answers import Fetched, FetchError, location_of, read_answer, told_as_fetch_error
from bot.ingest.hosts import Host, HostGivenUpError, Hosts
from bot.ingest.limits import Limits
from bot.news.links import web_link

USER_AGENT = "Newsbrief/0.1 (a self-hosted news reader; fetches feeds and their articles)"
REDIRECTS = 5
HIGHEST_PORT = 65_535

_PERMANENT = {301, 308}
_REDIRECT = {301, 302, 303, 307, 308}


class Fetcher:
    """Fetches for one pass: what is learnt of a host counts for all sources of the pass. Close it."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._resolver = Resolver()
        self._hosts = Hosts()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._resolver.close()

    @asynccontextmanager
    async def session(self, permission: Permission) -> AsyncIterator["Session"]:
        """Requests on behalf of one source, which may see what `permission` says."""
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
        timeout = httpx.Timeout(self._limits.request_seconds, connect=self._limits.connect_seconds)
        transport = _CheckedTransport(CheckedBackend(self._resolver, permission))
        async with httpx.AsyncClient(transport=transport, headers=headers, timeout=timeout) as client:
            yield Session(client, self._hosts, permission, self._limits)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A redirect."""

    target: str
    status: int


@dataclass(frozen=True, slots=True)
class _Wish:
    """How much to take, whether it is an article's page, and what to send along.

    `cut`: what is larger is cut off there; else it is refused.
    """

    limit: int
    page: bool
    headers: Mapping[bytes, bytes] = field(default_factory=dict)
    cut: bool = False


class Session:
    """Requests on behalf of one source. All methods raise FetchError.

    Given validators (`etag` and `last_modified`, as an answer had them), an answer may be `not_modified`.
    """

    def __init__(
        self, client: httpx.AsyncClient, hosts: Hosts, permission: Permission, limits: Limits
    ) -> None:
        self._client = client
        self._hosts = hosts
        self._permission = permission
        self._limits = limits
        self.request_seconds = limits.request_seconds

    async def named(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        seconds: float | None = None,
    ) -> Fetched:
        """What the address of a source or a location holds; in so many seconds, if fewer than usual."""
        headers = _conditions(etag, last_modified)
        return await self._get(url, _Wish(self._limits.feed_bytes, page=False, headers=headers), seconds)

    async def page(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """An article's page, unless its host has been given up for this pass."""
        headers = _conditions(etag, last_modified)
        return await self._get(url, _Wish(self._limits.page_bytes, page=True, headers=headers))

    async def beginning(self, url: str, size: int) -> Fetched:
        """The first `size` bytes of what an address holds."""
        return await self._get(url, _Wish(size, page=False, cut=True))

    async def _get(self, url: str, wish: _Wish, seconds: float | None = None) -> Fetched:
        """Follows redirects: one checked request each, all of them within one deadline."""
        asked, moved, permanent, last = url, None, True, 0
        left = self.request_seconds if seconds is None else max(seconds, 0.0)
        for _ in range(REDIRECTS + 1):
            try:
                async with self._host(asked).turn(page=wish.page) as host:
                    began = monotonic()
                    answer = await self._ask(host, asked, wish, left)
                    left -= monotonic() - began
            except HostGivenUpError:
                raise FetchError(asked, "its host failed too often in this pass") from None
            if isinstance(answer, Fetched):
                return replace(answer, moved=moved)
            asked, last = answer.target, answer.status
            permanent = permanent and last in _PERMANENT
            moved = urldefrag(asked)[0] if permanent and web_link(asked) else moved
        raise FetchError(url, f"it redirects more than {REDIRECTS} times", lasting=True, status=last)

    async def _ask(self, host: Host, url: str, wish: _Wish, seconds: float) -> Fetched | _Elsewhere:
        """One request, answered within `seconds`; how it went counts for or against the host."""
        try:
            with told_as_fetch_error(url, self._limits.request_seconds):
                async with asyncio.timeout(seconds), self._stream(url, wish) as response:
                    target = location_of(response)
                    answer: Fetched | _Elsewhere
                    if response.status_code in _REDIRECT and target:
                        answer = _Elsewhere(urljoin(url, target), response.status_code)
                    else:
                        answer = await read_answer(response, url, wish.limit, cut=wish.cut)
                    if isinstance(answer, Fetched) and answer.not_modified and not wish.headers:
                        raise FetchError(
                            url, "it answers that nothing has changed (304), though asked for everything"
                        )
        except FetchError as error:
            if not error.refused:
                host.note_failure(page=wish.page, unreachable=error.unreachable, rest=error.rest)
            raise
        host.note_success()
        return answer

    def _stream(self, url: str, wish: _Wish) -> AbstractAsyncContextManager[httpx.Response]:
        return self._client.stream("GET", url, headers=wish.headers)

    def _host(self, url: str) -> Host:
        """The host of an address. Only http and https are ever asked."""
        try:
            parsed = httpx.URL(url)
            host = parsed.host
        except (httpx.InvalidURL, UnicodeError):
            raise FetchError(url, "it is no valid web address", lasting=True) from None
        if parsed.scheme not in {"http", "https"} or not host:
            raise FetchError(url, "only http and https addresses are read", lasting=True)
        port = parsed.port or {"http": 80, "https": 443}[parsed.scheme]
        if port > HIGHEST_PORT:
            raise FetchError(url, "it is no valid web address", lasting=True)
        ours = self._permission.allows(host, port)
        return self._hosts.of(host, port, 0.0 if ours else self._limits.pause_seconds)


def _conditions(etag: str | None, last_modified: str | None) -> dict[bytes, bytes]:
    """Validators as headers, byte for byte as the server sent them; what none can have sent is left out."""
    validators = {b"If-None-Match": etag, b"If-Modified-Since": last_modified}
    return {
        name: value.encode("latin-1") for name, value in validators.items() if value and max(value) <= "\xff"
    }


class _CheckedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over our way to the network."""

    def __init__(self, network: CheckedBackend) -> None:
        super().__init__(verify=_certificates())
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_certificates(), max_connections=10, keepalive_expiry=10.0, network_backend=network
        )


@cache
def _certificates() -> SSLContext:
    """Read once: it takes longer than most requests."""
    return httpx.create_ssl_context()
