"""What a story says, in whose words: headline and sentences are copied from its articles, never written."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.news.lengths import SHORT_SENTENCES, condense, graded
from bot.news.model import SHORT, USUAL, Article, Editing, Mention, Quote, Story
from bot.news.quoting import Quoting, refilled
from bot.news.similarity import centroid, cosine, profile
from bot.news.withdrawn import is_withdrawn

_MOST_DOCUMENTS = 8
_MOST_HEADLINES = 12
_NEAR_THE_MIDDLE = 0.75
"""An article may give the headline if it is at least so central, compared with the most central one."""
_FAIR_PART = 3
"""A topic is a story's if every third of its articles speaks of it."""
_UNCLEAR = re.compile(
    r"\?\s*$|^\W*(?:live|opinion|analysis|comment|watch|video|photos?|podcast)\b", re.IGNORECASE
)


def tell(story_id: str, articles: Sequence[Article], *, editing: Editing) -> Story:
    """What these articles say together. Their order does not matter; each must have a time.

    A sentence stands verbatim in the article it is attributed to. An article without a summary is named,
    and gives no sentence. ValueError without articles.
    """
    if not articles:
        raise ValueError(f"story {story_id} has no articles")
    newest_first = sorted(articles, key=lambda a: (_time(a), a.id), reverse=True)
    leading = _leading(newest_first)
    return Story(
        id=story_id,
        headline=leading.title,
        url=leading.url,
        first_seen=_time(newest_first[-1]),
        updated=_time(newest_first[0]),
        topics=_topics(newest_first),
        sentences=_fair(_sentences(newest_first, leading.title, editing), articles, editing),
        articles=tuple(map(mention, newest_first)),
        language=leading.language,
        weights=_weights(newest_first),
    )


def mention(article: Article) -> Mention:
    """An article as its story names it."""
    return Mention(
        article.id,
        article.title,
        article.url,
        article.source,
        article.published,
        paywalled=article.paywalled is True,
    )


def _time(article: Article) -> datetime:
    if article.when is None:
        raise ValueError(f"article {article.id} has no time")
    return article.when


def _leading(newest_first: Sequence[Article]) -> Article:
    """The newest of the articles that are near the middle of the story and have a clear headline."""
    standing = [a for a in newest_first if not is_withdrawn(a)] or newest_first
    named = [a for a in standing if a.title] or list(standing)
    clear = [a for a in named if not _UNCLEAR.search(a.title)] or named
    clear = clear[:_MOST_HEADLINES]
    if len(clear) == 1:
        return clear[0]
    vectors = [profile(a.title, a.text, a.language).weights(lambda _: 1.0) for a in clear]
    middle = centroid(vectors)
    central = [cosine(vector, middle) for vector in vectors]
    enough = _NEAR_THE_MIDDLE * max(central)
    return next(a for a, c in zip(clear, central, strict=True) if c >= enough)


def _topics(articles: Sequence[Article]) -> tuple[str, ...]:
    """The topics of a fair part of the articles, most frequent first."""
    counts = Counter(slug for article in articles for slug in dict.fromkeys(article.topics))
    fair = [(slug, n) for slug, n in counts.items() if n * _FAIR_PART >= len(articles)]
    return tuple(slug for slug, _ in sorted(fair, key=lambda pair: (-pair[1], pair[0])))


def _weights(articles: Sequence[Article]) -> tuple[tuple[str, float], ...]:
    """How much the articles are about each topic, in the mean; an article that has it not counts as 0."""
    sums: Counter[str] = Counter()
    for article in articles:
        sums.update(dict(zip(article.topics, article.weights, strict=False)))
    return tuple((slug, round(total / len(articles), 3)) for slug, total in sorted(sums.items()))


def _sentences(newest_first: Sequence[Article], headline: str, editing: Editing) -> tuple[Quote, ...]:
    quotable = _documents(newest_first)
    if not quotable:
        return ()
    if len(quotable) > 1:
        together = _quotes_of_several(quotable, headline, editing)
        if together:
            return together
    only = quotable[0]
    return tuple(only.quote(*told) for told in only.graded) or tuple(map(only.quote, only.summary))


def _fair(quotes: tuple[Quote, ...], articles: Sequence[Article], editing: Editing) -> tuple[Quote, ...]:
    """As many of these as may be quoted; where some may not, longer summaries' sentences move up."""
    kept = Quoting(articles, editing.fair).take(quotes)
    short = min(SHORT_SENTENCES, editing.sentences)
    return kept if kept == quotes else refilled(kept, {SHORT: short, USUAL: editing.sentences})


def _quotes_of_several(articles: Sequence[Article], headline: str, editing: Editing) -> tuple[Quote, ...]:
    summary = condense([a.text for a in articles], headline, articles[0].language, editing)
    chosen = [(sentence.text, articles[sentence.document], level) for sentence, level in graded(summary)]
    return tuple(article.quote(text, level) for text, article, level in chosen if _says(article, text))


def _documents(newest_first: Sequence[Article]) -> list[Article]:
    """The articles to quote from: those with a summary that still stand, no text twice, each outlet's newest
    first."""
    texts: dict[str, Article] = {}
    for article in newest_first:
        if article.summary and not is_withdrawn(article):
            texts.setdefault(_folded(article.text), article)
    newest_of_outlet: dict[str, Article] = {}
    for article in texts.values():
        newest_of_outlet.setdefault(article.source, article)
    first = list(newest_of_outlet.values())
    others = [a for a in texts.values() if newest_of_outlet[a.source] is not a]
    return (first + others)[:_MOST_DOCUMENTS]


def _says(article: Article, text: str) -> bool:
    return _folded(text) in _folded(article.text)


def _folded(text: str) -> str:
    return " ".join(text.split())
