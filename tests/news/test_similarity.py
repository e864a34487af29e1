"""How alike two articles are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.similarity import LEAD_WORDS, centroid, cosine, names, profile, scaled


def even(_: int) -> float:
    return 1.0


def likeness(one: str, other: str, language: str = "en") -> float:
    return cosine(profile("", one, language).weights(even), profile("", other, language).weights(even))


def test_the_same_words_are_wholly_alike_and_other_words_not_at_all() -> None:
    assert likeness("Herders crossed the dry river", "herders, crossed; dry RIVER!") == pytest.approx(1)
    assert likeness("Herders crossed the dry river", "Parliament passed a budget") == 0


def test_words_without_a_topic_do_not_count() -> None:
    assert likeness("The bridge is over there and it was", "There it was and the market is over") == 0


def test_accents_and_a_plural_s_make_no_difference() -> None:
    assert likeness("éléphants", "elephant", "fr") == pytest.approx(1)


def test_niger_and_nigeria_are_different_words() -> None:
    assert likeness("Niger", "Nigeria") == 0


def test_figures_are_compared_without_their_separators() -> None:
    assert likeness("12,500", "12500") == pytest.approx(1)


def test_scripts_without_spaces_are_compared_by_pairs_of_characters() -> None:
    assert likeness("洪水冲毁公路", "公路被洪水冲毁", "und") > 0.5


def test_a_word_of_the_headline_counts_as_two_more_of_the_text() -> None:
    told = profile("Bridge", "bridge market", "en")
    assert sorted(told.counts) == [1, 3]


def test_only_the_first_words_of_a_text_count() -> None:
    opening = "river " * LEAD_WORDS
    assert profile("", opening, "en") == profile("", opening + "budget " * 50, "en")


def test_a_name_is_a_word_that_is_never_written_small() -> None:
    found = names("Bridge falls", "The bridge near Tahoua fell, Amina Sorko said; 340 families wait.", "en")
    assert found == names("", "Amina, Sorko, Tahoua, 340", "en")


def test_rare_words_weigh_more() -> None:
    seen = profile("", "bridge market", "en")
    common, rare = seen.terms
    weights = seen.weights({common: 1.0, rare: 3.0}.__getitem__)
    assert weights[rare] == pytest.approx(3 * weights[common])


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert -1e-9 <= likeness(one, other) <= 1 + 1e-9


@given(st.lists(st.dictionaries(st.integers(1, 9), st.floats(0.1, 9)), max_size=5))
def test_a_centroid_has_length_1_or_is_empty(vectors: list[dict[int, float]]) -> None:
    middle = centroid(scaled(vector) for vector in vectors)
    length = math.sqrt(sum(weight**2 for weight in middle.values()))
    assert length == pytest.approx(1 if any(vectors) else 0)
