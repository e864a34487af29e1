"""What a setting brought about, in words, from the reader as read back from the store."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.markup import Html, cut, esc, fill, join, listed, visible_text
from bot.chat.names import topic_name
from bot.chat.times import show_date, show_days, show_next, show_times
from bot.desk.settling import FOR_GOOD
from bot.store.model import Reader


def next_line(reader: Reader, now: datetime) -> Html:
    """When the next digest comes, or why none does."""
    zone = reader.schedule.zone
    if reader.state == "stopped":
        return esc(texts.NEXT_STOPPED)
    if not reader.subscribed:
        return esc(texts.NEXT_NONE)
    if reader.next_due is None:
        return esc(texts.NEXT_PAUSED)
    if reader.next_due <= now:
        return esc(texts.NEXT_NOW)
    coming = fill(texts.NEXT, when=show_next(reader.next_due, now, zone), zone=zone_name(zone))
    return join([pause_line(reader, now), coming], " ")


def pause_line(reader: Reader, now: datetime) -> Html:
    """Until when the reader paused; empty if they did not."""
    until = reader.paused_until
    if until is None or until <= now:
        return Html()
    if until >= FOR_GOOD:
        return esc(texts.NEXT_PAUSED)
    return fill(
        texts.NEXT_PAUSED_UNTIL, day=show_date(until.astimezone(ZoneInfo(reader.schedule.zone)).date())
    )


def zone_hint(reader: Reader) -> Html:
    """For those who never named their place."""
    return esc(texts.UTC_HINT if reader.schedule.zone == "UTC" else "")


def zone_name(zone: str) -> str:
    """`Africa/Niamey time`, `UTC`, and `UTC+1` for the upside-down names of fixed offsets."""
    plain = plain_zone(zone)
    return plain if plain.startswith("UTC") else visible_text(fill(texts.ZONE_TIME, zone=plain))


def plain_zone(zone: str) -> str:
    """`Africa/Niamey`, `UTC`, `UTC+1`."""
    if zone.startswith("Etc/GMT"):
        sign, hours = zone[7:8], zone[8:]
        return f"UTC{'+' if sign == '-' else '-'}{hours}" if hours else "UTC"
    return zone


def schedule_line(reader: Reader) -> Html:
    """`Digests come at 07:30 and 18:00, Mon–Fri.`"""
    schedule = reader.schedule
    return fill(texts.TIME_NOW, times=show_times(schedule.times), days=show_days(schedule.days))


def topic_names(reader: Reader, most: int = 30) -> Html:
    return listed(
        (fill("<b>{label}</b>", label=cut(topic_name(topic.label))) for topic in reader.topics), most
    )
