"""What is new to somebody who has read a story, sentence by sentence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.model import Article, Quote
from bot.news.novelty import Version, fingerprint, fresh, in_order, says_nothing_new, unread

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WELLS = "Two deep wells were opened near Agadez on Tuesday, the water ministry said in Niamey."
HERDERS = "Herders from three valleys walked for days to be there, the mayor told the Lantern."
PRICE = "A sack of millet cost 24,000 francs at noon, traders in the north said on Tuesday."
POOL = (
    WELLS,
    "Near Agadez two deep wells were opened on Tuesday, said the ministry of water in Niamey.",
    HERDERS,
    "Herders from three valleys walked for days to be there, said the mayor.",
    PRICE,
    "A sack of millet cost 31,000 francs at noon, traders in the north said on Tuesday.",
    "The minister did not attend.",
    "The minister did attend.",
)
texts = st.one_of(st.sampled_from(POOL), st.text(max_size=80))
quotes = st.lists(texts, max_size=12).map(lambda found: [Quote(text, "Lantern", "a") for text in found])


def article(key: str, *sentences: str, hours: float = 0) -> Article:
    return Article(
        id=key,
        url=None,
        title=f"News of {key}",
        byline=None,
        published=NOON + timedelta(hours=hours),
        source="Lantern",
        language="en",
        text="\n\n".join(sentences),
        summary=sentences[:1],
        topics=(),
    )


@pytest.mark.parametrize(
    "again",
    [
        WELLS,
        WELLS.upper(),
        "Near Agadez, two deep wells were opened on Tuesday, said the ministry of water in Niamey.",
        "Two deep wells were opened near Agadez on Tuesday, officials of the water ministry in Niamey said.",
        "Two deep wells were opened near Agadez.",
    ],
)
def test_what_is_worded_almost_the_same_is_not_new(again: str) -> None:
    assert says_nothing_new(again, WELLS, "en")


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        (HERDERS, WELLS),
        (PRICE.replace("24,000", "31,000"), PRICE),
        ("The minister did not attend the opening.", "The minister did attend the opening."),
        (WELLS.replace("on Tuesday", "on Tuesday after two workers died in a fall and others fled"), WELLS),
    ],
)
def test_another_fact_figure_or_denial_is_new(sentence: str, read: str) -> None:
    assert not says_nothing_new(sentence, read, "en")


def test_another_spelling_of_a_figure_is_the_same() -> None:
    assert says_nothing_new(PRICE, PRICE.replace("24,000", "24000"), "en")


@given(st.text(), st.sampled_from(["en", "fr", "ar", "zh", "und"]))
def test_no_sentence_is_new_to_who_has_read_it(sentence: str, language: str) -> None:
    assert says_nothing_new(sentence, sentence, language)


@given(st.text())
def test_case_and_marks_make_no_other_fingerprint(sentence: str) -> None:
    assert fingerprint(f" {sentence}\n") == fingerprint(sentence)
    assert len(fingerprint(sentence)) == 16


@given(quotes, quotes, st.integers(0, 5))
def test_what_is_unread_repeats_neither_what_was_read_nor_itself(
    candidates: list[Quote], read: list[Quote], most: int
) -> None:
    found = unread(candidates, [quote.text for quote in read], "en", most)
    assert len(found) <= most
    assert set(found) <= set(candidates)
    for i, quote in enumerate(found):
        others = [*(other.text for other in read), *(other.text for other in found[:i])]
        assert not any(says_nothing_new(quote.text, other, "en") for other in others)


@given(quotes, quotes)
def test_who_reads_what_is_unread_has_nothing_left(candidates: list[Quote], read: list[Quote]) -> None:
    before = [quote.text for quote in read]
    found = unread(candidates, before, "en", 100)
    assert unread(candidates, [*before, *(quote.text for quote in found)], "en", 100) == ()


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(POOL), min_size=1, max_size=5), min_size=1, max_size=4))
def test_what_is_fresh_stands_in_an_article_and_was_said_by_none_before(tellings: list[list[str]]) -> None:
    articles = [article(str(i), *telling, hours=i) for i, telling in enumerate(tellings)]
    versions = [Version(one, one.text if i == 0 else None) for i, one in enumerate(articles)]
    for quote in fresh(versions, "en"):
        assert quote.text in articles[int(quote.article)].text
        assert not any(says_nothing_new(quote.text, known, "en") for known in tellings[0])


def test_without_a_change_nothing_is_fresh() -> None:
    one = article("one", WELLS, HERDERS)
    assert fresh([Version(one, one.text)], "en") == ()


def test_a_summary_that_says_nothing_new_does_not_hide_what_stands_below_it() -> None:
    old, new = article("old", WELLS), article("new", POOL[1], PRICE, hours=1)
    assert [quote.text for quote in fresh([Version(new, None), Version(old, old.text)], "en")] == [PRICE]


def test_an_article_without_a_summary_is_not_quoted() -> None:
    refused = replace(article("new", PRICE), summary=())
    assert fresh([Version(refused, None)], "en") == ()


def test_sentences_are_read_by_the_time_of_their_article_and_as_they_stand_in_it() -> None:
    first, second = article("z", WELLS, HERDERS), article("a", PRICE, hours=2)
    scattered = [Quote(PRICE, "", "a"), Quote(HERDERS, "", "z"), Quote(WELLS, "", "z")]
    ordered = in_order(scattered, {"a": second, "z": first})
    assert [quote.text for quote in ordered] == [WELLS, HERDERS, PRICE]
