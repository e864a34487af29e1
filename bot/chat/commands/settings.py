"""All settings in one message, edited in place. Every button is a command too."""

import re
from dataclasses import replace
from datetime import datetime

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.commands.effects import next_line, schedule_line, topic_names, zone_name
from bot.chat.commands.languages import names_of
from bot.chat.commands.schedule import press_shift
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows
from bot.chat.times import show_quiet
from bot.errors import UserError
from bot.store.model import Reader

COUNTS = (1, 3, 5)


async def settings(ask: Ask) -> Answer:
    """`/settings`; also `/settings stories 5` and `/settings empty off`, which have no other command."""
    what, _, value = ask.argument.strip().lower().partition(" ")
    if what == "stories":
        await _change(ask, "n", value)
    elif what == "empty" and value in {"on", "off"}:
        await _change(ask, "none", value)
    reader = await ask.reader()
    return say(settings_text(reader, ask.now), settings_buttons(reader))


async def press_change(ask: Ask) -> Answer:
    """One setting changed (`what:value`); the message shows the effect."""
    what, _, value = ask.argument.partition(":")
    await _change(ask, what, value)
    reader = await ask.reader()
    return replace_message(settings_text(reader, ask.now), settings_buttons(reader))


async def _change(ask: Ask, what: str, value: str) -> None:
    readers = ask.desk.readers
    if what == "t":
        await press_shift(replace(ask, argument=value))
    elif what == "days" and re.fullmatch(r"[0-6]+", value):
        reader = await ask.reader()
        await readers.set_times(ask.place, reader.schedule.times, frozenset(map(int, value)))
    elif what == "quiet":
        await readers.set_quiet(ask.place, None)
    elif what == "len" and value in texts.LENGTHS:
        await readers.prefer(ask.place, length=value)
    elif what == "n":
        await readers.prefer(ask.place, stories_per_topic=_number(value))
    elif what == "alerts":
        await readers.prefer(ask.place, alerts=value == "on")
    elif what == "none":
        await readers.prefer(ask.place, say_nothing_new=value == "on")


def _number(value: str) -> int:
    if not re.fullmatch(r"[1-9]|10", value):
        raise UserError(texts.STORIES_RANGE)
    return int(value)


async def press_close(ask: Ask) -> Answer:
    """The settings without their buttons."""
    return replace_message(settings_text(await ask.reader(), ask.now))


def settings_text(reader: Reader, now: datetime) -> Html:
    """What is set, as stored."""
    preferences, schedule = reader.preferences, reader.schedule
    lines = [
        join([next_line(reader, now), schedule_line(reader)], "\n"),
        fill(texts.SET_ZONE, zone=bold(zone_name(schedule.zone).removesuffix(" time"))),
        fill(texts.SET_QUIET, quiet=bold(show_quiet(schedule.quiet))),
        fill(texts.SET_LENGTH, length=bold(preferences.length)),
        fill(texts.SET_STORIES, count=bold(preferences.stories_per_topic)),
        esc(texts.SAY_NOTHING_ON if preferences.say_nothing_new else texts.SAY_NOTHING_OFF),
        fill(texts.SET_ALERTS, alerts=bold("on" if preferences.alerts else "off")),
        fill(texts.SET_TOPICS, topics=topic_names(reader) or bold(texts.NONE)),
        fill(texts.SET_FEEDS, names=listed(bold(cut(feed.name)) for feed in reader.feeds))
        if reader.feeds
        else "",
        fill(texts.SET_HIDDEN, words=listed(preferences.hidden_words) or texts.NONE),
        fill(texts.SET_LANGUAGES, names=names_of(preferences.languages) or texts.EVERY_LANGUAGE),
        fill(texts.SET_MUTED, words=listed(preferences.muted_outlets) or texts.NONE),
    ]
    return join([texts.SETTINGS, join(lines, "\n")])


def settings_buttons(reader: Reader) -> Rows:
    """One row for each setting that a tap can change."""
    preferences, schedule = reader.preferences, reader.schedule
    shifts = (("− 1 h", "-60"), ("− 15 min", "-15"), ("+ 15 min", "15"), ("+ 1 h", "60"))
    days = (("Every day", "0123456"), ("Mon–Fri", "01234"), ("Weekend", "56"))
    silent = ("Silent when nothing is new", "none:off")
    told = ("Say when nothing is new", "none:on")
    label, value = silent if preferences.say_nothing_new else told
    empty = press(label, "cfg", value)
    alerts = press("Alerts off" if preferences.alerts else "Alerts on", "cfg", _other(preferences.alerts))
    quiet = press("End quiet hours", "cfg", "quiet:off") if schedule.quiet else None
    return (
        *rows(*(press(label, "cfg", f"t:{value}") for label, value in shifts), wide=4),
        *rows(
            *(
                press(_tick(label, schedule.days == frozenset(map(int, value))), "cfg", f"days:{value}")
                for label, value in days
            ),
            wide=3,
        ),
        *rows(
            *(press(_tick(name, preferences.length == name), "cfg", f"len:{name}") for name in texts.LENGTHS),
            wide=4,
        ),
        *rows(
            *(
                press(_tick(f"{n} a topic", preferences.stories_per_topic == n), "cfg", f"n:{n}")
                for n in COUNTS
            ),
            wide=3,
        ),
        *rows(empty, alerts, quiet),
        *rows(press("Topics", "top", "0"), press("Export my data", "exp"), press("Done", "cls"), wide=3),
    )


def _other(alerts: bool) -> str:
    return f"alerts:{'off' if alerts else 'on'}"


def _tick(label: str, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label
