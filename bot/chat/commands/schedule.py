"""When digests come and when they don't: time, zone, quiet hours, pause."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.ask import Answer, Ask, replace_message, say
from bot.chat.commands.effects import next_line, pause_line, plain_zone, schedule_line, zone_hint
from bot.chat.markup import Html, cut, esc, fill, join, press, rows, visible_text
from bot.chat.times import parse_hours, parse_schedule, parse_until, show_date, show_quiet
from bot.chat.zones import Found, city, find_zone
from bot.store.model import Reader


async def set_time(ask: Ask) -> Answer:
    """`/time 07:30 18:00 mon-fri`."""
    reader = await ask.reader()
    if not ask.argument.strip():
        return say(join([schedule_line(reader), next_line(reader, ask.now), esc(texts.TIME_EXAMPLE)], "\n"))
    times, days = parse_schedule(ask.argument)
    reader = await ask.desk.readers.set_times(ask.place, times or reader.schedule.times, days)
    return say(time_effect(reader, ask.now))


def time_effect(reader: Reader, now: datetime) -> Html:
    """The hours as stored, the next digest, and that a minute already past means tomorrow."""
    lines = [
        schedule_line(reader),
        join([_past(reader, now), next_line(reader, now)], " "),
        zone_hint(reader),
    ]
    return join(lines, "\n")


def _past(reader: Reader, now: datetime) -> Html:
    """That the hour chosen is over for today, where no later one of today is chosen."""
    schedule = reader.schedule
    local = now.astimezone(ZoneInfo(schedule.zone))
    today, tomorrow = local.weekday(), (local.weekday() + 1) % 7
    last = schedule.times[-1]
    waits = reader.subscribed and reader.next_due is None
    if waits or last > local.time() or not {today, tomorrow} <= schedule.days:
        return Html()
    return Html() if pause_line(reader, now) else fill(texts.PAST, time=f"{last:%H:%M}")


async def set_zone(ask: Ask) -> Answer:
    """`/timezone Niamey`."""
    wanted = ask.argument.strip()
    if not wanted:
        return say(join([_zone_line(await ask.reader(), ask.now), esc(texts.ZONE_EXAMPLE)], "\n"))
    found = _find(ask, wanted)
    if found.zone is None:
        choices = rows(*(press(city(zone), "tz", zone) for zone in found.choices))
        unknown = texts.ZONE_CHOICES if choices else texts.ZONE_UNKNOWN
        return say(fill(unknown, place=cut(wanted)), choices)
    return say(await _with_zone(ask, found.zone))


def _find(ask: Ask, wanted: str) -> Found:
    def country_of(text: str) -> str | None:
        topic = ask.desk.topics.find(text)
        return topic.label if topic else None

    return find_zone(wanted, ask.now, country_of)


async def press_zone(ask: Ask) -> Answer:
    """One of the zones offered."""
    found = _find(ask, ask.argument)
    return replace_message(await _with_zone(ask, found.zone or "UTC"))


async def _with_zone(ask: Ask, zone: str) -> Html:
    reader = await ask.desk.readers.set_zone(ask.place, zone)
    return join([_zone_line(reader, ask.now), schedule_line(reader), next_line(reader, ask.now)], "\n")


def _zone_line(reader: Reader, now: datetime) -> Html:
    zone = reader.schedule.zone
    return fill(texts.ZONE_NOW, zone=plain_zone(zone), time=f"{now.astimezone(ZoneInfo(zone)):%H:%M}")


async def set_quiet(ask: Ask) -> Answer:
    """`/quiet 22-07`, `/quiet off`."""
    if not ask.argument.strip():
        reader = await ask.reader()
        now = fill(texts.QUIET_NOW, quiet=show_quiet(reader.schedule.quiet))
        return say(join([now, esc(texts.QUIET_EXAMPLE)], " "))
    reader = await ask.desk.readers.set_quiet(ask.place, parse_hours(ask.argument))
    effect = texts.QUIET_EFFECT if reader.schedule.quiet else ""
    told = fill(texts.QUIET_NOW, quiet=show_quiet(reader.schedule.quiet))
    return say(join([join([told, esc(effect)], " "), next_line(reader, ask.now)], "\n"))


async def pause(ask: Ask) -> Answer:
    """`/pause`, `/pause friday`."""
    reader = await ask.reader()
    wanted = ask.argument.strip()
    until = parse_until(wanted, ask.now, reader.schedule.zone) if wanted else None
    reader = await ask.desk.readers.pause(ask.place, until)
    if until is None:
        return say(esc(texts.PAUSED_FOR_GOOD), rows(press(texts.RESUME, "res")))
    day = show_date(until.astimezone(ZoneInfo(reader.schedule.zone)).date())
    return say(
        join([fill(texts.PAUSED, day=day), _after(reader, ask.now)], "\n"), rows(press(texts.RESUME, "res"))
    )


def _after(reader: Reader, now: datetime) -> Html:
    """The next digest without a second word on the pause."""
    return Html(next_line(reader, now).removeprefix(pause_line(reader, now)).strip())


async def resume(ask: Ask) -> Answer:
    """`/resume`: ends a pause or a stop."""
    return say(await _resumed(ask))


async def press_resume(ask: Ask) -> Answer:
    return replace_message(await _resumed(ask))


async def _resumed(ask: Ask) -> Html:
    reader = await ask.desk.readers.resume(ask.place)
    return join([esc(texts.RESUMED), next_line(reader, ask.now)], " ")


async def press_skip(ask: Ask) -> Answer:
    """Leaves out the digests of one day."""
    day = date.fromisoformat(ask.argument)
    reader = await ask.reader()
    if day < ask.now.astimezone(ZoneInfo(reader.schedule.zone)).date():
        return Answer(toast=texts.SKIP_PAST)
    reader = await ask.desk.readers.skip(ask.place, day)
    text = join([fill(texts.SKIPPED, day=show_date(day)), next_line(reader, ask.now)], " ")
    return say(text)


async def press_shift(ask: Ask) -> Answer:
    """Moves every digest time by some minutes; for the settings message."""
    reader = await ask.reader()
    moved = [shifted(moment, int(ask.argument)) for moment in reader.schedule.times]
    reader = await ask.desk.readers.set_times(ask.place, moved)
    return Answer(toast=visible_text(next_line(reader, ask.now)))


def shifted(moment: time, minutes: int) -> time:
    """A time of day some minutes later, round the clock."""
    return (datetime.combine(date(2000, 1, 1), moment) + timedelta(minutes=minutes)).time()
