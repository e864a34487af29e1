"""A language that puts all the bot says into strange letters: what stays plain is data, or was forgotten."""

import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from babel.dates import get_day_names, get_month_names

from bot.chat import voice
from bot.chat.names import own_name
from bot.news.topics import Topics
from bot.playground.markup import parse_html
from bot.store.model import Message
from tests.chat.conftest import SHELF

KEPT = re.compile(r"(\{[^}]*\}|<[^>]+>|/[a-z]+|https?://\S+|&\w+;)")
PATTERN = re.compile(r"[EdMyHm: ]+")
STRANGE = str.maketrans({chr(letter): chr(letter + 0xFEE0) for letter in (*range(65, 91), *range(97, 123))})
"""Latin letters to their full-width twins."""
ALSO_DATA = {
    *("utc", "africa", "niamey", "europe", "paris", "english", "french", "italian", "xyzzyx", "newsbrief"),
    *("and", "or", "send", "it", "minute"),
}
ALSO_DATA |= {word for code in voice.SPOKEN for word in re.findall(r"[a-z]{2,}", own_name(code).casefold())}


class Strange(NullTranslations):
    """Its catalogue."""

    def gettext(self, message: str) -> str:
        if PATTERN.fullmatch(message):
            return message
        parts = KEPT.split(message)
        return "".join(part if KEPT.fullmatch(part) else part.translate(STRANGE) for part in parts)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


def words(text: str) -> set[str]:
    """The plain words of a text."""
    plain = re.sub(r"https?://\S+|/[a-z]+", " ", text)
    return {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", plain)}


def data(*more: str) -> set[str]:
    """Words of the news, of names, of days and months, and of `more`."""
    found = {word for outlet, title, _, text in SHELF for word in words(f"{outlet} {title} {text}")}
    found |= {word for topic in Topics.load().all() for word in words(topic.label)}
    english = voice.locale_of(voice.ENGLISH)
    for width in ("wide", "abbreviated"):
        found |= {name.casefold() for name in get_day_names(width, "stand-alone", english).values()}
        found |= {name.casefold() for name in get_month_names(width, "format", english).values()}
    return found | ALSO_DATA | {word for text in more for word in words(text)}


def shown(messages: Iterable[Message]) -> Iterator[str]:
    """What a reader sees of messages: texts, and what stands on their buttons."""
    for message in messages:
        yield parse_html(message.html)[0]
        yield from (button.text for row in message.buttons for button in row)
