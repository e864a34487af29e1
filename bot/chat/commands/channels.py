"""Channels, managed from a private chat: chosen once, then every command and button works for them from here.

A button for a channel says `ch:<its number>:<what the button would say in the channel itself>`, so it never
depends on what was pressed before. Who presses is checked each time.
"""

import re
from collections.abc import Awaitable
from dataclasses import replace

from bot.chat import texts
from bot.chat.ask import Answer, Ask, Command, say
from bot.chat.keywords import in_english
from bot.chat.markup import (
    MAX_DATA,
    MAX_UNITS,
    Html,
    Rows,
    bold,
    cut,
    esc,
    fill,
    join,
    opens,
    press,
    rows,
    units,
)
from bot.chat.render.frame import NAME
from bot.chat.voice import spoken
from bot.store.model import Button, Message, Place, Reader

VERB = "ch"
ELSEWHERE = frozenset({"channel", "start"})
"""Commands that are no business of a channel."""


async def channel(ask: Ask) -> Answer:
    """`/channel` lists them, `/channel add` adds one, `/channel 1` shows its settings.

    `/channel 1 time 07:30` runs a command for it.
    """
    if ask.place.kind != "private":
        return say(esc(texts.CHANNEL_PRIVATELY), rows(opens(texts.PRIVATE_CHAT, "channel")))
    mine = await ask.desk.channels.of(ask.place)
    first, _, rest = ask.argument.strip().partition(" ")
    if first == "add" or not mine:
        return _choose()
    if not re.fullmatch(r"\d{1,3}", first) or not 1 <= int(first) <= len(mine):
        return say(*_list(mine))
    chosen = mine[int(first) - 1]
    command = _command(ask, rest or "settings")
    if command is None:
        return say(fill(texts.CHANNEL_COMMAND, number=first))
    if not await _may(ask, chosen.place):
        return await _lost(ask, chosen)
    argument = in_english(command.name, rest.partition(" ")[2])
    there = replace(ask, place=chosen.place, told_at=ask.place, argument=argument)
    return _from_here(await command.run(there), chosen.place)


def _command(ask: Ask, typed: str) -> Command | None:
    name = typed.partition(" ")[0].removeprefix("/").lower()
    return next(
        (one for one in ask.commands if one.name == name and not one.admin and name not in ELSEWHERE), None
    )


async def press_channels(ask: Ask) -> Answer:
    """`add`, the number of one in the list, or nothing: the list."""
    return await channel(ask)


async def chosen(ask: Ask, chat: int, title: str) -> Answer:
    """A channel that was picked in Telegram's own list: from now on it is managed from here."""
    place = Place(chat, kind="channel", title=title, bot=ask.place.bot)
    shown = bold(cut(title or texts.YOUR_CHANNEL, NAME))
    if not await _may(ask, place):
        return say(fill(texts.CHANNEL_NOT_YOURS, title=shown))
    if not await ask.standing.posts(chat):
        return say(fill(texts.CHANNEL_NO_POSTS, title=shown))
    reader = await ask.desk.channels.manage(ask.place, place, spoken())
    settings = next(one for one in ask.commands if one.name == "settings")
    answer = _from_here(await settings.run(replace(ask, place=reader.place, argument="")), reader.place)
    first = answer.messages[0]
    head = fill(texts.CHANNEL_READY, title=shown)
    return replace(answer, messages=(replace(first, html=join([head, first.html])), *answer.messages[1:]))


async def press_there(ask: Ask) -> Answer:
    """A button for a channel, pressed here."""
    number, _, data = ask.argument.partition(":")
    verb, _, argument = data.partition(":")
    found = next((one for one in await ask.desk.channels.of(ask.place) if _number(one.place) == number), None)
    pressed = ask.presses.get(verb)
    if found is None or pressed is None or pressed.admin:
        return Answer(toast=texts.OLD_BUTTON)
    if not await _may(ask, found.place):
        return replace(await _lost(ask, found), in_place=True)
    there = replace(
        ask,
        place=found.place,
        told_at=ask.place,
        argument=argument,
        keyboard=_here(ask.keyboard, found.place),
    )
    return _from_here(await pressed.run(there), found.place)


async def _may(ask: Ask, place: Place) -> bool:
    return ask.user is not None and await ask.standing.manages(place, ask.user)


async def _lost(ask: Ask, channel: Reader) -> Answer:
    """They are no admin of it any more."""
    await ask.desk.channels.leave(ask.place, channel)
    return say(fill(texts.CHANNEL_NOT_YOURS, title=bold(cut(channel.place.title, NAME))))


def _choose() -> Answer:
    return Answer((Message(esc(texts.CHANNEL_CHOOSE)),), asks_for_channel=True)


def _list(mine: tuple[Reader, ...]) -> tuple[Html, Rows]:
    lines = [
        fill("{n}. {title}", n=n, title=bold(cut(one.place.title or texts.YOUR_CHANNEL, NAME)))
        for n, one in enumerate(mine, 1)
    ]
    buttons = [press(one.place.title or texts.YOUR_CHANNEL, "chs", str(n)) for n, one in enumerate(mine, 1)]
    text = join([texts.CHANNELS_HEAD, join(lines, "\n"), esc(texts.CHANNELS_FOOT)])
    return text, (*rows(*buttons[:40]), *rows(press(texts.CHANNEL_ADD, "chs", "add")))


def _number(place: Place) -> str:
    return f"{abs(place.chat):x}"


def _from_here(answer: Answer, place: Place) -> Answer:
    """An answer for a channel as it is told here: named, with buttons that reach the channel.

    What it shows is a look, and counts as shown to nobody.
    """
    return replace(
        answer,
        messages=tuple(_named(message, place) for message in answer.messages),
        keyboard=None if answer.keyboard is None else _there(answer.keyboard, place),
        shown=(),
        told=(),
        later=_later(answer.later, place) if answer.later is not None else None,
    )


async def _later(later: Awaitable[Answer], place: Place) -> Answer:
    return _from_here(await later, place)


def _named(message: Message, place: Place) -> Message:
    html = join([bold(cut(place.title or texts.YOUR_CHANNEL, NAME)), message.html], "\n")
    return replace(
        message,
        html=html if units(html) <= MAX_UNITS else message.html,
        buttons=_there(message.buttons, place),
        stories=(),
        sentences=(),
    )


def _there(keyboard: Rows, place: Place) -> Rows:
    """Buttons of a channel that work here; one whose data has no room left is left out."""
    prefix = f"{VERB}:{_number(place)}:"
    made = (
        tuple(
            replace(one, data=prefix + one.data) if one.data else one for one in row if _has_room(one, prefix)
        )
        for row in keyboard
    )
    return tuple(row for row in made if row)


def _has_room(button: Button, prefix: str) -> bool:
    return button.data is None or len((prefix + button.data).encode()) <= MAX_DATA


def _here(keyboard: Rows, place: Place) -> Rows:
    """The buttons as they are in the channel itself."""
    prefix = f"{VERB}:{_number(place)}:"
    return tuple(
        tuple(replace(one, data=one.data.removeprefix(prefix)) if one.data else one for one in row)
        for row in keyboard
    )
