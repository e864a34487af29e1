"""Pasted or scraped text -> one or many articles.

A scrape says where its stories begin only by its layout: a headline repeated around its captions, a wider
gap, a byline below. Each sign counts, and one alone is not enough to part an article at a section heading.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.news.clean import (
    clean_paragraphs,
    ends_sentence,
    find_byline,
    first_sentence,
    is_caption,
    is_credit,
    is_furniture,
)
from bot.news.dates import read_time
from bot.news.model import Entry
from bot.news.scrape_lines import LINK, OUTLET, TIME, WIDEST, Line, is_headline, read_lines

_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_FIELDS = 8
"""So many lines below a headline may name the story's address, writer, outlet and time."""
_HEADER_LINES, _HEADER_WORDS = 12, 220
_NEAR = 4
"""A headline of a few words is repeated within so many lines; further below it is a section's heading."""
_START_SCORE = 3
_MENU_WORDS, _MENU_LINES = 3, 2
"""At least so many lines of no more words are the menu above a page's first headline."""


def parse_scrape(text: str) -> tuple[Entry, ...]:
    """The stories of a pasted or scraped text, in its order; () if it holds no words.

    Each has its headline as title and its prose as text ("" where there is only a headline or a caption).
    Text without any headline is one article, named after its first sentence.
    """
    lines = read_lines(text)
    if not lines:
        return ()
    starts = _find_starts(lines)
    if not starts:
        return _write_untitled(lines)
    ends = [*starts[1:], len(lines)]
    stories = [_write_story(lines[start:end]) for start, end in zip(starts, ends, strict=True)]
    return (*_write_preamble(lines[: starts[0]]), *_without_numbers(stories))


def _without_numbers(stories: Sequence[Entry]) -> list[Entry]:
    """The stories, their titles without numbers where they are counted through from 1."""
    numbers = [_NUMBER.match(story.title) for story in stories]
    if len(stories) < 2 or [number and int(number[1]) for number in numbers] != [*range(1, len(stories) + 1)]:
        return list(stories)
    return [replace(story, title=_NUMBER.sub("", story.title, count=1)) for story in stories]


def _find_starts(lines: Sequence[Line]) -> list[int]:
    """Where stories begin: the places of their headlines."""
    usual = _usual_gap(lines)
    starts: list[int] = []
    at = 0
    while at < len(lines):
        if is_headline(lines[at]) and _score_start(lines, at, usual) >= _START_SCORE:
            _add_start(starts, at, lines, usual)
            at = _header_end(lines, at)
        at += 1
    return _below_menu(lines, starts)


def _below_menu(lines: Sequence[Line], starts: list[int]) -> list[int]:
    """The starts, the first one moved to the longest headline above the prose if it is but a word of a menu
    or there is none."""
    prose = next((i for i, line in enumerate(lines) if ends_sentence(line.text)), len(lines))
    above = [i for i in range(prose) if is_headline(lines[i])]
    longest = max(above, key=lambda i: len(lines[i].text.split()), default=0)
    menu = [line for line in lines[:longest] if len(line.text.split()) <= _MENU_WORDS]
    if len(menu) < _MENU_LINES or len(lines[longest].text.split()) <= _MENU_WORDS:
        return starts
    if starts and len(lines[starts[0]].text.split()) > _MENU_WORDS:
        return starts
    return [longest, *(start for start in starts if start > prose)]


def _add_start(starts: list[int], at: int, lines: Sequence[Line], usual: int) -> None:
    """Adds a start, unless it belongs to the header of the story before: no prose between, no wider gap.
    If that story's headline is only a word or two, that was a menu. What is said twice in a row there is a
    caption."""
    last = starts[-1] if starts else at
    bare = not any(ends_sentence(line.text) for line in lines[last:at])
    menu = len(lines[last].text.split()) < 4
    twice = at + 1 < len(lines) and lines[at + 1].key == lines[at].key and not menu
    wider = lines[at].gap > usual or _header_end(lines, at) > at
    if at == last or not bare or (wider and not twice):
        starts.append(at)
    elif menu:
        starts[-1] = at


def _usual_gap(lines: Sequence[Line]) -> int:
    """How many blank lines part two paragraphs of prose here."""
    prose = [ends_sentence(line.text) for line in lines]
    gaps = Counter(lines[i].gap for i in range(1, len(lines)) if prose[i] and prose[i - 1])
    return gaps.most_common(1)[0][0] if gaps else min((line.gap for line in lines[1:]), default=0)


def _score_start(lines: Sequence[Line], at: int, usual: int) -> int:
    """How much speaks for a new story at this line: 3 is enough."""
    line, after = lines[at], lines[at + 1 : at + 4]
    score = 3 if line.gap >= WIDEST else 2 if line.gap > usual else 0
    repeat = _header_end(lines, at) - at
    score += 3 if repeat > 1 else 2 if repeat == 1 else 0
    words = line.text.split()
    score += (len(words) >= 6) + (len(words) >= 4 and _is_title_case(words))
    if any(a.key == b.key for a, b in pairwise(after)):
        score += 2
    if len(after) == 1 and is_caption(after[0].text):
        score += 1
    if after and (is_caption(after[0].text) or find_byline(after[0].text) or is_furniture(after[0].text)):
        score += 2
    return score


def _is_title_case(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and all(word[0].isupper() for word in long)


def _header_end(lines: Sequence[Line], start: int) -> int:
    """The place of the last repeat of the headline at `start` near it; `start` itself if there is none."""
    end, words = start, 0
    for at in range(start + 1, min(start + 1 + _HEADER_LINES, len(lines))):
        words += len(lines[at].text.split())
        if words > _HEADER_WORDS:
            break
        if lines[at].key == lines[start].key and (at - start <= _NEAR or len(lines[at].text.split()) > 3):
            end, words = at, 0
    return end


def _write_story(lines: Sequence[Line]) -> Entry:
    """One story; its headline is the first line."""
    end = _header_end(lines, 0)
    header = lines[1 : end + 1]
    body = [line.text for line in _without_header(lines[end + 1 :], header)]
    paragraphs = clean_paragraphs(body, lines[0].text)
    if not any(map(ends_sentence, paragraphs)):
        paragraphs = ()
    fields = [line.text for line in lines[1:_FIELDS]]
    return Entry(
        title=lines[0].text,
        url=_first(LINK, fields),
        text="\n\n".join(paragraphs),
        byline=next((name for line in fields if (name := find_byline(line))), None),
        published=read_time(_first(TIME, fields)),
        source=_first(OUTLET, [line for line in fields if not is_credit(line.partition(":")[2].strip())]),
    )


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str | None:
    """What the first line of that form names."""
    return next((match[1] for line in lines if (match := pattern.fullmatch(line))), None)


def _without_header(body: Sequence[Line], header: Sequence[Line]) -> Sequence[Line]:
    """The lines below the headline without captions: what the header said before, what is said twice in a
    row at the top, and the line before a widget at the top."""
    captions = {line.key for line in header}
    top = body[:6]
    captions |= {a.key for a, b in pairwise(top) if a.key == b.key}
    if any(line.gap for line in body[1:]):
        captions |= {a.key for a, b in pairwise(top[:4]) if b.gap == 0 and is_credit(b.text)}
    widget = max((i for i, line in enumerate(body[:4]) if line.key == "tt"), default=-1)
    above = {line.key for line in body[: max(widget, 0)] if line.key not in captions | {"tt"}}
    if len(above) > 1:
        widget = -1
    return [line for line in body[widget + 1 :] if line.key not in captions]


def _write_preamble(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """What stands before the first headline: menus are dropped, prose is an article."""
    if sum(len(line.text.split()) for line in lines if ends_sentence(line.text)) < 40:
        return ()
    return _write_untitled(lines)


def _write_untitled(lines: Sequence[Line]) -> tuple[Entry, ...]:
    """Prose without a headline, named after its first sentence."""
    paragraphs = clean_paragraphs([line.text for line in lines])
    if not paragraphs:
        return ()
    return (Entry(title=first_sentence(paragraphs[0]), text="\n\n".join(paragraphs)),)
