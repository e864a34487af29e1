"""All settings in one message, edited in place. Every button is a command too."""

import re
from dataclasses import replace
from datetime import datetime

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.commands.effects import next_line, plain_zone, schedule_line, topic_names
from bot.chat.commands.less import weights
from bot.chat.commands.schedule import press_shift
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows, visible_text
from bot.chat.names import language_name, language_names
from bot.chat.times import show_quiet
from bot.chat.voice import said
from bot.desk.hours import may_be_asked
from bot.errors import UserError
from bot.store.model import Button, Preferences, Reader

COUNTS = (1, 3, 5)


async def settings(ask: Ask) -> Answer:
    """`/settings`; also `stories 5`, `empty off` and `hour off` behind it, which have no other command."""
    what, _, value = ask.argument.strip().lower().partition(" ")
    if what == "stories":
        await _change(ask, "n", value)
    elif what == "empty" and value in {"on", "off"}:
        await _change(ask, "none", value)
    elif what == "hour" and value in {"on", "off"}:
        await ask.reader()
        await ask.desk.hours.wanted(ask.place, yes=value == "on")
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
    elif what == "weekly":
        await ask.reader()
        await ask.desk.recaps.want(ask.place, wanted=value == "on")
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
        fill(texts.SET_ZONE, zone=bold(plain_zone(schedule.zone))),
        fill(texts.SET_QUIET, quiet=bold(show_quiet(schedule.quiet))),
        fill(texts.SET_LENGTH, length=bold(texts.LENGTH_NAMES[preferences.length])),
        fill(texts.SET_STORIES, count=bold(preferences.stories_per_topic)),
        esc(texts.SAY_NOTHING_ON if preferences.say_nothing_new else texts.SAY_NOTHING_OFF),
        fill(texts.SET_ALERTS, alerts=bold(texts.ON if preferences.alerts else texts.OFF)),
        fill(texts.SET_WEEKLY, weekly=bold(texts.ON if preferences.weekly else texts.OFF)),
        fill(texts.SET_TOPICS, topics=topic_names(reader) or bold(texts.NONE)),
        fill(texts.SET_FEEDS, names=listed(bold(cut(feed.name)) for feed in reader.feeds))
        if reader.feeds
        else "",
        fill(texts.SET_HIDDEN, words=listed(preferences.hidden_words) or texts.NONE),
        fill(
            texts.SET_LANGUAGE,
            language=bold(language_name(reader.language)),
            names=language_names(preferences.languages) or texts.EVERY_LANGUAGE,
        ),
        fill(texts.SET_MUTED, words=listed(preferences.muted_outlets) or texts.NONE),
        esc(texts.SET_HOUR) if may_be_asked(reader) else "",
        fill(texts.SET_LESS, count=len(weighed)) if (weighed := weights(preferences)) else "",
    ]
    return join([texts.SETTINGS, join(lines, "\n")])


SHIFTS = (
    (texts.HOUR_EARLIER, "t:-60"),
    (texts.QUARTER_EARLIER, "t:-15"),
    (texts.QUARTER_LATER, "t:15"),
    (texts.HOUR_LATER, "t:60"),
)
WEEKS = ((texts.EVERY_DAY_BUTTON, "0123456"), (texts.WORKDAYS, "01234"), (texts.WEEKEND, "56"))


def settings_buttons(reader: Reader) -> Rows:
    """One row for each setting that a tap can change."""
    preferences, schedule = reader.preferences, reader.schedule
    days = {days: schedule.days == frozenset(map(int, days)) for _, days in WEEKS}
    weighed = press(texts.WEIGHTS, "lsl") if weights(preferences) else None
    channels = press(texts.CHANNELS, "chs") if reader.place.kind == "private" else None
    return (
        *rows(*(press(label, "cfg", value) for label, value in SHIFTS), wide=4),
        *rows(*(_choice(label, days[value], f"days:{value}") for label, value in WEEKS), wide=3),
        *rows(*_lengths(preferences)),
        *rows(*_counts(preferences), wide=3),
        *rows(*_switches(reader)),
        *rows(
            press(texts.TOPICS, "top", "0"),
            press(texts.EXPORT_BUTTON, "exp"),
            weighed,
            channels,
            press(texts.DONE, "cls"),
        ),
    )


def _lengths(preferences: Preferences) -> list[Button | None]:
    chosen = preferences.length
    return [_choice(label, chosen == name, f"len:{name}") for name, label in texts.LENGTH_NAMES.items()]


def _counts(preferences: Preferences) -> list[Button | None]:
    chosen = preferences.stories_per_topic
    return [_choice(visible_text(fill(texts.A_TOPIC, count=n)), chosen == n, f"n:{n}") for n in COUNTS]


def _switches(reader: Reader) -> list[Button | None]:
    """What is on or off."""
    preferences = reader.preferences
    empty = press(texts.SILENT_EMPTY, "cfg", "none:off")
    return [
        press(_other_label(preferences.alerts), "cfg", _other(preferences.alerts)),
        press(texts.RECAP_OFF, "cfg", "weekly:off")
        if preferences.weekly
        else press(texts.RECAP_ON, "cfg", "weekly:on"),
        empty if preferences.say_nothing_new else press(texts.TELL_EMPTY, "cfg", "none:on"),
        press(texts.END_QUIET, "cfg", "quiet:off") if reader.schedule.quiet else None,
    ]


def _choice(label: str, chosen: bool, value: str) -> Button | None:
    return press(f"✓ {said(label)}" if chosen else label, "cfg", value)


def _other(alerts: bool) -> str:
    return f"alerts:{'off' if alerts else 'on'}"


def _other_label(alerts: bool) -> str:
    return texts.ALERTS_OFF_BUTTON if alerts else texts.ALERTS_ON_BUTTON
