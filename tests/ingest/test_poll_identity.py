"""Polling: what is one article, and what has changed in it."""

import pytest

from bot.clock import FrozenClock
from bot.store.articles import list_articles
from bot.store.database import Store
from tests.ingest.conftest import OpenIngest
from tests.ingest.rounds import MINUTE, poll, wells_feed
from tests.ingest.samples import CLINIC, HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site


async def test_an_entry_that_was_read_is_a_duplicate_and_its_page_is_not_asked_again(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock
) -> None:
    url = wells_feed(site)
    await poll(open_ingest, url)
    clock.advance(60 * MINUTE)
    assert (await poll(open_ingest, url)).duplicates == 1
    assert site.asked("/wells") == 1


async def test_a_changed_entry_is_a_new_revision_and_no_new_article(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store
) -> None:
    before, after = (
        Item(title, "https://courier.example/1", full(WELLS)) for title in ("Twelve wells", "Thirteen wells")
    )
    url = site.put("/feed", rss([before]), rss([after]))
    await poll(open_ingest, url)
    clock.advance(60 * MINUTE)
    (changed,) = (await poll(open_ingest, url)).articles
    assert changed.article.title == "Thirteen wells"
    assert len(await store.read(list_articles)) == 1


async def test_a_guid_means_something_only_within_its_feed(site: Site, open_ingest: OpenIngest) -> None:
    one = site.put("/one", rss([Item("Twelve wells", text=" ".join(WELLS), guid="1")]))
    other = site.put("/other", rss([Item("A record year", text=" ".join(HARBOUR), guid="1")]))
    assert len((await poll(open_ingest, one, other)).articles) == 2


async def test_entries_that_share_an_address_or_a_guid_stay_apart(
    site: Site, open_ingest: OpenIngest
) -> None:
    items = [
        Item(f"Report {n}", site.url("/live"), f"{n} {' '.join(text)}", guid="x")
        for n, text in enumerate((WELLS, HARBOUR, CLINIC))
    ]
    assert len((await poll(open_ingest, site.put("/feed", rss(items)))).articles) == 3


async def test_a_long_feed_is_stored_whole_and_in_its_order(site: Site, open_ingest: OpenIngest) -> None:
    titles = [f"Report {n}" for n in range(150)]
    items = [Item(title, text=f"{title}: {full(WELLS)}", guid=title) for title in titles]
    report = await poll(open_ingest, site.put("/feed", rss(items)))
    assert [found.article.title for found in report.articles] == titles


@pytest.mark.parametrize("status", [403, 500])
async def test_a_changed_headline_is_taken_over_though_the_page_cannot_be_read_any_more(
    site: Site, open_ingest: OpenIngest, clock: FrozenClock, store: Store, status: int
) -> None:
    address = site.put("/wells", page("Twelve wells", WELLS), Answer(status=status))
    before, after = (Item(title, address, WELLS[0]) for title in ("Twelve wells", "Thirteen wells"))
    url = site.put("/feed", rss([before]), rss([after]))
    await poll(open_ingest, url)
    clock.advance(60 * MINUTE)
    (changed,) = (await poll(open_ingest, url)).articles
    assert (changed.article.title, changed.article.text) == ("Thirteen wells", full(WELLS))
    assert len(await store.read(list_articles)) == 1
