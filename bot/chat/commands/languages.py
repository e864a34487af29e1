"""Which languages a reader reads: articles in others are left out."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from bot.chat import texts
from bot.chat.ask import Answer, Ask, say
from bot.chat.markup import Html, bold, cut, esc, fill, join, listed
from summaries.language import LANGUAGES

ALL = "all"


async def language(ask: Ask) -> Answer:
    """`/language en fr`, `/language french`, `/language all`; `/language` says how it is."""
    wanted = re.split(r"[\s,;]+", ask.argument.strip().casefold())
    if wanted == [""]:
        reader = await ask.reader()
        return say(join([_state(reader.preferences.languages), esc(texts.LANGUAGE_EXAMPLE)], "\n"))
    known = _codes()
    unknown = [word for word in wanted if word != ALL and word not in known]
    if unknown:
        return say(fill(texts.LANGUAGE_UNKNOWN, word=bold(cut(unknown[0]))))
    codes = () if ALL in wanted else tuple(dict.fromkeys(known[word] for word in wanted))
    reader = await ask.desk.readers.prefer(ask.place, languages=codes)
    return say(_state(reader.preferences.languages))


def _state(codes: tuple[str, ...]) -> Html:
    return fill(texts.LANGUAGES, names=names_of(codes)) if codes else esc(texts.LANGUAGES_ALL)


def names_of(codes: tuple[str, ...]) -> Html:
    """The English names of languages, for people."""
    english = Locale("en").languages
    return listed(english[code] for code in codes)


@cache
def _codes() -> Mapping[str, str]:
    """Codes, English names and own names of the languages that articles can be told to be in."""
    english = Locale("en").languages
    known = {code: code for code in LANGUAGES}
    for code in LANGUAGES:
        known[english[code].casefold()] = code
        known[Locale(code).languages[code].casefold()] = code
    return known
