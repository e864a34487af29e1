"""What a file or standard input holds. A file is the user's own: it is read as it is, and leads nowhere."""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import SourceError, UserError
from bot.news.article import parse_line
from bot.news.feeds import looks_like_feed
from bot.news.model import Entry

UNPACKED_BYTES = 500_000_000
_GZIP = b"\x1f\x8b"
_LINES = (".jsonl", ".ndjson")
_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]*)?(?:/>|>.*</\1>)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One import line: its entry, or what is wrong with it."""

    number: int
    entry: Entry | None
    trouble: str = ""


def read_file(path: Path, location: str) -> bytes:
    """The file's bytes. Raises SourceError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise SourceError(
            location, "there is no such file; check its name, or begin an address with https://"
        ) from None
    except IsADirectoryError:
        raise SourceError(location, "this is a folder; name a file in it") from None
    except PermissionError:
        raise SourceError(location, "we are not allowed to read it; change its permissions") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "this is no name of a file"
        raise SourceError(location, f"it cannot be read: {why}") from None


def unpack(data: bytes, location: str) -> bytes:
    """The bytes, unpacked if they are gzip. Raises SourceError."""
    if not data.startswith(_GZIP):
        return data
    unpacked = bytearray()
    try:
        while data:
            stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            unpacked += stream.decompress(data, UNPACKED_BYTES - len(unpacked) + 1)
            if len(unpacked) > UNPACKED_BYTES:
                raise SourceError(location, f"it holds more than {UNPACKED_BYTES // 1_000_000} MB")
            if not stream.eof:
                raise SourceError(location, "its compression is cut off; copy it again")
            data = stream.unused_data.lstrip(b"\0")
    except zlib.error:
        raise SourceError(location, "its compression is damaged; copy it again") from None
    return bytes(unpacked)


def holds_lines(name: str, data: bytes) -> bool:
    """Whether it is JSON lines: by its name, or because its first line is an object with a title or text
    (and no JSON Feed, which may stand on one line too)."""
    if name.lower().removesuffix(".gz").endswith(_LINES):
        return True
    if looks_like_feed(data):
        return False
    first = data.lstrip().split(b"\n", 1)[0]
    try:
        line = json.loads(first) if first.startswith(b"{") else None
    except ValueError:
        return False
    return isinstance(line, dict) and not {"title", "text"}.isdisjoint(line)


def read_lines(data: bytes) -> Iterator[Line]:
    """The import lines, blank ones left out."""
    for number, raw in enumerate(data.decode("utf-8-sig", "replace").split("\n"), 1):
        if raw.strip():
            yield _read_line(number, raw)


def _read_line(number: int, raw: str) -> Line:
    try:
        value: Any = json.loads(raw)
        return Line(number, parse_line(value))
    except UserError as error:
        return Line(number, None, str(error))
    except (ValueError, RecursionError):
        return Line(number, None, "this is not JSON; write one object a line")


def is_other_markup(text: str) -> bool:
    """Whether it is XML or JSON, which nobody would read as prose."""
    begins = text.lstrip()
    if begins.startswith("<?xml") or _ELEMENT.fullmatch(begins):
        return True
    try:
        return begins.startswith(("{", "[")) and isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False


def read_text(data: bytes, location: str) -> str:
    """The text in UTF-8, UTF-16 with its mark, or Windows-1252. Raises SourceError for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise SourceError(location, "it is neither a feed, a page nor text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
