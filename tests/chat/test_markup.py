"""Nothing that anybody wrote breaks a message, and lengths are Telegram's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.markup import (
    MAX_DATA,
    bold,
    cut,
    entities,
    esc,
    fill,
    isolated,
    link,
    listed,
    press,
    rows,
    units,
    visible_text,
)
from bot.playground.entities import utf16_length
from bot.playground.markup import parse_html
from bot.store.model import Button

ANY_TEXT = st.text(
    alphabet=st.characters(
        blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    )
)


@given(ANY_TEXT)
def test_escaped_text_shows_exactly_what_was_written(text: str) -> None:
    assert parse_html(esc(text))[0] == text


@given(st.text())
def test_any_text_at_all_can_be_sent(text: str) -> None:
    parse_html(bold(text))
    esc(text).encode()


@given(ANY_TEXT, ANY_TEXT)
def test_a_template_shows_its_values_and_its_own_formatting(first: str, second: str) -> None:
    shown, found = parse_html(fill("<b>{first}</b> and {second}.", first=first, second=second))
    assert shown == visible_text(f"{isolated(first)} and {isolated(second)}.")
    assert len(found) == (1 if first else 0)


@given(ANY_TEXT)
def test_length_is_counted_in_utf16_units_of_what_is_seen(text: str) -> None:
    assert units(bold(text)) == utf16_length(text)


@given(st.text())
def test_visible_text_is_what_telegram_reads(text: str) -> None:
    markup = fill("<b>{text}</b> &amp; <i>{text}</i>", text=text)
    assert visible_text(markup) == parse_html(markup)[0]


def test_a_link_keeps_every_character_of_its_address() -> None:
    address = 'https://news.example/a?x=1&y="2"\'<b>'
    _, found = parse_html(link("Wells & water", address))
    assert found[0]["url"] == address


@pytest.mark.parametrize("address", [None, "", "javascript:alert(1)", "ftp://news.example/a", "http://"])
def test_what_is_no_web_address_is_no_link(address: str | None) -> None:
    assert link("Wells", address) == "Wells"


def test_entities_are_counted_by_opening_tags() -> None:
    assert entities("<b><a href='https://news.example'>x</a></b> <blockquote expandable>y</blockquote>") == 3


@pytest.mark.parametrize(
    ("names", "shown"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C", "D"), "A, B and 2 more")],
)
def test_a_list_of_names_says_how_many_are_left_out(names: tuple[str, ...], shown: str) -> None:
    assert listed(names, most=2) == shown


@given(st.text(max_size=200), st.integers(1, 60))
def test_a_cut_text_is_one_line_and_never_too_long(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit
    assert "\n" not in cut(text, limit)


@given(st.text(max_size=80))
def test_a_button_never_carries_more_than_telegram_takes(argument: str) -> None:
    button = press("Niger", "sub", argument)
    assert button is None or len((button.data or "").encode()) <= MAX_DATA


@pytest.mark.parametrize(
    ("count", "wide", "lengths"), [(0, 4, []), (5, 4, [3, 2]), (10, 3, [3, 3, 2, 2]), (3, 2, [2, 1])]
)
def test_buttons_stand_in_even_rows(count: int, wide: int, lengths: list[int]) -> None:
    buttons = [Button(str(n), data="x") for n in range(count)]
    told = rows(*buttons, None, wide=wide)
    assert [len(row) for row in told] == lengths
    assert [button for row in told for button in row] == buttons
