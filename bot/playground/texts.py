"""A message's text as Telegram keeps it: cleaned, trimmed, with given and found entities, within limits."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.playground.entities import Entity, in_order, utf16_length
from bot.playground.markdown import parse_markdown, parse_markdown_v2
from bot.playground.markup import parse_html
from bot.playground.refusals import bad_request

PARSERS = {"html": parse_html, "markdownv2": parse_markdown_v2, "markdown": parse_markdown}
MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100

_REMOVED = dict.fromkeys([0x0D, *range(0x2028, 0x202F)])
_CONTROL = _REMOVED | dict.fromkeys([n for n in range(32) if n not in (0x0A, 0x0D)], " ")
_UNCLEAN = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e]")
_CODE = ("code", "pre")
_QUOTES = ("blockquote", "expandable_blockquote")
_LINKS = ("text_link", "text_mention", "url", "mention", "hashtag", "cashtag", "bot_command", "email")
_KINDS = frozenset(
    {*_CODE, *_QUOTES, *_LINKS, "bold", "italic", "underline", "strikethrough", "spoiler"}
    | {"custom_emoji", "date_time", "phone_number"}
)
_FOUND = re.compile(
    r"(?P<url>(?<![\w@])(?:https?://[^\s<>\"]*[^\s<>\".,;:!?')\]]"
    r"|(?:[\w-]+\.)+(?:com|org|net|info|edu|gov|int|news|io|me)(?:/[^\s<>\"]*[^\s<>\".,;:!?')\]])?(?![\w.-]*[\w@])))"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[A-Za-z][\w.-]*\w)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})(?!\w)"
    r"|(?<![\w#])(?P<hashtag>\#\w*[^\W\d]\w*)"
    r"|(?<![\w$])(?P<cashtag>\$[A-Z]{1,8})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """Visible text and entities (offsets in UTF-16 code units)."""

    text: str
    entities: tuple[Entity, ...] = ()


def read_text(
    source: str,
    parse_mode: str = "",
    entities: Sequence[Any] | None = None,
    *,
    user: Callable[[int], dict[str, Any] | None] = lambda _: None,
) -> Text:
    """What Telegram makes of a text, without judging its length.

    `parse_mode` is "HTML", "MarkdownV2" or "Markdown" (any case), or empty; others are refused.
    `user` finds the User object of a tg://user link; unknown ones become plain text. Raises Refused.
    """
    if _UNCLEAN.search(source):
        source = source.translate(_CONTROL)
    if parse_mode and parse_mode.lower() not in PARSERS:
        raise bad_request("unsupported parse_mode")
    text, found = PARSERS[parse_mode.lower()](source) if parse_mode else (source, _given(entities or ()))
    text, found = _trimmed(text, [known for entity in found if (known := _with_user(entity, user))])
    found = _unnested(found)
    return Text(text, tuple(in_order(found + _automatic(text, found))[:MAX_ENTITIES]))


def _given(entities: Sequence[Any]) -> list[Entity]:
    for entity in entities:
        if not isinstance(entity, dict) or entity.get("type") not in _KINDS:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if not all(isinstance(entity.get(name), int) for name in ("offset", "length")):
            raise bad_request("can't parse MessageEntity: Can't find field \"offset\"")
    return in_order([dict(entity) for entity in entities if entity["length"] > 0 <= entity["offset"]])


def _with_user(entity: Entity, user: Callable[[int], dict[str, Any] | None]) -> Entity | None:
    if entity["type"] != "text_mention" or "user_id" not in entity:
        return entity
    known = user(entity.pop("user_id"))
    return entity | {"user": known} if known else None


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    trimmed = text.strip()
    if len(trimmed) == len(text):
        return text, entities
    before = utf16_length(text[: len(text) - len(text.lstrip())])
    end = utf16_length(trimmed)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - before)
        stop = min(end, entity["offset"] + entity["length"] - before)
        if start < stop:
            kept.append(entity | {"offset": start, "length": stop - start})
    return trimmed, kept


def _unnested(entities: list[Entity]) -> list[Entity]:
    """Without what Telegram doesn't nest: quotes in quotes, links in links, anything in code or in itself."""
    kept: list[Entity] = []
    around: list[Entity] = []
    for entity in entities:
        while around and around[-1]["offset"] + around[-1]["length"] <= entity["offset"]:
            around.pop()
        if not any(_forbids(outer["type"], entity["type"]) for outer in around):
            kept.append(entity)
            around.append(entity)
    for code in [entity for entity in kept if entity["type"] in _CODE]:
        kept = [part for entity in kept for part in _split_around(entity, code)]
    return kept


def _forbids(outer: str, inner: str) -> bool:
    return (
        outer in _CODE
        or outer == inner
        or (outer in _QUOTES and inner in _QUOTES)
        or (outer in _LINKS and inner in _LINKS)
    )


def _split_around(entity: Entity, code: Entity) -> list[Entity]:
    start, stop = entity["offset"], entity["offset"] + entity["length"]
    inner, outer = code["offset"], code["offset"] + code["length"]
    if entity is code or entity["type"] in _QUOTES or not (start <= inner and outer <= stop):
        return [entity]
    parts = ((start, inner), (outer, stop))
    return [entity | {"offset": a, "length": b - a} for a, b in parts if a < b]


def _automatic(text: str, taken: list[Entity]) -> list[Entity]:
    """Commands, links, mentions and tags that Telegram finds by itself outside code and links."""
    busy = [
        (e["offset"], e["offset"] + e["length"]) for e in taken if e["type"] in (*_CODE, *_LINKS, "date_time")
    ]
    found = []
    for match in _FOUND.finditer(text):
        start = utf16_length(text[: match.start()])
        length = utf16_length(match[0])
        if not any(a < start + length and start < b for a, b in busy):
            found.append({"type": match.lastgroup, "offset": start, "length": length})
    return found


def message_text(text: Text) -> Text:
    """The text, if it can be a message. Raises Refused when it is empty or too long."""
    if not text.text:
        raise bad_request("text must be non-empty")
    if len(text.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text


def caption_text(text: Text) -> Text:
    """The text, if it can stand under a file. Raises Refused when it is too long."""
    if len(text.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text
