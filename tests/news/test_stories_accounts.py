"""Where accounts differ: precision before recall."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.model import Article
from bot.news.stories.accounts import differences
from tests.news.accounts_pairs import AFTERWARDS, ASIDE, FIRST, Pair

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
TWELVE = "The flood at the Bilmari bridge killed 12 people on Tuesday, the mayor said."
TWENTY = "The flood at the Bilmari bridge killed 20 people on Tuesday, the army said."


def article(key: str, *sentences: str, source: str = "", hours: float = 0) -> Article:
    at = NOON + timedelta(hours=hours)
    return Article(key, None, "Flood", None, at, source or key, "en", " ".join(sentences), (), ())


def pairs(*articles: Article) -> list[tuple[str, str]]:
    return [(found.one.text, found.other.text) for found in differences(articles)]


def test_two_outlets_with_different_numbers_stand_side_by_side() -> None:
    assert pairs(article("a", TWELVE), article("b", TWENTY)) == [(TWELVE, TWENTY)]


def test_two_speakers_in_one_article_stand_side_by_side() -> None:
    assert pairs(article("a", TWELVE, TWENTY)) == [(TWELVE, TWENTY)]


def test_numbers_in_words_count_too() -> None:
    two = "Two drivers who stayed with lorries at the Bilmari bridge drowned on Tuesday."
    one = "One driver who stayed with lorries at the Bilmari bridge drowned on Tuesday."
    assert pairs(article("a", two), article("b", one)) == [(two, one)]


@pytest.mark.parametrize(
    "other",
    [
        TWELVE.replace("mayor", "army"),
        TWENTY.replace("Tuesday", "Monday"),
        "The flood at the Bilmari bridge hurt 20 horses on Tuesday, the army said.",
        "The toll of the flood at the Bilmari bridge rose to 20 people on Tuesday, the army said.",
        "The flood at the Bilmari bridge killed at least 13 people and drove 20 people away on Tuesday.",
        "Some 20 people protested against the price of bread in the capital on Tuesday, the army said.",
        "The flood at the Bilmari bridge of 2026 came 20 years after the last, the army said.",
    ],
)
def test_the_same_number_another_day_another_thing_or_a_later_count_is_no_difference(other: str) -> None:
    assert pairs(article("a", TWELVE), article("b", other)) == []


def test_rough_numbers_near_to_one_another_agree() -> None:
    rough = "The flood at the Bilmari bridge killed more than 3,000 people on Tuesday, the mayor said."
    exact = "The flood at the Bilmari bridge killed 3,117 people on Tuesday, the army said."
    assert pairs(article("a", rough), article("b", exact)) == []


def test_hours_later_another_number_is_news_and_no_difference() -> None:
    assert pairs(article("a", TWELVE), article("b", TWENTY, hours=5)) == []


def test_an_outlet_does_not_differ_with_itself_nor_with_its_own_source() -> None:
    assert pairs(article("a", TWELVE), article("b", TWENTY, source="a")) == []
    assert pairs(article("a", TWELVE), article("b", TWENTY.replace("army", "mayor"))) == []


def found(pair: Pair) -> bool:
    """Whether the two sentences are told side by side."""
    texts = [pair.one, pair.other] if pair.hours is not None else [f"{pair.one}\n\n{pair.other}"]
    told = [
        Article(
            str(n),
            None,
            "",
            None,
            NOON + timedelta(hours=n * (pair.hours or 0)),
            f"Outlet {n}",
            pair.language,
            text,
            (),
            (),
        )
        for n, text in enumerate(texts)
    ]
    return bool(differences(told))


@pytest.mark.parametrize(
    "pair", [p for p in (*FIRST, *ASIDE, *AFTERWARDS) if not p.differ], ids=lambda p: p.one
)
def test_no_trap_is_taken_for_a_difference(pair: Pair) -> None:
    assert not found(pair)


@pytest.mark.parametrize(("pairs", "enough"), [(FIRST, 13), (ASIDE, 10), (AFTERWARDS, 7)])
def test_most_of_what_a_person_calls_a_difference_is_found(pairs: tuple[Pair, ...], enough: int) -> None:
    assert sum(found(pair) for pair in pairs if pair.differ) >= enough
