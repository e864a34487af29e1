"""Which addresses Telegram takes in links and buttons, and how it writes them."""

import re

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WEB = re.compile(r"(?:(https?)://)?([^/?#\s]+)([/?#]\S*)?$", re.IGNORECASE)
_HOST = re.compile(r"(?:\[[0-9a-f:.]+\]|[^\s\[\]:@]+)(?::\d{1,5})?$", re.IGNORECASE)
_OWN_SCHEMES = ("tg", "ton", "tonsite")
_USER = re.compile(r"tg:(?://)?user\?id=(\d+)$", re.IGNORECASE)


def checked_link(url: str) -> str | None:
    """The address as Telegram would store it, or None where it would refuse it.

    Web addresses need a host with a dot, or an IPv6 address. A missing scheme becomes http, no path "/".
    """
    url = url.strip()
    scheme = _SCHEME.match(url)
    if scheme and scheme[1].lower() in _OWN_SCHEMES:
        return url
    web = _WEB.match(url)
    if not web:
        return None
    host = web[2].rpartition("@")[2]
    if not _HOST.match(host) or ("." not in host.strip(".") and not host.startswith("[")):
        return None
    path = web[3] or "/"
    return f"{(web[1] or 'http').lower()}://{web[2].lower()}{path if path.startswith('/') else '/' + path}"


def mentioned_user(url: str) -> int | None:
    """The user id of a tg://user?id=… link."""
    match = _USER.match(url.strip())
    return int(match[1]) if match else None
