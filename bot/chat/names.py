"""Names as the language spoken now has them: of countries, and of languages themselves."""

from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale

from bot.chat.markup import Html, listed
from bot.chat.voice import ENGLISH, locale, spoken
from bot.news.topics.gazetteer import rules
from bot.news.topics.tongues import own_names


def topic_name(label: str) -> str:
    """How a topic is called in the language spoken now, as far as that is known; else by its label."""
    if spoken() == ENGLISH:
        return label
    if code := _countries().get(label):
        return str(locale().territories.get(code, label))
    return own_names(spoken()).get(_others().get(label, ""), label)


@cache
def _countries() -> Mapping[str, str]:
    """Labels of topics that are countries to ISO codes."""
    return {place["label"]: place["code"] for place in rules()["places"].values() if "code" in place}


@cache
def _others() -> Mapping[str, str]:
    """Labels of all other topics to their slugs."""
    return {place["label"]: slug for slug, place in rules()["places"].items() if "code" not in place}


def language_name(code: str) -> str:
    """A language's name in the language spoken now; the code where that has none."""
    return str(locale().languages.get(code, code))


def own_name(code: str) -> str:
    """A language's name in itself, as a button shows it: `Français`."""
    name = str(Locale(code).languages[code])
    return name[:1].upper() + name[1:]


def language_names(codes: Iterable[str]) -> Html:
    return listed(map(language_name, codes))
