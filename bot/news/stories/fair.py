"""As much of a story's details as may be quoted beside its summary. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.news.fair import FairPart
from bot.news.model import Article, Quote
from bot.news.quoting import Quoting
from bot.news.stories.accounts import Difference
from bot.news.stories.details import Details


def fair_details(
    found: Details,
    articles: Sequence[Article],
    fair: FairPart,
    *,
    beside: Sequence[Quote],
    before: Iterable[Quote] = (),
) -> Details:
    """The details that leave a fair part of each article: first differences, then voices, numbers and days.

    `beside`: the summary that they stand beside, or that may be asked for later; `before`: what the chat
    was told of the story so far.
    """
    quoting = Quoting(articles, fair, before)
    quoting.take_all(beside)

    def both(pair: Difference) -> bool:
        return len(quoting.take((pair.one, pair.other))) == 2

    return replace(
        found,
        differences=tuple(filter(both, found.differences)),
        voices=quoting.take(found.voices),
        numbers=quoting.take(found.numbers),
        events=tuple(event for event in reversed(found.events) if quoting.take((event.quote,)))[::-1],
    )
