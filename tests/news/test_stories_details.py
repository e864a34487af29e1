"""Who says what, and in numbers."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.model import Article
from bot.news.novelty import says_nothing_new
from bot.news.stories.details import MOST, details, has_a_figure, names_a_speaker

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def article(key: str, *sentences: str) -> Article:
    return Article(
        id=key,
        url=None,
        title=f"News of {key}",
        byline=None,
        published=NOON,
        source=f"Outlet {key}",
        language="en",
        text="\n\n".join(sentences),
        summary=sentences[:1],
        topics=(),
    )


VOICES = (
    "On Monday, Bilmari’s council asked the army for help, and its head Amina Sorko said it could not wait.",
    "The mayor of Bilmari, Amina Sorko, told traders to wait for the ford.",
    "“We have nothing left to sell,” said Issa Tando, who keeps a stall at the bridge.",
    "ECOWAS said that it would send tents to the valley before the weekend.",
    "The bridge had been weak for years, according to the engineer Maryam Kossi.",
    "La ministre Aïcha Dandi a déclaré que le pont serait rebâti avant les pluies.",
)
NO_VOICES = (
    "The army’s spokesman warned that the river at Bilmari was still rising.",
    "Officials said that the river was still rising fast.",
    "He said that the bridge at Bilmari could not be saved.",
    "On Monday they said that nobody could cross the river.",
    "“The ministry said no to Bilmari,” reads a note on the door.",
    "The bridge at Bilmari was swept away during the night.",
)
FIGURES = (
    "The army has 1,500 soldiers in the valley.",
    "Prices rose by 12% within a day.",
    "A sack cost $40 at noon.",
    "The water stood 2.5 metres above the road.",
    "Le pont a coûté 300 millions de francs.",
)
NO_FIGURES = (
    "The bridge was opened on 3 March 1998 by a minister.",
    "In 2024 the river rose as well.",
    "The rain began at 6 a.m. and went on.",
    "A speech made in Bilmari on March 7 seen by many spoke of the road.",
    "Nobody was hurt in the flood.",
    "The road from Tessgar was cut on March 3, 2026.",
)


@pytest.mark.parametrize("sentence", VOICES)
def test_a_named_speaker_says_something(sentence: str) -> None:
    assert names_a_speaker(sentence)


@pytest.mark.parametrize("sentence", NO_VOICES)
def test_where_nobody_is_named_or_nobody_speaks_there_is_no_voice(sentence: str) -> None:
    assert not names_a_speaker(sentence)


@pytest.mark.parametrize("sentence", FIGURES)
def test_a_number_of_something_is_a_figure(sentence: str) -> None:
    assert has_a_figure(sentence)


@pytest.mark.parametrize("sentence", NO_FIGURES)
def test_dates_years_and_hours_are_no_figures(sentence: str) -> None:
    assert not has_a_figure(sentence)


def test_outlets_take_turns() -> None:
    found = details([article("a", *VOICES[1:3]), article("b", VOICES[3])], (), "en")
    assert [quote.source for quote in found.voices] == ["Outlet a", "Outlet b", "Outlet a"]


def test_what_the_summary_says_is_not_said_again() -> None:
    found = details([article("a", VOICES[1], FIGURES[0])], (VOICES[1], FIGURES[0]), "en")
    assert found.quotes == ()


def test_a_sentence_is_a_voice_or_a_number_and_not_both() -> None:
    both = "The mayor of Bilmari, Amina Sorko, told traders that 1,500 soldiers were on their way."
    found = details([article("a", both)], (), "en")
    assert (len(found.voices), found.numbers) == (1, ())


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(VOICES + NO_VOICES + FIGURES + NO_FIGURES), max_size=8), max_size=4),
    st.lists(st.sampled_from(VOICES + FIGURES), max_size=3),
)
def test_every_detail_stands_in_its_article_and_repeats_nothing(
    tellings: list[list[str]], shown: list[str]
) -> None:
    articles = [article(str(i), *telling) for i, telling in enumerate(tellings)]
    found = details(articles, shown, "en")
    assert len(found.voices) <= MOST >= len(found.numbers)
    assert all(quote.text in articles[int(quote.article)].text for quote in found.quotes)
    for i, quote in enumerate((*found.voices, *found.numbers)):
        others = [*shown, *(other.text for other in found.quotes[:i])]
        assert not any(says_nothing_new(quote.text, other, "en") for other in others)


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert names_a_speaker(text) in {True, False}
    assert has_a_figure(text) in {True, False}


def test_articles_of_thousands_of_sentences_come_to_an_end() -> None:
    said = [
        f"The minister said on Monday that {n} people were counted near the river bank." for n in range(2000)
    ]
    long = [article(key, *said) for key in "abcdefgh"]
    assert len(details(long, (), "en").numbers) == MOST
