"""Stories as one day told them: with that day's articles, and in their words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlite_utils import Database

from bot.news.fair import FairPart
from bot.news.model import SHORT, Article, Quote, Story
from bot.news.quoting import Quoting
from bot.news.withdrawn import is_withdrawn
from bot.store.articles import articles_of_story


@dataclass(frozen=True, slots=True)
class Span:
    """A time, in UTC: from `since` (None: ever) to before `until` (None: now)."""

    since: datetime | None
    until: datetime | None = None


def as_told(db: Database, stories: Sequence[Story], span: Span, fair: FairPart) -> Sequence[Story]:
    """The stories; in a time that is past without what was told of them before or later."""
    since, until = span.since, span.until
    if since is None or until is None:
        return stories

    def within(when: datetime | None) -> bool:
        return when is not None and since <= when < until

    told: list[Story] = []
    for story in stories:
        if not all(within(mention.published) for mention in story.articles):
            found = [one for one in articles_of_story(db, story.id) if within(one.when)]
            story = _of(story, found, fair) if found else story
        told.append(story)
    return told


def _of(story: Story, articles: list[Article], fair: FairPart) -> Story:
    """The story of these of its articles, which come newest first."""
    ids = {article.id for article in articles}
    mentions = tuple(mention for mention in story.articles if mention.id in ids)
    if not mentions:
        return story
    own = [one for one in mentions if (one.title, one.url) == (story.headline, story.url)]
    lead = next(iter(own), mentions[0])
    kept = [quote for quote in story.sentences if quote.article in ids]
    newest: list[Quote] = next(
        (_summary(one) for one in articles if one.summary and not is_withdrawn(one)), []
    )
    times = [article.when for article in articles if article.when]
    return replace(
        story,
        headline=lead.title,
        url=lead.url,
        first_seen=min(times),
        updated=max(times),
        articles=mentions,
        sentences=Quoting(articles, fair).take(max(kept, newest, key=len)),
    )


def _summary(article: Article) -> list[Quote]:
    graded = article.graded or tuple((sentence, SHORT) for sentence in article.summary)
    return [article.quote(*one) for one in graded]
