"""What tests of polling share: one round over sources, and a feed with one entry."""

from datetime import timedelta
from typing import Any

from bot.ingest import Report
from bot.store.database import Store
from bot.store.model import Source
from bot.store.sources import all_sources
from tests.ingest.conftest import OpenIngest, source_at
from tests.ingest.samples import WELLS, Item, page, rss
from tests.ingest.site import Answer, Site

MINUTE = timedelta(minutes=1)


async def poll(open_ingest: OpenIngest, *urls: str, **settings: Any) -> Report:
    """One pass over sources named after their paths."""
    ingest = open_ingest(*(source_at(url, url.rpartition("/")[2]) for url in urls), **settings)
    await ingest.sync()
    return await ingest.poll_due()


async def the_source(store: Store) -> Source:
    (source,) = await store.read(all_sources)
    return source


def wells_feed(site: Site, *answers: Answer | bytes) -> str:
    """A feed with one entry, whose page tells the whole."""
    url = site.put("/wells", page("Twelve wells for Tahoua", WELLS))
    item = Item("Twelve wells for Tahoua", url, WELLS[0])
    return site.put("/feed", *(answers or (rss([item]),)))
