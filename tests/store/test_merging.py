"""Stories that turned out to be one."""

import pytest
from sqlite_utils import Database

from bot.news.model import Quote
from bot.news.novelty import Told
from bot.store import readers
from bot.store.articles import articles_of_story
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.deliveries.notices import notices_planned
from bot.store.deliveries.planning import plan_notice
from bot.store.intake import Incoming, store_articles
from bot.store.merging import merge_stories, present_ids
from bot.store.model import Message, Place
from bot.store.novelty import mark_shown, readings
from bot.store.stories import list_stories, story_by_id
from tests.store.ledger import join
from tests.store.samples import HARBOUR, NOON, WELLS, article

OLD, YOUNG = "older", "younger"


@pytest.fixture
async def town(store: Store, assignment: Assignment) -> Store:
    """Two stories of one article each, and a reader who was shown, follows and was updated on the younger."""

    def unit(db: Database) -> None:
        store_articles(db, [Incoming(article("a"))], NOON, assignment)
        store_articles(db, [Incoming(article("b", text=HARBOUR))], NOON, assignment)
        for key, story in (("a", OLD), ("b", YOUNG)):
            db.execute("UPDATE articles SET story = ? WHERE id = ?", [story, key])
        db.execute("DELETE FROM stories")
        assignment.forget()
        assignment.retell(db, [OLD, YOUNG])
        reader = join(db, 1)
        mark_shown(db, reader.id, [YOUNG], [Told(YOUNG, (Quote("Yes.", "Courier", "b"),))], NOON, {YOUNG: 7})
        readers.keep_story(db, reader.id, "followed", YOUNG, NOON)
        for key in (f"follow:{OLD}:1", f"follow:{YOUNG}:1", f"alert:{YOUNG}"):
            plan_notice(db, reader, key, [Message("hello")], NOON)
        merge_stories(db, YOUNG, OLD)
        assignment.retell(db, [OLD, YOUNG])

    await store.write(unit)
    return store


async def test_the_old_id_finds_the_story_with_all_articles(town: Store) -> None:
    found = await town.read(story_by_id, YOUNG)
    assert found is not None
    assert (found.id, {mention.id for mention in found.articles}) == (OLD, {"a", "b"})
    assert await town.read(list_stories) == [found]


async def test_what_a_reader_was_told_and_follows_moves_too(town: Store) -> None:
    def unit(db: Database) -> tuple[object, ...]:
        reader = readers.find_reader(db, Place(1))
        assert reader is not None
        reading = readings(db, reader.id, [OLD])[OLD]
        kept = readers.kept_stories(db, reader.id, "followed")
        return reading.message, [quote.text for quote in reading.quotes], kept

    assert await town.read(unit) == (7, ["Yes."], [OLD])


async def test_a_button_of_the_old_story_acts_on_the_present_one(town: Store) -> None:
    def unit(db: Database) -> list[str]:
        reader = readers.find_reader(db, Place(1))
        assert reader is not None
        assert not readers.keep_story(db, reader.id, "followed", YOUNG, NOON)
        assert readers.drop_story(db, reader.id, "followed", YOUNG)
        mark_shown(db, reader.id, [YOUNG], [], NOON)
        return sorted(readers.shown_stories(db, reader.id))

    assert await town.write(unit) == [OLD]


async def test_updates_count_on_and_no_alert_comes_twice(town: Store) -> None:
    def unit(db: Database) -> tuple[int, int]:
        return len(notices_planned(db, 1, f"follow:{OLD}:")), len(notices_planned(db, 1, f"alert:{OLD}"))

    assert await town.read(unit) == (2, 1)


async def test_ids_resolve_through_later_merges(town: Store) -> None:
    await town.write(lambda db: merge_stories(db, OLD, "oldest"))
    assert await town.read(present_ids, [YOUNG, OLD, "other"]) == ["oldest", "other"]


async def test_another_process_learns_of_a_merge(town: Store, assignment: Assignment) -> None:
    other = Assignment(assignment.editing)
    await town.write(lambda db: other.catch_up(db))
    await town.write(lambda db: merge_stories(db, OLD, "oldest"))
    again = Incoming(article("c", text=WELLS + " The vote was close.", source="Herald"))
    await town.write(store_articles, [again], NOON, other)
    assert "c" in {one.id for one in await town.read(articles_of_story, "oldest")}
