"""The sentences of an article that may be quoted by themselves. Pure."""

from functools import lru_cache

from bot.news.model import Article
from bot.news.withdrawn import is_withdrawn
from summaries.select.flaws import flaws
from summaries.sentences import split

LONGEST = 400
"""Characters of a sentence that is quoted beside a summary."""
MOST = 200
"""So many sentences of a text are looked at, six times as many as news usually has: each is compared with
each of several articles, which must come to an end where a text has thousands."""


def sound_sentences(article: Article) -> list[str]:
    """Those of the first MOST that read well alone and are not too long; none of a withdrawn article."""
    if is_withdrawn(article):
        return []
    return list(_sound(article.text, article.language))


@lru_cache(maxsize=64)
def _sound(text: str, language: str) -> tuple[str, ...]:
    """Of one text; whoever tells of a story asks for those of each article several times."""
    sentences = (sentence.text for sentence in split(text, language)[:MOST])
    return tuple(s for s in sentences if len(s) <= LONGEST and flaws(s, language) <= {"too long"})
