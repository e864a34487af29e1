"""Nothing is said past the catalogues: in a language of strange letters only data stay plain."""

import pytest

from bot.chat import voice
from bot.chat.ask import Answer, Ask
from bot.chat.commands import COMMANDS, PRESSES
from bot.chat.incoming import said
from bot.chat.markup import regret, visible_text
from bot.chat.sending import TOAST
from bot.errors import UserError
from tests.chat.conftest import NORA, Talk
from tests.chat.strange import Strange, data, shown, words

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
/invites
/less
/once
/once niger
/once xyzzyx
/channel
/channel add
/hide off xyzzyx
/feed
/pause 3h
/brief niger 3x
/subscribe nigr
/subscribe sahel = niger, mali
/settings stories 4
/settings empty off
""".strip().splitlines()
WRONG = (
    "/time noon",
    "/quiet xyzzyx",
    "/quiet 7-7",
    "/pause xyzzyx",
    "/pause 2020-01-01",
    "/settings stories 99",
)


@pytest.fixture(autouse=True)
def _strange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice, "catalogue", lambda language: Strange())


def told(answer: Answer) -> str:
    return "\n".join([*shown(answer.messages), voice.said(answer.toast)[:TOAST]])


async def test_every_command_and_its_buttons_speak_through_the_catalogue(nora: Talk) -> None:
    known, left = data(), {}
    for line in SAID:
        asked = said(line)
        command = next(one for one in COMMANDS if one.name == asked.command)
        typed = words(asked.argument)
        ask = Ask(nora.desk, NORA, asked.argument, 1001, True, commands=COMMANDS, presses=PRESSES)
        answer = await command.run(ask)
        if english := words(told(answer)) - known - typed:
            left[line] = english
        for button in [one for message in answer.messages for row in message.buttons for one in row]:
            if button.data and not button.data.startswith(("fgt:yes", "lgs:")):
                seen = await pressed(nora, button.data, answer)
                if english := words(seen) - known - typed:
                    left[f"{line} > {button.text}"] = english
    assert left == {}


async def pressed(nora: Talk, button: str, answer: Answer) -> str:
    """What is seen after a press."""
    verb, _, argument = button.partition(":")
    keyboard = answer.messages[0].buttons
    ask = Ask(nora.desk, NORA, argument, 1001, True, commands=COMMANDS, presses=PRESSES, keyboard=keyboard)
    try:
        return told(await PRESSES[verb].run(ask))
    except UserError as error:
        return visible_text(regret(error))


async def test_every_refusal_speaks_through_the_catalogue(nora: Talk) -> None:
    known, left = data(), {}
    for line in WRONG:
        asked = said(line)
        command = next(one for one in COMMANDS if one.name == asked.command)
        with pytest.raises(UserError) as raised:
            await command.run(Ask(nora.desk, NORA, asked.argument, 1001))
        if english := words(visible_text(regret(raised.value))) - known - words(asked.argument):
            left[line] = english
    assert left == {}


def test_descriptions_of_commands_are_translated() -> None:
    assert {word for one in COMMANDS for word in words(voice.said(one.description))} == set()
