"""Feeds of a reader's own: add, list, remove, and whole lists of them as OPML."""

import re
from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.ask import Answer, Ask, Document, replace_message, say, soon
from bot.chat.commands.effects import next_line
from bot.chat.commands.privately import to_admin
from bot.chat.markup import Html, Rows, bold, cut, esc, fill, join, listed, press, rows, written
from bot.chat.reasons import reason
from bot.chat.render.frame import NAME, numbered
from bot.chat.render.links import HEADLINE
from bot.desk.feeds import Imported, undo_key
from bot.errors import SourceError
from bot.store.model import Message, Source

ADDRESS = 60
REASON = 100
REFUSED = 10
LARGEST = 2_000_000
"""Bytes of a list that is sent to us."""


async def feed(ask: Ask) -> Answer:
    """`/feed URL`: adds the feed there, or the one that the page there links."""
    url = ask.argument.strip()
    if not url:
        return say(esc(texts.FEED_EXAMPLE))
    await ask.reader()
    return await soon(_added(ask, url), say(fill(texts.FEED_LOOKING, url=cut(url, ADDRESS))))


async def _added(ask: Ask, url: str) -> Answer:
    try:
        added = await ask.desk.feeds.add(ask.place, url)
    except SourceError as error:
        return say(fill(texts.FEED_REFUSED, url=cut(url, ADDRESS), reason=_short(error.reason)))
    newest = [esc(f"• {cut(headline, HEADLINE)}") for headline in added.headlines]
    told = [
        fill(
            texts.FEED_ADDED if added.source.origin == "reader" else texts.FEED_ADDED_OPEN,
            name=bold(cut(added.source.name, NAME)),
        ),
        join([esc(texts.FEED_NEWEST), *newest], "\n") if newest else esc(texts.FEED_EMPTY),
        next_line(await ask.reader(), ask.now),
    ]
    return say(join(told), rows(press(texts.UNDO, "fdx", str(added.source.id)), press(texts.MY_FEEDS, "fds")))


async def feeds(ask: Ask) -> Answer:
    """`/feeds`: the reader's feeds and how they do; `/feeds off 2` removes the second, after a yes."""
    match = re.fullmatch(r"off (\d{1,2})( yes)?", ask.argument.strip().lower())
    mine = await ask.desk.feeds.listed(ask.place)
    if match is None or not 1 <= int(match[1]) <= len(mine):
        return say(*await _list(ask))
    chosen = mine[int(match[1]) - 1]
    if match[2]:
        return await _removed(ask, chosen.id)
    ask_text = fill(
        texts.FEED_REMOVE_ASK, name=bold(cut(chosen.name, NAME)), command=f"/feeds {match[0]} yes"
    )
    return say(ask_text, _confirm(chosen))


async def press_feeds(ask: Ask) -> Answer:
    """The list in place of the message."""
    return replace_message(*await _list(ask))


async def press_remove(ask: Ask) -> Answer:
    """Asks before a feed is removed."""
    mine = await ask.desk.feeds.listed(ask.place)
    for number, source in enumerate(mine, 1):
        if str(source.id) == ask.argument:
            command = f"/feeds off {number} yes"
            name = bold(cut(source.name, NAME))
            return replace_message(fill(texts.FEED_REMOVE_ASK, name=name, command=command), _confirm(source))
    return replace_message(*await _list(ask), toast=texts.FEED_GONE)


async def press_removed(ask: Ask) -> Answer:
    """Removes a feed."""
    answer = await _removed(ask, int(ask.argument))
    return replace_message(answer.messages[0].html, answer.messages[0].buttons)


async def press_restore(ask: Ask) -> Answer:
    """Brings a removed feed back."""
    number, _, key = ask.argument.partition(":")
    back = await ask.desk.feeds.restore(ask.place, int(number), key)
    return replace_message(*await _list(ask), toast="" if back else texts.FEED_GONE)


async def _removed(ask: Ask, source_id: int) -> Answer:
    removed = await ask.desk.feeds.remove(ask.place, source_id)
    if removed is None:
        return say(*await _list(ask))
    told = fill(texts.FEED_REMOVED, name=bold(cut(removed.name, NAME)))
    undo = press(texts.UNDO, "fdu", f"{removed.id}:{undo_key(ask.place, removed)}")
    line = next_line(await ask.reader(), ask.now)
    return say(join([told, line], "\n"), rows(undo, press(texts.MY_FEEDS, "fds")))


def _confirm(source: Source) -> Rows:
    return rows(press(texts.REMOVE_IT, "fdx", str(source.id)), press(texts.KEEP, "fds"))


async def _list(ask: Ask) -> tuple[Html, Rows]:
    """The feeds, numbered, each with its state and a button."""
    mine = await ask.desk.feeds.listed(ask.place)
    if not mine:
        return esc(texts.FEEDS_NONE), ()
    zone = ZoneInfo((await ask.reader()).schedule.zone)
    lines = [
        fill("{number} {name}: {state}", number=bold(n), name=cut(one.name, NAME), state=_state(one, zone))
        for n, one in enumerate(mine, 1)
    ]
    buttons = rows(
        *(press(numbered(texts.REMOVE, n), "fdr", str(one.id)) for n, one in enumerate(mine, 1)), wide=4
    )
    return join([texts.FEEDS_HEAD, join(lines, "\n"), esc(texts.FEEDS_FOOT)]), buttons


def _state(source: Source, zone: ZoneInfo) -> Html:
    last = source.last_success.astimezone(zone) if source.last_success else None
    when = written(last, texts.DATE_YEAR_HOUR) if last else ""
    if source.failures:
        why = cut(reason(source.last_error or ""), REASON)
        if not source.active:
            return fill(texts.FEED_ENDED, why=why)
        return fill(texts.FEED_FAILING_SINCE if when else texts.FEED_FAILING, when=when, why=why)
    return fill(texts.FEED_FINE, when=when) if when else esc(texts.NOT_READ_YET)


async def opml(ask: Ask) -> Answer:
    """`/opml`: the reader's feeds as a file."""
    if not await ask.desk.feeds.listed(ask.place):
        return say(esc(texts.OPML_NONE))
    if ask.in_public:
        return to_admin(ask, "opm")
    content = await ask.desk.feeds.export(ask.place)
    return Answer((Message(esc(texts.OPML_SENT)),), document=Document("feeds.opml", content))


async def take_in(ask: Ask, content: bytes) -> Answer:
    """An OPML file that was sent to us: its feeds are added."""
    await ask.reader()
    return await soon(_imported(ask, content), say(esc(texts.OPML_LOOKING)))


async def _imported(ask: Ask, content: bytes) -> Answer:
    found = await ask.desk.feeds.take_in(ask.place, content)
    line = next_line(await ask.reader(), ask.now) if found.added else ""
    return say(join([_report(found), line]), rows(press(texts.MY_FEEDS, "fds")))


def _report(found: Imported) -> Html:
    """What was added, what was there, what was refused and why."""
    refused = [
        fill("• {name}: {why}", name=cut(name, NAME), why=_short(why))
        for name, why in found.refused[:REFUSED]
    ]
    left = len(found.refused) - REFUSED
    return join(
        [
            fill(texts.OPML_ADDED, count=len(found.added), names=_names(found.added)) if found.added else "",
            fill(texts.OPML_HAD, names=_names(found.already)) if found.already else "",
            join([esc(texts.OPML_REFUSED), *refused], "\n") if refused else "",
            fill(texts.MORE_REFUSED, count=left) if left > 0 else "",
        ]
    )


def _short(why: str) -> str:
    """A reason without what only the operator can change."""
    return cut(reason(re.sub(r", which is (?:always )?refused.*", "", why)), REASON)


def _names(names: tuple[str, ...]) -> Html:
    return listed((bold(cut(name, NAME)) for name in names), 20)
