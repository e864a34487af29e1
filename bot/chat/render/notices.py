"""What comes between digests: news of a story that is followed, and an alert. Pure."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat import texts
from bot.chat.markup import (
    MAX_ENTITIES,
    MAX_UNITS,
    Html,
    Rows,
    bold,
    count,
    cut,
    entities,
    esc,
    fill,
    folded,
    is_address,
    isolated,
    italic,
    join,
    link,
    listed,
    press,
    rows,
    tg_time,
    units,
)
from bot.chat.render.frame import NAME
from bot.chat.render.stories import HEADLINE, OUTLET, OUTLETS, corrections
from bot.chat.times import show_since
from bot.news.model import Quote, Story, Topic
from bot.news.novelty import News, fingerprint
from bot.store.model import Button, Message, Reader

READ = 6
"""So many of the sentences that a reader knows are repeated behind a tap."""
SHOWN = {"headlines": 0, "short": 1, "normal": 1, "long": 3}
"""Sentences of an alert, by the reader's length."""


def render_follow_up(
    reader: Reader, story: Story, news: News, *, number: int, now: datetime, reply_to: int | None = None
) -> Message:
    """News of a story that is followed: its new sentences, what was taken back, and what was read before."""
    head = join([texts.FOLLOW_UP, bold(link(cut(story.headline, HEADLINE), story.url))], "\n")
    since = _listed(show_since(news.since, now, reader.schedule.zone), news.quotes)
    foot = fill(
        texts.FOLLOW_UP_FOOT,
        new=count(len(news.quotes), "new sentence"),
        corrected=len(news.corrected),
        number=number,
    )
    back = corrections(news.corrected)
    latest = list(news.read[-READ:])
    text = _text(head, since, back, latest, foot)
    while latest and not _fits(text):
        latest.pop(0)
        text = _text(head, since, back, latest, foot)
    if not _fits(text):
        text = _text(head, since, Html(), (), foot)
    sentences = tuple(fingerprint(quote.text) for quote in news.quotes)
    buttons = _buttons(reader, story, press("Stop following", "unf", story.id))
    silent = reader.place.kind == "group"
    return Message(text, buttons, silent, sentences=sentences, reply_to=reply_to)


def render_alert(
    reader: Reader, topic: Topic, story: Story, *, number: int, most: int
) -> tuple[Message, tuple[Quote, ...]]:
    """A breaking story, and the sentences of it that the message holds."""
    quotes = story.sentences[: SHOWN[reader.preferences.length]]
    foot = italic(
        join(
            [
                listed((isolated(cut(name, OUTLET)) for name in story.outlets), OUTLETS),
                esc(count(len(story.outlets), "outlet")),
                tg_time(story.updated, reader.schedule.zone, "%d %b %H:%M", "r"),
                fill(texts.ALERT_NUMBER, number=number, most=most),
            ],
            " · ",
        )
    )
    head = fill(texts.ALERT, topic=cut(topic.label, NAME))
    title = bold(link(cut(story.headline, HEADLINE), story.url))
    text = join([head, join([title, *map(_sentence, quotes)], "\n"), foot])
    if not _fits(text):
        quotes, text = (), join([head, title, foot])
    message = Message(
        text,
        _buttons(
            reader, story, press("Follow this story", "fol", story.id), press("Alerts off", "alr", "off")
        ),
        stories=(story.id,),
        sentences=tuple(fingerprint(quote.text) for quote in quotes),
    )
    return message, quotes


def _text(head: Html, since: Html, back: Html, read: Sequence[Quote], foot: Html) -> Html:
    known = join([bold(texts.READ_BEFORE), folded(join(map(_sentence, read)))], "\n") if read else Html()
    return join([head, since, back, known, italic(foot)])


def _listed(title: str, quotes: Sequence[Quote]) -> Html:
    """Sentences below a title, each with its outlet; nothing where there is none."""
    lines = (join([Html("•"), _sentence(quote)], " ") for quote in quotes)
    return join([bold(title), *lines], "\n") if quotes else Html()


def _sentence(quote: Quote) -> Html:
    return join([esc(quote.text), italic(f"({isolated(cut(quote.source, OUTLET))})")], " ")


def _buttons(reader: Reader, story: Story, *own: Button | None) -> Rows:
    """Read, and the reader's `own` buttons: in a group or channel they would be everybody's."""
    read = Button("Read the article", url=story.url) if story.url and is_address(story.url) else None
    return (*rows(read), *rows(*(own if reader.place.kind == "private" else ())))


def _fits(text: str) -> bool:
    return units(text) <= MAX_UNITS and entities(text) <= MAX_ENTITIES
