"""places.toml in memory: every name that a text may use, and whose name it is."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.news.model import TopicSpec
from bot.news.topics import tongues
from bot.news.topics.words import key

PLACES = Path(__file__).parent.parent / "places.toml"
_NO_PLURAL = ("s", "sh", "ch", "x", "ese", "man", "men")
_UN_IS_AN_ARTICLE = ("fr", "es", "it")
_ENGLISH_TOO = ("cpi", "aes", "ua", "uno", "oms", "nato")
"""Short forms of other languages that mean something else to who types them in English."""
SHORT_FORM = 3
"""An abbreviation of so many letters counts only in capitals."""


class Role(IntEnum):
    """What a name says of its topic, weakest first."""

    EXCLUDED = 0
    """Given by the operator: an article with it is not of the topic."""
    APART = 1
    """Looks like a name of the topic and is not."""
    SIGN = 2
    CAPITAL = 3
    SHARED = 4
    """A name that several places have."""
    PEOPLE = 5
    NAME = 6
    ALIAS = 7
    """Given by the operator: counts as it stands."""


@dataclass(slots=True)
class Name:
    """A name in print: the topics that it may mean, and what its spelling asks for."""

    senses: dict[str, Role] = field(default_factory=dict)
    capitals: bool = False
    """Counts only with all letters in capitals ("US")."""
    capitalised: bool = True
    """Counts only with a capital letter, where the text has any."""
    stopped: bool = False
    """Counts only with its full stop ("Mass.")."""
    first: bool = False
    """Also a first name."""
    last: bool = False
    """Also a last name."""
    everyday: bool = False
    """Also an everyday word, which a headline may have capitalised."""
    thing: bool = False
    """Also an everyday word; the name is doubtful where a text has that too."""
    given: "Name | None" = None
    """The operator's senses alone, which hold however the name is written."""


@dataclass(frozen=True, slots=True)
class Place:
    """One topic of the gazetteer. `aliases` are what a reader may type for it."""

    slug: str
    label: str
    aliases: tuple[str, ...] = ()
    kind: str = "place"
    code: str | None = None
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`names` by folded words; `longest[first word]` is the most words that a name beginning so has."""

    places: dict[str, Place]
    names: dict[str, Name]
    longest: dict[str, int]
    shared: dict[str, tuple[str, ...]]
    """The places that have a shared name: first the one meant where nothing else decides ("" for none)."""
    typed: dict[str, str]
    """The topic that a typed name means ("" where only the reader can say), by folded words."""


@cache
def rules() -> Mapping[str, Any]:
    """places.toml as it is written."""
    return tomllib.loads(PLACES.read_text(encoding="utf-8"))


@cache
def codes() -> dict[str, str]:
    """The places that have an ISO code: slugs by code."""
    return {entry["code"]: slug for slug, entry in rules()["places"].items() if "code" in entry}


@cache
def build(specs: tuple[TopicSpec, ...] = (), language: str = "en") -> Gazetteer:
    """The gazetteer of places.toml with the operator's topics, and countries' names in one more language."""
    source = rules()
    builder = _english().copy()
    builder.foreign(language)
    builder.mark(source["words"], source["shared"])
    builder.typed |= {key(text): slug for text, slug in source["typed"].items()}
    for bodies in source["bodies"].values():
        for slug, names in bodies.items():
            for name in set(map(key, names)) - set(_ENGLISH_TOO):
                builder.typed.setdefault(name, slug)
    for spec in specs:
        builder.operator(spec)
    return Gazetteer(
        places=builder.places,
        names=dict(builder.names),
        longest=_longest(builder.names),
        shared={key(text): tuple(owners) for text, owners in source["shared"].items()},
        typed=builder.typed,
    )


@cache
def _english() -> "_Builder":
    """What all gazetteers begin with; to be copied."""
    source, builder = rules(), _Builder()
    for slug, entry in [*source["places"].items(), *source["companies"].items()]:
        builder.place(slug, entry)
    return builder


def _longest(names: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in names:
        first = name.partition(" ")[0]
        longest[first] = max(longest.get(first, 0), name.count(" ") + 1)
    return longest


def _with_plurals(people: Iterable[str]) -> list[str]:
    return [
        form for name in people for form in ((name,) if name.endswith(_NO_PLURAL) else (name, name + "s"))
    ]


def _french_forms(adjective: str) -> list[str]:
    """Masculine and feminine, singular and plural."""
    feminine = adjective.removesuffix("e") + ("ne" if adjective.endswith("en") else "e")
    return [form + plural for form in (adjective, feminine) for plural in ("", "s")]


class _Builder:
    """Collects places and names."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.names: dict[str, Name] = defaultdict(Name)
        self.typed = {key(entry["label"]): slug for slug, entry in rules()["places"].items()}

    def copy(self) -> "_Builder":
        """A builder with the same places and names."""
        other = copy(self)
        other.places, other.typed = dict(self.places), dict(self.typed)
        other.names = defaultdict(Name)
        for text, name in self.names.items():
            other.names[text] = Name(dict(name.senses), name.capitals, name.capitalised, name.stopped)
        return other

    def place(self, slug: str, entry: Mapping[str, Any]) -> None:
        """One entry of places.toml."""
        people = _with_plurals(entry.get("people", ()))
        self._add(slug, entry.get("apart", ()), Role.APART)
        self._add(slug, entry.get("signs", ()), Role.SIGN)
        self._add(slug, entry.get("capital", ()), Role.CAPITAL)
        self._add(slug, people, Role.PEOPLE)
        self._add(slug, entry.get("names", ()), Role.NAME)
        aliases = tuple(dict.fromkeys([*entry.get("names", ()), *people]))
        within = tuple(entry.get("within", ()))
        self.places[slug] = Place(slug, entry["label"], aliases, "place", entry.get("code"), within)
        for text in (entry["label"], slug.replace("-", " "), *aliases):
            self.typed.setdefault(key(text), slug)

    def _add(self, slug: str, texts: Iterable[str], role: Role) -> None:
        for text in texts:
            name = self.names[key(text)]
            name.senses[slug] = max(role, name.senses.get(slug, role))
            letters = text.replace(".", "")
            name.capitals |= role is Role.NAME and letters.isupper() and len(letters) <= SHORT_FORM
            name.capitalised &= text != text.lower()
            name.stopped |= text.find(".") == len(text) - 1

    def foreign(self, language: str) -> None:
        """The names that a language has for countries and bodies, and the adjectives that are listed."""
        for text, code in tongues.names_in(language).items() if language != "en" else ():
            if code in codes():
                self.names[text].senses.setdefault(codes()[code], Role.NAME)
        for slug, bodies in rules()["bodies"].get(language, {}).items():
            self._add(slug, bodies, Role.NAME)
        if language in _UN_IS_AN_ARTICLE:
            self.names["un"].senses.clear()
        for slug, adjective in rules()["french"].items() if language == "fr" else ():
            self._add(slug, _french_forms(adjective), Role.PEOPLE)

    def mark(self, lists: Mapping[str, list[str]], shared: Mapping[str, list[str]]) -> None:
        """What is said of single names: a person's, an everyday word, nobody's, or several places'."""
        for mark in ("first", "last", "everyday", "thing"):
            for text in lists[mark]:
                setattr(self.names[key(text)], mark, True)
        for text in lists["nothing"]:
            self.names[key(text)].capitalised = False
        for text, owners in shared.items():
            self.names[key(text)].senses |= {slug: Role.SHARED for slug in owners if slug}

    def operator(self, spec: TopicSpec) -> None:
        """The operator's topic; one with a known slug extends the known topic."""
        known = self.places.get(spec.slug, Place(spec.slug, spec.label))
        own = tuple(dict.fromkeys(text for text in (spec.label, *spec.aliases) if key(text)))
        aliases = tuple(dict.fromkeys([*own, *known.aliases]))
        self.places[spec.slug] = Place(spec.slug, spec.label, aliases, "config", known.code, known.within)
        for text in own:
            self._give(text, spec.slug, Role.ALIAS)
        for text in filter(key, spec.exclude):
            inside = any(f" {key(alias)} " in f" {key(text)} " for alias in aliases)
            self._give(text, spec.slug, Role.APART if inside else Role.EXCLUDED)
        self.typed |= {key(text): spec.slug for text in (spec.slug.replace("-", " "), *own)}

    def _give(self, text: str, slug: str, role: Role) -> None:
        name = self.names[key(text)]
        name.senses[slug] = role
        name.given = name.given or Name(capitalised=False)
        name.given.senses[slug] = role
