"""Telegram's two Markdowns to plain text and entities, with their refusals.

Follows the rules of the Bot API page ("MarkdownV2 style", "Markdown style"). Refusals name the byte offset in
the text as it was sent.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from bot.playground.entities import Entity, in_order, utf16_length
from bot.playground.links import checked_link, mentioned_user
from bot.playground.refusals import Refused, bad_request

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


def _refuse(reason: str) -> Refused:
    return bad_request(f"can't parse entities: {reason}")


@dataclass(slots=True)
class _Reading:
    """One pass over the source."""

    source: str
    at: int = 0
    offset: int = 0
    chunks: list[str] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def starts(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def say(self, text: str) -> None:
        """Puts text out, and goes on behind it."""
        self.chunks.append(text)
        self.offset += utf16_length(text)
        self.at += len(text)

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
        where = len(self.source[: last.at].encode())
        return _refuse(f"Can't find end of {_NAMES[last.kind]} entity at byte offset {where}")

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
            reading.say(following)
        elif reading.inside in ("code", "pre"):
            _in_code(reading, char)
        elif char == "\n":
            _new_line(reading)
        elif not _quote_begins(reading) and not _marked(reading):
            if char in _RESERVED:
                raise _refuse(f"Character '{char}' is reserved and must be escaped with the preceding '\\'")
            reading.say(char)
    if reading.inside == "blockquote":
        reading.end("")
    return reading.result()


def _in_code(reading: _Reading, char: str) -> None:
    mark = "```" if reading.inside == "pre" else "`"
    if reading.starts(mark):
        reading.end(mark)
    elif char == "`":
        raise _refuse("Character '`' is reserved and must be escaped with the preceding '\\'")
    else:
        reading.say(char)


def _new_line(reading: _Reading) -> None:
    quoted = any(one.kind == "blockquote" for one in reading.open)
    goes_on = reading.source.startswith(">", reading.at + 1)
    if quoted and not goes_on:
        if reading.inside != "blockquote":
            raise reading.unended()
        reading.end("")
    reading.say("\n")
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
                raise _refuse(
                    f"Can't find end of a URL at byte offset {len(reading.source[: opened.at].encode())}"
                )
            reading.at += reading.starts("\\")
            url += reading.source[reading.at : reading.at + 1]
            reading.at += 1
    elif opened.kind == "![":
        raise _refuse("Custom emoji entity must contain a tg://emoji URL")
    found = _special(url) if opened.kind == "![" else _linked(url)
    if found is None:
        reading.open.pop()
        reading.at += 1
    else:
        reading.end(")" if reading.starts(")") else "]", **found)


def _linked(url: str) -> Entity | None:
    user = mentioned_user(url)
    if user is not None:
        return {"type": "text_mention", "user_id": user}
    checked = checked_link(url)
    return {"type": "text_link", "url": checked} if checked is not None else None


def _special(url: str) -> Entity:
    parts, query = urlsplit(url), parse_qs(urlsplit(url).query)
    number = next(iter(query.get("id", []) or query.get("unix", [])), "")
    if parts.scheme == "tg" and parts.netloc == "emoji" and number.isdecimal():
        return {"type": "custom_emoji", "custom_emoji_id": number}
    if parts.scheme == "tg" and parts.netloc == "time" and number.isdecimal():
        shape = next(iter(query.get("format", [])), "")
        return {"type": "date_time", "unix_time": int(number), "date_time_format": shape}
    raise _refuse("Invalid custom emoji identifier specified")


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """The same for the older Markdown: nothing nests, and only what would begin an entity is special."""
    reading = _Reading(source)
    while special := _OLD_SPECIAL.search(source, reading.at):
        reading.say(source[reading.at : special.start()])
        if special[0].startswith("\\"):
            reading.at += 1
            reading.say(special[0][1])
            continue
        _old_entity(reading, "```" if reading.starts("```") else special[0])
    reading.say(source[reading.at :])
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
        where = len(reading.source[:begin].encode())
        raise _refuse(f"Can't find end of the entity starting at byte offset {where}")
    reading.say(reading.source[reading.at : end])
    if mark == "[":
        _end_link(reading)
    else:
        reading.end(closing)
