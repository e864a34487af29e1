"""What a server answered: its body within limits, and what its headers ask of us."""

import re
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from bot.errors import NewsbriefError, SourceError
from bot.ingest.addresses import AddressRefusedError
from bot.ingest.unpacking import unpacker
from bot.logs import get_logger
from bot.news.links import web_link

log = get_logger(__name__)

_LONGEST_VALIDATOR = 1000
"""Characters of an ETag; none that is longer was ever needed, and sent back it might be refused."""
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
    the fault is the host's. `refused`: it was not asked at all, for want of a permission. `status` is 0 where
    there was no answer.
    """

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        lasting: bool = False,
        unreachable: bool = False,
        refused: bool = False,
        status: int = 0,
        retry_after: timedelta | None = None,
    ) -> None:
        super().__init__(url, reason)
        self.lasting = lasting
        self.unreachable = unreachable
        self.refused = refused
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


def fault_of_ours(error: BaseException) -> str:
    """A phrase for what nobody foresaw; the log has the rest."""
    if isinstance(error, NewsbriefError):
        return str(error).rstrip(".")
    return f"a fault of ours ({', '.join(sorted(_kinds(error)))})"


def _kinds(error: BaseException) -> set[str]:
    """The names of an error, or of those that a group of them holds."""
    if isinstance(error, BaseExceptionGroup):
        return {kind for one in error.exceptions for kind in _kinds(one)}
    return {type(error).__name__}


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
    except FetchError:
        raise
    except AddressRefusedError as error:
        raise FetchError(url, str(error), lasting=True, refused=True) from None
    except (TimeoutError, httpx.TimeoutException) as error:
        unreachable = isinstance(error, httpx.ConnectTimeout)
        raise FetchError(url, f"no answer within {seconds:.0f} s", unreachable=unreachable) from None
    except httpx.ConnectError as error:
        raise FetchError(url, f"no connection: {_why_unconnected(error)}", unreachable=True) from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
        raise FetchError(url, "it is no valid web address", lasting=True) from None
    except (httpx.HTTPError, httpx.StreamError, ValueError, ExceptionGroup) as error:
        log.debug("an answer could not be read", url=web_link(url), error=repr(error))
        broken = isinstance(error, httpx.NetworkError) or _CUT_OFF.search(str(error))
        if broken:
            raise FetchError(url, "the answer broke off") from None
        raise FetchError(url, "the answer made no sense") from None


_CUT_OFF = re.compile("peer closed|disconnected|without sending", re.IGNORECASE)
_UNTRUSTED = re.compile(r"verify failed: (.*?)\.?(?: \(_ssl|$)")


def _why_unconnected(error: httpx.ConnectError) -> str:
    """Our own phrase, or one for what TLS has to say."""
    text = str(error)
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if cause is None:
        return text or "it broke off"
    untrusted = _UNTRUSTED.search(str(cause))
    return f"its certificate is not valid ({untrusted[1]})" if untrusted else "it cannot be made secure (TLS)"


async def read_answer(response: httpx.Response, url: str, limit: int, *, cut: bool = False) -> Fetched:
    """The answer with its body, unpacked, of at most `limit` bytes; what is larger is cut off there if `cut`.

    Raises FetchError for anything else.
    """
    if response.status_code not in {200, 203, 304}:
        raise refused(response, url)
    body, whole = (b"", True) if response.status_code == 304 else await _body(response, url, limit, cut=cut)
    return Fetched(
        url=url,
        body=body,
        content_type=response.headers.get("content-type"),
        etag=_validator(response, b"etag") if whole else None,
        last_modified=_validator(response, b"last-modified") if whole else None,
        not_modified=response.status_code == 304,
        max_age=_max_age(response.headers.get("cache-control", "")),
    )


def location_of(response: httpx.Response) -> str | None:
    """Where the answer sends us, in whatever bytes."""
    sent = _header(response, b"location") or b""
    try:
        return sent.decode() or None
    except UnicodeDecodeError:
        return sent.decode("latin-1")


def _validator(response: httpx.Response, name: bytes) -> str | None:
    """A header to be sent back as it came: each character one byte. None if it is missing or a burden."""
    sent = _header(response, name) or b""
    return sent.decode("latin-1") if 0 < len(sent) <= _LONGEST_VALIDATOR else None


def _header(response: httpx.Response, name: bytes) -> bytes | None:
    return next((value for key, value in response.headers.raw if key.lower() == name), None)


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


async def _body(response: httpx.Response, url: str, limit: int, *, cut: bool) -> tuple[bytes, bool]:
    """Reads and unpacks piece by piece, and stops at the first byte too many, packed or not. The body, and
    whether its packing came to its end."""
    unpack = unpacker(response.headers.get("content-encoding", ""))
    if isinstance(unpack, str):
        raise FetchError(url, f"it is packed as {unpack}, which was not asked for", lasting=True)
    body, packed = bytearray(), 0
    try:
        async for piece in response.aiter_raw():
            packed += len(piece)
            body += unpack.more(piece, limit + 1 - len(body))
            if max(packed, len(body)) > limit:
                if cut:
                    break
                raise FetchError(url, f"it is larger than {limit // 1_000_000} MB", lasting=True)
    except zlib.error:
        raise FetchError(url, "its compression is damaged") from None
    return bytes(body[:limit]), unpack.ended
