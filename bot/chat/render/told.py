"""Which stories and sentences a rendered message tells. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from bot.chat.markup import esc
from bot.news.model import Quote, Ranked
from bot.news.novelty import Told
from bot.store.model import Message


def told_in(html: str, ranked: Iterable[Ranked], details: Iterable[Quote] = ()) -> tuple[Told, ...]:
    """What a text tells of stories that stand in it; `details` are further sentences of the one story in it.

    Of news on a story that the reader knows all sentences count, also those that their length leaves out.
    """
    more = tuple(quote for quote in details if esc(quote.text) in html)
    return tuple(
        Told(
            one.story.id,
            (*(quote for quote in one.story.sentences if one.since or esc(quote.text) in html), *more),
            again=one.since is not None,
            corrected=one.corrected,
        )
        for one in ranked
    )


def telling(message: Message, told: Iterable[Told]) -> Message:
    """The message with what it tells: stories told for the first time, and sentences."""
    told = tuple(told)
    return replace(
        message,
        stories=tuple(one.story for one in told if not one.again),
        sentences=tuple(mark for one in told for mark in one.marks[0]),
        corrections=tuple(mark for one in told for mark in one.marks[1]),
    )
