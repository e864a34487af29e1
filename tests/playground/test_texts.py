"""What Telegram keeps of a text: trimmed, within limits, with what it finds by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.entities import utf16_length
from bot.playground.refusals import Refused
from bot.playground.texts import Text, caption_text, message_text, read_text


def kinds(source: str, mode: str = "HTML") -> list[tuple[str, str]]:
    found = read_text(source, mode)
    wide = found.text.encode("utf-16-le")
    return [
        (e["type"], wide[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le"))
        for e in found.entities
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("see /brief niger", [("bot_command", "/brief")]),
        ("/start@newsbrief_demo_bot now", [("bot_command", "/start@newsbrief_demo_bot")]),
        ("and/or, 1/2, a//b", []),
        ("https://example.org/a_(b)?x=1.", [("url", "https://example.org/a_(b)?x=1")]),
        ("read example.org/x today", [("url", "example.org/x")]),
        (
            "ask @nora_lind or mail nora@example.org",
            [("mention", "@nora_lind"), ("email", "nora@example.org")],
        ),
        ("#niger and $USD but not #1", [("hashtag", "#niger"), ("cashtag", "$USD")]),
    ],
)
def test_commands_links_and_tags_are_found(source: str, found: list[tuple[str, str]]) -> None:
    assert kinds(source, "") == found


def test_nothing_is_found_inside_code_and_links() -> None:
    assert kinds('<code>/brief</code> <a href="https://example.org">/brief</a>') == [
        ("code", "/brief"),
        ("text_link", "/brief"),
    ]


def test_white_space_around_goes_and_entities_move_along() -> None:
    assert read_text("\n <b>Niger</b> now \n", "HTML") == Text(
        "Niger now", ({"type": "bold", "offset": 0, "length": 5},)
    )


def test_control_characters_become_spaces() -> None:
    assert read_text("a\r\nb\x07c\u202ed").text == "a\nb cd"


def test_quotes_do_not_nest() -> None:
    source = "<blockquote>a <blockquote>b</blockquote></blockquote>"
    assert kinds(source) == [("blockquote", "a b")]


def test_a_style_is_cut_around_code() -> None:
    assert kinds("<b>a <code>b</code> c</b>") == [("bold", "a "), ("code", "b"), ("bold", " c")]


def test_only_a_hundred_entities_are_kept() -> None:
    assert len(read_text("<b>x</b> " * 150, "HTML").entities) == 100


def test_an_unknown_person_is_plain_text() -> None:
    assert read_text('<a href="tg://user?id=5">x</a>', "HTML").entities == ()


def test_an_unknown_way_of_writing_is_refused() -> None:
    with pytest.raises(Refused, match="unsupported parse_mode"):
        read_text("*x*", "BBCode")


@pytest.mark.parametrize("mode", ["HTML", "MarkdownV2", "markdown"])
def test_each_way_of_writing_is_known_by_its_name(mode: str) -> None:
    assert read_text("x", mode).text == "x"


def test_given_entities_are_taken_as_they_are() -> None:
    bold = {"type": "bold", "offset": 0, "length": 1}
    assert read_text("x", entities=[bold]).entities == (bold,)
    with pytest.raises(Refused, match="Unsupported type"):
        read_text("x", entities=[{"type": "huge", "offset": 0, "length": 1}])


def test_length_counts_what_is_seen() -> None:
    assert len(message_text(read_text(f"<b>{'x' * 4096}</b>", "HTML")).text) == 4096
    with pytest.raises(Refused, match="message is too long"):
        message_text(read_text("x" * 4097))


def test_a_text_of_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="text must be non-empty"):
        message_text(read_text("<b> </b>", "HTML"))


def test_a_caption_is_shorter_than_a_text() -> None:
    with pytest.raises(Refused, match="message caption is too long"):
        caption_text(read_text("x" * 1025))


@given(st.text(st.sampled_from("ab /@#$.:<>\n é😀\u202e\x07"), max_size=80))
def test_entities_never_leave_the_text(source: str) -> None:
    found = read_text(source)
    assert all(
        0 <= e["offset"] < e["offset"] + e["length"] <= utf16_length(found.text) for e in found.entities
    )
