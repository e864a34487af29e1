"""Articles that their outlets have taken back: they are named, and no longer quoted. Pure."""

import re

from bot.news.model import Article

_TITLE = re.compile(
    r"^\W*(?:(?:article|story|report)\s+)?(?:retracted|retraction|withdrawn|removed|kill(?:ed)?)\s*(?:[:–—\]-]|$)"
    r"|[\[(](?:retracted|withdrawn|removed)[\])]\s*$"
    r"|^\W*(?:article\s+)?(?:rétracté|retiré|retirado|retractado|zurückgezogen)e?\s*(?:[:–—\]-]|$)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\W*(?:(?:editor['’]?s['’]? note|correction|notice)\W+)?(?:this|the)\s+(?:article|story|report)\s+"
    r"(?:has been|was|is)\s+(?:retracted|withdrawn|removed|taken down|deleted)\b"
    r"|^\W*cet article a été (?:retiré|supprimé|rétracté)\b"
    r"|^\W*este artículo (?:ha sido|fue) (?:retirado|eliminado|retractado)\b"
    r"|^\W*dieser (?:artikel|beitrag) wurde (?:zurückgezogen|gelöscht|entfernt)\b",
    re.IGNORECASE,
)
_NOTE_WITHIN = 200
"""A note that takes an article back stands at its very beginning."""


def is_withdrawn(article: Article) -> bool:
    """Whether an article's page is gone, or its title or first words say that it was retracted or removed.

    A report on somebody else's retraction is none: "Bank retracts offer", "Study was withdrawn, author says".
    """
    return article.withdrawn or says_withdrawn(article.title, article.text)


def says_withdrawn(title: str, text: str) -> bool:
    """Whether a title or the first words of a text take back their own article."""
    return bool(_TITLE.search(title) or _NOTE.match(text[:_NOTE_WITHIN]))
