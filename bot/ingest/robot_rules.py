"""robots.txt -> what a crawler may read (RFC 9309). Pure; any text may be given."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote, urlsplit

MOST_RULES = 5_000
"""So many rules of ours are kept; no honest file has more."""
_LINE = re.compile(r"[\r\n]+")
_PRODUCT = re.compile(r"[a-z_-]+|\*")
_STARS = re.compile(r"\*+")
_ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of paths: `*` is anything, a `$` at its end is the end of the path."""

    allows: bool
    pattern: str

    def matches(self, path: str) -> bool:
        """Whether a path (with its query), spelt as `_normal` does, is one of these."""
        pattern, exact = self.pattern.removesuffix("$"), self.pattern.endswith("$")
        first, *rest = pattern.split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for part in rest[: -1 if exact else None]:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        if not exact:
            return True
        return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at if rest else at == len(path)


@dataclass(frozen=True, slots=True)
class Rules:
    """What applies to one crawler."""

    rules: tuple[Rule, ...] = ()

    def allow(self, url: str) -> bool:
        """Whether the address may be read: what the longest pattern that matches says, of two the kinder."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        best = max(
            (rule for rule in self.rules if rule.matches(path)),
            key=lambda rule: (len(rule.pattern), rule.allows),
            default=None,
        )
        return best is None or best.allows


def parse_rules(text: str, product: str) -> Rules:
    """The rules of all groups that name the product, or else of those for everybody."""
    fields = list(_fields(text.removeprefix("\ufeff")))
    named = any(name == "user-agent" and _product(value) == product.lower() for name, value in fields)
    return Rules(tuple(islice(_rules_for(product.lower() if named else "*", fields), MOST_RULES)))


def _rules_for(product: str, fields: Iterable[tuple[str, str]]) -> Iterator[Rule]:
    """The rules of the groups that name the product."""
    ours = opening = False
    for name, value in fields:
        if name == "user-agent":
            ours = (ours and opening) or _product(value) == product
            opening = True
        elif name in ("allow", "disallow"):
            opening = False
            if ours and value:
                yield Rule(name == "allow", _STARS.sub("*", _normal(value)))


def _fields(text: str) -> Iterator[tuple[str, str]]:
    for line in _LINE.split(text):
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _product(value: str) -> str:
    found = _PRODUCT.match(value.lower())
    return found[0] if found else ""


def _normal(path: str) -> str:
    """The path with one spelling for each character (RFC 9309, 2.2.2)."""
    quoted = quote(path, safe="%/:?#[]@!$&'()*+,;=~")
    return _ESCAPED.sub(
        lambda m: c if _UNRESERVED.fullmatch(c := chr(int(m[1], 16))) else m[0].upper(), quoted
    )
