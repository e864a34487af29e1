"""Storing articles: what is new, what has changed, what is one and the same."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest
from sqlite_utils import Database

from bot.news.model import Article
from bot.news.stories import story_id
from bot.store.articles import article_by_id, count_articles, find_known, list_articles
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Change, Incoming, Stored, retag_articles, store_articles
from bot.store.stories import list_stories, story_by_id
from tests.store.samples import HARBOUR, NOON, WELLS, article


async def put(
    store: Store, assignment: Assignment, *articles: Article, keys: tuple[str, ...] = ()
) -> list[Stored]:
    batch = [Incoming(one, keys or (f"url:{one.url}",)) for one in articles]
    return await store.write(store_articles, batch, NOON, assignment)


async def test_a_new_article_is_stored_whole(store: Store, assignment: Assignment) -> None:
    sent = article("a", byline="A. Sani", categories=("Water",), image="https://courier.example/a.jpg")
    (stored,) = await put(store, assignment, sent)
    assert stored == Stored(replace(sent, arrived=NOON), Change.NEW)
    assert await store.read(article_by_id, "a") == stored.article


async def test_the_same_article_again_is_no_news(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a"))
    (again,) = await put(store, assignment, article("a"))
    assert again.change is Change.SAME
    assert await store.read(count_articles) == 1


async def test_a_changed_article_is_a_new_revision_under_its_old_id(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("a"))
    (changed,) = await put(store, assignment, article("b", "Thirteen wells", url="https://courier.example/a"))
    assert (changed.change, changed.article.id, changed.article.title) == (
        Change.CHANGED,
        "a",
        "Thirteen wells",
    )
    rows = await store.read(lambda db: list(db.query("SELECT revision FROM articles")))
    assert rows == [{"revision": 2}]


async def test_a_revision_keeps_what_it_does_not_tell(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a", byline="A. Sani"))
    later = article("a", "Thirteen wells", published=None, source="Other")
    (changed,) = await put(store, assignment, later)
    assert (changed.article.byline, changed.article.published, changed.article.source) == (
        "A. Sani",
        NOON,
        "Courier",
    )


async def test_a_revision_is_found_by_its_new_words(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a"))
    await put(store, assignment, article("a", "Harbour", HARBOUR, topics=("benin",)))
    assert await store.read(lambda db: list_articles(db, fts="wells")) == []
    assert len(await store.read(lambda db: list_articles(db, fts="quay"))) == 1
    assert len(await store.read(lambda db: list_articles(db, topic="benin"))) == 1
    assert await store.read(lambda db: list_articles(db, topic="niger")) == []


@pytest.mark.parametrize("text", ["", "Wells for Tahoua."])
async def test_a_full_text_is_not_lost_to_a_teaser(store: Store, assignment: Assignment, text: str) -> None:
    await put(store, assignment, article("a"))
    (again,) = await put(store, assignment, article("a", text=text, summary=()))
    assert (again.change, again.article.text) == (Change.SAME, WELLS)


async def test_one_wire_text_under_two_titles_is_one_article(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a", "Twelve wells"))
    (twin,) = await put(store, assignment, article("b", "Water at last", WELLS.upper(), source="Herald"))
    assert (twin.change, twin.article.id) == (Change.SAME, "a")
    assert await store.read(find_known, ["url:https://courier.example/b"]) == {
        "url:https://courier.example/b": "a"
    }


async def test_an_imported_line_with_an_id_is_never_merged(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a"))
    (line,) = await put(store, assignment, article("my-7", named=True, url="https://courier.example/a"))
    assert line.change is Change.NEW
    assert {len(story.articles) for story in await store.read(list_stories)} == {2}


async def test_an_imported_line_is_changed_by_its_id(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("my-7", named=True))
    (line,) = await put(store, assignment, article("my-7", "Short", "Short now.", named=True))
    assert (line.change, line.article.text) == (Change.CHANGED, "Short now.")


@pytest.mark.parametrize(
    "text",
    [
        "Continue reading…",
        "Nothing more to say.",
        "To go on reading, subscribe or sign in to your account now. " * 5,
    ],
)
async def test_a_short_or_stock_text_merges_nothing(store: Store, assignment: Assignment, text: str) -> None:
    stored = await put(store, assignment, article("a", "One", text), article("b", "Two", text))
    assert [one.change for one in stored] == [Change.NEW, Change.NEW]


async def test_an_article_that_is_dated_far_ahead_is_ordered_by_its_arrival(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("future", text=HARBOUR, published=NOON + timedelta(days=9000)))
    await put(store, assignment, article("today", published=NOON + timedelta(hours=2)))
    listed = await store.read(list_articles)
    assert [one.id for one in listed] == ["today", "future"]
    assert listed[1].published == NOON + timedelta(days=9000)
    assert await store.read(lambda db: list_articles(db, since=NOON + timedelta(days=1))) == []
    told = {story.articles[0].id: story for story in await store.read(list_stories)}
    assert told["future"].updated == told["future"].first_seen == listed[1].arrived


async def test_articles_on_one_event_share_a_story(store: Store, assignment: Assignment) -> None:
    told_again = WELLS.replace("voted on Monday", "decided on Monday night") + " The vote was close."
    await put(
        store,
        assignment,
        article("a"),
        article("b", text=told_again, source="Herald"),
        article("c", "Quay", HARBOUR),
    )
    stories = await store.read(list_stories)
    assert sorted(len(story.articles) for story in stories) == [1, 2]


async def test_an_index_made_anew_goes_on_where_the_old_one_was(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a"))
    told_again = WELLS + " The vote was close."
    await put(store, Assignment(assignment.editing), article("b", text=told_again, source="Herald"))
    assert len(await store.read(list_stories)) == 1


async def test_what_another_process_stored_is_known_to_the_index(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("c", "Quay", HARBOUR))
    await put(store, Assignment(assignment.editing), article("a"))
    await put(store, assignment, article("b", text=WELLS + " The vote was close.", source="Herald"))
    assert sorted(len(story.articles) for story in await store.read(list_stories)) == [1, 2]


async def test_a_batch_that_fails_is_forgotten_by_the_index_too(store: Store, assignment: Assignment) -> None:
    broken = Incoming(article("x", text=HARBOUR, title=cast(str, object())))
    with pytest.raises(AttributeError):
        await store.write(store_articles, [Incoming(article("a")), broken], NOON, assignment)
    await put(store, assignment, article("b", "Water"))
    assert [len(story.articles) for story in await store.read(list_stories)] == [1]


async def test_tagging_anew_changes_articles_and_their_stories(store: Store, assignment: Assignment) -> None:
    await put(store, assignment, article("a"))

    def unit(db: Database) -> None:
        retag_articles(db, {"a": {"mali": 1.0}}, assignment)

    await store.write(unit)
    (story,) = await store.read(list_stories)
    assert story.topics == ("mali",)
    assert [one.id for one in await store.read(lambda db: list_articles(db, topic="mali"))] == ["a"]
    assert await store.read(story_by_id, story.id) == story


async def test_a_withdrawn_article_stays_in_its_story_and_is_not_quoted(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("a"))
    await put(store, assignment, article("b", text=WELLS + " The vote was close.", source="Herald"))
    await put(store, assignment, article("b", text="", source="Herald", withdrawn=True, summary=()))
    (story,) = await store.read(list_stories)
    assert {mention.id for mention in story.articles} == {"a", "b"}
    assert {quote.article for quote in story.sentences} == {"a"}
    known = await store.read(article_by_id, "b")
    assert known is not None
    assert (known.withdrawn, known.text) == (True, WELLS + " The vote was close.")


async def test_a_page_that_is_missing_at_first_sight_withdraws_nothing(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("a", withdrawn=True))
    (story,) = await store.read(list_stories)
    assert story.sentences


async def test_an_article_that_says_it_was_retracted_takes_the_place_of_the_longer_one(
    store: Store, assignment: Assignment
) -> None:
    await put(store, assignment, article("a"))
    await put(store, assignment, article("a", text="This article has been retracted.", summary=()))
    (story,) = await store.read(list_stories)
    assert story.sentences == ()


async def test_the_order_in_which_articles_of_one_time_arrive_changes_nothing(
    store: Store, assignment: Assignment
) -> None:
    batch = [Incoming(article(key, text=f"{WELLS} {key}", source=key)) for key in "cab"]
    await store.write(store_articles, batch, NOON, assignment)
    (story,) = await store.read(list_stories)
    assert story.id == story_id(article("a"))


@pytest.mark.parametrize("order", ["abc", "bca", "cba"])
async def test_bringing_everything_again_in_any_order_changes_nothing(
    store: Store, assignment: Assignment, order: str
) -> None:
    batch = {key: Incoming(article(key, text=f"{WELLS} {key}", source=key)) for key in "abc"}
    await store.write(store_articles, [batch[key] for key in "bac"], NOON, assignment)
    before = await store.read(list_stories)
    again = Assignment(assignment.editing)
    stored = await store.write(store_articles, [batch[key] for key in order], NOON + timedelta(1), again)
    assert {one.change for one in stored} == {Change.SAME}
    assert await store.read(list_stories) == before
