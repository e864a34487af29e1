"""Names of commands, and words that they know (off, tomorrow), as the language spoken now has them. Pure."""

import re
import unicodedata
from functools import cache

from bot.chat import texts
from bot.chat.voice import ENGLISH, speaking, spoken

LAST_WORD = frozenset({"brief", "trend"})
"""Commands whose topic comes first."""
FIRST_WORD = frozenset({"hide", "mute", "less", "more", "feeds", "invites"})
"""Commands whose other words are the reader's own."""
UNITS = ("h", "d", "w")

_KNOWN: dict[str, tuple[str, ...]] = {
    "time": ("daily", "weekdays", "weekend"),
    "quiet": ("off",),
    "pause": ("tomorrow", *UNITS),
    "alerts": ("on", "off"),
    "weekly": ("on", "off"),
    "length": tuple(texts.LENGTH_NAMES),
    "language": ("only", "all"),
    "settings": ("on", "off"),
    "forget": ("yes",),
    "brief": ("today", "yesterday", "all", *UNITS),
    "trend": UNITS,
} | dict.fromkeys(sorted(FIRST_WORD), ("off",))


PLAIN = ("start", "help", "settings", "stop")
"""Commands that are meant by their word alone: a greeting, a cry for help."""


def command_named(word: str) -> str | None:
    """The command that goes by a word in English or the language spoken now, as in `/aide`."""
    return _commands(spoken()).get(word.strip().casefold())


def command_meant(text: str) -> str | None:
    """The command that somebody means who writes nothing but a word: `hello`, `help`, `stop`."""
    named = command_named(text.strip(" !.?¡¿؟！。…"))
    return named if named in PLAIN else None


@cache
def _commands(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tongue in (language, ENGLISH):
        with speaking(tongue):
            for command, words in texts.COMMAND_WORDS.items():
                found |= {word: command for word in _parted(words.said) if word not in found}
    return found


def in_english(command: str, argument: str) -> str:
    """What was typed for a command, with the words that it knows in English; all else as it is.

    Full-width digits and signs become the usual ones.
    """
    if command not in _KNOWN or spoken() == ENGLISH:
        return argument
    words = unicodedata.normalize("NFKC", argument).split()
    if command in LAST_WORD:
        return " ".join([*words[:-1], _replaced(command, words[-1])] if len(words) > 1 else words)
    if command in FIRST_WORD:
        return " ".join([_replaced(command, words[0]), *words[1:]] if words else words)
    return _replaced(command, " ".join(words))


def _replaced(command: str, words: str) -> str:
    known, pattern = _words(spoken(), command)
    return pattern.sub(lambda found: (found["number"] or "") + known[found["word"].casefold()], words)


@cache
def _words(language: str, command: str) -> tuple[dict[str, str], re.Pattern[str]]:
    """What a command knows by the words of a language, and what finds them; units of time behind a number."""
    with speaking(language):
        known = {word: name for name in _KNOWN[command] for word in _said(name)}
    units: list[str] = []
    others: list[str] = []
    for word in sorted(known, key=len, reverse=True):
        (units if known[word] in UNITS else others).append(re.escape(word))
    word = rf"(?P<number>(?<!\w)\d+)?(?P<word>(?<=\d)(?:{_any(units)})|(?<!\w)(?:{_any(others)}))(?!\w)"
    return known, re.compile(word, re.IGNORECASE)


def _any(words: list[str]) -> str:
    return "|".join(words) or "(?!)"


def _said(name: str) -> list[str]:
    return _parted((texts.LENGTH_NAMES.get(name) or texts.KEYWORDS[name]).said)


def _parted(words: str) -> list[str]:
    return [word.strip().casefold() for word in words.split(",")]
