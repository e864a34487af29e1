"""The paragraphs of the article in a page, without menus, related stories and captions."""

import re
from functools import cache

from lxml.html import HtmlElement

from bot.news.markup import split_paragraphs

_JUNK = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|newsletter|share|sharing|social|promo\w*|sponsor\w*|advert\w*|ads?|comments?"
    r"|breadcrumbs?|cookie\w*|paywall|subscribe|signup|sidebar|outbrain|taboola|caption|credit|disclaimer|copyright)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)


def extract_paragraphs(tree: HtmlElement) -> tuple[str, ...]:
    return tuple(line for line in _extract(tree).split("\n") if line.strip())


def _extract(tree: HtmlElement) -> str:
    from trafilatura import extract
    return extract(tree, include_comments=False, favor_precision=True) or ""
