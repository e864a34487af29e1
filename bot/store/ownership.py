"""Which source may say what an article says, where several name one address.

An address is its outlet's; anybody may link to it. A source of another site that tells something else under
it changes nothing, and one that told of it first gives way to the outlet's own.
"""

from enum import Enum

from sqlite_utils import Database

from bot.news.links import canonical_url, same_site
from bot.news.model import Article
from bot.store.sources import source_by_id


class Say(Enum):
    """What a source has to say of an article that is stored."""

    ALL = "all"
    NOTHING = "nothing"
    TAKES_OVER = "takes over"
    """All, and from now on it is this source's article."""


def say_of(db: Database, known: Article, holder: int | None, teller: int | None, article: Article) -> Say:
    """What `teller` (the row of a source) has to say of an article that `holder` brought, as `article`.

    What has no source is the operator's own doing.
    """
    if holder is None or teller is None or holder == teller or known.url is None:
        return Say.ALL
    theirs, ours = source_by_id(db, holder), source_by_id(db, teller)
    if theirs is None or ours is None or same_site(theirs.url, ours.url):
        return Say.ALL
    if same_site(ours.url, known.url) and canonical_url(article.url) == canonical_url(known.url):
        return Say.TAKES_OVER
    return Say.NOTHING
