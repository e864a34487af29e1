"""What makes two articles one: the keys by which an article is known, and fingerprints of what it says."""

import hashlib
import re

from bot.news.model import Article, Entry

WIRE_WORDS = 40
"""A text of fewer words may be equal by chance."""
STOCK_WORDS = 120
"""A longer text is the outlet's own, even where it asks for a subscription."""

_WORD = re.compile(r"\w+")
_STOCK = re.compile(
    r"continue reading|read (the full|more)|subscri(be|ption)|sign (in|up)|log in|cookies?\b|javascript"
    r"|abonn|s'inscrire|suscr[ií]b|inici(a|ar) sesi[oó]n|anmelden|assine|اشترك|التسجيل",
    re.IGNORECASE,
)


def digest(*parts: str) -> str:
    """32 hexadecimal characters of SHA-256 over the parts, each kept apart from the next."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def fingerprint(article: Article) -> str:
    """Equal for two states of an article that read the same."""
    return digest(" ".join(article.title.split()), " ".join(article.text.split()))


def wire(text: str) -> str | None:
    """Equal for the same text, whatever its title, marks and case. None where equality would say nothing:
    for a text under 40 words, and for stock text ("Continue reading…")."""
    words = _WORD.findall(text.casefold())
    if len(words) < WIRE_WORDS or (len(words) < STOCK_WORDS and _STOCK.search(text)):
        return None
    return digest(" ".join(words))


def apart(key: str, audience: int) -> str:
    """The key of the same thing for an audience alone; for everybody (0) the key itself."""
    return f"{key} for {audience}" if audience else key


def is_said(key: str) -> bool:
    """Whether a key is that of what an entry says."""
    return key.startswith("said:")


def by_source(key: str, source: int | None) -> str:
    """The key of the same thing as one source (its row) tells it, to whom it need not be listened again."""
    return f"{key} by {source}"


def url_key(url: str) -> str:
    """The key of a canonical address."""
    return f"url:{url}"


def guid_key(feed: str, guid: str) -> str:
    """The key of a GUID, which means something only within its feed."""
    return f"guid:{digest(feed, guid)}"


def said_key(entry: Entry, url: str | None) -> str:
    """The key of an entry exactly as its feed tells it: what has been read once need not be read again.

    Numbers in a teaser don't count: some feeds keep points and comments there.
    """
    teaser = re.sub(r"\d+", "", entry.teaser)
    return f"said:{digest(url or entry.guid or '', entry.id or '', entry.title, teaser, entry.text)}"
