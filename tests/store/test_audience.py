"""Articles that only the readers of their feed may see."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from bot.news.model import Article
from bot.store.articles import articles_by_id, articles_matching, list_articles
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Change, Incoming, store_articles
from bot.store.own_feeds import add_reader_source
from bot.store.sources import Listed, all_sources, stale_source_names, sync_sources
from bot.store.stories import (
    list_stories,
    popular_topics,
    stories_of_source,
    stories_of_topic,
    story_by_id,
)
from bot.store.times import to_text
from tests.store.samples import HARBOUR, NOON, article

MINE = Listed("Mine", "https://mine.example/feed?key=1")


@pytest.fixture
async def own(store: Store) -> int:
    """The source that a reader added."""

    def unit(db: Database) -> int:
        row = {"chat": 1, "kind": "private", "created": to_text(NOON)}
        db.table("readers").insert({**row, "zone": "UTC", "times": "[]", "days": "[]"})
        return add_reader_source(db, 1, MINE, NOON).id

    return await store.write(unit)


async def put(store: Store, assignment: Assignment, audience: int, *articles: Article) -> list[Change]:
    """Stores articles for an audience (0: everybody), each known by its address."""
    apart = f" for {audience}" if audience else ""
    batch = [Incoming(one, (f"url:{one.url}{apart}",), audience or None, audience) for one in articles]
    return [one.change for one in await store.write(store_articles, batch, NOON, assignment)]


def mine(name: str) -> Article:
    """An article as the reader's feed brings it: with an id of its own."""
    return article(f"mine-{name}", url=f"https://courier.example/{name}", source="Mine")


async def seen(store: Store, *own: int) -> list[str]:
    """The outlets of everything that a reader finds, by whatever way."""

    def unit(db: Database) -> list[str]:
        stories = [
            *list_stories(db, own=own),
            *stories_of_topic(db, "niger", own=own),
        ]
        found = [name for story in stories for name in story.outlets]
        matching = [one.id for one in articles_matching(db, "tahoua", own=own)]
        found += [one.source for one in articles_by_id(db, matching)]
        found += [one.source for one in list_articles(db, own=own)]
        found += [one.source for one in list_articles(db, topic="niger", own=own)]
        return sorted(set(found + [one.source for one in list_articles(db, fts="tahoua", own=own)]))

    return await store.read(unit)


async def test_only_their_reader_finds_them(store: Store, assignment: Assignment, own: int) -> None:
    await put(store, assignment, own, mine("a"))
    assert (await seen(store), await seen(store, own)) == ([], ["Mine"])
    assert await store.read(popular_topics, NOON - timedelta(days=9), 5) == []


async def test_a_story_is_shown_by_its_id_only_to_them(
    store: Store, assignment: Assignment, own: int
) -> None:
    await put(store, assignment, own, mine("a"))
    (story,) = await store.read(lambda db: list_stories(db, own=[own]))
    assert await store.read(story_by_id, story.id) is None
    assert await store.read(story_by_id, story.id, [own]) == story


async def test_what_is_for_some_never_enters_what_is_for_all(
    store: Store, assignment: Assignment, own: int
) -> None:
    """The same text at other addresses would else be one story, or even one article."""
    open_one = article("b", url="https://herald.example/b", source="Herald")
    assert await put(store, assignment, own, mine("a")) == [Change.NEW]
    assert await put(store, assignment, 0, open_one) == [Change.NEW]
    assert await seen(store) == ["Herald"]
    (story,) = await store.read(list_stories)
    assert story.outlets == ("Herald",)


@pytest.mark.parametrize("first", ["mine", "open"])
async def test_an_address_that_all_may_read_is_told_once(
    store: Store, assignment: Assignment, own: int, first: str
) -> None:
    order = [(own, mine("a")), (0, article("a"))]
    for audience, one in order if first == "mine" else reversed(order):
        assert await put(store, assignment, audience, one) == [Change.NEW]
    assert await seen(store, own) == ["Courier"]
    (told,) = await store.read(stories_of_source, own)
    assert told.outlets == ("Courier",)


async def test_a_change_stays_with_its_audience(store: Store, assignment: Assignment, own: int) -> None:
    await put(store, assignment, own, mine("a"))
    assert await put(store, Assignment(assignment.editing), own, replace(mine("a"), text=HARBOUR)) == [
        Change.CHANGED
    ]
    assert await seen(store) == []
    assert len(await store.read(lambda db: list_stories(db, own=[own]))) == 1


async def test_a_feed_that_the_operator_configures_is_everybodys_until_taken_out(
    store: Store, own: int
) -> None:
    for configured, origin in (((MINE,), "config"), ((), "reader")):
        await store.write(sync_sources, configured, NOON)
        (source,) = await store.read(all_sources)
        assert (source.id, source.origin) == (own, origin)


async def test_its_silence_is_told_only_to_its_reader(store: Store, own: int) -> None:
    await store.write(lambda db: db.execute("UPDATE sources SET failures = 3"))
    assert await store.read(stale_source_names, NOON) == []
    assert await store.read(stale_source_names, NOON, [own]) == ["Mine"]
