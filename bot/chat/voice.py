"""The languages that the bot speaks, and what it says in the one that is spoken now.

Every text of the bot is a `Text` or a `Plural` in English: the message id of gettext's catalogues, which lie
in `locales`. `markup` puts it into the language spoken now wherever it becomes part of a message.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.store.model import Reader

P = ParamSpec("P")
T = TypeVar("T")

LOCALES = Path(__file__).with_name("locales")
ENGLISH = "en"
SPOKEN = (ENGLISH, "fr", "ar", "es", "de", "pt", "ru", "tr", "ha", "zh")

_CLDR = {ENGLISH: "en_GB", "pt": "pt_BR"}
"""Where the names and forms of a language's best known country are not those meant."""
_COMMAND = re.compile(
    r"(?<![\w/<:])/(?:[a-z]+|\{[a-z]+\})(?:,? (?:[A-Za-z0-9:.,/-]*[A-Za-z0-9]|\{[a-z]+\}))*"
)
"""A command with its argument, in a text."""

_now: ContextVar[str] = ContextVar("language", default=ENGLISH)


class Text(str):
    """Something that the bot says, in English; {names} are filled in by `markup.fill`."""

    __slots__ = ()

    @property
    def said(self) -> str:
        """In the language spoken now."""
        return catalogue(_now.get()).gettext(self)


class Plural(str):
    """Something about a {count}, in English: `one` and, as itself, many."""

    __slots__ = ("one",)
    one: str

    def __new__(cls, one: str, many: str) -> "Plural":
        made = super().__new__(cls, many)
        made.one = one
        return made

    def of(self, count: int) -> str:
        """For a count, in the language spoken now."""
        return catalogue(_now.get()).ngettext(self.one, self, count)


def said(text: str) -> str:
    """A text of the bot in the language spoken now; any other text as it is."""
    return text.said if isinstance(text, Text) else text


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, texts are in that language; in English where the bot doesn't speak it."""
    token = _now.set(language if language in SPOKEN else ENGLISH)
    try:
        yield
    finally:
        _now.reset(token)


def to_reader(render: Callable[Concatenate[Reader, P], T]) -> Callable[Concatenate[Reader, P], T]:
    """A function of a reader that speaks that reader's language."""

    @wraps(render)
    def rendered(reader: Reader, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with speaking(reader.language):
            return render(reader, *args, **kwargs)

    return rendered


def spoken() -> str:
    """The language spoken now."""
    return _now.get()


def locale() -> Locale:
    """How the language spoken now writes dates, numbers, lists and names of places."""
    return locale_of(_now.get())


@cache
def locale_of(language: str) -> Locale:
    return Locale.parse(_CLDR.get(language, language))


def leftward() -> bool:
    """Whether the language spoken now is written from right to left."""
    return locale().text_direction == "rtl"


def nearest(code: str | None) -> str:
    """The language we speak with somebody whose Telegram has this one (`pt-br`, `zh-hans`)."""
    base = (code or "").casefold().replace("_", "-").partition("-")[0]
    return base if base in SPOKEN else ENGLISH


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into a language, read when it is spoken for the first time."""
    if language == ENGLISH:
        return NullTranslations()
    with (LOCALES / f"{language}.po").open("rb") as file:
        found = read_po(file, locale=language)
    if locale_of(language).text_direction == "rtl":
        for message in found:
            message.string = _isolated(message.string)
    compiled = BytesIO()
    write_mo(compiled, found)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _isolated(string: object) -> str | tuple[str, ...]:
    """A translation whose commands keep their left-to-right order in a line that runs leftward (LRI, PDI).

    A line that begins with a command is marked as leftward (RLM).
    """
    if isinstance(string, tuple | list):
        return tuple(_isolated_commands(one) for one in string)
    return _isolated_commands(str(string or ""))


def _isolated_commands(text: str) -> str:
    return re.sub("(?m)^\u2066", "\u200f\u2066", _COMMAND.sub("\u2066\\g<0>\u2069", text))
