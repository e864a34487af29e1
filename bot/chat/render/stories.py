"""One story as a block: the headline is the link, sentences are verbatim, outlets are named. Pure."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.chat import texts
from bot.chat.markup import (
    MAX_ENTITIES,
    MAX_UNITS,
    Html,
    bold,
    cut,
    entities,
    esc,
    fill,
    folded,
    isolated,
    italic,
    join,
    link,
    tg_time,
    units,
)
from bot.chat.render.details import corrections, details_html
from bot.chat.render.links import HEADLINE, OUTLET, outlet_names
from bot.chat.voice import spoken
from bot.news.lengths import SHORT_SENTENCES
from bot.news.model import LONG, SHORT, USUAL, Correction, Quote, Story
from bot.news.stories import Details

MOST_UNITS = MAX_UNITS - 1200
"""Of one block; the rest of a message is left to heading and foot."""
OUTLETS = 4

NO_DETAILS = Details()

_LEVELS = {"headlines": SHORT, "short": SHORT, "normal": USUAL, "long": LONG}
_MOST = {"headlines": 0, "short": SHORT_SENTENCES}
"""Sentences at a length, also where a story has more that are new to its reader."""


def told_at(story: Story, length: str) -> tuple[Quote, ...]:
    """The sentences of a story that a reader of that length is told, open or behind a tap."""
    return story.told(_LEVELS[length])[: _MOST.get(length)]


def story_html(
    story: Story,
    length: str,
    *,
    zone: str,
    number: int | None = None,
    mark: str = "",
    alone: bool = False,
    since: str = "",
    details: Details = NO_DETAILS,
    corrected: tuple[Correction, ...] = (),
) -> Html:
    """A story at a length. `mark` ("New") is before the outlets, `since` ("Since Friday") below the headline.

    At the usual length one sentence is open, three where the story is `alone`. `details` are behind a tap,
    where they find room; `corrected` are sentences told before that hold no more.
    A story too long for a message loses sentences from its end, never a part of one.
    """
    whole = _whole(story, length, zone, mark, alone, since, details, corrected, spoken())
    return whole if number is None else join([bold(number), whole], " ")


@lru_cache(maxsize=2048)
def _whole(
    story: Story,
    length: str,
    zone: str,
    mark: str,
    alone: bool,
    since: str,
    details: Details,
    corrected: tuple[Correction, ...],
    language: str,
) -> Html:
    """The block without its number; the same for many readers who are spoken to in one language."""
    quotes = told_at(story, length)
    shown = (3 if alone else 1) if length == "normal" else len(quotes)
    head = join([bold(link(cut(story.headline, HEADLINE), story.url)), italic(since) if since else ""], "\n")
    foot = _outlets(story, zone, mark)
    back = corrections(corrected)
    beside = [(len(quotes), more) for more in details_html(details)]
    for kept, more in [*beside, *((n, Html()) for n in range(len(quotes), -1, -1))]:
        named = len({quote.source for quote in quotes}) > 1
        body = _body(quotes[:kept], shown, dict(details.agreed), named=named)
        block = join([head, *body, back, more, foot], "\n")
        if units(block) <= MOST_UNITS and entities(block) <= MAX_ENTITIES // 2:
            return block
    return join([head, foot], "\n")


def _body(quotes: Sequence[Quote], shown: int, agreed: Mapping[str, int], *, named: bool) -> list[Html]:
    """The open sentences, and the rest behind a tap."""
    lines = [_sentence(quotes, i, agreed.get(quotes[i].text, 0), named) for i in range(len(quotes))]
    return [join(lines[:shown]), folded(join(lines[shown:]))]


def _sentence(quotes: Sequence[Quote], i: int, others: int, named: bool) -> Html:
    """A sentence; where outlets are mixed, the last of each run carries its outlet.

    `others`: how many other outlets have it too.
    """
    quote = quotes[i]
    ends_run = i + 1 == len(quotes) or quotes[i + 1].source != quote.source
    outlet = isolated(cut(quote.source, OUTLET)) if named and ends_run else ""
    also = fill(texts.ALSO_IN, count=others) if others else ""
    frame = join([outlet, also], " · ")
    return join([esc(quote.text), italic(Html(f"({frame})")) if frame else ""], " ")


def _outlets(story: Story, zone: str, mark: str) -> Html:
    """`New · Sahel Post and Delta Daily · 2 outlets · 17 Feb 14:05`; outlets link their newest article."""
    names = outlet_names(story, OUTLETS, linked=True)
    number = fill(texts.OUTLETS, count=len(story.outlets)) if len(story.outlets) > 1 else ""
    when = tg_time(story.updated, zone, texts.DAY_MONTH_HOUR, "r")
    return italic(join([esc(mark), names, number, when], " · "))
