"""For the bot's own admins: how it is doing."""

from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.ask import Answer, Ask, say
from bot.chat.markup import Html, bold, count, cut, esc, fill, join
from bot.chat.render.frame import NAME
from bot.store.model import Source

LISTED = 40


async def stats(ask: Ask) -> Answer:
    """`/stats`: counts, and what is failing."""
    found = await ask.desk.newsroom.stats()
    failing = [_source_line(source) for source in found.failing[:10]]
    lines = [
        fill(
            "{total}, {failing} failing, {stale} stale",
            total=count(found.sources["total"], "source"),
            failing=found.sources["failing"],
            stale=found.sources["stale"],
        ),
        esc(f"{count(found.articles, 'article')}, {count(found.stories, 'story', 'stories')}"),
        esc(count(found.subscribers, "subscriber")),
        fill(
            "Deliveries: {counts}",
            counts=", ".join(
                f"{key.replace('_', ' ')} {value or 0}" for key, value in found.deliveries.items()
            ),
        ),
    ]
    return say(join(["<b>Newsbrief</b>", join(lines, "\n"), join(failing, "\n")]))


async def sources(ask: Ask) -> Answer:
    """`/sources`: every source for all readers and how it has been doing, failing ones first."""
    found = sorted(
        await ask.desk.newsroom.sources(), key=lambda source: (-source.failures, source.name.casefold())
    )
    if not found:
        return say(esc(texts.NO_SOURCES))
    zone = ZoneInfo((await ask.reader()).schedule.zone)
    lines = [_source_line(source, zone) for source in found[:LISTED]]
    more = esc(f"{len(found) - LISTED} more." if len(found) > LISTED else "")
    return say(join([bold(count(len(found), "source")), join(lines, "\n"), more]))


def _source_line(source: Source, zone: ZoneInfo | None = None) -> Html:
    name = cut(source.name, NAME)
    if source.failures:
        failed = count(source.failures, "failure")
        return fill(
            "{name}: {failed}, {why}", name=bold(name), failed=failed, why=cut(source.last_error or "", 80)
        )
    if source.last_success is None:
        return fill("{name}: not read yet", name=bold(name))
    when = source.last_success.astimezone(zone) if zone else source.last_success
    return fill("{name}: read {when}", name=bold(name), when=f"{when:%d %b %H:%M}")
