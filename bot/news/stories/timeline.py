"""A story's dated sentences, word for word, in the order of the days that they speak of. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.news.model import Article, Quote
from bot.news.novelty import says_nothing_new
from bot.news.stories.dated import day_of
from bot.news.stories.days import When
from bot.news.stories.sound import sound_sentences

A_DAY = 3
"""So many sentences of one day are told."""


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence, and when what it tells happened or is to happen."""

    when: When
    quote: Quote


def timeline(articles: Sequence[Article], language: str) -> tuple[Event, ...]:
    """The dated sentences that read well alone, none twice, at most A_DAY of a day, oldest day first.

    Empty unless they speak of two days at least: one day makes no line.
    """
    found: list[Event] = []
    for article in sorted(articles, key=_published):
        for sentence in sound_sentences(article):
            when = day_of(sentence, _published(article), article.language)
            if when and not _told(sentence, when, found, language):
                found.append(Event(when, article.quote(sentence)))
    found.sort(key=lambda event: event.when.day)
    return tuple(found) if len({event.when for event in found}) > 1 else ()


def _published(article: Article) -> datetime:
    return article.when or datetime.min.replace(tzinfo=UTC)


def _told(sentence: str, when: When, found: Sequence[Event], language: str) -> bool:
    """Whether the line is full for that day, or says it already."""
    others = [event for event in found if event.when == when]
    return len(others) >= A_DAY or any(
        says_nothing_new(sentence, event.quote.text, language)
        or says_nothing_new(event.quote.text, sentence, language)
        for event in found
    )
