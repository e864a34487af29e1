"""Nothing is said past the catalogues: in a language of strange letters only data stay plain."""

import re
from collections.abc import Iterator
from gettext import NullTranslations

import pytest
from babel.dates import get_day_names, get_month_names

from bot.chat import voice
from bot.chat.ask import Ask
from bot.chat.commands import COMMANDS, PRESSES
from bot.chat.incoming import said
from bot.chat.markup import regret, visible_text
from bot.chat.names import own_name
from bot.chat.sending import TOAST
from bot.errors import UserError
from bot.news.topics import Topics
from bot.playground.markup import parse_html
from bot.store.model import Message
from tests.chat.conftest import NORA, SHELF, Talk

KEPT = re.compile(r"(\{[^}]*\}|<[^>]+>|/[a-z]+|https?://\S+|&\w+;)")
PATTERN = re.compile(r"[EdMyHm: ]+")
STRANGE = str.maketrans({chr(letter): chr(letter + 0xFEE0) for letter in (*range(65, 91), *range(97, 123))})
"""Latin letters to their full-width twins."""
ALSO_DATA = {
    "utc",
    "africa",
    "niamey",
    "europe",
    "paris",
    "english",
    "french",
    "italian",
    "xyzzyx",
    "and",
    "or",
    "send",
    "it",
    "newsbrief",
}
ALSO_DATA |= {word for code in voice.SPOKEN for word in re.findall(r"[a-z]{2,}", own_name(code).casefold())}

SAID = """
/start
/help
/privacy
/topics
/topics 2
/settings
/language
/language only fr
/language all
/language italian
/subscribe
/subscribe niger, iran
/subscribe niger
/subscribe xyzzyx
/start
/brief
/brief niger
/brief niger 7d
/brief niger all
/brief cuba
/brief xyzzyx
/digest
/digest
/time
/time 18:00 mon-fri
/time 06:00
/timezone
/timezone Paris
/timezone xyzzyx
/quiet
/quiet 22-07
/quiet off
/length
/length long
/brief niger all
/length headlines
/hide
/hide xyzzyx
/mute
/mute Delta Daily
/mute xyzzyx
/mute off
/hide off
/alerts
/alerts on
/alerts off
/search
/search wells
/search xyzzyx
/trend
/trend niger
/trend cuba
/follow
/unfollow
/save
/saved
/why
/pause
/pause friday
/resume
/feed
/feeds
/opml
/unsubscribe iran
/unsubscribe cuba
/unsubscribe
/export
/stop
/settings
/forget
/stats
/sources
/broadcast
/broadcast xyzzyx
/invite
""".strip().splitlines()
WRONG = (
    "/time noon",
    "/quiet xyzzyx",
    "/quiet 7-7",
    "/pause xyzzyx",
    "/pause 2020-01-01",
    "/settings stories 99",
)


class Strange(NullTranslations):
    """A language that puts everything the bot says into strange letters."""

    def gettext(self, message: str) -> str:
        if PATTERN.fullmatch(message):
            return message
        parts = KEPT.split(message)
        return "".join(part if KEPT.fullmatch(part) else part.translate(STRANGE) for part in parts)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n == 1 else many)


@pytest.fixture
def strange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "catalogue", lambda language: Strange())


def words(text: str) -> set[str]:
    plain = re.sub(r"https?://\S+|/[a-z]+", " ", text)
    return {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", plain)}


def data() -> set[str]:
    """Words of the news, of names, of days and months."""
    found = {word for outlet, title, _, text in SHELF for word in words(f"{outlet} {title} {text}")}
    found |= {word for topic in Topics.load().all() for word in words(topic.label)}
    english = voice.locale_of(voice.ENGLISH)
    for width in ("wide", "abbreviated"):
        found |= {name.casefold() for name in get_day_names(width, "stand-alone", english).values()}
        found |= {name.casefold() for name in get_month_names(width, "format", english).values()}
    return found | ALSO_DATA


def shown(messages: tuple[Message, ...]) -> Iterator[str]:
    for message in messages:
        yield parse_html(message.html)[0]
        yield from (button.text for row in message.buttons for button in row)


async def test_every_command_speaks_through_the_catalogue(strange: None, nora: Talk) -> None:
    known, left = data(), {}
    for line in SAID:
        asked = said(line)
        command = next(one for one in COMMANDS if one.name == asked.command)
        typed = words(asked.argument)
        ask = Ask(nora.desk, NORA, asked.argument, 1001, True, commands=COMMANDS, presses=PRESSES)
        answer = await command.run(ask)
        text = "\n".join([*shown(answer.messages), voice.said(answer.toast)[:TOAST]])
        if english := words(text) - known - typed:
            left[line] = english
    assert left == {}


async def test_every_refusal_speaks_through_the_catalogue(strange: None, nora: Talk) -> None:
    known, left = data(), {}
    for line in WRONG:
        asked = said(line)
        command = next(one for one in COMMANDS if one.name == asked.command)
        with pytest.raises(UserError) as raised:
            await command.run(Ask(nora.desk, NORA, asked.argument, 1001))
        if english := words(visible_text(regret(raised.value))) - known - words(asked.argument):
            left[line] = english
    assert left == {}


def test_descriptions_of_commands_are_translated(strange: None) -> None:
    assert {word for one in COMMANDS for word in words(voice.said(one.description))} == set()
