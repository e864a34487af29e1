import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.language import LANGUAGES, detect, stemmer, stop_words
from tests.summaries.texts import ARTICLE, IN_LANGUAGES


@pytest.mark.parametrize(("language", "text"), [("en", ARTICLE), *IN_LANGUAGES.items()])
def test_the_language_of_an_article_is_found(language: str, text: str) -> None:
    assert detect(text) == language


def test_too_little_text_has_no_known_language() -> None:
    assert detect("12:30 – OK") == "und"


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_each_language_has_stop_words(language: str) -> None:
    assert len(stop_words(language)) > 50


def test_an_unknown_language_has_no_stop_words_and_no_stems() -> None:
    assert stop_words("xx") == frozenset()
    assert stemmer("xx")("Walking") == "walking"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stemmer_works_with_what_is_installed(language: str) -> None:
    assert stemmer(language)("port")


@given(st.text())
def test_any_text_has_some_language(text: str) -> None:
    assert detect(text) in {*LANGUAGES, "und"}
