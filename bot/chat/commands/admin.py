"""For the bot's own admins: how it is doing."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.ask import Answer, Ask, say
from bot.chat.markup import Html, bold, cut, esc, fill, join, listed, written
from bot.chat.reasons import reason
from bot.chat.render.frame import NAME
from bot.chat.render.links import kind_name
from bot.store.model import Source

LISTED = 40
REASON = 80
COUNTED = ("due", "sent", "late", "failed", "uncertain")


async def stats(ask: Ask) -> Answer:
    """`/stats`: counts, and what is failing."""
    found = await ask.desk.newsroom.stats()
    failing = [source_line(source) for source in found.failing[:10]]
    lines = [
        fill(
            texts.SOURCES_DO,
            total=fill(texts.SOURCES, count=found.sources["total"]),
            failing=found.sources["failing"],
            stale=found.sources["stale"],
        ),
        listed(
            [
                fill(texts.ARTICLES, count=found.totals.articles),
                fill(texts.STORIES, count=found.totals.stories),
            ]
        ),
        fill(texts.SUBSCRIBERS, count=found.totals.subscribers),
        _by_bot(found.totals.by_bot, ask.bots),
        fill(texts.DELIVERIES, **{name: found.deliveries[name] or 0 for name in COUNTED}),
        _oldest(found.deliveries["oldest_undelivered"]),
    ]
    return say(join(["<b>Newsbrief</b>", join(lines, "\n"), join(failing, "\n")]))


def _by_bot(subscribers: Mapping[int, int], names: Mapping[int, str]) -> Html:
    """How many each bot has, where there are several."""
    if len(names) < 2:
        return Html()
    each = (fill("{bot} {count}", bot=name, count=subscribers.get(id_, 0)) for id_, name in names.items())
    return fill(texts.BY_BOT, bots=listed(each))


def _oldest(due: object) -> Html:
    when = datetime.fromisoformat(str(due)) if due else None
    return fill(texts.OLDEST, when=written(when, texts.DAY_MONTH_HOUR)) if when else Html()


async def sources(ask: Ask) -> Answer:
    """`/sources`: every source for all readers and how it has been doing, failing ones first."""
    found = sorted(
        await ask.desk.newsroom.sources(), key=lambda source: (-source.failures, source.name.casefold())
    )
    if not found:
        return say(esc(texts.NO_SOURCES))
    zone = ZoneInfo((await ask.reader()).schedule.zone)
    lines = [source_line(source, zone) for source in found[:LISTED]]
    more = fill(texts.MORE_SOURCES, count=len(found) - LISTED) if len(found) > LISTED else ""
    return say(join([bold(fill(texts.SOURCES, count=len(found))), join(lines, "\n"), more]))


def source_line(source: Source, zone: ZoneInfo | None = None) -> Html:
    """How a source has been doing, and when a failing one is asked next; in that zone, else in UTC."""
    kind = kind_name(source.kind)
    name = join([esc(cut(source.name, NAME)), esc(f"({kind})" if kind else "")], " ")
    if source.failures:
        failed = fill(texts.FAILURES, count=source.failures)
        why = cut(reason(source.last_error or ""), REASON)
        if not source.active:
            return fill(texts.SOURCE_GONE, name=bold(name), why=why)
        due = source.next_due.astimezone(zone) if zone else source.next_due
        again = written(due, texts.DAY_MONTH_HOUR)
        return fill(texts.SOURCE_FAILING, name=bold(name), failed=failed, why=why, when=again)
    if source.last_success is None:
        return fill("{name}: {state}", name=bold(name), state=texts.NOT_READ_YET)
    when = source.last_success.astimezone(zone) if zone else source.last_success
    return fill(texts.SOURCE_READ, name=bold(name), when=written(when, texts.DAY_MONTH_HOUR))
