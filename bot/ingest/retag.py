"""Tagging all articles anew when the topics have changed: newest first, a little at a time.

How far it has come stands in the database, so that it goes on where it was interrupted.
"""

import asyncio
from collections.abc import Sequence

from sqlite_utils import Database

from bot.errors import NewsbriefError
from bot.ingest.engine import Engine, Failed
from bot.logs import get_logger
from bot.news.model import Article, TopicSpec
from bot.news.topics import Topics
from bot.store.articles import Row, articles_before, is_revision
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import retag_articles
from bot.store.meta import get_meta, set_meta

log = get_logger(__name__)

AT_A_TIME = 50
"""Articles of one transaction; other writes come between."""
_DONE = "topics"
"""By which topics all articles are tagged."""
_UNDERWAY = "topics underway"
"""By which topics they are being tagged, and the row down to which they are."""


async def retag(
    store: Store, engine: Engine, specs: tuple[TopicSpec, ...], assignment: Assignment, most: int = 0
) -> bool:
    """Makes the stored tags those of the present topics, of about `most` articles (0: all).

    The engine reads the articles, so that answers need not wait for that. Answers whether all articles are
    tagged by these topics now.
    """
    topics = await asyncio.to_thread(Topics.load, specs)
    if await store.read(get_meta, _DONE) == topics.fingerprint:
        return True
    looked_at = 0
    while batch := await store.read(_next, topics.fingerprint):
        (shares,) = await engine.run(shares_of, [(specs, [one.article for one in batch])])
        if isinstance(shares, Failed):
            raise NewsbriefError(f"the archive could not be tagged anew: {shares.reason}")
        await store.write(_retag, batch, shares.value, topics.fingerprint, assignment)
        looked_at += len(batch)
        if most and looked_at >= most:
            return False
    await store.write(set_meta, _DONE, topics.fingerprint)
    if looked_at:
        log.info("all articles are tagged by the present topics")
    return True


def shares_of(specs: tuple[TopicSpec, ...], articles: Sequence[Article]) -> list[dict[str, float]]:
    """The topics of each article, with how much it is about them."""
    topics = Topics.load(specs)
    found = (topics.weigh(one.title, one.text, one.categories, one.language) for one in articles)
    return [{slug: weight.share for slug, weight in weights.items()} for weights in found]


def _next(db: Database, fingerprint: str) -> list[Row]:
    """The next few articles that are not tagged by these topics yet."""
    by, _, row = (get_meta(db, _UNDERWAY) or "").partition(" ")
    return articles_before(db, int(row) if by == fingerprint else None, AT_A_TIME)


def _retag(
    db: Database,
    batch: Sequence[Row],
    shares: Sequence[dict[str, float]],
    fingerprint: str,
    assignment: Assignment,
) -> None:
    """Stores the tags of a batch and that it is done. An article revised meanwhile has its tags already."""
    found = zip(batch, shares, strict=True)
    tags = {one.article.id: share for one, share in found if is_revision(db, one.article.id, one.revision)}
    retag_articles(db, tags, assignment)
    set_meta(db, _UNDERWAY, f"{fingerprint} {batch[-1].n}")
