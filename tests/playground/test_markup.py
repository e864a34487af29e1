"""Telegram's HTML: exact entities, or a refusal in Telegram's words."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import Entity, utf16_length
from bot.playground.markup import parse_html
from bot.playground.refusals import Refused

Node = str | tuple[str, str, list["Node"]]


def spans(source: str) -> list[tuple[str, str]]:
    """(kind, covered text) of each entity."""
    text, entities = parse_html(source)
    wide = text.encode("utf-16-le")
    return [
        (e["type"], wide[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in entities
    ]


def only(source: str) -> Entity:
    entities = parse_html(source)[1]
    assert len(entities) == 1
    return entities[0]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline"),
        ("ins", "underline"), ("s", "strikethrough"), ("strike", "strikethrough"), ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"), ("code", "code"), ("pre", "pre"), ("blockquote", "blockquote"),
        ("B", "bold"),
    ],
)  # fmt: skip
def test_each_tag_is_one_kind_of_entity(tag: str, kind: str) -> None:
    assert spans(f"a <{tag}>word</{tag}> b") == [(kind, "word")]


def test_offsets_count_utf16_units() -> None:
    assert only("😀 <b>é😀</b>") == {"type": "bold", "offset": 3, "length": 3}


def test_nested_entities_come_outer_first() -> None:
    assert spans("<b>bold <i>both</i></b>") == [("bold", "bold both"), ("italic", "both")]


def test_a_quote_can_be_expandable() -> None:
    assert only("<blockquote expandable>long</blockquote>")["type"] == "expandable_blockquote"


def test_code_in_pre_names_its_language() -> None:
    entity = only('<pre><code class="language-python">x = 1</code></pre>')
    assert (entity["type"], entity["language"]) == ("pre", "python")


def test_code_alone_has_no_language() -> None:
    assert "language" not in only('<code class="language-python">x = 1</code>')


def test_a_span_is_a_spoiler_or_nothing() -> None:
    assert spans('<span class="tg-spoiler">x</span>') == [("spoiler", "x")]
    with pytest.raises(Refused, match="must have class"):
        parse_html("<span>x</span>")


@pytest.mark.parametrize("shape", ["", "r", "t", "T", "wDT", "dt", "w"])
def test_a_time_keeps_its_format(shape: str) -> None:
    entity = only(f'<tg-time unix="1771396200" format="{shape}">07:30</tg-time>')
    assert (entity["type"], entity["unix_time"], entity["date_time_format"]) == (
        "date_time",
        1771396200,
        shape,
    )


@pytest.mark.parametrize("attributes", ["", 'unix="soon"', 'unix="1" format="x"', 'unix="1" format="tD"'])
def test_a_time_without_a_time_or_with_an_odd_format_is_refused(attributes: str) -> None:
    with pytest.raises(Refused):
        parse_html(f"<tg-time {attributes}>07:30</tg-time>")


def test_a_custom_emoji_needs_its_number() -> None:
    assert (
        only('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')["custom_emoji_id"]
        == "5368324170671202286"
    )
    with pytest.raises(Refused, match="Invalid custom emoji"):
        parse_html("<tg-emoji>👍</tg-emoji>")


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://example.org/a?b=1&amp;c=2", "https://example.org/a?b=1&c=2"),
        ("HTTP://Example.ORG", "http://example.org/"),
        ("example.org/x", "http://example.org/x"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_links_are_kept_as_telegram_writes_them(href: str, url: str) -> None:
    assert only(f'<a href="{href}">x</a>')["url"] == url


@pytest.mark.parametrize(
    "href", ["http://localhost/x", "javascript:alert(1)", "no spaces allowed.org", "http://"]
)
def test_a_link_that_telegram_would_not_take_is_plain_text(href: str) -> None:
    assert parse_html(f'<a href="{href}">x</a>') == ("x", [])


def test_a_link_without_address_links_its_text() -> None:
    assert only("<a>https://example.org/x</a>")["url"] == "https://example.org/x"


def test_a_link_to_a_person_is_a_mention() -> None:
    assert only('<a href="tg://user?id=1001">Nora</a>')["type"] == "text_mention"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"'),
        ("&#233;&#xE9;&#128512;", "éé😀"),
        ("&lt without semicolon", "< without semicolon"),
        ("&nbsp; &copy; & &; &#0; &#xFFFFFFFF;", "&nbsp; &copy; & &; &#0; &#xFFFFFFFF;"),
        ("a > b", "a > b"),
    ],
)
def test_references_become_characters_where_telegram_knows_them(source: str, text: str) -> None:
    assert parse_html(source)[0] == text


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a <p>b</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=x&y>z</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">z</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("&#xD83D; alone", "Text contains invalid Unicode characters after decoding HTML entities, "
         "check for unmatched surrogate code units"),
    ],
)  # fmt: skip
def test_bad_markup_is_refused_with_its_place(source: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def styled(style: tuple[str, str], inner: list[Node]) -> Node:
    return (*style, inner)


_styles = st.sampled_from([("b", "bold"), ("i", "italic"), ("u", "underline"), ("s", "strikethrough")])
_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
_nodes: st.SearchStrategy[Node] = st.recursive(
    _words,
    lambda inner: st.builds(styled, _styles, st.lists(inner, min_size=1, max_size=3)),
    max_leaves=8,
)


def written(node: Node) -> str:
    if isinstance(node, str):
        return html.escape(node)
    return f"<{node[0]}>{''.join(map(written, node[2]))}</{node[0]}>"


def visible(node: Node) -> str:
    return node if isinstance(node, str) else "".join(map(visible, node[2]))


def expected(node: Node, at: int = 0) -> list[tuple[int, int, str]]:
    if isinstance(node, str):
        return []
    found = [(at, utf16_length(visible(node)), node[1])]
    for inner in node[2]:
        found += expected(inner, at)
        at += utf16_length(visible(inner))
    return found


@given(_nodes)
def test_well_formed_markup_comes_back_exactly(node: Node) -> None:
    text, entities = parse_html(written(node))
    assert text == visible(node).replace("&#x27;", "'")
    assert sorted((e["offset"], e["length"], e["type"]) for e in entities) == sorted(expected(node))


@given(st.text(st.sampled_from("<>/&;#x=\"' \nabiuspre-tg:.0é😀"), max_size=60))
def test_any_text_is_parsed_within_its_bounds_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except Refused as refused:
        text, entities = "", []
        reason = refused.description
    else:
        reason = ""
    assert not reason or reason.startswith("Bad Request: can't parse entities: ")
    assert all(0 <= e["offset"] < e["offset"] + e["length"] <= utf16_length(text) for e in entities)
