"""The weekly recap: on, off, and what it is."""

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.markup import Html, Rows, esc, fill, join, press, rows
from bot.store.model import Reader

WORDS = {"on": True, "off": False}


async def weekly(ask: Ask) -> Answer:
    """`/weekly on`, `/weekly off`; `/weekly` says how it is."""
    wanted, reader = ask.argument.strip().lower(), await ask.reader()
    if wanted not in WORDS:
        return say(join([weekly_state(reader), esc(texts.WEEKLY_EXAMPLE)], "\n"), _button(reader))
    reader = await ask.desk.recaps.want(ask.place, wanted=WORDS[wanted])
    return say(weekly_state(reader), _button(reader))


async def press_weekly(ask: Ask) -> Answer:
    """A button that turns it on or off; below a recap it says so, below `/weekly` the message changes."""
    if ask.argument not in WORDS:
        raise ValueError(f"{ask.argument!r} turns nothing on or off")
    await ask.reader()
    reader = await ask.desk.recaps.want(ask.place, wanted=WORDS[ask.argument])
    if sum(map(len, ask.keyboard)) == 1:
        return replace_message(weekly_state(reader), _button(reader))
    left = tuple(tuple(one for one in row if one.data != f"wkl:{ask.argument}") for row in ask.keyboard)
    told = texts.WEEKLY_ON if reader.preferences.weekly else texts.WEEKLY_OFF
    return Answer(toast=_short(told, reader), keyboard=tuple(row for row in left if row))


def weekly_state(reader: Reader) -> Html:
    """Whether recaps come, and when."""
    if not reader.preferences.weekly:
        return esc(texts.WEEKLY_OFF)
    on = fill(texts.WEEKLY_ON, time=f"{reader.schedule.times[0]:%H:%M}")
    return join([on, esc("" if reader.subscribed else texts.WEEKLY_NO_TOPIC)], " ")


def _short(told: str, reader: Reader) -> str:
    return str(fill(told, time=f"{reader.schedule.times[0]:%H:%M}"))


def _button(reader: Reader) -> Rows:
    on = reader.preferences.weekly
    return rows(press(texts.RECAP_OFF if on else texts.RECAP_ON, "wkl", "off" if on else "on"))
