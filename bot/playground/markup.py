"""Telegram's HTML to plain text and entities, with its refusals.

Follows the rules of the Bot API page ("HTML style") and the behaviour of Telegram's server. Refusals name the
byte offset in the text as it was sent.
"""

import re
from dataclasses import dataclass, field

from bot.playground.entities import Entity, in_order
from bot.playground.reading import Reading, link_entity, unparsable

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset({*STYLES, "a", "pre", "code", "blockquote", "tg-emoji", "tg-time"})

_SPECIAL = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TAG_NAME = re.compile(r"[^\s>]*", re.ASCII)
_SPACE = re.compile(r"\s*", re.ASCII)
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_END_TAG = re.compile(r"([^\s>]*)\s*", re.ASCII)
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    at: int  # where in the source, for refusals
    offset: int  # UTF-16 offset of what it holds
    chunk: int  # index of the first chunk of what it holds


@dataclass(slots=True)
class _Reading(Reading):
    open: list[_Open] = field(default_factory=list)

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.source, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def peek(self) -> str:
        return self.source[self.at : self.at + 1]


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """The visible text and its entities, in Telegram's order.

    Raises Refused (400 "can't parse entities: …") for what Telegram refuses: unknown, unclosed or crossed
    tags, bad attributes. An unknown `&name;` is text, as it is for Telegram.
    """
    reading = _Reading(source)
    while (special := _SPECIAL.search(source, reading.at)) is not None:
        if special.start() > reading.at:
            reading.say(source[reading.at : special.start()])
        reading.at = special.start()
        if special[0] == "&":
            char, reading.at = decode_reference(source, reading.at)
            reading.say(char)
        elif reading.starts("</"):
            _end_tag(reading)
        else:
            _start_tag(reading)
    reading.say(source[reading.at :])
    if reading.open:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{reading.open[-1].tag}"')
    text = "".join(reading.chunks)
    if not text.isascii() and _SURROGATE.search(text):
        raise unparsable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    for entity in reading.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return text, in_order(reading.entities)


def decode_reference(source: str, at: int) -> tuple[str, int]:
    """The character that the reference at `at` (an ampersand) stands for, and where reading goes on."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return (_NAMED[name], match.end()) if name in _NAMED else ("&", at + 1)
    digits, base = (hexadecimal, 16) if hexadecimal is not None else (decimal, 10)
    code = int(digits or "0", base) if len(digits) < 10 else 0
    length = match.end() - at - match[0].endswith(";")
    if code == 0 or code >= 0x10FFFF or length >= 10:
        return "&", at + 1
    return chr(code), match.end()


def _start_tag(reading: _Reading) -> None:
    begin = reading.at
    reading.at += 1
    tag = reading.skip(_TAG_NAME).lower()
    if not reading.peek():
        raise reading.refuse("Unclosed start tag", begin)
    if tag not in TAGS:
        raise reading.refuse(f'Unsupported start tag "{tag}"', begin)
    attributes = {} if reading.peek() == ">" else _attributes(reading, tag, begin)
    reading.at += 1
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise reading.refuse('Tag "span" must have class "tg-spoiler"', begin)
    reading.open.append(_Open(tag, attributes, begin, reading.offset, len(reading.chunks)))


def _attributes(reading: _Reading, tag: str, begin: int) -> dict[str, str]:
    found: dict[str, str] = {}
    while True:
        reading.skip(_SPACE)
        if reading.peek() == ">":
            return found
        name = reading.skip(_ATTRIBUTE)
        if not name:
            raise reading.refuse(f'Empty attribute name in the tag "{tag}"', begin)
        reading.skip(_SPACE)
        if reading.peek() != "=":
            found[name] = ""
        else:
            reading.at += 1
            reading.skip(_SPACE)
            found[name] = _attribute_value(reading, tag, begin)
        if not reading.peek():
            raise reading.refuse(f'Unclosed start tag "{tag}"', begin)


def _attribute_value(reading: _Reading, tag: str, begin: int) -> str:
    quote = reading.peek()
    if not quote:
        raise reading.refuse(f'Unclosed start tag "{tag}"', begin)
    if quote not in "'\"":
        at = reading.at
        token = reading.skip(_TOKEN).lower()
        if reading.peek() and not (reading.peek().isspace() or reading.peek() == ">"):
            raise reading.refuse("Unexpected end of name token", at)
        return token
    end = reading.source.find(quote, reading.at + 1)
    if end < 0:
        raise reading.refuse("Unclosed start tag", begin)
    raw = reading.source[reading.at + 1 : end]
    reading.at = end + 1
    return _decoded(raw) if "&" in raw else raw


def _decoded(raw: str) -> str:
    parts, at = [], 0
    while (amp := raw.find("&", at)) >= 0:
        parts.append(raw[at:amp])
        char, at = decode_reference(raw, amp)
        parts.append(char)
    return "".join(parts) + raw[at:]


def _end_tag(reading: _Reading) -> None:
    begin = reading.at
    if not reading.open:
        raise reading.refuse("Unexpected end tag", begin)
    match = _END_TAG.match(reading.source, begin + 2)
    name = match[1].lower() if match else ""
    reading.at = match.end() if match else begin + 2
    if reading.peek() != ">":
        raise reading.refuse("Unclosed end tag", begin)
    reading.at += 1
    opened = reading.open.pop()
    if name and name != opened.tag:
        crossed = f'expected "</{opened.tag}>", found "</{name}>"'
        raise unparsable(f"Unmatched end tag {reading.where(begin)}, {crossed}")
    if reading.offset > opened.offset:
        _close(reading, opened)


def _close(reading: _Reading, opened: _Open) -> None:
    entity: Entity = {"offset": opened.offset, "length": reading.offset - opened.offset}
    if opened.tag in STYLES:
        entity["type"] = STYLES[opened.tag]
    elif opened.tag == "a":
        url = opened.attributes.get("href") or "".join(reading.chunks[opened.chunk :])
        link = link_entity(url)
        if link is None:
            return
        entity |= link
    elif opened.tag == "blockquote":
        entity["type"] = "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"
    elif opened.tag == "tg-emoji":
        entity |= {"type": "custom_emoji", "custom_emoji_id": _emoji_id(opened)}
    elif opened.tag == "tg-time":
        entity |= _time(reading, opened)
    elif not _code(reading, opened, entity):
        return
    reading.entities.append(entity)


def _emoji_id(opened: _Open) -> str:
    emoji = opened.attributes.get("emoji-id", "")
    if not emoji.isdecimal() or int(emoji) == 0:
        raise unparsable("Invalid custom emoji identifier specified")
    return emoji


def _time(reading: _Reading, opened: _Open) -> Entity:
    unix = opened.attributes.get("unix", "")
    if not unix.isdecimal() or int(unix) >= 2**31:
        raise reading.refuse('Tag "tg-time" must have a valid attribute "unix"', opened.at)
    shape = opened.attributes.get("format", "")
    if not _TIME_FORMAT.fullmatch(shape):
        raise reading.refuse("Invalid date-time format specified", opened.at)
    return {"type": "date_time", "unix_time": int(unix), "date_time_format": shape}


def _code(reading: _Reading, opened: _Open, entity: Entity) -> bool:
    """<pre><code class="language-x"> (either way round) is one `pre` entity with a language."""
    language = opened.attributes.get("class", "").removeprefix("language-") if opened.tag == "code" else ""
    if opened.tag == "code" and not opened.attributes.get("class", "").startswith("language-"):
        language = ""
    inner = reading.entities[-1] if reading.entities else {}
    same_place = inner.get("offset") == entity["offset"] and inner.get("length") == entity["length"]
    if opened.tag == "pre" and same_place and inner.get("type") == "code" and inner.get("language"):
        inner["type"] = "pre"
        return False
    if opened.tag == "code" and same_place and inner.get("type") == "pre" and language:
        inner["language"] = language
        return False
    entity["type"] = opened.tag
    if language:
        entity["language"] = language
    return True
