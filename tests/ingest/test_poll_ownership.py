"""Whose an article is: nobody changes what another outlet said by naming its address."""

import pytest

from bot.clock import FrozenClock
from bot.ingest import Ingest
from bot.news.model import Article
from bot.store.articles import list_articles
from bot.store.database import Store
from tests.ingest.conftest import OpenIngest, source_at
from tests.ingest.rounds import MINUTE
from tests.ingest.samples import HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site

LIE = full([f"The mayor of Tahoua resigned on day {n}, says somebody who was not there." for n in range(40)])


async def opened(open_ingest: OpenIngest, **urls: str) -> Ingest:
    ingest = open_ingest(*(source_at(url, name) for name, url in urls.items()))
    await ingest.sync()
    return ingest


async def the_article(store: Store) -> Article:
    (article,) = await store.read(list_articles)
    return article


@pytest.fixture
def wells(site: Site) -> str:
    """The address of the Courier's article."""
    return site.put("/wells", page("Twelve wells", WELLS))


async def test_a_feed_elsewhere_changes_nothing_of_an_article_whose_address_it_names(
    site: Site, other_site: Site, open_ingest: OpenIngest, store: Store, clock: FrozenClock, wells: str
) -> None:
    courier = site.put("/feed", rss([Item("Twelve wells", wells, WELLS[0])]))
    rival = other_site.put("/feed", rss([Item("Mayor resigns", wells, LIE)]))
    await (await opened(open_ingest, Courier=courier)).poll_due()
    ingest = await opened(open_ingest, Courier=courier, Rival=rival)
    for _ in range(3):
        clock.advance(60 * MINUTE)
        report = await ingest.poll_due()
        assert report.articles == ()
    article = await the_article(store)
    assert (article.title, article.source, article.text) == ("Twelve wells", "Courier", full(WELLS))


async def test_who_told_of_an_article_first_gives_way_to_its_own_outlet(
    site: Site, other_site: Site, open_ingest: OpenIngest, store: Store, wells: str
) -> None:
    courier = site.put("/feed", rss([Item("Twelve wells", wells, WELLS[0])]))
    rival = other_site.put("/feed", rss([Item("Mayor resigns", wells, LIE)]))
    await (await opened(open_ingest, Rival=rival)).poll_due()
    assert (await the_article(store)).title == "Mayor resigns"
    await (await opened(open_ingest, Courier=courier, Rival=rival)).poll_due()
    article = await the_article(store)
    assert (article.title, article.source, article.text) == ("Twelve wells", "Courier", full(WELLS))


async def test_who_copied_an_article_cannot_change_it_afterwards(
    site: Site, other_site: Site, open_ingest: OpenIngest, store: Store, clock: FrozenClock, wells: str
) -> None:
    courier = site.put("/feed", rss([Item("Twelve wells", wells, WELLS[0])]))
    await (await opened(open_ingest, Courier=courier)).poll_due()
    copy = other_site.put("/copy", page("Wells", WELLS), page("Mayor resigns", [LIE]))
    feeds = (rss([Item("Wells", copy, WELLS[0])]), rss([Item("Mayor resigns", copy, LIE)]))
    ingest = await opened(open_ingest, Courier=courier, Rival=other_site.put("/feed", *feeds))
    for _ in range(2):
        await ingest.poll_due()
        clock.advance(60 * MINUTE)
    assert (await the_article(store)).text == full(WELLS)


async def test_what_an_outlet_corrects_counts_though_another_repeated_it_first(
    site: Site, other_site: Site, open_ingest: OpenIngest, store: Store, clock: FrozenClock
) -> None:
    corrected = (WELLS[0].replace("twelve", "eleven"), *WELLS[1:])
    wells = site.put("/wells", page("Twelve wells", WELLS), page("Eleven wells", corrected))
    now = rss([Item("Eleven wells", wells, corrected[0])])
    courier = site.put("/feed", rss([Item("Twelve wells", wells, WELLS[0])]), now)
    ingest = await opened(open_ingest, Courier=courier, Rival=other_site.put("/feed", now))
    for _ in range(2):
        await ingest.poll_due()
        clock.advance(60 * MINUTE)
    assert ((await the_article(store)).title, (await the_article(store)).source) == (
        "Eleven wells",
        "Courier",
    )
    assert (await the_article(store)).text == full(corrected)


async def test_two_feeds_of_one_outlet_may_both_say_what_its_article_says(
    site: Site, open_ingest: OpenIngest, store: Store, clock: FrozenClock
) -> None:
    corrected = (WELLS[0].replace("twelve", "eleven"), *WELLS[1:])
    wells = site.put("/wells", page("Twelve wells", WELLS), page("Twelve wells", corrected))
    world = site.put("/world", rss([Item("Twelve wells", wells, WELLS[0])]))
    africa = site.put("/africa", Answer(status=500), rss([Item("Twelve wells", wells, corrected[0])]))
    ingest = await opened(open_ingest, World=world, Africa=africa)
    for _ in range(2):
        await ingest.poll_due()
        clock.advance(60 * MINUTE)
    assert (await the_article(store)).text == full(corrected)


@pytest.mark.parametrize("where", ["feed", "command line"])
async def test_a_page_that_names_anothers_article_as_its_own_address_is_not_believed(
    site: Site, other_site: Site, open_ingest: OpenIngest, store: Store, wells: str, where: str
) -> None:
    courier = site.put("/feed", rss([Item("Twelve wells", wells, WELLS[0])]))
    named = f"<link rel='canonical' href='{wells}'><meta property='og:url' content='{wells}'>"
    alternate = f"<link rel='alternate' hreflang='fr' href='{wells}'>"
    fake = other_site.put("/fake", page("Mayor resigns", HARBOUR, named + alternate))
    rival = other_site.put("/feed", rss([Item("Mayor resigns", fake, HARBOUR[0])]))
    ingest = await opened(open_ingest, Courier=courier)
    await ingest.poll_due()
    if where == "feed":
        await (await opened(open_ingest, Courier=courier, Rival=rival)).poll_due()
    else:
        await ingest.ingest_locations([fake], allow_private=True)
    told = {article.url: article.text for article in await store.read(list_articles)}
    assert told == {wells: full(WELLS), fake: full(HARBOUR)}
