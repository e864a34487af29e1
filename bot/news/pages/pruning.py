"""Takes away what is no part of a page's article: menus, adverts, dialogs, other stories."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from bot.news.clean import alternatives

_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "button", "select")
_AROUND = ("figure", "figcaption", "footer", "nav", "aside", "form")
_KEPT = frozenset({"html", "body", "article", "main"})
_WITHIN_LINES = frozenset({"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "time", "u"})
"""Elements within a line: what their names say is no reason to take words out of it."""
_NOISE_NAMES = alternatives(r"""
    related ~ recommend\w* ~ newsletters? ~ shar(?:e|ing) ~ social ~ promo\w* ~ sponsor\w* ~ advert\w*
    ads? ~ widget ~ embed(?:ded)? ~ twitter-tweet ~ authors? ~ bylines? ~ bio
    comments? ~ breadcrumbs? ~ cookie\w* ~ sidebar ~ outbrain ~ taboola ~ nav ~ menu ~ footer
    copyright ~ disclaimer
    more-stories ~ read-?more ~ most-?read ~ tags? ~ popular
    """)
_NOISE = re.compile(rf"(?:^|[\s_-]){_NOISE_NAMES}(?:$|[\s_-])", re.IGNORECASE)
_DIALOG_NAMES = alternatives(r"""
    onetrust ~ didomi ~ gdpr ~ consent
    cookies?[_-]?(?:banner|bar|consent|law|modal|notice|policy|popup)
    """)
_DIALOG = re.compile(rf"(?:^|[\s_-]){_DIALOG_NAMES}(?:$|[\s_-])", re.IGNORECASE)
_MOST_PROSE_BUILT, _MOST_PROSE_NAMED = 0.7, 0.3
"""Of a page's prose, that may be in elements which are dropped for their tag, and for their names."""


def prune(tree: HtmlElement) -> None:
    """Takes away, in place, what is named as noise or built for it, unless much of the prose is in it."""
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    noise = _drop_dialogs(tree)
    prose = _count_prose([tree])
    for tag in _AROUND:
        _drop_all(list(tree.iter(tag)), _MOST_PROSE_BUILT * prose)
    for elements in noise.values():
        _drop_all(elements, _MOST_PROSE_NAMED * prose)


def _drop_dialogs(tree: HtmlElement) -> dict[str, list[HtmlElement]]:
    """Drops what asks for consent, and gives the elements that are named as noise, by their names."""
    noise: dict[str, list[HtmlElement]] = defaultdict(list)
    for element in tree.xpath("//*[@class or @id]"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        about = _what_is(names)
        if about is None or element.tag in _KEPT:
            continue
        if about is not _DIALOG:
            if element.tag not in _WITHIN_LINES:
                noise[names].append(element)
        elif next(element.iter("h1", "article"), None) is None:
            _drop(element)
    return noise


@lru_cache(20_000)
def _what_is(names: str) -> re.Pattern[str] | None:
    """_DIALOG or _NOISE, if a class and id say so. They repeat, within a page and from page to page."""
    return next((pattern for pattern in (_DIALOG, _NOISE) if pattern.search(names)), None)


def _drop_all(elements: list[HtmlElement], enough: float) -> None:
    """Drops elements of one kind, unless there is more prose in them."""
    if _count_prose(elements) <= enough:
        for element in elements:
            _drop(element)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _count_prose(elements: Iterable[HtmlElement]) -> int:
    paragraphs = {paragraph for element in elements for paragraph in element.iter("p")}
    return sum(len(paragraph.text_content()) for paragraph in paragraphs)
