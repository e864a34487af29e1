"""Telegram's Markdown, both versions: exact entities, or a refusal in Telegram's words."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import Entity
from bot.playground.markdown import parse_markdown, parse_markdown_v2
from bot.playground.refusals import Refused

RESERVED = "_*[]()~`>#+-=|{}.!"


def covered(text: str, entities: list[Entity]) -> list[tuple[str, str]]:
    """(kind, covered text) of each entity."""
    wide = text.encode("utf-16-le")
    return [
        (e["type"], wide[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in entities
    ]


def spans(source: str) -> list[tuple[str, str]]:
    return covered(*parse_markdown_v2(source))


def only(source: str) -> Entity:
    (entity,) = parse_markdown_v2(source)[1]
    return entity


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("*word*", "bold"), ("_word_", "italic"), ("__word__", "underline"), ("~word~", "strikethrough"),
        ("||word||", "spoiler"), ("`word`", "code"), ("```word```", "pre"), ("```\nword```", "pre"),
    ],
)  # fmt: skip
def test_each_mark_is_one_kind_of_entity(source: str, kind: str) -> None:
    assert spans(f"😀 {source} b") == [(kind, "word")]


def test_entities_nest() -> None:
    assert spans("*bold _both ~all~ both_*") == [
        ("bold", "bold both all both"),
        ("italic", "both all both"),
        ("strikethrough", "all"),
    ]


def test_italic_ends_before_underline_does() -> None:
    assert spans("__under _both_ under__") == [("underline", "under both under"), ("italic", "both")]


def test_a_link_takes_its_address_from_the_brackets() -> None:
    assert only("[paper](https://example.org/a\\)b)")["url"] == "https://example.org/a)b"


def test_a_person_a_time_and_an_emoji_have_addresses_of_their_own() -> None:
    assert only("[Nora](tg://user?id=1001)") == {
        "type": "text_mention", "user_id": 1001, "offset": 0, "length": 4,
    }  # fmt: skip
    assert only("![👍](tg://emoji?id=5368324170671202286)")["custom_emoji_id"] == "5368324170671202286"
    at = only("![22:45](tg://time?unix=1647531900&format=wDT)")
    assert (at["unix_time"], at["date_time_format"]) == (1647531900, "wDT")


def test_an_address_that_telegram_would_not_take_is_plain_text() -> None:
    assert parse_markdown_v2("[here](nowhere)") == ("here", [])


def test_code_names_its_language() -> None:
    assert only("```python\nx = 1\n```") == {
        "type": "pre", "language": "python", "offset": 0, "length": 6,
    }  # fmt: skip


def test_a_quote_goes_on_while_its_lines_begin_so() -> None:
    assert spans(">one\n>*two*\nthree") == [("blockquote", "one\ntwo"), ("bold", "two")]


def test_two_bars_at_its_end_make_a_quote_expandable_and_two_asterisks_part_quotes() -> None:
    assert spans(">one\n>two||\n**>three") == [("expandable_blockquote", "one\ntwo"), ("blockquote", "three")]


@given(st.text())
def test_a_text_with_every_reserved_character_escaped_is_itself(text: str) -> None:
    escaped = re.sub(r"[_*\[\]()~`>#+\-=|{}.!\\]", lambda found: f"\\{found[0]}", text)
    assert parse_markdown_v2(escaped) == (text, [])


@pytest.mark.parametrize("char", list("()>#+-=|{}.!]"))
def test_a_reserved_character_must_be_escaped(char: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_markdown_v2(f"a {char} b")
    assert refused.value.description == (
        f"Bad Request: can't parse entities: Character '{char}' is reserved"
        " and must be escaped with the preceding '\\'"
    )


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("é *a", "Can't find end of Bold entity at byte offset 3"),
        ("*a _b* c_", "Can't find end of Italic entity at byte offset 8"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("[a](http://b.org", "Can't find end of a URL at byte offset 0"),
        (">*a\nb", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_what_is_not_ended_is_refused_with_its_place(source: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_markdown_v2(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text(alphabet=st.sampled_from("ab *_~|`[]()>!\\\n😀.")))
def test_any_source_is_read_or_politely_refused(source: str) -> None:
    for parse in (parse_markdown_v2, parse_markdown):
        with suppress(Refused):
            covered(*parse(source))


def test_the_older_markdown_knows_five_marks_and_escapes_only_them() -> None:
    source = "*b* _i_ `c` [l](https://a.org/) \\*x* - 1. (y)!"
    text, entities = parse_markdown(source.replace("*x*", "*x\\*"))
    assert text == "b i c l *x* - 1. (y)!"
    assert [kind for kind, _ in covered(text, entities)] == ["bold", "italic", "code", "text_link"]


def test_in_the_older_markdown_what_is_not_ended_is_refused() -> None:
    with pytest.raises(Refused, match="Can't find end of the entity starting at byte offset 3"):
        parse_markdown("é *a")
