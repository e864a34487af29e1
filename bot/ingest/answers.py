"""What a server answered: its body within limits, and what its headers ask of us."""

import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from bot.errors import SourceError
from bot.ingest.addresses import AddressRefusedError

_REASONS = {
    401: "it asks for a password (401)",
    403: "it refuses us (403)",
    404: "it is not there (404)",
    410: "it is gone for good (410)",
    429: "it was asked too often (429)",
    503: "it is out of service (503)",
}
_LASTING = frozenset(range(400, 500)) - {408, 421, 425, 429}


class FetchError(SourceError):
    """An address could not be fetched.

    `lasting`: asking again soon would bring the same answer. `unreachable`: no connection came about, so that
    the fault is the host's. `status` is 0 where there was no answer.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        lasting: bool = False,
        unreachable: bool = False,
        status: int = 0,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(url, reason)
        self.lasting = lasting
        self.unreachable = unreachable
        self.status = status
        self.retry_after = retry_after

    @property
    def rest(self) -> bool:
        """The host asks to be left alone for a time."""
        return self.status in {429, 503} and self.retry_after is not None

    @property
    def gone(self) -> bool:
        """The address has been given up for good."""
        return self.status == 410


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `url` is where it was found, `moved` the address to ask from now on, if that has changed."""

    url: str
    body: bytes
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    not_modified: bool = False
    moved: str | None = None
    max_age: timedelta | None = None


@contextmanager
def told_as_fetch_error(url: str, seconds: float) -> Iterator[None]:
    """Turns whatever goes wrong with a request, allowed so many seconds, into a phrase for people."""
    try:
        yield
    except AddressRefusedError as error:
        raise FetchError(url, str(error), lasting=True) from None
    except (TimeoutError, httpx.TimeoutException) as error:
        unreachable = isinstance(error, httpx.ConnectTimeout)
        raise FetchError(url, f"no answer within {seconds:.0f} s", unreachable=unreachable) from None
    except httpx.ConnectError as error:
        raise FetchError(url, f"no connection: {_plain(error)}", unreachable=True) from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError) as error:
        raise FetchError(url, f"the answer broke off or made no sense ({_plain(error)})") from None


def _plain(error: Exception) -> str:
    return str(error) or type(error).__name__


async def read_answer(response: httpx.Response, url: str, limit: int) -> Fetched:
    """The answer with its body, unpacked, of at most `limit` bytes. Raises FetchError for anything else."""
    if response.status_code not in {200, 203, 304}:
        raise refused(response, url)
    return Fetched(
        url=url,
        body=b"" if response.status_code == 304 else await _body(response, url, limit),
        content_type=response.headers.get("content-type"),
        etag=response.headers.get("etag"),
        last_modified=response.headers.get("last-modified"),
        not_modified=response.status_code == 304,
        max_age=_max_age(response.headers.get("cache-control", "")),
    )


def refused(response: httpx.Response, url: str) -> FetchError:
    """The error that a status stands for."""
    status = response.status_code
    return FetchError(
        url,
        _REASONS.get(status, f"the server answered {status}"),
        lasting=status in _LASTING,
        status=status,
        retry_after=retry_after(response.headers.get("retry-after"), datetime.now(UTC)),
    )


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long to wait by a Retry-After header, which holds seconds or a date (RFC 9110, 10.2.3)."""
    if not value:
        return None
    try:
        if value.strip().isdecimal():
            return timedelta(seconds=min(int(value), 10**7))
        until = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - now, timedelta(0))


def _max_age(cache_control: str) -> timedelta | None:
    found = re.search(r"\bmax-age\s*=\s*\"?(\d{1,8})", cache_control, re.IGNORECASE)
    return timedelta(seconds=int(found[1])) if found else None


async def _body(response: httpx.Response, url: str, limit: int) -> bytes:
    """Reads and unpacks piece by piece, and stops at the first byte too many, packed or not."""
    unpack = _unpacker(response.headers.get("content-encoding", ""), url)
    body = bytearray()
    try:
        async for piece in response.aiter_raw():
            body += unpack(piece, limit + 1 - len(body))
            if len(body) > limit:
                raise FetchError(url, f"it is larger than {limit // 1_000_000} MB", lasting=True)
    except zlib.error:
        raise FetchError(url, "its compression is damaged") from None
    return bytes(body)


class _Gzip:
    """gzip or deflate, never unpacked further than asked for."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)

    def __call__(self, piece: bytes, limit: int) -> bytes:
        return self._stream.decompress(piece, max(limit, 1))


def _as_it_is(piece: bytes, limit: int) -> bytes:
    return piece[: max(limit, 1)]


def _unpacker(encoding: str, url: str) -> Callable[[bytes, int], bytes]:
    match encoding.strip().lower():
        case "" | "identity":
            return _as_it_is
        case "gzip" | "x-gzip" | "deflate":
            return _Gzip()
        case other:
            raise FetchError(url, f"it is packed as {other}, which was not asked for", lasting=True)
