"""Message entities: spans of a text, measured in UTF-16 code units."""

from typing import Any

Entity = dict[str, Any]

_OUTER_FIRST = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 10,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
}
_INNER_LAST = {
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}


def utf16_length(text: str) -> int:
    """How many UTF-16 code units the text takes: Telegram's measure for offsets and lengths."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def in_order(entities: list[Entity]) -> list[Entity]:
    """Sorted as Telegram sends them: by offset, longer first, then by kind."""
    rank = _OUTER_FIRST | _INNER_LAST
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], rank.get(e["type"], 50)))
