import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.sentences import Tokenizer, split, words
from tests.summaries.texts import ARTICLE, IN_LANGUAGES

NEWSLIKE = st.lists(
    st.sampled_from([*"aB3.!?…\"'“”«»() \n。！？،؟", "Gen. ", "U.S. ", "\n\n", "Mr. X "])
).map("".join)


def texts(text: str, language: str = "en") -> list[str]:
    return [sentence.text for sentence in split(text, language)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army named Gen. Salifou Wari to the post on Friday.",
        "Mr. Wari met Lt. Col. Amadou and Maj.-Gen. Sow in Dr. Keita's house.",
        "Pope John Paul II and John F. Kennedy never met J.R. Tolkien.",
        "U.S. President Adams flew to St. Louis at 5 p.m. Tuesday.",
        "The price rose 3.5 percent to $1.25 on Feb. 3.",
        "Acme Inc. Chairman Bob Hale left.",
        'He asked "Is it over?" and left.',
        "The case is Brown v. Board and others.",
        "He came in No. 3 of 12.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert texts(f"Rain fell. {sentence} Sun shone.") == ["Rain fell.", sentence, "Sun shone."]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "M. Wari et Mme. Sow ont rencontré le Dr. Keita."),
        ("de", "Am 3. Oktober kam Dr. Wari an."),
        ("es", "El Sr. Wari viajó a EE.UU. con la Dra. Sow."),
        ("ru", "Вчера С. Вари и проф. Сидоров подписали договор."),
        ("tr", "Vali Dr. Wari 3. Ordu karargahına gitti."),
    ],
)
def test_short_forms_of_other_languages_do_not_end_a_sentence(language: str, sentence: str) -> None:
    assert texts(f"{sentence} {sentence}", language) == [sentence, sentence]


def test_an_abbreviation_ends_a_sentence_where_a_usual_opening_word_follows() -> None:
    assert texts("He lives in the U.S. The others left.") == ["He lives in the U.S.", "The others left."]


def test_closing_quotes_and_brackets_stay_with_their_sentence() -> None:
    found = texts('"We won." The crowd (some 50.) left. «C\'est fini. » On part. “Yes!” She left.')
    assert found[0] == '"We won."'
    assert "“Yes!”" in found
    assert "«C'est fini. »" in found


def test_the_number_of_an_item_stays_with_it() -> None:
    assert texts("1. Rice is cheap. 2. Rain fell in 2024. Sun shone.") == [
        "1. Rice is cheap.",
        "2. Rain fell in 2024.",
        "Sun shone.",
    ]


def test_german_closing_quotes_end_a_sentence() -> None:
    assert texts("„Wir haben gewartet.“ Händler hoffen. »Gut so.« Er ging.", "de") == [
        "„Wir haben gewartet.“",
        "Händler hoffen.",
        "»Gut so.«",
        "Er ging.",
    ]


def test_a_quote_that_nothing_opened_belongs_to_the_next_sentence() -> None:
    assert texts('He left." We won", she said. "It is over." She left.') == [
        "He left.",
        '" We won", she said.',
        '"It is over."',
        "She left.",
    ]


def test_arabic_question_marks_end_sentences() -> None:
    assert len(texts("هل انتهى الأمر؟ نعم. عاد الجميع.", "ar")) == 3


def test_chinese_sentences_end_without_a_space() -> None:
    assert texts("港口开放了。“我们等了很久。”大家都来了！", "zh") == [
        "港口开放了。",
        "“我们等了很久。”",
        "大家都来了！",
    ]


def test_paragraphs_are_counted_and_positions_run_on() -> None:
    found = split("One here. Two here.\n\nThree here.", "en")
    assert [(s.position, s.paragraph) for s in found] == [(0, 0), (1, 0), (2, 1)]


def test_lines_of_a_list_stay_apart() -> None:
    assert texts("Rice up\nMaize down\nMillet flat") == ["Rice up", "Maize down", "Millet flat"]


def test_prose_wrapped_to_a_width_is_one_paragraph() -> None:
    wrapped = "The governor came with Gen.\nSalifou Wari to see that the\nquays were dry. They were\nnot."
    assert texts(wrapped) == [
        "The governor came with Gen. Salifou Wari to see that the quays were dry.",
        "They were not.",
    ]


def test_words_are_lower_case_without_punctuation() -> None:
    assert words("The U.S. didn’t buy 3.5 tonnes!", "en") == [
        "the",
        "u",
        "s",
        "didn't",
        "buy",
        "3",
        "5",
        "tonnes",
    ]


def test_chinese_words_are_pairs_of_characters() -> None:
    assert words("河港开放", "zh") == ["河港", "港开", "开放"]


def test_the_tokenizer_gives_sumy_sentences_and_a_bounded_number_of_words() -> None:
    tokenizer = Tokenizer("en", most_words=2)
    assert tokenizer.to_sentences("One two three. Four.") == ("One two three.", "Four.")
    assert tokenizer.to_words("One two three.") == ("one", "two")


@given(NEWSLIKE | st.text())
def test_splitting_loses_nothing_but_white_space(text: str) -> None:
    for language in ("en", "de", "zh"):
        joined = "".join(sentence.text for sentence in split(text, language))
        assert re.sub(r"\s+", "", joined) == re.sub(r"\s+", "", text)


@pytest.mark.parametrize("text", [ARTICLE, *IN_LANGUAGES.values()])
def test_every_sentence_of_an_article_stands_in_it(text: str) -> None:
    folded = " ".join(text.split())
    assert all(sentence.text in folded for sentence in split(text, "en"))
