"""The parameters of a Bot API call, however they came: query string, JSON, form or multipart."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.refusals import Refused, bad_request

MAX_BODY = 52 * 1024 * 1024
_INTEGER = re.compile(r"[+-]?\d{1,19}$")
_DISPOSITION = re.compile(rb'(\w+)="((?:[^"\\]|\\.)*)"')
_NAME_IN_HEADER = re.compile(rb"content-disposition:[^\r\n]*", re.IGNORECASE)
_TYPE_IN_HEADER = re.compile(rb"content-type:\s*([^\r\n;]+)", re.IGNORECASE)
_BOUNDARY = re.compile(r'boundary="?([^";,]+)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came in a multipart body."""

    name: str
    content: bytes
    kind: str


class Parameters:
    """Typed reading of what was sent. Every reader raises Refused for a wrong type, with Telegram's words."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def beside(self, values: Mapping[str, Any]) -> "Parameters":
        """These values, with what was uploaded beside them, to which they may point by `attach://`."""
        uploads = {name: value for name, value in self._values.items() if isinstance(value, Upload)}
        return Parameters({**uploads, **values})

    def has(self, name: str) -> bool:
        """Whether anything but null or an empty text was given."""
        return self._values.get(name) not in (None, "")

    def raw(self, name: str) -> Any:
        return self._values.get(name)

    def text(self, name: str, default: str = "") -> str:
        """Text; numbers and booleans are taken by their spelling, as forms send them."""
        value = self._values.get(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, str):
            return _utf8(value)
        if isinstance(value, int | float):
            return str(value)
        raise bad_request(f'field "{name}" must be of type String')

    def integer(self, name: str, default: int = 0, low: int = -(2**63), high: int = 2**63 - 1) -> int:
        """A whole number, cut to the range; what is no number counts as the default, as for Telegram."""
        value = self._values.get(name)
        if isinstance(value, str) and _INTEGER.match(value.strip()):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            return default
        return min(max(value, low), high)

    def boolean(self, name: str) -> bool:
        value = self._values.get(name)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "yes", "1")
        return bool(value)

    def json(self, name: str, what: str) -> Any:
        """A JSON value, sent as such or as its text; None if absent. `what` names it in a refusal."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        return _parsed(value, f"{what} ")

    def object(self, name: str, what: str) -> dict[str, Any]:
        """A JSON object; {} if absent."""
        value = self.json(name, what)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise bad_request(f"object expected as {what}")
        return value

    def array(self, name: str, what: str) -> list[Any] | None:
        """A JSON array; None if absent."""
        value = self.json(name, what)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"expected an Array of {what}")
        return value

    def upload(self, name: str) -> Upload | None:
        """The file under that name, or the one its `attach://` address points to."""
        value = self._values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._values.get(value.removeprefix("attach://"))
        return value if isinstance(value, Upload) else None


def _utf8(value: str) -> str:
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return value


def read_parameters(query: Mapping[str, str], content_type: str, body: bytes) -> Parameters:
    """Query string and body together; the body wins. Raises Refused for a body that can't be read."""
    values: dict[str, Any] = dict(query)
    kind = content_type.partition(";")[0].strip().lower()
    if len(body) > MAX_BODY:
        raise Refused(413, "")
    if not body:
        return Parameters(values)
    if kind == "application/json":
        values |= _json_body(body)
    elif kind == "multipart/form-data":
        values |= _multipart(body, content_type)
    elif kind == "application/x-www-form-urlencoded":
        values |= dict(parse_qsl(_decoded(body), keep_blank_values=True))
    return Parameters(values)


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def _parsed(text: str, what: str) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        raise bad_request(f"can't parse {what}JSON object") from None
    if "\\u" in text:
        _utf8(json.dumps(value, ensure_ascii=False))
    return value


def _json_body(body: bytes) -> dict[str, Any]:
    value = _parsed(_decoded(body), "")
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object: expected an Object")
    return value


def _multipart(body: bytes, content_type: str) -> dict[str, Any]:
    boundary = _BOUNDARY.search(content_type)
    if not boundary:
        raise bad_request("can't find boundary in the multipart request")
    values: dict[str, Any] = {}
    for part in body.split(b"--" + boundary[1].encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        content = content.removesuffix(b"\r\n")
        named = _NAME_IN_HEADER.search(head)
        fields = dict(_DISPOSITION.findall(named[0])) if named else {}
        name = fields.get(b"name", b"").decode(errors="replace")
        if b"filename" in fields:
            kind = _TYPE_IN_HEADER.search(head)
            spelled = kind[1].decode(errors="replace").strip() if kind else "application/octet-stream"
            values[name] = Upload(fields[b"filename"].decode(errors="replace"), content, spelled)
        elif name:
            values[name] = _decoded(content)
    return values
