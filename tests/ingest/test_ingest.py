"""The whole of ingest, as the program opens it."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.config import Settings
from bot.config.settings import StoreSettings, TopicSettings
from bot.errors import SourceError
from bot.ingest import Ingest
from bot.ingest.limits import Limits
from bot.ingest.report import Probe
from bot.store.articles import list_articles
from bot.store.database import Store
from tests.ingest.conftest import OpenIngest, source_at
from tests.ingest.samples import HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site


async def test_a_source_is_read_by_processes_of_its_own(site: Site, store: Store, clock: FrozenClock) -> None:
    url = site.put("/wells", page("Twelve wells for Tahoua", WELLS))
    feed = site.put("/feed", rss([Item("Twelve wells for Tahoua", url)]))
    async with Ingest.open(store, Settings(sources=(source_at(feed),)), clock, Limits()) as ingest:
        await ingest.sync()
        (found,) = (await ingest.poll_due()).articles
    assert found.article.text == full(WELLS)


@pytest.fixture
def pasted(tmp_path: Path) -> str:
    file = tmp_path / "feed.xml"
    file.write_bytes(rss([Item("Wells", text=full(WELLS)), Item("Harbour", text=full(HARBOUR))]))
    return str(file)


async def test_a_new_topic_finds_what_was_stored_before(
    open_ingest: OpenIngest, pasted: str, store: Store
) -> None:
    await open_ingest().ingest_locations([pasted])
    await open_ingest(topics=(TopicSettings(slug="wells", label="Wells", aliases=("wells",)),)).sync()
    tagged = await store.read(lambda db: list_articles(db, topic="wells"))
    assert [article.title for article in tagged] == ["Wells"]


async def test_what_is_too_old_is_let_go_by_housekeeping(
    open_ingest: OpenIngest, pasted: str, store: Store, clock: FrozenClock
) -> None:
    ingest = open_ingest(store=StoreSettings(keep_days=7))
    await ingest.ingest_locations([pasted])
    clock.advance(timedelta(days=8))
    await ingest.housekeep()
    assert await store.read(list_articles) == []
    assert (await ingest.ingest_locations([pasted])).duplicates == 2


async def test_checking_sources_says_what_is_wrong_with_each(site: Site, open_ingest: OpenIngest) -> None:
    good = source_at(site.put("/good", rss([Item("Wells", text=full(WELLS))])), "Courier")
    bad = source_at(site.put("/bad", Answer(status=500)), "Herald")
    ingest = open_ingest(good, bad)
    await ingest.sync()
    assert await ingest.probe_sources() == [
        Probe("Courier"),
        Probe("Herald", trouble="the server answered 500"),
    ]


async def test_a_private_address_is_not_discovered(site: Site, open_ingest: OpenIngest) -> None:
    with pytest.raises(SourceError, match="private address"):
        await open_ingest().discover(site.put("/feed", rss([])))
