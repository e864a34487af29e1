"""By which keys an entry is known."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.candidates import list_candidates, newest_first
from bot.news.model import Entry

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
URL = "https://courier.example/wells"
ENTRIES = st.builds(
    Entry,
    title=st.text(max_size=8),
    url=st.none()
    | st.sampled_from([URL, f"{URL}/2", "https://courier.example/", "nonsense"])
    | st.text(max_size=12),
    text=st.text(max_size=20),
    guid=st.none() | st.sampled_from("ab"),
)


@given(st.lists(ENTRIES, max_size=6))
def test_any_entries_become_candidates_in_their_order(entries: list[Entry]) -> None:
    assert [one.entry for one in list_candidates(entries, "feed")] == entries


@pytest.mark.parametrize("url", [f"{URL}?utm_source=rss", f"{URL}/", f"{URL}#top", f"{URL}?amp=1"])
def test_variants_of_an_address_have_one_key(url: str) -> None:
    (plain, variant) = list_candidates([Entry("Wells", URL), Entry("Wells", url)], "feed")
    assert plain.keys == variant.keys


@pytest.mark.parametrize(
    "url", ["https://courier.example/", "https://courier.example", "mailto:us@courier.example"]
)
def test_the_address_of_a_homepage_identifies_no_article(url: str) -> None:
    (one,) = list_candidates([Entry("Wells", url)], "feed")
    assert (one.keys, one.page, one.wants_page) == ((), None, False)


def test_a_guid_differs_between_feeds() -> None:
    keys = {list_candidates([Entry("Wells", guid="1")], feed)[0].keys for feed in ("one", "other")}
    assert len(keys) == 2


def test_an_entry_that_changes_says_something_new() -> None:
    texts = ("Twelve wells.", "Thirteen wells.")
    said = {list_candidates([Entry("Wells", URL, text)], "feed")[0].said for text in texts}
    assert len(said) == 2


def test_counters_in_a_teaser_are_not_news() -> None:
    teasers = ("12 points, 3 comments", "15 points, 4 comments")
    said = {list_candidates([Entry("Wells", URL, teaser=teaser)], "feed")[0].said for teaser in teasers}
    assert len(said) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Short.", True),
        ("A long story. " * 100, False),
        ("A long story. " * 100 + "Read more", True),
        ("So on " * 300 + "[…]", True),
    ],
)
def test_a_page_is_wanted_where_the_feed_does_not_tell_the_whole(text: str, wanted: bool) -> None:
    assert list_candidates([Entry("Wells", URL, text)], "feed")[0].wants_page is wanted


def test_the_newest_come_first_and_the_undated_count_as_new() -> None:
    times = [NOON - timedelta(days=2), None, NOON - timedelta(days=1)]
    entries = [Entry(str(n), f"{URL}/{n}", published=time) for n, time in enumerate(times)]
    ordered = newest_first(list_candidates(entries, "feed"), NOON)
    assert [one.entry.title for one in ordered] == ["1", "2", "0"]
