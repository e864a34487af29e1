"""Where a text uses a name of the gazetteer: longest match first, people and everyday words told apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache

from bot.news.topics import tongues
from bot.news.topics.gazetteer import Gazetteer, Name, Role, rules
from bot.news.topics.words import Word, fold, words

_ENDS = re.compile(r"[.!?:;\n|–—()\"“”‘•]")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z'’.-]{2,}[^\n]{0,60}?(?:\([^)\n]{2,40}\)\s*[-–—:]?|[-–—]|\([^)\n]{2,40}\):)\s"
)
DATELINE_ENDS = 140
LEAD_WORDS = 35
ABBREVIATION = 2
_BEFORE_PLACES = frozenset({"in", "from", "near", "across", "between", "against"})
_BEFORE_THINGS = frozenset({"a", "an", "your", "my", "our"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "rep", "sen", "sir", "lady", "dame", "congressman", "judge"})
_LINKS = frozenset(
    {"in", "for", "with", "and", "or", "on", "at", "by", "as", "of", "is", "are", "was", "that", "day"}
    | {"today", "tomorrow", "now", "all", "about", "more", "out", "up", "off"}
)
_SHIPS = frozenset({"HMS", "USS", "HMAS", "HMCS", "HMNZS", "RMS", "SS", "MV"})
_STREETS = frozenset(
    {"street", "avenue", "road", "boulevard", "lane", "terrace", "heights", "grove", "township", "beach"}
)
_KINDS = frozenset(
    {"sandwich", "sandwiches", "husky", "huskies", "terrier", "terriers", "spaniel", "spaniels", "sheepdog"}
    | {"setter", "setters", "retriever", "pastry", "pastries", "salad", "salads", "dressing", "sausage"}
    | {"sausages", "curry", "curries", "barbecue", "noodles", "takeaway", "restaurant", "restaurants"}
    | {"cuisine"}
)
_PROVINCES = frozenset({"ontario", "quebec", "alberta", "manitoba", "nova scotia", "british columbia"})
_NOBODYS = Name()


class Zone(IntEnum):
    """Where a mention stands."""

    CATEGORY = 0
    BODY = 1
    LEAD = 2
    DATELINE = 3
    HEADLINE = 4


@dataclass(frozen=True, slots=True)
class Mention:
    """One use of a name. `doubtful`: an everyday word or a person may be meant."""

    key: str
    name: Name
    words: str
    zone: Zone
    doubtful: bool = False


def find_mentions(
    gazetteer: Gazetteer, title: str, text: str, categories: Sequence[str] = (), language: str = "en"
) -> list[Mention]:
    """Every use of a name in headline, text and categories, in this order; furniture is skipped.

    Where an article has a name as an everyday word or a person's too, all its uses are doubtful.
    """
    text = tongues.spaced(without_furniture(text), language)
    dateline = _DATELINE.match(text[:DATELINE_ENDS])
    start = dateline.end() if dateline else 0
    found = _scan(gazetteer, tongues.spaced(title, language), Zone.HEADLINE)
    found += _scan(gazetteer, text[:start], Zone.DATELINE)
    found += _scan(gazetteer, text[start:], Zone.LEAD)
    for category in categories:
        found += _scan(gazetteer, category, Zone.CATEGORY)
    everyday = {word for mention in found if not mention.name.senses for word in _not_meant(mention)}
    return [
        replace(mention, doubtful=True) if mention.key in everyday else mention
        for mention in found
        if mention.name.senses
    ]


def _not_meant(mention: Mention) -> tuple[str, ...]:
    """The names that this use shows to mean something else, as "roast turkeys" shows of "turkey"."""
    if not mention.words.islower():
        return (mention.key,)
    return tuple(form for word in mention.key.split() for form in (word, word.removesuffix("s")))


def without_furniture(text: str) -> str:
    """A text without what outlets print around their articles: podcast links, credits, newsletters."""
    lowered = text.lower()
    for needed, pattern in _furniture():
        if needed in lowered:
            text = pattern.sub(" ", text)
    return text


@cache
def _furniture() -> list[tuple[str, re.Pattern[str]]]:
    return [(needed, re.compile(pattern, re.IGNORECASE)) for needed, pattern in rules()["furniture"].items()]


@cache
def _plain_words() -> frozenset[str]:
    """Words that are no names even where a headline capitalises them."""
    return frozenset(rules()["words"]["plain"])


@cache
def _first_names() -> frozenset[str]:
    return frozenset(map(fold, rules()["words"]["first"])) | frozenset(map(fold, rules()["words"]["given"]))


def _scan(gazetteer: Gazetteer, text: str, zone: Zone) -> list[Mention]:
    printed = words(text)
    folded = [fold(word.text) for word in printed]
    manner = _Manner(gazetteer, printed, folded, zone)
    found, at = [], 0
    for start in _candidates(gazetteer, folded):
        if start < at:
            continue
        for size in range(min(gazetteer.longest[folded[start]], len(folded) - start), 0, -1):
            key = " ".join(folded[start : start + size])
            name = gazetteer.names.get(key)
            if name is None or (read := manner.read(name, start, size)) is None:
                continue
            at = start + size
            if manner.is_elsewhere(gazetteer, read, start, size):
                read = read.given or _NOBODYS
            found.append(manner.mention(key, read, start, size))
            break
    return found


def _candidates(gazetteer: Gazetteer, folded: Sequence[str]) -> Iterator[int]:
    longest = gazetteer.longest
    return (at for at, word in enumerate(folded) if word in longest)


def _overlap(gazetteer: Gazetteer, one: str, other: str) -> bool:
    """Whether one place is the other, or lies within it, or both lie in the same country."""
    around = {one, *gazetteer.places[one].within}, {other, *gazetteer.places[other].within}
    return not around[0].isdisjoint(around[1])


def _is_short(word: Word) -> bool:
    """Whether its full stop is that of an abbreviation, as in "St. Lucia" and "N. Korea"."""
    return word.gap == ". " and len(word.text) <= ABBREVIATION


class _Manner:
    """How one stretch of text is written, and so what its capitals say."""

    def __init__(self, gazetteer: Gazetteer, text: Sequence[Word], folded: Sequence[str], zone: Zone) -> None:
        self.names = gazetteer.names
        self.text = text
        self.folded = folded
        self.zone = zone
        first_letters = [word.text[0] for word in text]
        letters = sum(map(str.isalpha, first_letters))
        initials = sum(map(str.isupper, first_letters))
        self.shouted = initials == letters > 0 and all(
            word.text.isupper() for word in text if word.text[0].isalpha()
        )
        self.silent = not initials
        self.titled = initials > 0.6 * letters

    def read(self, name: Name, at: int, size: int) -> Name | None:
        """The name, as far as these words are spelt like it: whole, its operator's senses, or None."""
        if any(_ENDS.search(word.gap) and not _is_short(word) for word in self.text[at : at + size - 1]):
            return None
        if not self._is_written_so(name, at, size):
            is_thing = (name.everyday or name.thing) and not name.capitals and self.text[at].text.islower()
            return name.given or (_NOBODYS if is_thing else None)
        if size == 1 and name.last and self._has_first_name(at):
            return name.given or _NOBODYS
        if size == 1 and name.first and not self.titled and self._has_last_name(at):
            return name.given
        if self._is_borrowed(name, at, at + size - 1):
            return name.given or _NOBODYS
        return name

    def _is_borrowed(self, name: Name, first: int, last: int) -> bool:
        """Whether a ship, a street, a breed or a dish has the name: "HMS Jamaica", "Cuban sandwich"."""
        if first and self.text[first - 1].text in _SHIPS:
            return True
        if last + 1 == len(self.text) or self.text[last].gap != " ":
            return False
        after, folded = self.text[last + 1].text, self.folded[last + 1]
        if folded in _STREETS and after[0].isupper() and not self.titled:
            return max(name.senses.values(), default=Role.APART) is Role.NAME
        return folded in _KINDS and Role.PEOPLE in name.senses.values()

    def is_elsewhere(self, gazetteer: Gazetteer, name: Name, at: int, size: int) -> bool:
        """Whether a town's name is followed by where it lies: "Paris, Texas", "Lebanon, Pa., mourns"."""
        end = at + size
        if end == len(self.text) or self.text[end - 1].gap != ", ":
            return False
        for length in range(min(gazetteer.longest.get(self.folded[end], 0), len(self.folded) - end), 0, -1):
            key = " ".join(self.folded[end : end + length])
            whole = gazetteer.names.get(key)
            if whole and self._is_written_so(whole, end, length):
                return self._lies_in(gazetteer, name, key, end + length)
        return False

    def _lies_in(self, gazetteer: Gazetteer, name: Name, key: str, end: int) -> bool:
        """Whether a name is that of a town in the state named `key`, whose words end before `end`.

        A country's name is that of a town only where the state stands between commas, and in no list.
        """
        least = Role.SIGN if key in _PROVINCES else Role.SHARED
        around = [slug for slug, role in gazetteer.names[key].senses.items() if least <= role <= Role.NAME]
        is_state = around and all("us" in gazetteer.places[slug].within for slug in around)
        if not is_state and key not in _PROVINCES:
            return False
        if any(_overlap(gazetteer, slug, other) for slug in name.senses for other in around):
            return False
        if end < len(self.text):
            after = gazetteer.names.get(self.folded[end], _NOBODYS)
            if self.folded[end] in {"and", "or"} or after.senses:
                return False
        is_country = any(
            gazetteer.places[slug].code for slug, role in name.senses.items() if role > Role.CAPITAL
        )
        closed = end == len(self.text) or self.text[end - 1].gap.lstrip(".")[:1] in {",", ")", ";", ":"}
        return closed or not is_country

    def _is_written_so(self, name: Name, at: int, size: int) -> bool:
        printed = [word.text for word in self.text[at : at + size]]
        if name.capitals and not printed[0].isupper():
            return False
        if name.stopped and not self.text[at + size - 1].gap.startswith("."):
            return False
        return not name.capitalised or self.silent or not all(word[0].islower() for word in printed)

    def mention(self, key: str, name: Name, at: int, size: int) -> Mention:
        """The mention at these words."""
        last = at + size - 1
        doubtful = size == 1 and (
            (name.first and self._has_last_name(at))
            or (name.last and at > 0 and self._is_like_a_name(at - 1, self.text[at - 1].gap))
        )
        if name.everyday:
            doubtful |= self._is_unclear(name, at) and not self._acts_like_a_place(at, last)
        printed = "".join(word.text + word.gap for word in self.text[at:last]) + self.text[last].text
        body = self.zone is Zone.LEAD and at >= LEAD_WORDS
        return Mention(key, name, printed, Zone.BODY if body else self.zone, doubtful)

    def _is_unclear(self, name: Name, at: int) -> bool:
        """Whether the capitals don't tell the place from the everyday word."""
        if at and not name.capitals and self.folded[at - 1] in _BEFORE_THINGS:
            return True
        return self.shouted or self.silent or (self.titled and not name.capitals)

    def _acts_like_a_place(self, first: int, last: int) -> bool:
        """Whether it owns ("Turkey's"), stands where places do ("in Turkey") or acts ("Turkey raises")."""
        if first and self.folded[first - 1] in _BEFORE_PLACES:
            return True
        if last + 1 == len(self.text):
            return False
        after = self.folded[last + 1]
        return after in _plain_words() - _LINKS if self.text[last].gap == " " else after == "s"

    def _has_first_name(self, at: int) -> bool:
        """Whether a title or a first name stands before the word."""
        if not at or not self.text[at - 1].text[0].isupper():
            return False
        before = self.folded[at - 1]
        return before in _TITLES or (self.text[at - 1].gap == " " and before in _first_names())

    def _has_last_name(self, at: int) -> bool:
        """Whether the word is followed by one that is written like a name."""
        return self._is_like_a_name(at + 1, self.text[at].gap)

    def _is_like_a_name(self, at: int, gap: str) -> bool:
        if gap != " " or at >= len(self.text):
            return False
        word, folded = self.text[at].text, self.folded[at]
        if word in {"O", "D"} and self.text[at].gap in {"'", "’"}:
            return True
        if len(word) < 2 or not word[0].isupper() or (word.isupper() and not self.shouted):
            return False
        return folded not in _plain_words() and folded not in self.names
