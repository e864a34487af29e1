"""When a story is breaking."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.news.breaking import FRESH, WITHIN, independent, is_breaking
from bot.news.model import Article

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def article(outlet: str, minutes_ago: float, title: str | None = None) -> Article:
    at = NOW - timedelta(minutes=minutes_ago)
    return Article(
        id=f"{outlet} {minutes_ago}",
        url=None,
        title=title if title is not None else f"{outlet} tells it",
        byline=None,
        published=at,
        source=outlet,
        language="en",
        text="",
        summary=(),
        topics=(),
    )


told = st.lists(st.tuples(st.sampled_from("ABCDE"), st.integers(-30, 600)), max_size=8)


def test_three_outlets_within_an_hour_break_a_story() -> None:
    assert is_breaking([article("A", 70), article("B", 30), article("C", 11)], 3, NOW)


def test_three_outlets_over_a_longer_time_do_not() -> None:
    assert not is_breaking([article("A", 71), article("B", 30), article("C", 10)], 3, NOW)


def test_one_outlet_three_times_does_not() -> None:
    assert not is_breaking([article("A", n, f"Part {n}") for n in (1, 2, 3)], 3, NOW)


def test_the_same_wire_in_three_outlets_does_not() -> None:
    assert not is_breaking([article(outlet, 5, "Wells  open") for outlet in "ABC"], 3, NOW)


def test_yesterdays_news_does_not_break_today() -> None:
    assert not is_breaking([article(outlet, 60 * 24) for outlet in "ABC"], 3, NOW)


def test_an_unknown_publication_is_as_of_the_arrival_and_none_counts_for_nothing() -> None:
    undated = [article(outlet, 0) for outlet in "ABC"]
    assert not is_breaking([_without_time(one) for one in undated], 3, NOW)


def _without_time(one: Article) -> Article:
    return Article(**{**{name: getattr(one, name) for name in one.__slots__}, "published": None})


@given(told, st.integers(2, 4))
def test_a_breaking_story_has_so_many_outlets_in_some_hour(told: list[tuple[str, int]], outlets: int) -> None:
    articles = [article(outlet, ago) for outlet, ago in told]
    if is_breaking(articles, outlets, NOW):
        lately = [a for a in articles if a.when and NOW - a.when <= FRESH + WITHIN]
        assert independent(lately) >= outlets


@given(told, st.integers(2, 4))
def test_one_more_article_never_unbreaks_a_story(told: list[tuple[str, int]], outlets: int) -> None:
    articles = [article(outlet, ago) for outlet, ago in told]
    if is_breaking(articles[1:], outlets, NOW):
        assert is_breaking(articles, outlets, NOW)
