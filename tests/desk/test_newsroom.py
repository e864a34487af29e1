"""What there is to read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk import Desk
from bot.errors import UserError
from bot.news.model import Article, Briefing, Check, Editing
from bot.news.topics import Topics
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from bot.store.sources import Listed, sync_sources
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


def tagged(number: int, title: str, text: str, *, at: datetime = NOON, outlet: str = "") -> Article:
    """An article with the topics that its words give it."""
    weights = Topics.load().weigh(title, text)
    return replace(
        about(number, title, text),
        published=at,
        source=outlet or f"Outlet {number}",
        topics=tuple(weights),
        weights=tuple(weight.share for weight in weights.values()),
    )


async def niger(desk: Desk, since: datetime | None = None, limit: int = 5) -> Briefing:
    return await desk.newsroom.brief(desk.topics.resolve("niger"), since, limit)


async def test_a_story_about_a_topic_comes_before_a_newer_one_that_only_mentions_it(
    desk: Desk, store: Store
) -> None:
    drought = "Herders lost cattle in the drought. " * 7
    passing = f"{drought} It reached Niger, then Niger again, and {' '.join(words(98, 90))} Niger."
    await store_all(
        store,
        tagged(1, "Wells for Niger", "Niger digs wells in Tahoua.", at=NOON - timedelta(hours=20)),
        tagged(2, "A drought without end", passing),
    )
    first, second = (await niger(desk)).stories
    assert (first.story.headline, second.story.headline) == ("Wells for Niger", "A drought without end")
    assert first.reason.endswith("its headline names Niger.")
    assert second.reason.endswith("it mentions Niger in passing.")


async def test_what_the_limit_leaves_out_is_counted_to_the_last_story(desk: Desk, store: Store) -> None:
    await store_all(store, *(article(number, NOON) for number in range(1, 61)))
    found = await niger(desk)
    assert (len(found.stories), found.more, found.cut) == (5, 55, False)


async def test_the_best_stories_are_among_those_looked_at_however_many_are_newer(
    desk: Desk, store: Store
) -> None:
    wide = "Niger and its neighbours open the river to trade again after a year of talks"
    outlets = [tagged(n, f"{wide} ({n})", f"{wide}, says outlet {n}.", at=NOON) for n in range(100, 106)]
    await store_all(store, *outlets, *(article(n, NOON + timedelta(hours=1)) for n in range(1, 61)))
    assert (await niger(desk)).stories[0].story.headline.startswith(wide)


async def test_topics_that_its_stories_speak_of_are_related(desk: Desk, store: Store) -> None:
    told = [" ".join(words(n, 40)) for n in range(4)]
    await store_all(
        store,
        *(tagged(n, f"ECOWAS and Niger {told[n][:40]}", f"ECOWAS, Niger: {told[n]}.") for n in range(3)),
        tagged(9, f"Togo and Niger {told[3][:40]}", f"Togo, Niger: {told[3]}."),
    )
    assert (await niger(desk)).related == ("ecowas",)
    assert (await niger(desk, limit=1)).related == ()
    assert (await niger(desk, since=NOON + timedelta(days=1))).related == ("ecowas",)


async def test_a_brief_without_a_story_tells_how_the_sources_were_read(desk: Desk, store: Store) -> None:
    listed = [Listed(name, f"https://{name}.example/feed") for name in ("one", "two")]
    await store.write(sync_sources, listed, NOON)
    assert (await niger(desk)).checked == Check(2, None)


async def test_a_phrase_is_found_in_stories_that_came_in_any_order(desk: Desk, store: Store) -> None:
    days = [3, 1, 4, 0, 2]
    await store_all(
        store,
        *(
            replace(
                about(day, f"Cocoa {' '.join(words(day, 4))}", f"Cocoa {' '.join(words(day, 20))}."),
                published=NOON - timedelta(days=day),
            )
            for day in days
        ),
    )
    topic = desk.newsroom.lookup("cocoa").topic
    told = (await desk.newsroom.brief(topic, None, 3)).stories
    assert [NOON - one.story.updated for one in told] == [timedelta(days=day) for day in (0, 1, 2)]
