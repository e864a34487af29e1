"""One form for one article's address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.article import article_id, canonical_url
from bot.news.links import same_site, web_link, without_tracking

ONE = "https://example.org/news/rice?id=7"


@pytest.mark.parametrize(
    "url",
    [
        ONE,
        "https://example.org/news/rice/?id=7",
        "HTTPS://Example.ORG:443/news/rice?id=7#top",
        "https://example.org/news/rice?utm_source=rss&id=7&fbclid=x",
        "https://example.org/news/rice/amp/?id=7",
        "https://example.org/news/rice?id=7&amp=1",
        "https://amp.example.org/news/rice?id=7",
        "https://www.google.com/amp/s/example.org/news/rice?id=7",
        "https://reader:secret@example.org/news/rice?id=7",
    ],
)
def test_one_article_has_one_address(url: str) -> None:
    assert canonical_url(url) == ONE


def test_http_https_and_www_are_one_article() -> None:
    ids = {
        article_id(url)
        for url in (ONE, "http://example.org/news/rice?id=7", "http://www.example.org/news/rice?id=7")
    }
    assert len(ids) == 1
    assert len(ids.pop()) == 16


def test_without_an_address_title_and_text_are_the_article() -> None:
    assert article_id(None, "Rain", "It rained.") == article_id("mailto:x", "RAIN", "It  rained.")
    assert article_id(None, "Rain", "It rained.") != article_id(None, "Rain", "It did not rain.")


@pytest.mark.parametrize(
    "href", [None, "", "javascript:alert(1)", "mailto:a@example.org", "http://", "http://[", "x" * 3000]
)
def test_what_is_no_address_of_the_web_is_none(href: str | None) -> None:
    assert web_link(href) is None
    assert canonical_url(href) is None


def test_relative_links_are_resolved() -> None:
    assert web_link("../b c", "https://example.org/a/x/") == "https://example.org/a/b%20c"


def test_a_link_loses_what_tracks_the_reader_and_nothing_else() -> None:
    assert (
        without_tracking("https://example.org/a/?b=1&utm_medium=x#part") == "https://example.org/a/?b=1#part"
    )


@given(st.one_of(st.text(max_size=60), st.text(max_size=40).map("https://example.org/".__add__)))
def test_the_canonical_form_is_its_own_canonical_form(url: str) -> None:
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once


def test_the_many_spellings_of_one_address_are_one() -> None:
    spelt = {
        "http://MÜNCHEN.example/é?q=ü",
        "http://xn--mnchen-3ya.example/%C3%A9/?q=%c3%bc",
        "http://nora:secret@münchen.example:80/é?q=%C3%BC#top",
    }
    assert {canonical_url(url) for url in spelt} == {"http://xn--mnchen-3ya.example/%C3%A9?q=%C3%BC"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://feeds.example.org/rss", "https://www.example.org/a", True),
        ("https://feeds.example.co.uk/rss", "https://example.co.uk/a", True),
        ("https://a.co.uk/", "https://b.co.uk/", False),
        ("https://a.org.ng/", "https://b.org.ng/", False),
        ("https://rfi.example.fr/", "https://www.example.fr/", True),
        ("https://www.rfi.fr/fr/rss", "https://rfi.fr/a", True),
        ("https://feeds.dw.de/rss", "https://www.dw.de/a", True),
        ("https://example.org/", "https://example.com/", False),
        ("https://example.org.evil.example/", "https://example.org/", False),
        ("https://one.blogspot.com/", "https://two.blogspot.com/", False),
        ("https://www.one.blogspot.com/", "https://one.blogspot.com/", True),
        ("http://127.0.0.1:80/", "http://127.0.0.1:81/", False),
        ("https://journal.info/", "https://www.journal.info/", True),
        ("https://münchen.example/", "https://www.xn--mnchen-3ya.example/", True),
        ("https://example.org/", None, False),
        (None, None, False),
    ],
)
def test_one_outlet_has_one_site(one: str | None, other: str | None, same: bool) -> None:
    assert same_site(one, other) is same
