"""Alerts: on, off, and what they are."""

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.markup import Html, Rows, esc, fill, join, rows
from bot.chat.voice import said
from bot.store.model import Button, Reader

WORDS = {"on": True, "off": False}


async def alerts(ask: Ask) -> Answer:
    """`/alerts on`, `/alerts off`; `/alerts` says how it is."""
    wanted = ask.argument.strip().lower()
    if wanted not in WORDS:
        reader = await ask.reader()
        return say(join([_state(ask, reader), esc(texts.ALERTS_EXAMPLE)], "\n"), rows(_button(reader)))
    reader = await ask.desk.readers.prefer(ask.place, alerts=WORDS[wanted])
    return say(_state(ask, reader), rows(_button(reader)))


async def press_alerts(ask: Ask) -> Answer:
    """A button that turns alerts on or off; below `/alerts` the message changes, elsewhere the button."""
    if ask.argument not in WORDS:
        raise ValueError(f"{ask.argument!r} turns nothing on or off")
    reader = await ask.desk.readers.prefer(ask.place, alerts=WORDS[ask.argument])
    if sum(map(len, ask.keyboard)) == 1:
        return replace_message(_state(ask, reader), rows(_button(reader)))
    told = texts.ALERTS_ON_SHORT if reader.preferences.alerts else texts.ALERTS_OFF
    return Answer(toast=told, keyboard=_turned(ask, _button(reader)))


def _state(ask: Ask, reader: Reader) -> Html:
    """Whether alerts are on, and what that means."""
    if not reader.preferences.alerts:
        return esc(texts.ALERTS_OFF)
    rules = ask.desk.updates.rules
    on = fill(texts.ALERTS_ON, outlets=rules.outlets, most=rules.per_day)
    return join([on, esc("" if reader.topics else texts.ALERTS_NO_TOPIC)], " ")


def _button(reader: Reader) -> Button:
    on = reader.preferences.alerts
    return Button(
        said(texts.ALERTS_OFF_BUTTON if on else texts.ALERTS_ON_BUTTON), data=f"alr:{'off' if on else 'on'}"
    )


def _turned(ask: Ask, button: Button) -> Rows:
    """The buttons with the one pressed replaced."""
    pressed = f"alr:{ask.argument}"
    return tuple(tuple(button if old.data == pressed else old for old in row) for row in ask.keyboard)
