"""Tagging all articles anew when the topics have changed, a little at a time."""

import asyncio
from collections.abc import Sequence

from bot.news.model import Article, TopicSpec
from bot.news.topics import Topics
from bot.store.articles import articles_after
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import retag_articles
from bot.store.meta import get_meta, set_meta

AT_A_TIME = 500
_KEY = "topics"


async def retag(store: Store, specs: Sequence[TopicSpec], assignment: Assignment) -> int:
    """Makes the stored tags those of the present topics; returns how many articles were looked at.

    Where it is interrupted, it begins anew the next time.
    """
    topics = Topics.load(tuple(specs))
    if await store.read(get_meta, _KEY) == topics.fingerprint:
        return 0
    looked_at, last = 0, 0
    while batch := await store.read(articles_after, last, AT_A_TIME):
        tags = await asyncio.to_thread(_tag, topics, [article for _, article in batch])
        await store.write(retag_articles, tags, assignment)
        looked_at, last = looked_at + len(batch), batch[-1][0]
    await store.write(set_meta, _KEY, topics.fingerprint)
    return looked_at


def _tag(topics: Topics, articles: Sequence[Article]) -> dict[str, dict[str, float]]:
    return {
        a.id: {
            slug: weight.share
            for slug, weight in topics.weigh(a.title, a.text, a.categories, a.language).items()
        }
        for a in articles
    }
