"""Addresses of the web: only http and https, resolved, and in one form for one article."""

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from bot.news.clean import alternatives

_LONGEST = 2000
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")
_TRACKING = re.compile(
    alternatives(r"""
    utm_\w+ ~ at_(?:medium|campaign|custom\w*|link_\w+|bbc_team|format|ptr_\w+) ~ mc_[ce]id
    (?:fb|g|y)clid ~ dclid
    gbraid ~ wbraid ~ msclkid ~ twclid ~ igshid ~ igsh ~ fb_\w+ ~ _ga ~ _gl ~ mkt_tok ~ ocid ~ cmp
    cmpid ~ cmp_id
    ns_(?:mchannel|source|campaign|linkname|fee) ~ xtor ~ ito ~ icid ~ smid ~ smtyp ~ soc_(?:src|trk)
    guccounter
    guce_\w+ ~ traffic_source ~ ftag ~ srnd ~ taid ~ sref ~ __twitter_impression ~ wt_?mc(?:_\w+)?
    wt\.mc_id
    partner ~ feature ~ s_cid ~ ncid ~ spm ~ share_\w+ ~ ref_?src ~ maca ~ rss
    """),
    re.IGNORECASE,
)
_KEPT = "".join(map(chr, range(0x21, 0x7F)))
"""What stands for itself in a path that is already an address."""
_NUMERIC = re.compile(r"[0-9.]+|.*:.*|localhost")
_LANDLORDS = {
    "blogspot", "feedburner", "ghost", "github", "livejournal", "medium", "over-blog", "substack", "tumblr",
    "typepad", "weebly", "wixsite", "wordpress",
}  # fmt: skip
"""Where each name below is somebody else's site."""
_GENERAL = {
    "ac", "asso", "blog", "co", "com", "edu", "firm", "gen", "gob", "gouv", "gov", "govt", "gub", "ind",
    "info", "jor", "ltd", "me", "media", "name", "ne", "net", "news", "nom", "or", "org", "plc", "press",
    "sch", "web",
}  # fmt: skip
"""What stands for a kind of owner before a country's two letters (example.co.uk)."""
_AMP_QUERY = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp"), ("outputtype", "valid_amp")}
_AMP_PATH = re.compile(r"(?:/amp|\.amp)(?:\.html)?/?$|(?<=\.html)/amp/?$", re.IGNORECASE)
_AMP_CACHE = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/amp|[\w-]+\.cdn\.ampproject\.org/[cv])/(s/)?", re.IGNORECASE
)


def web_link(href: str | None, base: str | None = None) -> str | None:
    """The address that `href` stands for on a page at `base`; None unless it is http or https.

    Names and passwords in an address are dropped, unsafe characters are quoted.
    """
    if not href or len(href) > _LONGEST:
        return None
    try:
        parts = urlsplit(urljoin(base or "", href.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or _UNSAFE.search(host):
        return None
    shown = f"[{host}]" if ":" in host else host
    default = {"http": 80, "https": 443}[parts.scheme]
    netloc = shown if port in (None, default) else f"{shown}:{port}"
    path, query, fragment = (
        _UNSAFE.sub(lambda m: quote(m[0]), part) for part in (parts.path or "/", parts.query, parts.fragment)
    )
    return urlunsplit((parts.scheme, netloc, path, query, fragment))


def without_tracking(url: str) -> str:
    """The address without the parameters that only tell where a reader came from."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)]
    fragment = "" if "=" in parts.fragment else parts.fragment
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, fragment))


def canonical_url(url: str | None) -> str | None:
    """The one form of an article's address: http or https, without tracking parameters, AMP, fragment or
    trailing slash, its parameters in order. None for any other address."""
    link = web_link(_AMP_CACHE.sub(lambda m: "https://" if m[1] else "http://", url or ""))
    if link is None:
        return None
    parts = urlsplit(without_tracking(link))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if (pair[0].lower(), pair[1].lower()) not in _AMP_QUERY))
    netloc = re.sub(r"^amp\.(?=.*\.)", "", _in_ascii(parts.netloc.lower()))
    path = quote(_AMP_PATH.sub("", parts.path).rstrip("/"), safe=_KEPT)
    return urlunsplit((parts.scheme, netloc, path or "/", query, ""))


def same_site(one: str | None, other: str | None) -> bool:
    """Whether two addresses are of one outlet's site: feeds.example.co.uk and www.example.co.uk are."""
    site = _site(one)
    return bool(site) and site == _site(other)


def _site(url: str | None) -> str:
    host = _in_ascii((urlsplit(url or "").hostname or "").lower())
    if _NUMERIC.fullmatch(host):
        return urlsplit(url or "").netloc.rpartition("@")[2]
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _LANDLORDS:
        return ".".join(labels[-3:])
    general = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _GENERAL
    return ".".join(labels[-3:] if general else labels[-2:])


def _in_ascii(netloc: str) -> str:
    """A host as name servers know it (IDNA); as it is where it is no valid name."""
    try:
        return netloc if netloc.isascii() else netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return netloc
