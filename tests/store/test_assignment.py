"""The index in memory: filled by reads, kept in step by writes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.news.stories.known import VERSION, look
from bot.store import assignment as learning
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from bot.store.stories import list_stories
from bot.store.upkeep import forget_old
from tests.store.samples import HARBOUR, NOON, WELLS, article

AGAIN = WELLS + " The vote was close."


async def put(store: Store, assignment: Assignment, *articles: object, hours: int = 0) -> None:
    batch = [Incoming(one, (f"url:{one.url}",)) for one in articles]  # type: ignore[attr-defined,arg-type]
    await store.write(store_articles, batch, NOON + timedelta(hours=hours), assignment)


@pytest.fixture(autouse=True)
def a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "AT_A_TIME", 2)


async def test_an_index_is_filled_by_reads_a_few_articles_at_a_time(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, *(article(key, text=f"{HARBOUR} {key}", source=key) for key in "abc"))
    fresh = Assignment(assignment.editing)
    assert not fresh.complete
    assert not await store.read(fresh.learn)
    assert await store.read(fresh.learn)
    assert fresh.complete
    await put(store, fresh, article("d", text=f"{HARBOUR} d", source="Herald"))
    (story,) = await store.read(list_stories)
    assert len(story.articles) == 4


async def test_a_write_learns_what_the_reads_have_not_come_to(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, *(article(key, text=f"{HARBOUR} {key}", source=key) for key in "abc"))
    await put(store, assignment, article("w"))
    fresh = Assignment(assignment.editing)
    await store.read(fresh.learn)
    await put(store, fresh, article("v", text=AGAIN, source="Herald"))
    assert fresh.complete
    assert sorted(len(story.articles) for story in await store.read(list_stories)) == [2, 3]


async def test_what_is_revised_and_merged_while_an_index_is_filled_is_learnt(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, *(article(key, text=f"{HARBOUR} {key}", source=key) for key in "abc"))
    fresh = Assignment(assignment.editing)
    await store.read(fresh.learn)
    await put(store, assignment, article("a", text=WELLS, source="a"), hours=1)
    await store.read(fresh.learn)
    await put(store, fresh, article("w", text=AGAIN, source="Herald"), hours=2)
    (story,) = await store.read(list_stories)
    assert len(story.articles) == 4, "what the revised one says now binds the new one to its story"


async def test_an_index_is_filled_without_reading_the_texts(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a"))
    await store.write(lambda db: db.execute("UPDATE articles SET text = 'Nothing of it.', title = ''"))
    await put(store, Assignment(assignment.editing), article("b", text=AGAIN, source="Herald"))
    (story,) = await store.read(list_stories)
    assert len(story.articles) == 2


async def test_articles_stored_by_an_older_version_are_looked_at_anew(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("a"))
    await store.write(lambda db: db.execute("UPDATE profiles SET version = 0, terms = x'', counts = x''"))
    await put(store, Assignment(assignment.editing), article("b", text=AGAIN, source="Herald"))
    (story,) = await store.read(list_stories)
    assert len(story.articles) == 2


async def test_what_was_seen_anew_is_kept_for_the_next_start(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a"))
    await store.write(lambda db: db.execute("DELETE FROM profiles"))
    await put(store, Assignment(assignment.editing), article("h", text=HARBOUR, source="Herald"))
    await store.write(lambda db: db.execute("UPDATE articles SET text = 'Nothing of it.', title = ''"))
    await put(store, Assignment(assignment.editing), article("b", text=AGAIN, source="Herald"))
    assert sorted(len(story.articles) for story in await store.read(list_stories)) == [1, 2]


async def test_what_was_seen_of_an_article_that_is_gone_by_now_is_not_kept(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("a"))
    await put(store, assignment, article("h", text=HARBOUR, source="Herald"), hours=47)
    await store.write(lambda db: db.execute("DELETE FROM profiles"))
    fresh = Assignment(assignment.editing)
    while not await store.read(fresh.learn):
        pass
    assert await store.write(forget_old, 1, NOON + timedelta(hours=48), fresh) == 1

    await put(store, fresh, article("b", text=f"{HARBOUR} b", source="Courier"), hours=48)

    assert await store.read(lambda db: [row["n"] for row in db.query("SELECT n FROM profiles")]) == [2, 3]


async def test_profiles_go_with_their_articles_and_with_age(
    store: Store, assignment: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "RULES", replace(learning.RULES, live=2))
    await put(store, assignment, *(article(key, text=f"{HARBOUR} {key}", source=key) for key in "abc"))
    kept = await store.read(lambda db: [row["n"] for row in db.query("SELECT n FROM profiles")])
    assert kept == [2, 3]


def test_the_version_grows_when_articles_are_looked_at_otherwise() -> None:
    known = look(article("a", "Water: Wells for Tahoua"))
    profile = known.profile
    seen = (sum(profile.terms), sum(profile.counts), len(profile.names), known.wire, known.column)
    assert (VERSION, seen) == SEEN, "raise VERSION in bot/news/stories/known.py, and write here what is seen"


SEEN = (1, (62287449638, 543, 4, 5923974971007570299, 1793652439348942784))
