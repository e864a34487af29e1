"""Names of countries in other languages, from Babel (CLDR); read only when a text or a reader uses one.

What the bot's own languages call all other topics stands in names.toml.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.news.topics.words import key

NAMES = Path(__file__).parent.parent / "names.toml"

# Where a typed name is looked for, by the script of its first letter; the first language to know it wins.
_LANGUAGES = {
    "LATIN": "fr es de pt it nl tr pl id sv da nb fi cs sk hu ro hr sq vi sw ha so ca",
    "ARABIC": "ar fa ur ps ckb",
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg",
    "CJK": "zh zh_Hant ja",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
    "DEVANAGARI": "hi mr ne",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "THAI": "th",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ETHIOPIC": "am ti",
}
_KNOWN = frozenset(language for group in _LANGUAGES.values() for language in group.split())
_ARABIC_ARTICLE = re.compile(r"\b([وفبك])(ال\w)")
_ARABIC_FOR_THE = re.compile(r"\bلل(?=\w)")
_UNSPACED = frozenset({"zh", "zh_Hant", "ja", "th"})
# UN M.49 codes of regions, as CLDR names them too.
_REGIONS = {
    "002": "africa", "003": "north-america", "005": "south-america", "009": "oceania", "011": "west-africa",
    "013": "central-america", "014": "east-africa", "015": "north-africa", "017": "central-africa",
    "018": "southern-africa", "019": "americas", "029": "caribbean", "030": "east-asia", "034": "south-asia",
    "035": "southeast-asia", "142": "asia", "143": "central-asia", "150": "europe", "151": "eastern-europe",
    "155": "western-europe", "419": "latin-america", "EU": "eu", "UN": "un",
}  # fmt: skip
# English words and places that are some other country's name elsewhere (German Island is Iceland).
_ENGLISH = frozenset(
    {
        "island",
        "chili",
        "man",
        "sin",
        "sip",
        "fas",
        "sec",
        "cad",
        "tai",
        "indie",
        "togas",
        "malis",
        "oma",
        "line",
        "cine",
        "columbia",
        "sili",
        "viro",
        "japo",
        "rusi",
    }
)
_REGIONAL_A = 0x1F1E6
FLAG = 2
LETTERS = 26
_SHORTEST = 3
"""Letters of the shortest name in an alphabet; one less in other scripts."""


def named(text: str, codes: Mapping[str, str]) -> str | None:
    """The slug of the country or region with this name or flag; `codes` maps ISO codes to slugs."""
    if flag := _flag(text.strip()):
        return codes.get(flag) or _REGIONS.get(flag)
    wanted = key(text)
    if wanted in _ENGLISH:
        return None
    for language in _LANGUAGES.get(_script(text), "").split():
        code = names_in(language).get(wanted, "")
        if slug := codes.get(code) or _REGIONS.get(code):
            return slug
    return _typed().get(wanted)


@cache
def own_names(language: str) -> Mapping[str, str]:
    """What one of the bot's languages calls other topics than countries, by slug; cities by CLDR."""
    written = _own().get(language)
    return {} if written is None else _cities(language) | written


@cache
def _own() -> dict[str, dict[str, str]]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


def _cities(language: str) -> dict[str, str]:
    """Cities that a time zone is named for."""
    from babel import Locale
    from babel.core import get_global

    names = Locale.parse(language).time_zones
    zones = get_global("zone_territories")
    slugs = {zone: zone.rpartition("/")[2].lower().replace("_", "-") for zone in zones}
    return {slug: names[zone]["city"] for zone, slug in slugs.items() if "city" in names.get(zone, {})}


@cache
def _typed() -> Mapping[str, str]:
    """The slugs of those names, also without what stands in brackets; the first language to know one wins."""
    found: dict[str, str] = {}
    for language in _own():
        for slug, name in own_names(language).items():
            for typed in (name, re.split(r"\s*[(（]", name)[0]):
                found.setdefault(key(typed), slug)
    return found


def _flag(text: str) -> str:
    """The ISO code that a flag is made of: 🇳🇪 is NE; "" for anything else."""
    letters = [ord(character) - _REGIONAL_A for character in text]
    if len(letters) != FLAG or not all(0 <= letter < LETTERS for letter in letters):
        return ""
    return "".join(chr(ord("A") + letter) for letter in letters)


def _script(text: str) -> str:
    letter = next((c for c in text if c.isalpha()), "a")
    return re.split(r"[ -]", unicodedata.name(letter, "LATIN"))[0]


@cache
def names_in(language: str) -> dict[str, str]:
    """ISO and UN codes by the folded names that a language has for countries; {} for languages not kept."""
    return {key(name): code for name, code in _names(language).items()}


@cache
def _names(language: str) -> dict[str, str]:
    if language not in _KNOWN:
        return {}
    from babel import Locale

    found: dict[str, str] = {}
    for code, name in Locale.parse(language).territories.items():
        for variant in (name, *re.split(r"\s*[()（）]\s*", name)):
            if _is_long_enough(variant):
                found.setdefault(variant, code)
    return found


def _is_long_enough(name: str) -> bool:
    return len(name) >= (_SHORTEST if name[:1].lower() != name[:1].upper() else _SHORTEST - 1)


def spaced(text: str, language: str) -> str:
    """The text, with space around each country's name in a language that is written without.

    In Arabic before the article: "and", "in" and "for" are written together with it.
    """
    if language == "ar":
        return _ARABIC_ARTICLE.sub(r"\1 \2", _ARABIC_FOR_THE.sub("ل ال", text))
    return _pattern(language).sub(r" \g<0> ", text) if language in _UNSPACED else text


@cache
def _pattern(language: str) -> re.Pattern[str]:
    longest_first = sorted(_names(language), key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in longest_first))
