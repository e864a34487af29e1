"""How far back to look, as people write it."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.errors import UserError

_SPAN = re.compile(r"(\d{1,4})\s*([hdw])", re.IGNORECASE)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


def is_since(text: str) -> bool:
    """Whether `text` reads as a span or a day, so that it is no topic."""
    return bool(_SPAN.fullmatch(text) or re.fullmatch(r"\d{4}-\d{2}-\d{2}|all", text, re.IGNORECASE))


def parse_since(text: str, now: datetime, zone: str = "UTC") -> datetime | None:
    """`24h`, `7d`, `2w`, a day as `2026-02-17` (its midnight in `zone`), or `all` (None), as a time in UTC.

    Raises UserError for anything else.
    """
    wanted = text.strip().lower()
    if wanted == "all":
        return None
    if span := _SPAN.fullmatch(wanted):
        return now - int(span[1]) * _UNITS[span[2]]
    try:
        day = datetime.strptime(wanted, "%Y-%m-%d").replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        raise UserError(
            f"{text!r} is no span of time; write 24h, 7d, all, or a day such as 2026-02-17."
        ) from None
    return day.astimezone(UTC)
