"""The week's biggest stories: what its reader knows is named, what they missed is told. Pure."""

from zoneinfo import ZoneInfo

from bot.chat import texts
from bot.chat.markup import Html, bold, esc, fill, join, press, rows
from bot.chat.render.digest import Rendered, rendered
from bot.chat.render.frame import follow_buttons
from bot.chat.render.layout import Block, lay_out
from bot.chat.render.stories import story_html
from bot.chat.render.told import telling
from bot.chat.times import show_date
from bot.chat.voice import to_reader
from bot.desk.recaps import WEEK, Recap
from bot.news.model import Ranked
from bot.store.model import Reader


def render_recap(recap: Recap) -> Rendered:
    """One message, and what it tells for the first time."""
    return _render(recap.reader, recap)


@to_reader
def _render(reader: Reader, recap: Recap) -> Rendered:
    zone = reader.schedule.zone
    first, last = ((recap.at - ago).astimezone(ZoneInfo(zone)).date() for ago in (WEEK, WEEK * 0))
    days = fill(texts.FROM_TO, first=show_date(first), last=show_date(last))
    private = reader.place.kind == "private"
    layout = lay_out(
        lambda length: [_block(one, number, zone, length) for number, one in enumerate(recap.stories, 1)],
        "short",
        head=join([bold(texts.RECAP), days], " · "),
        foot=lambda _: esc(texts.RECAP_FOOT if private else texts.RECAP_FOOT_HERE),
    )
    made = _telling_new(rendered(layout, recap.stories, silent=not private), recap)
    buttons = follow_buttons(layout.stories) if private else ()
    end = rows(press(texts.RECAP_OFF, "wkl", "off")) if private else ()
    return made.ending((*buttons, *end))


def _telling_new(made: Rendered, recap: Recap) -> Rendered:
    """The same, with only what the reader was not shown before as what it tells."""
    new = {one.story.id for one in recap.stories if one.new}
    told = tuple(one for one in made.told if one.story in new)
    messages = (
        telling(message, [one for one in told if one.story in message.stories]) for message in made.messages
    )
    return Rendered(tuple(messages), tuple(one.story for one in told), told)


def _block(ranked: Ranked, number: int, zone: str, length: str) -> Block:
    mark: Html = esc(texts.NEW_TO_YOU if ranked.new else texts.SHOWN_BEFORE)
    told = length if ranked.new else "headlines"
    return Block(ranked.story.id, story_html(ranked.story, told, zone=zone, number=number, mark=mark))
