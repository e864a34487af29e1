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
    cut,
    entities,
    esc,
    fill,
    folded,
    isolated,
    italic,
    join,
    link,
    press,
    rows,
    tg_time,
    units,
    visible_text,
)
from bot.chat.names import topic_name
from bot.chat.render.details import corrections
from bot.chat.render.frame import NAME
from bot.chat.render.links import HEADLINE, OUTLET, headline, outlet_names, read_button
from bot.chat.render.stories import OUTLETS
from bot.chat.times import show_since
from bot.chat.voice import to_reader
from bot.news.model import Quote, Story, Topic
from bot.news.novelty import News, Told, fingerprint
from bot.store.model import Button, Message, Reader

READ = 6
"""So many of the sentences that a reader knows are repeated behind a tap."""
SHOWN = {"headlines": 0, "short": 1, "normal": 1, "long": 3}
"""Sentences of an alert, by the reader's length."""


@to_reader
def render_follow_up(
    reader: Reader, story: Story, news: News, *, number: int, now: datetime, reply_to: int | None = None
) -> Message:
    """News of a story that is followed: its new sentences, what was taken back, and what was read before."""
    head = join([texts.FOLLOW_UP, headline(story)], "\n")
    since = _listed(show_since(news.since, now, reader.schedule.zone), news.quotes)
    foot = fill(
        texts.FOLLOW_UP_FOOT,
        new=fill(texts.NEW_SENTENCES, count=len(news.quotes)),
        corrected=fill(texts.CORRECTED_COUNT, count=len(news.corrected)),
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
    sentences, back_again = Told(story.id, news.quotes, corrected=news.corrected).marks
    timeline = press(texts.FULL_TIMELINE, "tl", story.id)
    buttons = _buttons(reader, story, timeline, press(texts.STOP_FOLLOWING, "unf", story.id))
    silent = reader.place.kind == "group"
    return Message(text, buttons, silent, sentences=sentences, corrections=back_again, reply_to=reply_to)


@to_reader
def render_alert(
    reader: Reader, topic: Topic, story: Story, *, number: int, most: int
) -> tuple[Message, tuple[Quote, ...]]:
    """A breaking story, and the sentences of it that the message holds."""
    quotes = story.told()[: SHOWN[reader.preferences.length]]
    foot = italic(
        join(
            [
                outlet_names(story, OUTLETS),
                fill(texts.OUTLETS, count=len(story.outlets)),
                tg_time(story.updated, reader.schedule.zone, texts.DAY_MONTH_HOUR, "r"),
                fill(texts.ALERT_NUMBER, number=number, most=most),
            ],
            " · ",
        )
    )
    name = cut(topic_name(topic.label), NAME)
    head = fill(texts.ALERT, topic=name)
    title = bold(link(cut(story.headline, HEADLINE), story.url))
    text = join([head, join([title, *map(_sentence, quotes)], "\n"), foot])
    if not _fits(text):
        quotes, text = (), join([head, title, foot])
    message = Message(
        text,
        _buttons(
            reader,
            story,
            press(texts.FOLLOW_STORY, "fol", story.id),
            press(texts.MUTE_STORY, "mst", story.id),
            press(visible_text(fill(texts.NO_ALERTS_FOR, topic=name)), "nal", topic.slug),
            press(texts.ALERTS_OFF_BUTTON, "alr", "off"),
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
    return join([esc(quote.text), italic(Html(f"({isolated(cut(quote.source, OUTLET))})"))], " ")


def _buttons(reader: Reader, story: Story, *own: Button | None) -> Rows:
    """Read, and the reader's `own` buttons: in a group or channel they would be everybody's."""
    return (*rows(read_button(story)), *rows(*(own if reader.place.kind == "private" else ())))


def _fits(text: str) -> bool:
    return units(text) <= MAX_UNITS and entities(text) <= MAX_ENTITIES
