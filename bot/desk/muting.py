"""Stories of which a reader has muted the outlets that are quoted: others speak in their place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlite_utils import Database

from bot.news.fair import FairPart
from bot.news.model import SHORT, Story
from bot.news.quoting import Quoting
from bot.news.withdrawn import is_withdrawn
from bot.store.articles import articles_by_id


def others_speak(db: Database, stories: Iterable[Story], muted: Sequence[str], fair: FairPart) -> list[Story]:
    """The stories; one that quotes `muted` outlets alone also with its newest other article's summary."""
    names = {name.casefold() for name in muted}
    return [_with_another(db, story, names, fair) if _silenced(story, names) else story for story in stories]


def _silenced(story: Story, muted: set[str]) -> bool:
    return bool(story.sentences) and all(quote.source.casefold() in muted for quote in story.sentences)


def _with_another(db: Database, story: Story, muted: set[str], fair: FairPart) -> Story:
    left = [mention.id for mention in story.articles if mention.source.casefold() not in muted]
    for article in articles_by_id(db, left) if left else ():
        if article.summary and not is_withdrawn(article):
            graded = article.graded or tuple((sentence, SHORT) for sentence in article.summary)
            quotes = Quoting([article], fair).take([article.quote(*one) for one in graded])
            return replace(story, sentences=(*story.sentences, *quotes))
    return story
