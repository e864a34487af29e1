"""From what a feed gives, in whatever format, to an Entry: plain, resolved, capped."""

from dataclasses import dataclass
from datetime import datetime

from bot.news.clean import first_sentence, fold
from bot.news.dates import read_time
from bot.news.links import web_link
from bot.news.markup import first_image, read_line, read_paragraphs
from bot.news.model import Entry

MOST_ENTRIES = 10_000
_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_BODY = 500, 200, 200_000
_MOST_CATEGORIES = 40


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as its feed gives it: raw texts, HTML or plain, nothing resolved."""

    title: str = ""
    link: str = ""
    bodies: tuple[str, ...] = ()
    """What may be the article's body, in HTML."""
    notes: tuple[str, ...] = ()
    """Contents in plain text: the article's body, or the caption of its photo."""
    teaser: str = ""
    byline: str = ""
    published: str | datetime | None = None
    language: str | None = None
    guid: str = ""
    categories: tuple[str, ...] = ()
    image: str = ""
    source: str = ""


def finish_entry(draft: Draft, base: str | None) -> Entry | None:
    """The entry; None if nothing is in it. A missing title is the first sentence of the text, or else the
    address, or the id."""
    link = web_link(draft.link, base)
    teaser = read_paragraphs(draft.teaser)
    text = _choose_body(draft, teaser)
    name = first_sentence(text[0]) if text else (link or "").partition("//")[2] or draft.guid
    title = read_line(draft.title) or name
    if not title:
        return None
    return Entry(
        title=title[:_LONGEST_TITLE],
        url=link,
        text="\n\n".join(text)[:_LONGEST_BODY],
        teaser="\n\n".join(teaser)[:_LONGEST_BODY],
        byline=read_line(draft.byline)[:_LONGEST_NAME] or None,
        published=draft.published if isinstance(draft.published, datetime) else read_time(draft.published),
        language=draft.language,
        guid=draft.guid[:_LONGEST_TITLE] or None,
        categories=_name_categories(draft.categories),
        image=web_link(draft.image or next(filter(None, map(first_image, draft.bodies)), None), base),
        source=read_line(draft.source)[:_LONGEST_NAME] or None,
    )


def _choose_body(draft: Draft, teaser: tuple[str, ...]) -> tuple[str, ...]:
    """The content in HTML, unless the teaser is twice as long. A content in plain text is the body only where
    it is longer still; if it does not hold the teaser it may be a photo's caption, and comes after it."""
    body = max(map(read_paragraphs, draft.bodies), key=_size, default=())
    body = body if 2 * _size(body) > _size(teaser) else teaser
    note = max(map(read_paragraphs, draft.notes), key=_size, default=())
    if _size(note) <= _size(body):
        return body
    return note if fold(" ".join(body)) in fold(" ".join(note)) else (*body, *note)


def _size(paragraphs: tuple[str, ...]) -> int:
    return sum(map(len, paragraphs))


def _name_categories(categories: tuple[str, ...]) -> tuple[str, ...]:
    names = {
        fold(name): name[:_LONGEST_NAME] for c in categories[:_MOST_CATEGORIES] if (name := read_line(c))
    }
    return tuple(names.values())
