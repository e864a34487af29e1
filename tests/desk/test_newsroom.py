"""What there is to read."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.desk import Desk
from bot.errors import UserError
from bot.news.model import Article, Editing
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from tests.desk.conftest import NOON
from tests.desk.shelf import article, words

FILLER = " ".join(words(99, 400))


async def store_all(store: Store, *given: Article) -> None:
    batch = [Incoming(one, (f"url:{one.id}",)) for one in given]
    await store.write(store_articles, batch, NOON, Assignment(Editing()))


def about(number: int, title: str, text: str) -> Article:
    return replace(article(number, NOON), title=title, text=text, summary=(text[:40],), topics=())


async def headlines(desk: Desk, phrase: str) -> list[str]:
    topic = desk.newsroom.lookup(phrase).topic
    return [ranked.story.headline for ranked in (await desk.newsroom.brief(topic, None, 0)).stories]


async def test_a_phrase_brings_what_speaks_of_it_not_what_mentions_its_words(
    desk: Desk, store: Store
) -> None:
    await store_all(
        store,
        about(1, "Cocoa prices fall", "Cocoa prices fell again on Tuesday."),
        about(2, "Football club sold", f"The cocoa magnate bought it. {FILLER} Prices were not given."),
    )
    assert await headlines(desk, "cocoa prices") == ["Cocoa prices fall"]


async def test_a_list_brings_each_of_its_topics_by_its_own_rules(desk: Desk, store: Store) -> None:
    await store_all(
        store,
        about(1, "Niger opens a dam", "Niger opened a dam near Kandadji on Monday."),
        about(2, "Nigeria opens a port", "Nigeria opened a port in Lagos on Monday."),
        about(3, "Mali trains its judges", "Mali began to train forty judges in Bamako."),
    )
    assert sorted(await headlines(desk, "sahel = niger, mali")) == [
        "Mali trains its judges",
        "Niger opens a dam",
    ]


async def test_articles_of_a_phrase_are_those_that_speak_of_it(desk: Desk, store: Store) -> None:
    await store_all(
        store,
        about(1, "Cocoa prices fall", "Cocoa prices fell again on Tuesday."),
        about(2, "Football club sold", f"The cocoa magnate bought it. {FILLER} Prices were not given."),
    )
    topic = desk.newsroom.lookup("cocoa prices").topic
    found = await desk.newsroom.articles(topic, None, None, 1)
    assert [(one.title, bool(desk.newsroom.matched(topic, one))) for one in found] == [
        ("Cocoa prices fall", True)
    ]


async def test_an_empty_brief_knows_the_newest_story_there_ever_was(desk: Desk, store: Store) -> None:
    await store_all(store, article(1, datetime(2026, 1, 5, tzinfo=UTC)))
    briefing = await desk.newsroom.brief(desk.topics.resolve("niger"), NOON, 5)
    assert briefing.stories == ()
    assert briefing.latest is not None


async def test_a_search_without_a_usable_word_is_told(desk: Desk) -> None:
    with pytest.raises(UserError, match="holds no word"):
        await desk.newsroom.search("!!!", 5)


async def test_a_misspelling_is_offered_its_neighbours_and_never_replaced(desk: Desk) -> None:
    lookup = desk.newsroom.lookup("nigr")
    assert lookup.topic.kind == "phrase"
    assert {"niger", "nigeria"} <= {topic.slug for topic in lookup.near}
