"""How much of one article may be quoted: sentences in a message, and a share of its text. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf

from bot.news.fair import FairPart
from bot.news.model import Article, Quote
from bot.news.novelty import sentences_of

TEASER = 3
"""A text of no more sentences is nearly always what an outlet hands out in its feed: it has no share."""
_LONGER = 1200
"""A text of more letters has more sentences."""


class Quoting:
    """What of some articles is quoted in one message, and whether more of them may be.

    The share counts all that a chat was told of an article, with the sentences told `before`; its first
    sentence may always be told. Of an article that is not among `articles`, and of a TEASER, only the
    sentences are counted.
    """

    def __init__(self, articles: Iterable[Article], part: FairPart, before: Iterable[Quote] = ()) -> None:
        self._most = part.sentences
        self._share = part.share
        self._articles = {article.id: article for article in articles}
        self._room: dict[str, float] = {}
        self._here: dict[str, dict[str, int]] = {}
        self._ever: dict[str, dict[str, int]] = {}
        for quote in before:
            self._ever.setdefault(quote.article, {})[quote.text] = letters(quote.text)

    def take(self, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """Those that may stand in the message too, in their order; a shorter summary's go first."""
        taken = {id(quote) for quote in sorted(quotes, key=lambda quote: quote.level) if self._takes(quote)}
        return tuple(quote for quote in quotes if id(quote) in taken)

    def take_all(self, quotes: Iterable[Quote]) -> None:
        """These stand in the message in any case."""
        for quote in quotes:
            self._note(quote)

    def _takes(self, quote: Quote) -> bool:
        here, ever = self._here.get(quote.article, {}), self._ever.get(quote.article, {})
        if quote.text in here:
            return True
        if len(here) >= self._most or not (self._has_room(quote, here) and self._has_room(quote, ever)):
            return False
        self._note(quote)
        return True

    def _has_room(self, quote: Quote, told: dict[str, int]) -> bool:
        if not told or quote.text in told:
            return True
        return sum(told.values()) + letters(quote.text) <= self._room_of(quote.article)

    def _room_of(self, key: str) -> float:
        """How many letters of an article may be quoted."""
        if key not in self._room:
            article = self._articles.get(key)
            limited = article is not None and not _is_teaser(article)
            self._room[key] = self._share * letters(article.text) if article and limited else inf
        return self._room[key]

    def _note(self, quote: Quote) -> None:
        for told in (self._here, self._ever):
            told.setdefault(quote.article, {})[quote.text] = letters(quote.text)


def refilled(quotes: Sequence[Quote], most: Mapping[int, int]) -> tuple[Quote, ...]:
    """The quotes with longer summaries' sentences in the place of those that a shorter one lost.

    `most`: how many sentences a summary of a level has.
    """
    found = list(quotes)
    for level, wanted in sorted(most.items()):
        missing = wanted - sum(quote.level <= level for quote in found)
        later = sorted(
            (i for i, quote in enumerate(found) if quote.level > level), key=lambda i: found[i].level
        )
        for i in later[: max(0, missing)]:
            found[i] = replace(found[i], level=level)
    return tuple(found)


def _is_teaser(article: Article) -> bool:
    text = article.text
    return letters(text) <= _LONGER and len(sentences_of(text, article.language)) <= TEASER


def letters(text: str) -> int:
    """How long a text is, without its white space; in every language a measure of the same kind."""
    return len("".join(text.split()))
