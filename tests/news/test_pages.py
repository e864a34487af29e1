"""Article pages, from well marked to hostile. All news is made up."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.news.pages import looks_like_page, parse_page

URL = "https://example.org/2025/08/12/rice"
PARAGRAPHS = (
    "The grain board opened its stores in Zinder on Monday, and the price of rice fell by a tenth.",
    "Traders said that the sale would go on until the harvest, and that lorries were on their way.",
    "The director told reporters in Niamey that the board had sold a fifth of what it holds.",
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NOISE = """<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<footer><p>Copyright 2025 The Sahel Courier, all rights reserved, and more words on that.</p></footer>"""
RELATED = "".join(
    f'<div class="teaser"><h3><a href="/{n}">Another story, number {n}</a></h3>'
    f"<p>The ministry of story {n} said that none of this had happened in the capital.</p></div>"
    for n in range(3)
)


def page(head: str = "", body: str = f"<article><h1>Rice is cheaper</h1>{BODY}</article>") -> bytes:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{NOISE}{body}</body>".encode()


def linked(**fields: object) -> str:
    data = {
        "@context": "https://schema.org",
        "@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", **fields}],
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_article_s_paragraphs_are_found_among_menus() -> None:
    assert [p for p in parse_page(page()).paragraphs if p != "Rice is cheaper"] == list(PARAGRAPHS)


def test_other_stories_below_the_article_are_left_out() -> None:
    body = f"<div class='story'>{BODY * 2}</div><div class='more'>{RELATED}</div>"
    assert "The ministry of story" not in " ".join(parse_page(page(body=body)).paragraphs)


def test_captions_and_scripts_are_no_paragraphs() -> None:
    figure = (
        "<figure><img src='p.jpg'><figcaption>Sacks of rice in a store, seen at dawn.</figcaption></figure>"
    )
    text = " ".join(
        parse_page(page(body=f"<article>{figure}<script>var a;</script>{BODY}</article>")).paragraphs
    )
    assert "Sacks" not in text
    assert "var" not in text


def test_linked_data_says_most_of_a_page() -> None:
    found = parse_page(
        page(
            linked(
                headline="Rice &amp; millet are cheaper",
                author=[{"@type": "Person", "name": "Awa Traore"}, {"name": "Issa Diallo"}],
                datePublished="2025-08-12T14:00:00+02:00",
                image={"url": "/p.jpg"},
                publisher={"name": "Sahel Courier"},
                mainEntityOfPage={"@id": "https://example.org/rice"},
            )
        ),
        URL,
    )
    assert (found.title, found.byline) == ("Rice & millet are cheaper", "Awa Traore, Issa Diallo")
    assert found.published == datetime(2025, 8, 12, 12, tzinfo=UTC)
    assert (found.source, found.url, found.image) == (
        "Sahel Courier",
        "https://example.org/rice",
        "https://example.org/p.jpg",
    )


def test_open_graph_comes_next_without_the_outlet_s_name() -> None:
    found = parse_page(
        page(
            '<meta property="og:title" content="Rice is cheaper | Sahel Courier">'
            '<meta property="og:site_name" content="Sahel Courier">'
            '<meta property="article:published_time" content="2025-08-12T12:00:00Z">'
            '<meta name="author" content="By Awa Traore"><link rel="canonical" href="/rice">'
        ),
        URL,
    )
    assert (found.title, found.source, found.byline) == ("Rice is cheaper", "Sahel Courier", "Awa Traore")
    assert (found.url, found.language) == ("https://example.org/rice", "en")


@pytest.mark.parametrize(
    "head",
    ["", "<title>Rice is cheaper - Sahel Courier</title>", "<title>Rice is cheaper_News_Courier</title>"],
)
def test_the_heading_is_the_title_where_nothing_better_is_said(head: str) -> None:
    assert parse_page(page(head)).title == "Rice is cheaper"


def test_a_date_may_come_from_the_address_but_never_from_a_caption() -> None:
    body = f"<article><p>A store in Zinder, January 22, 2017. (Reuters)</p>{BODY}</article>"
    assert parse_page(page(body=body), "https://example.org/rice").published is None
    assert parse_page(page(body=body), URL).published == datetime(2025, 8, 12, tzinfo=UTC)


def test_a_canonical_link_to_the_front_page_is_not_believed() -> None:
    assert parse_page(page('<link rel="canonical" href="https://example.org/">'), URL).url == URL


def test_feeds_are_discovered_and_those_of_comments_come_last() -> None:
    head = """<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
      <link rel="alternate" type="application/atom+xml" href="/feed"><link rel="alternate" href="/fr">
      <link rel="alternate" type="application/rss+xml" href="javascript:x">"""
    assert parse_page(page(head), URL).feeds == (
        "https://example.org/feed",
        "https://example.org/comments/feed",
    )


def test_linked_data_gives_the_text_that_a_page_does_not_show() -> None:
    found = parse_page(page(linked(headline="Rice", articleBody="\n\n".join(PARAGRAPHS)), "<p>Loading</p>"))
    assert found.paragraphs == PARAGRAPHS


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_a_page_is_read_in_the_charset_it_names(charset: str) -> None:
    text = f"<html><head><meta charset='{charset}'></head><body><h1>Été à Zinder déjà</h1></body></html>"
    assert parse_page(text.encode(charset)).title == "Été à Zinder déjà"


def test_a_page_in_a_charset_it_does_not_name_is_read_too() -> None:
    text = "<html><title>新しい市場がニアメで開いた</title><body><p>市場は月曜日に開いた。</p></html>"
    assert parse_page(text.encode("euc-jp")).title == "新しい市場がニアメで開いた"


@pytest.mark.parametrize("data", [b"", b"plain words", b"%PDF-1.7\x00\x01", b"{}", b"\xff\xfe"])
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="no HTML page"):
        parse_page(data)


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 20_000,
        b"<p><b>" * 20_000,
        b"<table><tr><td>" * 5_000,
        b'<p><a href="/x">a link of words</a></p>' * 5_000,
        b"<p>" + b"word, " * 50_000,
        b"<p>" + b"w" * 300_000,
        b"\x00" * 100_000 + b"<p>words</p>",
        b"<div " + b" ".join(b'a%d="1"' % n for n in range(20_000)) + b">",
        b'<script type="application/ld+json">' + b"[" * 50_000,
        b'<script type="application/ld+json">{"@type": 3, "author": [[null]]}</script>',
    ],
)
def test_hostile_pages_are_read_within_seconds(body: bytes) -> None:
    assert parse_page(b"<html><body>" + body).title == ""


def test_a_page_is_known_by_how_it_begins() -> None:
    assert looks_like_page(page())
    assert not looks_like_page(b"<rss><channel><title>")
    assert not looks_like_page(b"A pasted text <b>with</b> tags")


@pytest.mark.parametrize("piece", [b"<!--a-->", b"<?a?>"])
def test_hundreds_of_comments_before_no_page_are_passed_at_once(piece: bytes) -> None:
    assert not looks_like_page(piece * 500 + b"text")
    assert looks_like_page(piece * 500 + b"<html>")


TAGS = st.sampled_from(
    ["<p>", "</p>", "<h1>", "<title>", "<article>", "<meta property='og:title' content='", "<!--"]
)
SCRIPTS = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["@type", "headline", "author", "name", "image", "url"]), inner, max_size=4
        ),
    ),
    max_leaves=8,
).map(lambda value: linked(headline=value))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(TAGS, SCRIPTS, st.text(max_size=20)), max_size=12))
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    try:
        found = parse_page("".join(pieces).encode("utf-8", "surrogatepass"), URL)
    except UserError:
        return
    assert found.url == URL or found.url is None or found.url.startswith("http")
