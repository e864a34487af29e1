"""An article whose page is read again: what it says now, or that it was taken back. Pure and picklable."""

from dataclasses import replace

from bot.news.article import write_article
from bot.news.clean import fold
from bot.news.model import Article, Editing, Entry
from bot.news.pages import parse_page
from bot.news.withdrawn import says_withdrawn

_TOP = 3
"""A note that takes an article back is among its first paragraphs."""


def reread(article: Article, data: bytes, *, told: bool, editing: Editing) -> Article:
    """The article as its page `data` tells it now, under its own headline, time and tags.

    `told`: its text is that of its page; otherwise only that it was taken back can be seen. A page that says
    nothing of it any more (a wall, an error, the beginning only) leaves it as it was. Raises UserError if
    the data is no HTML.
    """
    page = parse_page(data, article.url)
    if any(says_withdrawn(page.title, paragraph) for paragraph in ("", *page.paragraphs[:_TOP])):
        return replace(article, withdrawn=True)
    if not told:
        return article
    entry = Entry(
        title=article.title,
        url=article.url,
        byline=article.byline,
        published=article.published,
        language=article.language,
        categories=article.categories,
        image=article.image,
        source=article.source,
        guid=article.guid,
        id=article.id,
    )
    now = write_article(entry, page, source=article.source, language=article.language, editing=editing)
    if article.text.startswith(now.text) or not _is_still(article.text, now.text):
        return article
    return replace(now, named=article.named)


def _is_still(before: str, now: str) -> bool:
    """Whether a text is still the same article's: at least half as long, with half of the longer words."""
    words = {word for word in fold(before).split() if len(word) > 3}
    kept = words & set(fold(now).split())
    return 2 * len(now) >= len(before) and 2 * len(kept) >= len(words)
