"""Feeds in all their formats, and what is kept of them. All news is made up."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.news.feeds import is_whole, looks_like_feed, looks_like_sitemap, parse_feed, parse_sitemap
from bot.news.model import Entry

NOON = datetime(2025, 8, 12, 12, tzinfo=UTC)


def rss(items: str, head: str = "<title>Sahel Courier</title><link>https://example.org/</link>") -> bytes:
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{head}{items}</channel></rss>'.encode()


def only(data: bytes, url: str | None = None) -> Entry:
    (entry,) = parse_feed(data, url).entries
    return entry


def test_an_item_of_rss_keeps_all_it_says() -> None:
    entry = only(
        rss(
            "<item><title>Rice &amp;amp; millet</title><link>/a/1?x=1&amp;y=2</link>"
            "<guid isPermaLink='false'>g1</guid>"
            "<description>&lt;p&gt;Prices fell.&lt;/p&gt;</description><dc:creator>Awa Traore</dc:creator>"
            "<category>Niger</category><category>Niger</category><category>Trade</category>"
            '<media:thumbnail url="https://example.org/p.jpg"/>'
            "<pubDate>Tue, 12 Aug 2025 14:00:00 +0200</pubDate></item>"
        ),
        "https://example.org/feed",
    )
    assert entry == Entry(
        title="Rice & millet",
        url="https://example.org/a/1?x=1&y=2",
        text="Prices fell.",
        teaser="Prices fell.",
        byline="Awa Traore",
        published=NOON,
        guid="g1",
        categories=("Niger", "Trade"),
        image="https://example.org/p.jpg",
    )


def test_atom_gives_its_language_and_resolves_links() -> None:
    feed = parse_feed(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://example.org/news/">'
        b'<title>Le Courrier</title><entry><title>Le riz</title><link href="riz"/>'
        b"<updated>2025-08-12T12:00:00Z</updated>"
        b"<content type='html'>&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux.</content></entry></feed>"
    )
    (entry,) = feed.entries
    assert (feed.language, entry.language, entry.published) == ("fr", "fr", NOON)
    assert (entry.url, entry.text) == ("https://example.org/news/riz", "Un.\n\nDeux.")


def test_rdf_is_read_too() -> None:
    data = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        b'<channel rdf:about="x"><title>Old</title></channel><item rdf:about="y"><title>Rain</title>'
        b"<link>https://example.org/rain</link></item></rdf:RDF>"
    )
    assert only(data).url == "https://example.org/rain"


def test_a_json_feed_keeps_all_it_says() -> None:
    item = {
        "id": 7,
        "url": "https://example.org/7",
        "title": "Rain",
        "content_html": "<p>It rained.</p>",
        "date_published": "2025-08-12T14:00:00+02:00",
        "authors": [{"name": "Awa"}, {"name": "Issa"}],
        "tags": ["Niger", 3],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Wire",
        "language": "en",
        "items": [item, "no"],
    }
    entry = only(json.dumps(feed).encode())
    assert (entry.guid, entry.byline, entry.categories) == ("7", "Awa, Issa", ("Niger",))
    assert (entry.text, entry.published, entry.language) == ("It rained.", NOON, "en")


def test_a_news_sitemap_names_its_articles() -> None:
    data = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1</loc><news:news>
      <news:publication><news:name>Courier</news:name><news:language>fr</news:language></news:publication>
      <news:publication_date>2025-08-12T12:00:00Z</news:publication_date><news:title>Le riz</news:title>
      <news:keywords>Niger, riz</news:keywords></news:news></url>
      <url><loc>https://example.org/plain</loc></url></urlset>"""
    feed = parse_sitemap(data)
    (entry,) = feed.entries
    assert looks_like_sitemap(data)
    assert (feed.title, entry.title, entry.url, entry.language) == (
        "Courier",
        "Le riz",
        "https://example.org/1",
        "fr",
    )
    assert (entry.published, entry.categories) == (NOON, ("Niger", "riz"))


def test_a_caption_shorter_than_the_summary_is_not_the_body() -> None:
    entry = only(
        rss(
            "<item><title>Fuel</title><description>Petrol fell by ten francs everywhere.</description>"
            "<media:content><media:description>A pump.</media:description></media:content></item>"
        )
    )
    assert entry.text == "Petrol fell by ten francs everywhere."


def test_content_in_html_is_the_body_and_the_summary_the_teaser() -> None:
    entry = only(
        rss(
            "<item><title>Fuel</title><description>Petrol fell.</description>"
            "<content:encoded>&lt;p&gt;Petrol fell by ten francs.&lt;/p&gt;</content:encoded></item>"
        )
    )
    assert (entry.text, entry.teaser) == ("Petrol fell by ten francs.", "Petrol fell.")


def test_scripts_captions_and_invitations_to_read_on_are_no_text() -> None:
    body = (
        "<p>One &eacute;t&eacute;.</p><script>alert(1)</script><figure><img src='/p.jpg'>"
        "<figcaption>A caption</figcaption></figure><p>More than 40 shops opened.</p>"
        "<p>Two. <a href='/a'>Continue reading…</a></p>"
    )
    entry = only(rss(f"<item><title>T</title><description><![CDATA[{body}]]></description></item>"))
    assert entry.text == "One été.\n\nMore than 40 shops opened.\n\nTwo."


@pytest.mark.parametrize("date", ["", "yesterday", "2025-99-99T00:00:00Z", "0001-01-01T00:00:00Z"])
def test_a_date_that_cannot_be_read_is_unknown(date: str) -> None:
    assert only(rss(f"<item><title>T</title><pubDate>{date}</pubDate></item>")).published is None


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://example.org/"]
)
def test_only_links_of_the_web_are_kept(link: str) -> None:
    assert only(rss(f"<item><title>T</title><link>{link}</link></item>", head="")).url is None


def test_an_item_without_a_title_is_named_after_its_first_sentence() -> None:
    entry = only(rss("<item><description>The rain came early. It stayed.</description></item>"))
    assert entry.title == "The rain came early."


def test_an_item_without_a_link_is_kept() -> None:
    assert only(rss("<item><title>Rain</title></item>")).title == "Rain"


def test_a_feed_without_items_is_a_feed() -> None:
    assert parse_feed(rss("", "<title>Quiet</title><ttl>90</ttl>")).ttl_minutes == 90


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain words",
        b"<html><body><p>Hello</p></body></html>",
        b'{"version": "https://jsonfeed.org/version/1"',
        b"\x89PNG\r\n\x1a\n\x00",
    ],
)
def test_what_is_no_feed_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match=r"(?i)feed"):
        parse_feed(data)


def test_the_charset_of_the_header_counts() -> None:
    data = rss("<item><title>été</title></item>").decode().encode("iso-8859-1")
    (entry,) = parse_feed(data, content_type="application/rss+xml; charset=iso-8859-1").entries
    assert entry.title == "été"


def test_utf_16_is_read() -> None:
    assert only(rss("<item><title>été</title></item>").decode().encode("utf-16")).title == "été"


def test_a_broken_feed_gives_what_it_holds() -> None:
    data = rss("<item><title>Rice & millet</title></item><item><title>Rain</title>")[:-16]
    assert [entry.title for entry in parse_feed(data).entries] == ["Rice & millet", "Rain"]


def test_entities_neither_grow_nor_load_files() -> None:
    letters = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    bomb = f'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY file SYSTEM "file:///etc/passwd">{letters}]>'
    item = "<item><title>T &h; &file;</title></item>"
    assert len(only(rss(item).replace(b"<rss", bomb.encode() + b"<rss", 1)).title) < 20


def test_a_file_name_in_place_of_a_feed_is_not_opened(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("feeds") / "feed.xml"
    path.write_bytes(rss("<item><title>Secret</title></item>"))
    with pytest.raises(UserError):
        parse_feed(str(path).encode())


def test_fields_and_items_are_capped() -> None:
    item = f"<item><title>{'word ' * 1000}</title></item>"
    feed = parse_feed(rss("<item><title>T</title></item>" * 11_000 + item))
    assert (len(feed.entries), feed.left_out) == (10_000, 1_001)
    assert len(only(rss(item)).title) == 500


@pytest.mark.parametrize(
    ("data", "is_feed"),
    [
        (b'\xef\xbb\xbf<?xml version="1.0"?><!-- a <html> --><rss version="2.0">', True),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">', True),
        (b'<rdf:RDF xmlns:rdf="x">', True),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', True),
        (b"<!doctype html><html><head><link rel=alternate></head>", False),
        (b"<urlset>", False),
        (b'{"title": "an import line"}', False),
    ],
)
def test_a_feed_is_known_by_how_it_begins(data: bytes, is_feed: bool) -> None:
    assert looks_like_feed(data) is is_feed


PIECES = st.sampled_from(
    b"""<rss> <channel> <item> </item> <title> </title> &#xD800; <![CDATA[ <feed> <entry> <pubDate>Tue,99Aug
    <link>http://[ <content/type='xhtml'> <a:b> { {"items":[ {"title":1} ]} <urlset><url><loc> &a;
    <!DOCTYPE/x[<!ENTITY/a'&a;'>]> \x00 \xff\xfe""".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=12))
def test_any_bytes_are_read_or_refused(pieces: list[bytes]) -> None:
    for parse in (parse_feed, parse_sitemap):
        try:
            entries = parse(b"".join(pieces)).entries
        except UserError:
            continue
        assert all(entry.title for entry in entries)


def test_quotes_that_a_publisher_escaped_once_too_often_are_read() -> None:
    text = "The &amp;amp;#39;big&amp;amp;quot; dam.&lt;br&gt;"
    item = f"<item><title>A</title><description>{text}</description></item>"
    (entry,) = parse_feed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode()).entries
    assert (entry.text or entry.teaser) == "The 'big\" dam."


def test_a_guid_that_is_no_address_is_no_link() -> None:
    feed = parse_feed(
        rss(
            "<item><title>One</title><guid>17</guid></item>"
            "<item><title>Two</title><guid><![CDATA[post-2]]></guid></item>"
            "<item><title>Three</title><guid>/three</guid></item>"
            "<item><title>Four</title><guid>https://example.org/four</guid></item>"
            "<item><title>Five</title><guid>5</guid><link>https://example.org/five</link></item>"
        ),
        "https://example.org/feed",
    )
    assert [entry.url for entry in feed.entries] == [
        None,
        None,
        *(f"https://example.org/{name}" for name in ("three", "four", "five")),
    ]
    assert len({entry.guid for entry in feed.entries}) == 5


def test_a_guid_of_a_million_spaces_is_read_past() -> None:
    items = (
        f"<item><title>One</title><guid>{' ' * 1_000_000}</guid><link>https://example.org/one</link></item>"
    )
    assert only(rss(items)).url == "https://example.org/one"


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        (b"<rss><channel></channel></rss>\n<!-- made in a second -->", True),
        ("<feed></feed>".encode("utf-16"), True),
        (b"<a:feed></a:feed >", True),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}\n', True),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id"', False),
        (b"<rss><channel><item><title>Wells", False),
        (b"", False),
    ],
)
def test_a_feed_that_broke_off_is_known_by_its_end(data: bytes, whole: bool) -> None:
    assert is_whole(data) is whole
