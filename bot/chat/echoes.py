"""A group that asks the same twice is sent to the first answer, as long as that is still the answer."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.chat import texts
from bot.chat.ask import Answer, say
from bot.chat.markup import Html, esc, join
from bot.store.model import Place

SOON = timedelta(minutes=10)
REMEMBERED = 1000
HEADLINES = 5

_HEADLINE = re.compile(r'<b>(<a href="[^"]*">.*?</a>)</b>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Given:
    at: datetime
    stories: tuple[str, ...]
    message: int


class Echoes:
    """Remembers what groups asked in the last minutes, and in which message (id) it was answered."""

    def __init__(self) -> None:
        self._given: OrderedDict[tuple[int, int, str], _Given] = OrderedDict()

    def again(self, place: Place, asked: str, answer: Answer, now: datetime) -> tuple[Answer, int] | None:
        """What to say instead of the answer, and the message that has it; None if none has just that."""
        given = self._given.get(_key(place, asked))
        if given is None or not timedelta(0) <= now - given.at < SOON or given.stories != answer.shown:
            return None
        headlines = _HEADLINE.findall("".join(message.html for message in answer.messages))
        told = join([esc(texts.SAME_ANSWER), *map(Html, headlines[:HEADLINES])], "\n")
        return say(told), given.message

    def remember(self, place: Place, asked: str, answer: Answer, message: int, now: datetime) -> None:
        """An answer that was given in a group."""
        if place.kind != "group" or not answer.shown:
            return
        self._given[_key(place, asked)] = _Given(now, answer.shown, message)
        if len(self._given) > REMEMBERED:
            self._given.popitem(last=False)


def _key(place: Place, asked: str) -> tuple[int, int, str]:
    return place.chat, place.thread, " ".join(asked.casefold().split())
