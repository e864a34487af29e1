"""Page + entry -> Article, clean, condensed and tagged: the one call per article. Pure and picklable."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import UserError
from bot.news.clean import clean_paragraphs, first_sentence, fold, tidy
from bot.news.dates import read_time
from bot.news.lengths import condense, graded
from bot.news.links import canonical_url, web_link, without_tracking
from bot.news.markup import split_paragraphs
from bot.news.model import UNKNOWN_LANGUAGE, USUAL, Article, Editing, Entry, Page
from bot.news.pages import parse_page
from bot.news.topics import Topics
from summaries import Summary
from summaries.language import detect

__all__ = ["article_id", "canonical_url", "page_entry", "parse_line", "write_article"]

_LONGEST_TEXT = 200_000
_LONGEST_TITLE = 500
_LEAST_WORDS_TO_DOUBT_ENGLISH, _MOST_WORDS_TO_DOUBT_ENGLISH = 30, 150
_ENGLISH_WORDS = frozenset({"The", "and", "of", "the"})
_THREE_LETTERS = {
    "eng": "en", "fra": "fr", "fre": "fr", "ara": "ar", "spa": "es", "deu": "de", "ger": "de", "por": "pt",
    "ita": "it", "rus": "ru", "tur": "tr", "hau": "ha", "iw": "he", "in": "id", "ji": "yi",
}  # fmt: skip


def write_article(
    entry: Entry, page: Page | bytes | None, *, source: str, language: str | None, editing: Editing
) -> Article:
    """The article that an entry and its page tell, in the better text of the two, without noise.

    `source` is the outlet's name, unless the entry names one; `language` is what is known of the source's,
    used where neither feed nor page gives one. A page that cannot be read leaves what the feed holds.
    Language: the feed's tag, the page's, the source's, else what the text looks like.
    """
    page = _read_page(page, entry.url)
    title = entry.title or (page.title if page else "")
    paragraphs = _choose_text(entry, page, "" if page is None and _is_named_after_text(entry) else title)
    text = "\n\n".join(paragraphs)[:_LONGEST_TEXT].rstrip()
    title = title or (first_sentence(text) if text else entry.url or "")
    tags = [entry.language, page.language if page else None, language]
    spoken = _tell_language(tags, f"{title}\n{text}")
    summary = condense(text, title, spoken, editing)
    sentences = _verbatim(summary, text)
    link = web_link(entry.url) or (web_link(page.url) if page else None)
    topics = Topics.load(editing.topics).weigh(title, text, entry.categories, spoken)
    return Article(
        id=entry.id or article_id(link, entry.title or title, entry.text or text),
        url=without_tracking(link) if link else None,
        title=title[:_LONGEST_TITLE],
        byline=entry.byline or (page.byline if page else None),
        published=entry.published or (page.published if page else None),
        source=entry.source or source,
        language=spoken,
        text=text,
        summary=tuple(sentence for sentence, level in sentences if level <= USUAL),
        topics=tuple(topics),
        categories=entry.categories,
        image=web_link(entry.image) or (web_link(page.image) if page else None),
        guid=entry.guid,
        named=entry.id is not None,
        reason=summary.reason,
        graded=sentences,
        weights=tuple(weight.share for weight in topics.values()),
        paywalled=page.paywalled if page else None,
    )


def article_id(url: str | None, title: str = "", text: str = "") -> str:
    """16 hexadecimal characters: of the canonical address (http and https, with and without www. are one),
    or of title and text where there is no address."""
    link = canonical_url(url)
    key = re.sub(r"^https?://(?:www\.)?", "", link) if link else f"{fold(title)}\n{fold(text)}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def page_entry(page: Page) -> Entry:
    """The entry of a page that no feed led to."""
    return Entry(title=page.title, url=page.url, language=page.language, source=page.source)


def parse_line(line: Mapping[str, Any]) -> Entry:
    """The entry of an import line: url, title, text, published, source and optional id, language, byline.

    Raises UserError that names what is wrong with the line.
    """
    if not isinstance(line, Mapping):
        raise UserError('An import line is not an object; write {"title": …, "text": …} on each line.')
    title, text = tidy(_field(line, "title")), _field(line, "text")
    paragraphs = split_paragraphs(text)
    if not title and not paragraphs:
        raise UserError('An import line has neither "title" nor "text"; give it one of them.')
    written = line.get("published")
    published = read_time(written)
    if written and published is None:
        raise UserError(f'"published" is {written!r:.60}; write a time such as 2026-02-17T08:00:00Z.')
    return Entry(
        title=(title or first_sentence(paragraphs[0]))[:_LONGEST_TITLE],
        url=web_link(_field(line, "url")),
        text="\n\n".join(paragraphs)[:_LONGEST_TEXT],
        byline=tidy(_field(line, "byline")) or None,
        published=published,
        language=_field(line, "language") or None,
        source=tidy(_field(line, "source")) or None,
        id=tidy(_field(line, "id")) or None,
    )


def _field(line: Mapping[str, Any], name: str) -> str:
    value = line.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise UserError(f'"{name}" of an import line is {value!r:.60}; write text in quotes.')
    return value or ""


def _read_page(page: Page | bytes | None, url: str | None) -> Page | None:
    if not isinstance(page, bytes):
        return page
    try:
        return parse_page(page, url)
    except UserError:
        return None


def _is_named_after_text(entry: Entry) -> bool:
    """Whether the title is but the first sentence of the text, which it must not take away as a repeat."""
    text = entry.text or entry.teaser
    return entry.title.endswith((".", "…", "。", "۔", "।")) and entry.title == first_sentence(text)


def _choose_text(entry: Entry, page: Page | None, title: str) -> tuple[str, ...]:
    """The page's text, unless it tells less than the feed's or speaks of something else (a wall, an error).
    Of the feed's body and teaser the longer."""
    told = max(
        (clean_paragraphs(text.split("\n\n"), title) for text in (entry.text, entry.teaser)),
        key=_count_letters,
    )
    found = clean_paragraphs(page.paragraphs, title) if page else ()
    if _count_letters(found) <= _count_letters(told):
        return told
    return found if _speaks_of(found, f"{title} {' '.join(told)}") else told


def _count_letters(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _speaks_of(paragraphs: Sequence[str], told: str) -> bool:
    """Whether at least a fifth of the longer words told of an article occur in its page."""
    words = {word for word in fold(told).split() if len(word) > 3}
    found = set(fold(" ".join(paragraphs)).split())
    return len(words) < 5 or 5 * len(words & found) >= len(words)


def _tell_language(tags: Sequence[str | None], text: str) -> str:
    """The first tag given, as ISO 639-1; else what the text looks like. "en" is the stock value of feeds in
    any language, so it is believed only of texts that look like English."""
    tag = next((code for code in map(_code, tags) if code), None)
    words = text.split(maxsplit=_MOST_WORDS_TO_DOUBT_ENGLISH) if tag == "en" else []
    if tag and (len(words) < _LEAST_WORDS_TO_DOUBT_ENGLISH or _is_plainly_english(words)):
        return tag
    seen = detect(text)
    return tag if tag and seen == UNKNOWN_LANGUAGE else seen


def _is_plainly_english(words: Sequence[str]) -> bool:
    """Whether every sixteenth word or more is one of English's most frequent, as nearly always in news."""
    return 16 * sum(word in _ENGLISH_WORDS for word in words) >= len(words)


def _code(tag: str | None) -> str | None:
    code = re.split(r"[-_]", (tag or "").strip().lower())[0]
    code = _THREE_LETTERS.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _verbatim(summary: Summary, text: str) -> tuple[tuple[str, int], ...]:
    """The summary's sentences with their levels; one that is not in the text, word for word, is left out."""
    folded = " ".join(text.split())
    return tuple((sentence.text, level) for sentence, level in graded(summary) if sentence.text in folded)
