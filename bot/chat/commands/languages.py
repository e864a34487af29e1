"""Which language the bot speaks with a reader, and in which languages articles come."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, press, rows, visible_text
from bot.chat.names import language_name, language_names, own_name
from bot.chat.voice import ENGLISH, SPOKEN, locale, speaking
from bot.store.model import Reader
from summaries.language import LANGUAGES

ALL = "all"
ONLY = "only"


async def language(ask: Ask) -> Answer:
    """`/language fr` is what the bot speaks, `/language only fr en` which articles come, `all` ends that.

    Several languages without `only` can only be meant for articles. `/language` says how it is.
    """
    words = [word for word in re.split(r"[\s,;]+", ask.argument.strip().casefold()) if word]
    wanted = [word for word in words if word != ONLY]
    if not wanted:
        return say(*_shown(await ask.reader(), texts.LANGUAGE_EXAMPLE))
    known = {**_codes(), **_names_here()}
    unknown = [word for word in wanted if word != ALL and word not in known]
    if unknown:
        return say(fill(texts.LANGUAGE_UNKNOWN, word=bold(cut(unknown[0]))))
    if len(words) > 1 or wanted == [ALL]:
        codes = () if ALL in wanted else tuple(dict.fromkeys(known[word] for word in wanted))
        return say(*_shown(await ask.desk.readers.prefer(ask.place, languages=codes)))
    return await _spoken(ask, known[wanted[0]])


async def _spoken(ask: Ask, code: str) -> Answer:
    if code not in SPOKEN:
        only = press(_labelled(texts.ARTICLES_ONLY, code), "lga", code)
        return say(fill(texts.NOT_SPOKEN, language=language_name(code), code=code), rows(only))
    reader = await ask.desk.readers.prefer(ask.place, language=code)
    with speaking(code):
        return say(*_shown(reader))


async def press_spoken(ask: Ask) -> Answer:
    """A language to speak."""
    if ask.argument not in SPOKEN:
        raise ValueError(f"{ask.argument!r} is not spoken")
    reader = await ask.desk.readers.prefer(ask.place, language=ask.argument)
    with speaking(ask.argument):
        return replace_message(*_shown(reader))


async def press_articles(ask: Ask) -> Answer:
    """Articles in one language only, or in all."""
    if ask.argument not in {ALL, *LANGUAGES}:
        raise ValueError(f"{ask.argument!r} is no language of articles")
    codes = () if ask.argument == ALL else (ask.argument,)
    return replace_message(*_shown(await ask.desk.readers.prefer(ask.place, languages=codes)))


def _shown(reader: Reader, hint: str = "") -> tuple[Html, Rows]:
    """What is spoken and what is read, with a button for each of both."""
    now = reader.language
    spoken = (press(f"✓ {own_name(code)}" if code == now else own_name(code), "lgs", code) for code in SPOKEN)
    narrower = press(_labelled(texts.ARTICLES_ONLY, now), "lga", now)
    chosen = reader.preferences.languages
    articles = press(texts.ARTICLES_ALL, "lga", ALL) if chosen else narrower
    text = join(
        [fill(texts.SPEAKING, language=bold(language_name(now))), articles_line(chosen), esc(hint)], "\n"
    )
    return text, (*rows(*spoken, wide=3), *rows(articles))


def articles_line(codes: tuple[str, ...]) -> Html:
    """Which articles come."""
    return fill(texts.LANGUAGES, names=language_names(codes)) if codes else esc(texts.LANGUAGES_ALL)


def _labelled(label: str, code: str) -> str:
    return visible_text(fill(label, language=language_name(code)))


@cache
def _codes() -> Mapping[str, str]:
    """Codes, English names and own names of the languages that articles can be told to be in."""
    english = Locale(ENGLISH).languages
    known = {code: code for code in (*LANGUAGES, *SPOKEN)}
    for code in tuple(known):
        known[english[code].casefold()] = code
        known[Locale(code).languages[code].casefold()] = code
    return known


def _names_here() -> Mapping[str, str]:
    """Their names in the language spoken now."""
    names = locale().languages
    return {str(names[code]).casefold(): code for code in LANGUAGES if code in names}
