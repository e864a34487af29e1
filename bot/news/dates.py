"""Times as publishers write them -> aware times in UTC."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_ZONES = {
    "WET": 0, "WEST": 1, "BST": 1, "WAT": 1, "CET": 1, "CEST": 2, "EET": 2, "CAT": 2, "SAST": 2, "EEST": 3,
    "EAT": 3, "MSK": 3, "AST": 3, "GST": 4, "PKT": 5, "IST": 5.5, "WIB": 7, "ICT": 7, "HKT": 8, "SGT": 8,
    "PHT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_NAMED_ZONE = re.compile(r"\s*\(?\b([A-Z]{3,4})\)?$")
_ISO = re.compile(
    r"(\d{4})-?(\d\d)(?:-?(\d\d))?(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d:?\d{0,2})?",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:[A-Za-z]{3,9},? )?(?:\d{1,2} [A-Za-z]{3,9}|[A-Za-z]{3,9} \d{1,2},?) \d{4}")
_EARLIEST, _LATEST = 1980, 2100


def read_time(text: object) -> datetime | None:
    """The time that a feed, page or import line gives: ISO 8601 or RFC 822, or seconds (milliseconds) since
    1970. A time without a zone counts as UTC, never as local time. None if it is missing or unreadable."""
    try:
        time = _read(text)
        return time if time and _EARLIEST <= time.year < _LATEST else None
    except (ValueError, TypeError, OverflowError, IndexError, OSError):
        return None


def _read(text: object) -> datetime | None:
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return _from_seconds(text)
    if not isinstance(text, str) or not 4 <= len(text) <= 80:
        return None
    text = " ".join(text.split())
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _from_seconds(int(text))
    match = _ISO.fullmatch(text)
    if match:
        return _from_iso(match)
    return _from_mail(f"{text} 00:00" if _DAY.fullmatch(text) else text)


def _from_seconds(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)


def _from_iso(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(group or 0) for group in match.groups()[:6])
    time = datetime(year, month, day or 1, hour, minute, min(second, 59), tzinfo=_offset(match[7]))
    return time.astimezone(UTC)


def _offset(zone: str | None) -> timezone:
    if not zone or zone[0] not in "+-":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(shift if zone[0] == "+" else -shift)


def _from_mail(text: str) -> datetime:
    zone = _NAMED_ZONE.search(text)
    hours = _ZONES.get(zone[1]) if zone else None
    if zone and hours is not None:
        text = text[: zone.start()]
    time = parsedate_to_datetime(text)
    if time.tzinfo is None:
        time = time.replace(tzinfo=timezone(timedelta(hours=hours or 0)))
    return time.astimezone(UTC)
