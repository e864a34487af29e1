"""Times as the database keeps them: ISO 8601 texts in UTC, all of one length, so that they sort as text."""

from datetime import UTC, datetime
from typing import overload


def to_text(time: datetime) -> str:
    """`time` (aware, any zone) as `2026-05-04T07:30:00.000000+00:00`."""
    if time.tzinfo is None:
        raise ValueError(f"{time} has no time zone")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


@overload
def from_text(text: str) -> datetime: ...
@overload
def from_text(text: None) -> None: ...
def from_text(text: str | None) -> datetime | None:
    """The time, aware and in UTC; None for NULL."""
    return None if text is None else datetime.fromisoformat(text)
