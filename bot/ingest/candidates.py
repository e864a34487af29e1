"""What a feed lists, and by which keys each entry would be known. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.news.links import canonical_url
from bot.news.model import Entry
from bot.store.identity import apart, guid_key, said_key, url_key

FULL_TEXT_WORDS = 250
"""An entry with so many words has the article; its page need not be fetched."""
SHARED_BY = 3
"""An address that so many titles of one feed share is no article's own."""

_CUT_OFF = re.compile(
    r"(…|\.\.\.|\[…\]|\[\.\.\.\])\s*\S{0,20}\s*$|\b(read|continue|lire|leer|weiter)\b.{0,40}$", re.I
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry, the keys that identify its article, and the key of what it says."""

    entry: Entry
    keys: tuple[str, ...]
    said: str

    @property
    def page(self) -> str | None:
        """The address of its page, if it has one of its own."""
        return self.entry.url if any(key.startswith("url:") for key in self.keys) else None

    @property
    def wants_page(self) -> bool:
        """Its page is likely to say more than its feed."""
        text = self.entry.text
        return self.page is not None and (
            len(text.split()) < FULL_TEXT_WORDS or bool(_CUT_OFF.search(text[-200:]))
        )


def list_candidates(entries: Sequence[Entry], scope: str, audience: int = 0) -> list[Candidate]:
    """The candidates of one document, in its order. `scope` is what its GUIDs belong to.

    What is not for everybody has keys of its own: it is another article, for its `audience` alone.
    """
    addresses = [canonical_url(entry.url) for entry in entries]
    titles_of_url = _titles(addresses, entries)
    titles_of_guid = _titles([entry.guid for entry in entries], entries)
    found = []
    for entry, address in zip(entries, addresses, strict=True):
        keys = []
        if address and not _is_root(address) and len(titles_of_url[address]) < SHARED_BY:
            keys.append(apart(url_key(address), audience))
        if entry.guid and len(titles_of_guid[entry.guid]) == 1:
            keys.append(apart(guid_key(scope, entry.guid), audience))
        found.append(Candidate(entry, tuple(keys), apart(said_key(entry, address), audience)))
    return found


def newest_first(candidates: Iterable[Candidate], now: datetime) -> list[Candidate]:
    """Ordered by publication; those without a time count as of now, in the feed's order."""
    return sorted(candidates, key=lambda candidate: candidate.entry.published or now, reverse=True)


def _titles(values: Sequence[str | None], entries: Sequence[Entry]) -> dict[str, set[str]]:
    titles: dict[str, set[str]] = {}
    for value, entry in zip(values, entries, strict=True):
        if value:
            titles.setdefault(value, set()).add(entry.title)
    return titles


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query
