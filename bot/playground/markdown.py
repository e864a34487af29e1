"""Telegram's two Markdowns to plain text and entities, with their refusals.

Follows the rules of the Bot API page ("MarkdownV2 style", "Markdown style"). Refusals name the byte offset in
the text as it was sent.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from bot.playground.entities import Entity, in_order
from bot.playground.reading import Reading, link_entity, unparsable
from bot.playground.refusals import Refused

MARKS = {
    "```": "pre",
    "||": "spoiler",
    "__": "underline",
    "*": "bold",
    "_": "italic",
    "~": "strikethrough",
    "`": "code",
}
_NAMES = {
    "pre": "Pre", "spoiler": "Spoiler", "underline": "Underline", "bold": "Bold", "italic": "Italic",
    "strikethrough": "Strikethrough", "code": "Code", "blockquote": "BlockQuote",
    "[": "TextUrl", "![": "CustomEmoji",
}  # fmt: skip
_RESERVED = "_*[]()~`>#+-=|{}.!"
_LANGUAGE = re.compile(r"([^\s`]+)\n")
_OLD_SPECIAL = re.compile(r"\\?[_*`\[]")
_OLD_MARKS = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}


@dataclass(slots=True)
class _Open:
    kind: str
    at: int  # where in the source, for refusals
    offset: int  # UTF-16 offset of what it holds
    extra: Entity = field(default_factory=dict)


@dataclass(slots=True)
class _Reading(Reading):
    open: list[_Open] = field(default_factory=list)

    def copy(self, length: int) -> None:
        """Says what stands in the source, and goes on behind it."""
        self.say(self.source[self.at : self.at + length])
        self.at += length

    def begin(self, kind: str, mark: str) -> _Open:
        self.open.append(_Open(kind, self.at, self.offset))
        self.at += len(mark)
        return self.open[-1]

    def end(self, mark: str, **more: object) -> None:
        ended = self.open.pop()
        self.at += len(mark)
        if self.offset > ended.offset:
            place = {"offset": ended.offset, "length": self.offset - ended.offset}
            self.entities.append({"type": ended.kind} | ended.extra | more | place)

    @property
    def inside(self) -> str:
        """The kind of the innermost entity that is open; "" if none is."""
        return self.open[-1].kind if self.open else ""

    def unended(self) -> Refused:
        last = self.open[-1]
        return self.refuse(f"Can't find end of {_NAMES[last.kind]} entity", last.at)

    def result(self) -> tuple[str, list[Entity]]:
        if self.open:
            raise self.unended()
        return "".join(self.chunks), in_order(self.entities)


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """The visible text and its entities, in Telegram's order.

    Raises Refused (400 "can't parse entities: …") for unclosed entities and unescaped reserved characters.
    """
    reading = _Reading(source)
    while reading.at < len(source):
        char = source[reading.at]
        following = source[reading.at + 1 : reading.at + 2]
        if char == "\\" and following and following.isascii():
            reading.at += 1
            reading.copy(1)
        elif reading.inside in ("code", "pre"):
            _in_code(reading, char)
        elif char == "\n":
            _new_line(reading)
        elif not _quote_begins(reading) and not _marked(reading):
            if char in _RESERVED:
                raise _reserved(char)
            reading.copy(1)
    if reading.inside == "blockquote":
        reading.end("")
    return reading.result()


def _reserved(char: str) -> Refused:
    return unparsable(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")


def _in_code(reading: _Reading, char: str) -> None:
    mark = "```" if reading.inside == "pre" else "`"
    if reading.starts(mark):
        reading.end(mark)
    elif char == "`":
        raise _reserved(char)
    else:
        reading.copy(1)


def _new_line(reading: _Reading) -> None:
    quoted = any(one.kind == "blockquote" for one in reading.open)
    goes_on = reading.source.startswith(">", reading.at + 1)
    if quoted and not goes_on:
        if reading.inside != "blockquote":
            raise reading.unended()
        reading.end("")
    reading.copy(1)
    if quoted and goes_on:
        reading.at += 1


def _quote_begins(reading: _Reading) -> bool:
    """A quote begins at the begin of a line; two asterisks part it from the one before."""
    if reading.at and reading.source[reading.at - 1] != "\n":
        return False
    mark = next((mark for mark in (">", "**>") if reading.starts(mark)), None)
    if mark is None or reading.open:
        return False
    reading.begin("blockquote", mark)
    return True


def _marked(reading: _Reading) -> bool:
    """Begins or ends an entity where the source says so."""
    if reading.inside == "blockquote" and reading.starts("||") and _ends_line(reading, 2):
        reading.end("||", type="expandable_blockquote")
        return True
    if reading.inside in ("[", "![") and reading.starts("]"):
        _end_link(reading)
        return True
    for mark in ("![", "["):
        if reading.starts(mark):
            reading.begin(mark, mark)
            return True
    mark = next((mark for mark in MARKS if reading.starts(mark)), "")
    if not mark:
        return False
    if reading.inside == MARKS[mark]:
        reading.end(mark)
        return True
    opened = reading.begin(MARKS[mark], mark)
    if mark == "```" and (language := _LANGUAGE.match(reading.source, reading.at)):
        opened.extra["language"] = language[1]
        reading.at = language.end()
    elif mark == "```" and reading.starts("\n"):
        reading.at += 1
    return True


def _ends_line(reading: _Reading, ahead: int) -> bool:
    return reading.source[reading.at + ahead : reading.at + ahead + 1] in ("", "\n")


def _end_link(reading: _Reading) -> None:
    opened = reading.open[-1]
    url = ""
    if reading.source.startswith("](", reading.at):
        reading.at += 2
        while not reading.starts(")"):
            if reading.at >= len(reading.source):
                raise reading.refuse("Can't find end of a URL", opened.at)
            reading.at += reading.starts("\\")
            url += reading.source[reading.at : reading.at + 1]
            reading.at += 1
    elif opened.kind == "![":
        raise unparsable("Custom emoji entity must contain a tg://emoji URL")
    found = _special(url) if opened.kind == "![" else link_entity(url)
    if found is None:
        reading.open.pop()
        reading.at += 1
    else:
        reading.end(")" if reading.starts(")") else "]", **found)


def _special(url: str) -> Entity:
    parts, query = urlsplit(url), parse_qs(urlsplit(url).query)
    number = next(iter(query.get("id", []) or query.get("unix", [])), "")
    if parts.scheme == "tg" and parts.netloc == "emoji" and number.isdecimal():
        return {"type": "custom_emoji", "custom_emoji_id": number}
    if parts.scheme == "tg" and parts.netloc == "time" and number.isdecimal():
        shape = next(iter(query.get("format", [])), "")
        return {"type": "date_time", "unix_time": int(number), "date_time_format": shape}
    raise unparsable("Invalid custom emoji identifier specified")


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """The same for the older Markdown: nothing nests, and only what would begin an entity is special."""
    reading = _Reading(source)
    while special := _OLD_SPECIAL.search(source, reading.at):
        reading.copy(special.start() - reading.at)
        if special[0].startswith("\\"):
            reading.at += 1
            reading.copy(1)
            continue
        _old_entity(reading, "```" if reading.starts("```") else special[0])
    reading.copy(len(source) - reading.at)
    return reading.result()


def _old_entity(reading: _Reading, mark: str) -> None:
    begin = reading.at
    opened = reading.begin(_OLD_MARKS.get(mark, mark), mark)
    if mark == "```" and (language := _LANGUAGE.match(reading.source, reading.at)):
        opened.extra["language"] = language[1]
        reading.at = language.end()
    closing = "]" if mark == "[" else mark
    end = reading.source.find(closing, reading.at)
    if end < 0:
        raise reading.refuse("Can't find end of the entity starting", begin)
    reading.copy(end - reading.at)
    if mark == "[":
        _end_link(reading)
    else:
        reading.end(closing)
