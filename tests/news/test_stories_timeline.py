"""Which day a sentence speaks of, and a story's dated sentences in their order."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.news.model import Article
from bot.news.stories.dated import day_of
from bot.news.stories.days import When
from bot.news.stories.timeline import A_DAY, timeline

WEDNESDAY = datetime(2026, 5, 6, 9, tzinfo=UTC)


def article(key: str, *sentences: str, at: datetime = WEDNESDAY, source: str = "Lantern") -> Article:
    return Article(key, None, "Flood", None, at, source, "en", " ".join(sentences), (), ())


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Rain swept away the bridge on Tuesday.", date(2026, 5, 5)),
        ("Rain swept away the bridge on Wednesday.", date(2026, 5, 6)),
        ("Rain swept away the bridge on Thursday.", date(2026, 4, 30)),
        ("Rain swept away the bridge last Wednesday.", date(2026, 4, 29)),
        ("Soldiers will build a ford by Thursday.", date(2026, 5, 7)),
        ("The army said on Tuesday that soldiers will build a ford.", date(2026, 5, 5)),
        ("The army promised that soldiers would open the ford on Friday.", date(2026, 5, 8)),
        ("The bridge was opened on 3 May.", date(2026, 5, 3)),
        ("The bridge was opened on May 3, 2019, by the king.", date(2019, 5, 3)),
        ("The ford is to open on 2 September.", date(2026, 9, 2)),
        ("The mayor resigned yesterday.", date(2026, 5, 5)),
    ],
)
def test_a_day_is_resolved_against_the_day_of_publication(sentence: str, day: date) -> None:
    assert day_of(sentence, WEDNESDAY, "en") == When(day)


def test_last_week_and_last_month_are_spans() -> None:
    assert day_of("It rained last week.", WEDNESDAY, "en") == When(date(2026, 4, 27), "week")
    assert day_of("It rained last month.", WEDNESDAY, "en") == When(date(2026, 4, 1), "month")


@pytest.mark.parametrize(
    "sentence",
    [
        "Rain swept away the bridge.",
        "“It fell on Tuesday,” said the mayor.",
        "The army said it plans to tell on Friday.",
        "The bridge may fall.",
        "It cost 3 million.",
    ],
)
def test_what_names_no_clear_day_has_none(sentence: str) -> None:
    assert day_of(sentence, WEDNESDAY, "en") is None


def test_other_languages_name_days_their_way() -> None:
    assert day_of("Le pont a été emporté mardi.", WEDNESDAY, "fr") == When(date(2026, 5, 5))
    assert day_of("Le pont a été ouvert le 3 mai.", WEDNESDAY, "fr") == When(date(2026, 5, 3))
    assert day_of("Мост открыли 3 мая 2025 года.", WEDNESDAY, "ru") == When(date(2025, 5, 3))
    assert day_of("Most otwarto we wtorek.", WEDNESDAY, "pl") is None


def test_an_outlet_east_of_greenwich_may_be_a_day_ahead() -> None:
    late = WEDNESDAY.replace(hour=22)
    assert day_of("Rain swept away the bridge on Thursday.", late, "en") == When(date(2026, 5, 7))


FALL = "Rain swept away the bridge at Bilmari on Sunday, the mayor of the town said."
FORD = "Soldiers began to build a ford beside the broken bridge on Monday, the army said."
PRICES = "Millet cost 24,000 francs in the markets of the north on Tuesday, traders said."


def test_sentences_stand_in_the_order_of_their_days_with_their_outlets() -> None:
    events = timeline([article("b", PRICES, FORD, source="Delta"), article("a", FALL)], "en")
    assert [(event.quote.text, event.quote.source) for event in events] == [
        (FALL, "Lantern"),
        (FORD, "Delta"),
        (PRICES, "Delta"),
    ]


def test_what_two_outlets_say_stands_once() -> None:
    assert len(timeline([article("a", FALL, FORD), article("b", FALL, source="Delta")], "en")) == 2


def test_one_day_makes_no_line() -> None:
    assert timeline([article("a", FALL)], "en") == ()


def test_a_withdrawn_article_tells_no_day() -> None:
    gone = Article("b", None, "Retracted: Millet", None, WEDNESDAY, "Delta", "en", PRICES, (), ())
    assert timeline([article("a", FALL), gone], "en") == ()


@given(st.permutations([FALL, FORD, PRICES]), st.integers(0, 5))
def test_a_line_is_in_order_and_verbatim(sentences: list[str], days: int) -> None:
    told = article("a", *sentences, at=WEDNESDAY + timedelta(days=days))
    events = timeline([told], "en")
    assert [event.when.day for event in events] == sorted(event.when.day for event in events)
    assert all(event.quote.text in told.text for event in events)
    assert len(events) <= 3 * A_DAY
