"""What hosts allow us to read: robots.txt (RFC 9309), asked for before article pages and kept for a day."""

import asyncio
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

from bot.ingest.answers import FetchError
from bot.ingest.fetch import USER_AGENT, Session
from bot.ingest.robot_rules import Rules, parse_rules

KEPT_SECONDS = 24 * 3600.0
MISSING_SECONDS = 300.0
"""A host that could not say is asked again after this."""
LONGEST = 512_000
"""So many bytes are read, as RFC 9309 (2.5) has it; what follows is ignored."""
MOST_HOSTS = 5_000
"""So many hosts' rules are kept; the first to be met are forgotten first."""


@dataclass(slots=True)
class _Kept:
    """One host's rules, or the failure to get them, until they are to be asked for again."""

    rules: Rules | FetchError | None = None
    until: float = 0.0
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Robots:
    """The rules of the hosts met, for the life of the program."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Kept] = {}

    async def check(self, session: Session, url: str) -> None:
        """Raises FetchError if the host's rules forbid the address, or its rules could not be asked for."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        host = self._hosts.setdefault(origin, _Kept())
        if len(self._hosts) > MOST_HOSTS:
            del self._hosts[next(iter(self._hosts))]
        async with host.asking:
            if host.rules is None or monotonic() > host.until:
                await _ask(session, host, f"{origin}/robots.txt")
        if isinstance(host.rules, FetchError):
            raise FetchError(url, f"its robots.txt could not be read: {host.rules.reason}")
        if host.rules and not host.rules.allow(url):
            raise FetchError(url, "its robots.txt asks us not to read it", lasting=True)


async def _ask(session: Session, host: _Kept, url: str) -> None:
    """Fetches the rules. A host that says that it has none (4xx, redirects without end) allows everything.

    One that can't say (5xx, 429, no answer, nonsense) allows what it allowed when it last could, else nothing
    (RFC 9309, 2.3.1.2 to 2.3.1.4 and 2.4). Where we may not ask it at all, that says nothing of it to others.
    """
    text = ""
    try:
        text = (await session.beginning(url, LONGEST)).body.decode("utf-8", "replace")
    except FetchError as error:
        if error.refused:
            raise
        if not (error.lasting and 300 <= error.status < 500):
            host.rules = host.rules if isinstance(host.rules, Rules) else error
            host.until = monotonic() + MISSING_SECONDS
            return
    rules = await asyncio.to_thread(parse_rules, text, USER_AGENT.partition("/")[0])
    host.rules, host.until = rules, monotonic() + KEPT_SECONDS
