"""What is wrong with a configuration, in sentences that name the line, the key, the reason and the mend."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.config.settings import RepeatedError, Settings

PLAIN = {
    "int_type": "should be a whole number, without quotes",
    "string_type": "should be a text in quotes",
    "bool_type": "should be true or false",
    "tuple_type": "should be a list in square brackets",
    "model_type": "should be a section of its own",
    "path_type": "should be a path in quotes",
    "too_short": "should not be empty",
}
"""Pydantic's types of error (its documentation, "Validation Errors"), in words for people."""
SECRET = frozenset({"token", "secret", "more_tokens"})
"""Settings of which nothing is shown."""


def sentences(name: str, text: str, error: ValidationError) -> list[str]:
    """One sentence a mistake, in the order of the file. `text` is the TOML that `error` is about."""
    lines = Lines(text)
    details = error.errors()
    deeper = {detail["loc"][:-1] for detail in details}
    own = [detail for detail in details if detail["loc"] not in deeper]
    own.sort(key=lambda detail: lines.of(_location(detail)) or 0)
    return [_sentence(name, lines, detail) for detail in own]


class Lines:
    """Where a TOML text says what: finds the line of a key, a table, or one of several tables of a name."""

    def __init__(self, text: str) -> None:
        self._lines = dict(self._scan(text))

    @staticmethod
    def _scan(text: str) -> Iterator[tuple[tuple[str | int, ...], int]]:
        table: tuple[str | int, ...] = ()
        counts: dict[str, int] = {}
        for number, line in enumerate(text.splitlines(), 1):
            if many := re.match(r"\s*\[\[\s*([\w.-]+)\s*\]\]", line):
                counts[many[1]] = counts.get(many[1], -1) + 1
                table = (*many[1].split("."), counts[many[1]])
                yield table, number
            elif one := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
                table = tuple(one[1].split("."))
                yield table, number
            elif key := re.match(r"\s*\"?([\w.-]+)\"?\s*=", line):
                yield (*table, *key[1].split(".")), number

    def of(self, location: tuple[str | int, ...]) -> int | None:
        """The line of `location`, such as `("sources", 1, "url")`, or of the table it belongs to."""
        while location:
            if location in self._lines:
                return self._lines[location]
            location = location[:-1]
        return None


def _sentence(name: str, lines: Lines, detail: ErrorDetails) -> str:
    location = _location(detail)
    line = lines.of(location)
    where = f"{name}, line {line}" if line else name
    named = [part for part in location if isinstance(part, str)]
    key, sections = named[-1] if named else "", named[:-1]
    place = f" in [{'.'.join(sections)}]" if sections else ""
    return f"{where}: `{key}`{place} {_complaint(detail, key, sections)}"


def _location(detail: ErrorDetails) -> tuple[str | int, ...]:
    error = detail.get("ctx", {}).get("error")
    return (*detail["loc"], error.place) if isinstance(error, RepeatedError) else tuple(detail["loc"])


def _complaint(detail: ErrorDetails, key: str, sections: list[str]) -> str:
    kind, given = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return f"is not a setting; {_nearest(key, sections)}"
    if kind == "missing":
        return "is missing; add it."
    if kind == "value_error":
        return f"is wrong: {detail['ctx']['error']!s}."
    shown = "this value" if key in SECRET else repr(given)
    plain = PLAIN.get(kind) or detail["msg"].removeprefix("Input ").removeprefix("Value ")
    return f"is wrong: {shown} {plain}."


def _nearest(key: str, sections: list[str]) -> str:
    model: type[BaseModel] = Settings
    for section in sections:
        model = _model_of(model, section)
    known = list(model.model_fields)
    near = process.extractOne(key, known, scorer=OSA.normalized_similarity, score_cutoff=0.5)
    if near:
        return f"did you mean `{near[0]}`?"
    return f"the known ones here are {', '.join(f'`{name}`' for name in known)}."


def _model_of(model: type[BaseModel], section: str) -> type[BaseModel]:
    annotation: Any = model.model_fields[section].annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    item: type[BaseModel] = annotation.__args__[0]
    return item
