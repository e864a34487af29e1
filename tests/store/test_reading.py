"""Lists of articles and stories."""

from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from bot.store import articles
from bot.store.articles import Match, articles_by_id, articles_matching, list_articles
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from bot.store.stories import (
    count_stories,
    list_stories,
    popular_topics,
    stories_by_id,
    stories_of_topic,
)
from tests.store.samples import HARBOUR, NOON, article

YESTERDAY = NOON - timedelta(days=1)


@pytest.fixture
async def filled(store: Store, assignment: Assignment) -> Store:
    """Two stories: wells for Niger at noon, a harbour in Benin the day before; each of one article."""
    batch = [
        Incoming(
            article("harbour", "A record in Cotonou", HARBOUR, topics=("benin", "niger"), published=YESTERDAY)
        ),
        Incoming(article("wells")),
    ]
    await store.write(store_articles, batch, NOON, assignment)
    return store


async def ids(store: Store, **wanted: object) -> list[str]:
    return [one.id for one in await store.read(lambda db: list_articles(db, **wanted))]  # type: ignore[arg-type]


async def test_articles_come_newest_first(filled: Store) -> None:
    assert await ids(filled) == ["wells", "harbour"]


async def test_articles_are_found_by_topic_words_and_time(filled: Store) -> None:
    assert await ids(filled, topic="benin") == ["harbour"]
    assert await ids(filled, fts="title : record") == ["harbour"]
    assert await ids(filled, since=NOON) == ["wells"]
    assert await ids(filled, topic="niger", fts="quay", since=YESTERDAY) == ["harbour"]


async def test_a_limit_of_zero_is_none(filled: Store) -> None:
    assert len(await ids(filled, limit=1)) == 1
    assert len(await ids(filled, limit=0)) == 2


async def test_articles_of_unknown_ids_are_left_out(filled: Store) -> None:
    assert [one.id for one in await filled.read(articles_by_id, ["none", "wells"])] == ["wells"]


async def test_stories_come_newest_first(filled: Store) -> None:
    stories = await filled.read(list_stories)
    assert [story.updated for story in stories] == [NOON, YESTERDAY]
    assert await filled.read(count_stories) == 2


async def test_a_story_comes_back_as_it_was_told(filled: Store) -> None:
    (story, _) = await filled.read(list_stories)
    assert story.articles[0].published == NOON
    assert story.sentences[0].article == "wells"
    assert await filled.read(stories_by_id, [story.id]) == [story]


async def test_stories_are_found_by_topic_words_and_time(filled: Store) -> None:
    assert len(await filled.read(stories_of_topic, "niger")) == 2
    assert len(await filled.read(stories_of_topic, "niger", NOON)) == 1
    assert len(await filled.read(stories_of_topic, "niger", None, 1)) == 1
    assert len(await filled.read(lambda db: list_stories(db, since=NOON))) == 1


async def test_articles_that_match_come_newest_first_with_their_stories(filled: Store) -> None:
    (_, harbour) = await filled.read(list_stories)
    assert await filled.read(lambda db: [one.story for one in articles_matching(db, "quay")]) == [harbour.id]
    lately = await filled.read(lambda db: [one.id for one in articles_matching(db, "the", NOON)])
    assert lately == ["wells"]


def matching(db: Database, since: datetime | None) -> list[Match]:
    return list(articles_matching(db, "quay", since))


@pytest.mark.parametrize(("few", "slice_"), [(500, 2_000), (1, 1), (1, 3), (2, 5)])
async def test_however_large_the_archive_matches_come_newest_first(
    store: Store, assignment: Assignment, monkeypatch: pytest.MonkeyPatch, few: int, slice_: int
) -> None:
    monkeypatch.setattr(articles, "FEW", few)
    monkeypatch.setattr(articles, "SLICE", slice_)
    hours = [5, 2, 9, 2, 7, 0, 3, 8, 1, 6, 4, 2]
    batch = [
        Incoming(
            article(f"a{n:02}", f"{'Quay' if n % 3 else 'Road'} {n}", "", published=NOON - timedelta(hours=h))
        )
        for n, h in enumerate(hours)
    ]
    await store.write(store_articles, batch, NOON, assignment)
    for since in (None, NOON - timedelta(hours=6)):
        everything = await ids(store, since=since)
        found = [one.id for one in await store.read(matching, since)]
        assert found == [one for one in everything if int(one[1:]) % 3]


async def test_topics_are_popular_by_their_stories(filled: Store) -> None:
    assert await filled.read(popular_topics, YESTERDAY, 5) == ["niger", "benin"]
