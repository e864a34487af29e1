"""What is prose, and what only stands around it. All texts are made up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.clean import (
    clean_paragraphs,
    ends_sentence,
    find_byline,
    first_sentence,
    is_caption,
    is_furniture,
    tidy,
)

TITLE = "Grain board opens its stores in Zinder"
LEDE = "The grain board opened its stores in Zinder on Monday, and prices fell by a tenth."
SECOND = "Traders said the sale would go on until the harvest."
THIRD = "“We will not wait for hunger,” the director told reporters."
PROSE = (LEDE, SECOND, THIRD)

NOISE = [
    TITLE,
    f"{TITLE} | The Sahel Courier",
    "TT",
    "ADVERTISEMENT",
    "Share this article",
    "Read more: Rains come early to Maradi",
    "Lire aussi : Les pluies arrivent tôt à Maradi",
    "By Awa Traore and Issa Diallo",
    "Published: 12 August 2025 10:20 GMT",
    "3 hours ago",
    "17 Feb 2026",
    "5 min read",
    "- Empty stores -",
    "What happens next?",
    "Prices since January",
    "Sacks of millet in a store in Zinder. (Reuters)",
    "Sacks of millet in a store in Zinder. Photograph: Jane Doe/Sahel Pictures",
    "A trader weighs millet in Zinder [Jane Doe/Al Jazeera]",
    "Photo: Jane Doe/AFP",
    "Getty Images",
    "Image caption, Sacks of millet",
    "© 2026 The Sahel Courier",
    "Sign up for our newsletter and get the best of the week in your inbox.",
    "World > Africa > Niger",
    "https://example.org/more",
]


@pytest.mark.parametrize("noise", NOISE)
def test_noise_between_paragraphs_is_left_out(noise: str) -> None:
    assert clean_paragraphs([LEDE, noise, SECOND, THIRD], TITLE) == PROSE


@pytest.mark.parametrize(
    "prose",
    [
        "By Monday the stores were empty, the board said.",
        "In May, prices had doubled.",
        "The move is seen as a first step towards open borders.",
        "Share prices fell in Niamey on Tuesday.",
        "Subscribers to the state telephone company will pay more from June.",
        "The report was written by the National Institute of Statistics (INS).",
        "NIAMEY - The grain board said it would not buy rice this year.",
        "He said:",
        "“No.”",
    ],
)
def test_prose_that_looks_a_little_like_noise_is_kept(prose: str) -> None:
    assert prose in clean_paragraphs([LEDE, prose, SECOND], TITLE)


def test_a_caption_at_the_top_needs_no_credit() -> None:
    caption = "A store of the grain board is seen at dawn in Zinder, Niger, January 22, 2025."
    assert clean_paragraphs([caption, *PROSE]) == PROSE


def test_a_caption_that_begins_like_the_story_takes_nothing_with_it() -> None:
    caption = "The grain board opened its stores in Zinder on Monday. (AFP)"
    assert clean_paragraphs([caption, *PROSE]) == PROSE


@pytest.mark.parametrize(
    "lede",
    [
        "The town sent out its boats after a stranger was seen Thursday near the islands that both claim.",
        "The singer has taken up his friendship again with the man who beat him in February 2009.",
    ],
)
def test_a_lede_that_looks_a_little_like_a_caption_is_kept(lede: str) -> None:
    assert clean_paragraphs([lede, *PROSE]) == (lede, *PROSE)


def test_prose_said_twice_is_kept_once() -> None:
    assert clean_paragraphs([LEDE, SECOND, LEDE, THIRD]) == PROSE


def test_an_agency_under_the_last_paragraph_is_cut_off() -> None:
    assert clean_paragraphs([LEDE, f"{SECOND} (AFP)"]) == (LEDE, SECOND)


def test_headlines_listed_after_read_more_are_left_out() -> None:
    listed = ["Read more:", "A dozen villages of the north are still without any rain", "Cowpeas do well"]
    assert clean_paragraphs([*PROSE, *listed], TITLE) == PROSE


def test_a_stray_bullet_goes_and_its_sentence_stays() -> None:
    assert clean_paragraphs(["•", f"• {LEDE}", SECOND, THIRD]) == PROSE


def test_text_without_full_stops_is_not_taken_for_headings() -> None:
    thai = ["ราคาข้าวในตลาดลดลงหลังจากเปิดคลัง", "พ่อค้ากล่าวว่าการขายจะดำเนินต่อไป"]
    assert clean_paragraphs(thai) == tuple(thai)


def test_white_space_is_folded_and_invisible_characters_go() -> None:
    assert tidy("\ufeffThe\u200b  grain\u00a0board\x00\n sells") == "The grain board sells"


@pytest.mark.parametrize("text", ["He left.", "Left?”", "غادر؟", "他走了。", "वह चला गया।", "Why (again)!)"])
def test_a_sentence_ends_in_any_script(text: str) -> None:
    assert ends_sentence(text)


def test_a_byline_names_its_writers() -> None:
    assert find_byline("By Awa Traore, Sahel Courier") == "Awa Traore, Sahel Courier"


def test_a_title_can_be_made_of_a_first_sentence() -> None:
    assert first_sentence(f"{LEDE} {SECOND}") == LEDE
    assert first_sentence("word " * 100).endswith("word…")


LINES = st.lists(st.one_of(st.text(max_size=80), st.sampled_from([*NOISE, *PROSE])), max_size=12)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["", TITLE]))
def test_cleaning_what_is_clean_changes_nothing(lines: list[str], title: str) -> None:
    once = clean_paragraphs(lines, title)
    assert clean_paragraphs(once, title) == once


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_every_line_is_judged_without_a_crash(line: str) -> None:
    assert isinstance(is_caption(line) or is_furniture(line), bool)
