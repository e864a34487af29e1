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


LONG = "".join(f"<p>{text} {text.replace('the', 'a')}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "noise",
    [
        "<div class='author-bio'><p>Awa Traore writes of grain and of what it costs in the Sahel.</p></div>",
        "<div class='box'>Sign up</div>",
        "<ul><li><a href='/1'>Another story of the east and of its harvest</a></li></ul>",
        "<p><a href='/1'>Read what others say of this</a></p>",
    ],
)
def test_what_stands_between_the_paragraphs_of_a_clear_article_is_left_out(noise: str) -> None:
    first, rest = LONG[: LONG.index("</p>") + 4], LONG[LONG.index("</p>") + 4 :]
    clear = parse_page(page(body=f"<div class='story'>{first}{rest}</div>")).paragraphs
    assert parse_page(page(body=f"<div class='story'>{first}{noise}{rest}</div>")).paragraphs == clear
    assert len(clear) == len(PARAGRAPHS)


def test_words_of_a_paragraph_are_kept_whatever_their_element_is_named() -> None:
    body = f"<div class='story'><p>In <a class='tag'>Zinder</a> the stores were opened.</p>{LONG}</div>"
    assert "In Zinder the stores were opened." in parse_page(page(body=body)).paragraphs


def test_a_consent_dialog_is_no_article_however_long() -> None:
    dialog = "<p>We and our partners store what you read on this device, and more.</p>" * 40
    body = f"<div id='onetrust-banner'>{dialog}</div><div class='story'>{LONG}</div>"
    assert "partners" not in " ".join(parse_page(page(body=body)).paragraphs)


def test_names_of_noise_say_nothing_where_most_of_the_page_is_in_them() -> None:
    assert len(parse_page(page(body=f"<div class='widget'>{LONG}</div>")).paragraphs) == len(PARAGRAPHS)


def test_what_is_told_between_headline_and_article_is_its_opening() -> None:
    lead = "Rice has not been as cheap as this for three years, the grain board says."
    body = f"<header><h1>Rice is cheaper</h1><p>{lead}</p><p>3 min</p></header><div class='s'>{LONG}</div>"
    found = parse_page(page(body=f"<main>{body}</main>")).paragraphs
    assert found[0] == lead
    assert len(found) == 1 + len(PARAGRAPHS)


def test_where_no_element_holds_most_of_the_prose_the_page_is_held_against_the_body_it_tells() -> None:
    told = [f"{text} {text.replace('the', 'a')} {text.upper()}" for text in PARAGRAPHS]
    others = [
        f"The ministry of story {n}, and of others, said that it had been so, there." for n in range(60)
    ]
    deep = "".join(f"<div><div><div><div><p>{text}</p></div></div></div></div>" for text in [*told, *others])
    head = linked(headline="Rice", articleBody=" ".join(told))
    assert parse_page(page(head, deep)).paragraphs == tuple(told)


def test_a_second_heading_is_the_title_where_the_title_tag_begins_with_it() -> None:
    head = "<title>亚洲首艘海上油气加工厂启运珠江口盆地_南方网</title>"
    assert parse_page(page(head, f"<h2>亚洲首艘海上油气加工厂启运珠江口盆地</h2>{BODY}")).title == (
        "亚洲首艘海上油气加工厂启运珠江口盆地"
    )


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
    ("marked", "byline"),
    [
        (
            "<div class='byline'><span>Awa Traore</span><span>SBC Africa correspondent</span></div>",
            "Awa Traore",
        ),
        ("<div class='Byline'><div>By <b>Awa Traore</b></div> <div>SBC, Niamey</div></div>", "Awa Traore"),
        ("<p class='byline'>By<br>Awa Traore<br>Africa correspondent</p>", "Awa Traore"),
        ("<p class='byline'>By <a>Awa Traore</a> and <a>Issa Diallo</a></p>", "Awa Traore and Issa Diallo"),
        (
            "<p class='byline'><b rel='author'>Awa Traore<i>SBC</i></b> <b rel='author'>Issa Diallo</b></p>",
            "Awa Traore, Issa Diallo",
        ),
        ("<p class='byline'>作者：白居易</p>", "白居易"),
        ("<p class='byline'>No Author</p><p class='author-name'>Awa Traore</p>", "Awa Traore"),
        ("<p class='byline'>12 min read</p>", None),
    ],
)
def test_a_marked_byline_is_the_name_without_the_role_beside_it(marked: str, byline: str | None) -> None:
    assert parse_page(page(body=f"<article>{marked}{BODY}</article>")).byline == byline


def test_a_role_that_has_run_into_a_name_is_parted_where_the_page_parts_them() -> None:
    head = linked(headline="Rice", author={"name": "Awa TraoreSBC Africa correspondent"})
    marked = "<p class='byline'><b>Awa Traore</b><i>SBC Africa correspondent</i></p>"
    assert parse_page(page(head, f"{marked}{BODY}")).byline == "Awa Traore"
    assert parse_page(page(head, BODY)).byline == "Awa TraoreSBC Africa correspondent"


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
