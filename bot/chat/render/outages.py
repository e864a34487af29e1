"""Sources that can't be read, and sources that can be read again. Pure."""

from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.markup import Html, bold, cut, esc, fill, join, listed, written
from bot.chat.reasons import reason
from bot.chat.render.frame import NAME
from bot.chat.voice import to_reader
from bot.desk.outages import Outage
from bot.store.model import Message, Reader, Source

LISTED = 10
"""So many of the sources that can't be read are named."""
REASON = 100


def render_outage(outage: Outage) -> Message:
    """One message, however many sources there are."""
    return _render(outage.reader, outage)


@to_reader
def _render(reader: Reader, outage: Outage) -> Message:
    zone, bad, back = ZoneInfo(reader.schedule.zone), outage.bad, outage.back
    head = texts.OWN_FEEDS_BAD if outage.own else texts.SOURCES_BAD
    again = texts.OWN_FEEDS_BACK if outage.own else texts.SOURCES_BACK
    more = fill(texts.MORE_SOURCES, count=len(bad) - LISTED) if len(bad) > LISTED else ""
    names = listed((bold(cut(source.name, NAME)) for source in back), LISTED)
    return Message(
        join(
            [
                fill(head, count=len(bad)) if bad else "",
                join([*(_line(source, zone) for source in bad[:LISTED]), more], "\n"),
                fill(again, count=len(back), names=names) if back else "",
                esc(texts.OWN_FEEDS_FOOT if outage.own else texts.SOURCES_FOOT) if bad else "",
            ]
        )
    )


def _line(source: Source, zone: ZoneInfo) -> Html:
    name, why = bold(cut(source.name, NAME)), cut(reason(source.last_error or ""), REASON)
    if source.last_success is None:
        return fill(texts.SOURCE_NEVER_READ, name=name, why=why)
    when = written(source.last_success.astimezone(zone), texts.DAY_MONTH_HOUR)
    return fill(texts.SOURCE_LAST_READ, name=name, why=why, when=when)
