"""Whether a page says that it is not free to read. It is never guessed."""

import json

import pytest

from bot.news.article import write_article
from bot.news.model import Editing, Entry
from bot.news.pages import parse_page

TEXT = (
    "<article><h1>Rice is cheaper</h1><p>The grain board opened its stores in Zinder on Monday.</p></article>"
)
WALL = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}


def page(head: str = "", body: str = TEXT) -> bytes:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def linked(*nodes: object) -> bytes:
    return page(f'<script type="application/ld+json">{json.dumps(nodes)}</script>')


def article(**said: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": "Rice is cheaper", **said}


@pytest.mark.parametrize(
    ("said", "paywalled"),
    [
        ({"isAccessibleForFree": False}, True),
        ({"isAccessibleForFree": "False"}, True),
        ({"isAccessibleForFree": "false"}, True),
        ({"isAccessibleForFree": "https://schema.org/False"}, True),
        ({"isAccessibleForFree": False, "hasPart": WALL}, True),
        ({"hasPart": [WALL, {"@type": "WebPageElement"}]}, True),
        ({"isAccessibleForFree": True, "hasPart": WALL}, True),
        ({"isAccessibleForFree": True}, False),
        ({"isAccessibleForFree": "True"}, False),
        ({"isAccessibleForFree": "perhaps"}, None),
        ({"isAccessibleForFree": [[]], "hasPart": "wall"}, None),
        ({}, None),
    ],
)
def test_linked_data_says_it(said: dict[str, object], paywalled: bool | None) -> None:
    assert parse_page(linked(article(**said))).paywalled is paywalled


def test_what_is_said_of_another_article_does_not_count() -> None:
    other = {"@type": "NewsArticle", "name": "Elsewhere", "isAccessibleForFree": False}
    about = article(datePublished="2026-02-17", mentions=[other])
    assert parse_page(linked(about)).paywalled is None


@pytest.mark.parametrize(
    ("tier", "paywalled"), [("locked", True), ("metered", True), ("free", False), ("gold", None)]
)
def test_a_content_tier_says_it(tier: str, paywalled: bool | None) -> None:
    for name in ("name", "property"):
        found = parse_page(page(f'<meta {name}="article:content_tier" content="{tier}">'))
        assert found.paywalled is paywalled


def test_an_article_knows_what_its_page_said_and_nothing_without_one() -> None:
    entry = Entry("Rice is cheaper", "https://example.org/rice", "The grain board opened its stores.")
    said = linked(article(isAccessibleForFree=False))
    read = write_article(entry, said, source="Courier", language="en", editing=Editing())
    unread = write_article(entry, None, source="Courier", language="en", editing=Editing())
    assert (read.paywalled, unread.paywalled) == (True, None)
