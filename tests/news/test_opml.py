"""Lists of sources in and out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import UserError
from bot.news.opml import OpmlFeed, looks_like_opml, parse_opml, write_opml

COURIER = OpmlFeed("Sahel Courier", "https://example.org/feed", ("Africa",), "en", "https://example.org/")


def test_a_list_comes_back_as_it_was_written() -> None:
    feeds = (
        COURIER,
        OpmlFeed("Le <Courrier> & Cie", "https://example.org/fr?a=1&b=2"),
        OpmlFeed("B", "http://b.example/", ("Africa",)),
    )
    data = write_opml(feeds, "Mine")
    assert looks_like_opml(data)
    assert set(parse_opml(data)) == set(feeds)


def test_nested_groups_and_odd_spellings_are_read() -> None:
    data = b"""<opml version="1.0"><body><outline text="News"><outline title="Africa">
      <outline text="A" xmlURL="https://a.example/f"/><outline xmlurl="https://b.example/f"/></outline></outline></body></opml>"""
    assert parse_opml(data) == (
        OpmlFeed("A", "https://a.example/f", ("News", "Africa")),
        OpmlFeed("b.example/f", "https://b.example/f", ("News", "Africa")),
    )


def test_an_address_counts_once_and_only_if_it_is_of_the_web() -> None:
    data = b"""<opml><body><outline text="A" xmlUrl="https://a.example/"/><outline text="A2" xmlUrl="https://a.example/"/>
      <outline text="F" xmlUrl="file:///etc/passwd"/><outline text="folder"/></body></opml>"""
    assert [feed.name for feed in parse_opml(data)] == ["A"]


def test_entities_are_not_expanded() -> None:
    data = b'<!DOCTYPE o [<!ENTITY a "aaa">]><opml><body><outline text="x&a;" xmlUrl="https://a.example/"/></body></opml>'
    assert len(parse_opml(data)) <= 1


@pytest.mark.parametrize("data", [b"", b"<rss/>", b"words", b"\x00\x01"])
def test_what_is_no_opml_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="OPML"):
        parse_opml(data)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_name_can_be_written(name: str, group: str) -> None:
    (feed,) = parse_opml(write_opml([OpmlFeed(name, "https://a.example/f", (group,))], name))
    assert feed.url == "https://a.example/f"


BOMBS = {
    "laughs": b"<!DOCTYPE o [<!ENTITY a 'ha'>"
    + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><opml><body><outline text='x&j;' xmlUrl='https://a.example/'/></body></opml>",
    "attributes": b"<opml><body><outline xmlUrl='https://a.example/'/><outline "
    + b"".join(b"a%d='1' " % n for n in range(300_000))
    + b"/></body></opml>",
    "depth": b"<opml><body><outline xmlUrl='https://a.example/'/>" + b"<outline text='a'>" * 200_000,
    "names": b"<opml><body>"
    + b"".join(
        b"<outline text='%s'>" % (b"a" * 5_000) * 50
        + b"<outline xmlUrl='https://a.example/'/>" * 500
        + b"</outline>" * 50
        for _ in range(10)
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_a_list_like_any_other(bomb: str) -> None:
    feeds = parse_opml(BOMBS[bomb])
    assert [feed.url for feed in feeds] == ["https://a.example/"]
    assert len(feeds[0].name) <= 200


def test_a_list_that_is_too_large_is_refused() -> None:
    with pytest.raises(UserError, match="larger than 5 MB"):
        parse_opml(b"<opml>" + b" " * 5_000_000)
