"""One story as a block: the headline is the link, sentences are verbatim, outlets are named. Pure."""

from collections.abc import Sequence
from functools import lru_cache

from bot.chat import texts
from bot.chat.markup import (
    MAX_ENTITIES,
    MAX_UNITS,
    Html,
    bold,
    count,
    cut,
    entities,
    esc,
    folded,
    isolated,
    italic,
    join,
    link,
    listed,
    tg_time,
    units,
)
from bot.news.model import Quote, Story
from bot.news.stories import Details

MOST_UNITS = MAX_UNITS - 1200
"""Of one block; the rest of a message is left to heading and foot."""
HEADLINE = 300
OUTLET = 60
OUTLETS = 4

NO_DETAILS = Details()

_OPEN = {"headlines": 0, "short": 1, "normal": 1, "long": 100}


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
    corrected: tuple[Quote, ...] = (),
) -> Html:
    """A story at a length. `mark` ("New") is before the outlets, `since` ("Since Friday") below the headline.

    `alone` opens three sentences, not one. `details` are behind a tap, where they find room; `corrected` are
    sentences told before and taken back.
    A story too long for a message loses sentences from its end, never a part of one.
    """
    whole = _whole(story, length, zone, mark, alone, since, details, corrected)
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
    corrected: tuple[Quote, ...],
) -> Html:
    """The block without its number; the same for many readers."""
    shown = 3 if alone and length == "normal" else _OPEN[length]
    quotes = story.sentences if length in {"normal", "long"} else story.sentences[:shown]
    head = join([bold(link(cut(story.headline, HEADLINE), story.url)), italic(since) if since else ""], "\n")
    foot = _outlets(story, zone, mark)
    back = corrections(corrected)
    for kept, more in [(len(quotes), _details(details)), *((n, Html()) for n in range(len(quotes), -1, -1))]:
        body = _body(quotes[:kept], shown, named=len({quote.source for quote in quotes}) > 1)
        block = join([head, *body, back, more, foot], "\n")
        if units(block) <= MOST_UNITS and entities(block) <= MAX_ENTITIES // 2:
            return block
    return join([head, foot], "\n")


def _body(quotes: Sequence[Quote], shown: int, *, named: bool) -> list[Html]:
    """The open sentences, and the rest behind a tap."""
    lines = [_sentence(quotes, i, named) for i in range(len(quotes))]
    return [join(lines[:shown]), folded(join(lines[shown:]))]


def corrections(quotes: Sequence[Quote]) -> Html:
    """Sentences that a reader was shown and that were taken back; empty where there is none."""
    title = texts.CORRECTED if len(quotes) == 1 else texts.CORRECTED_SEVERAL
    return join([bold(title), *map(_point, quotes)], "\n") if quotes else Html()


def _details(details: Details) -> Html:
    """Who says what, and in numbers, behind a tap; each sentence with its outlet."""
    parts = ((texts.VOICES, details.voices), (texts.NUMBERS, details.numbers))
    return folded(join(join([bold(title), *map(_point, quotes)], "\n") for title, quotes in parts if quotes))


def _point(quote: Quote) -> Html:
    return join([Html("•"), esc(quote.text), italic(f"({isolated(cut(quote.source, OUTLET))})")], " ")


def _sentence(quotes: Sequence[Quote], i: int, named: bool) -> Html:
    """A sentence; where outlets are mixed, the last of each run carries its outlet."""
    quote = quotes[i]
    ends_run = i + 1 == len(quotes) or quotes[i + 1].source != quote.source
    outlet = italic(f"({isolated(cut(quote.source, OUTLET))})") if named and ends_run else ""
    return join([esc(quote.text), outlet], " ")


def _outlets(story: Story, zone: str, mark: str) -> Html:
    """`New · Sahel Post and Delta Daily · 2 outlets · 17 Feb 14:05`; outlets link their newest article."""
    addresses = {mention.source: mention.url for mention in reversed(story.articles)}
    names = [link(isolated(cut(name, OUTLET)), addresses.get(name)) for name in story.outlets if name]
    number = count(len(story.outlets), "outlet") if len(story.outlets) > 1 else ""
    when = tg_time(story.updated, zone, "%d %b %H:%M", "r")
    return italic(join([esc(mark), listed(names, OUTLETS), number, when], " · "))
