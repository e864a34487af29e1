"""The locations of a command line, of every kind."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.config import Settings
from bot.ingest import Ingest
from bot.ingest.engine import LocalEngine
from bot.ingest.report import Probe
from bot.store.database import Store
from bot.store.sources import all_sources
from bot.store.stories import list_stories
from tests.ingest.conftest import OpenIngest, source_at
from tests.ingest.samples import CLINIC, HARBOUR, WELLS, Item, full, page, rss
from tests.ingest.site import Answer, Site

OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Courier" type="rss" xmlUrl="https://courier.example/feed"/>
<outline text="Herald" type="rss" xmlUrl="https://herald.example/feed"/></body></opml>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{url}</loc><n:news><n:publication>
<n:name>Courier</n:name><n:language>en</n:language></n:publication>
<n:publication_date>2026-05-04T10:00:00Z</n:publication_date><n:title>Twelve wells</n:title></n:news></url>
</urlset>"""
PASTED = f"""Twelve wells for Tahoua

{full(WELLS)}
"""


@pytest.fixture
def ingest(open_ingest: OpenIngest) -> Ingest:
    return open_ingest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def write(folder: Path, name: str, content: bytes | str) -> str:
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return str(folder / name)


def lines(*objects: object) -> str:
    return "\n".join(json.dumps(one) for one in objects)


async def titles(ingest: Ingest, *locations: str) -> list[str]:
    report = await ingest.ingest_locations(locations, allow_private=True)
    return [found.article.title for found in report.articles]


async def test_a_feed_in_a_file_is_stored_from_what_it_holds(
    site: Site, ingest: Ingest, folder: Path
) -> None:
    url = site.put("/wells", page("Wells", WELLS))
    file = write(folder, "feed.xml", rss([Item("Twelve wells", url, WELLS[0])]))
    (found,) = (await ingest.ingest_locations([file], allow_private=True)).articles
    assert (found.article.text, found.article.source, found.location) == (WELLS[0], "The Sahel Courier", file)
    assert site.requests == []


async def test_a_page_in_a_file_is_an_article(ingest: Ingest, folder: Path) -> None:
    file = write(folder, "wells.html", page("Twelve wells for Tahoua", WELLS))
    (found,) = (await ingest.ingest_locations([file])).articles
    assert (found.article.title, found.article.text) == ("Twelve wells for Tahoua", full(WELLS))
    assert found.article.source == "wells.html"


async def test_pasted_text_is_an_article(ingest: Ingest, folder: Path) -> None:
    (found,) = (await ingest.ingest_locations([write(folder, "pasted.txt", PASTED)])).articles
    assert (found.article.title, found.article.url) == ("Twelve wells for Tahoua", None)
    assert found.article.source == "pasted.txt"


async def test_standard_input_is_read_as_a_file(ingest: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PASTED.encode())))
    (found,) = (await ingest.ingest_locations(["-"])).articles
    assert (found.article.title, found.location) == ("Twelve wells for Tahoua", "-")


@pytest.mark.parametrize("packed", [False, True])
async def test_lines_become_articles_in_their_order(ingest: Ingest, folder: Path, packed: bool) -> None:
    data = lines(
        {
            "url": "https://a.example/1",
            "title": "Twelve wells",
            "text": full(WELLS),
            "source": "Courier",
            "id": "w1",
        },
        {
            "title": "A record year",
            "text": full(HARBOUR),
            "source": "Herald",
            "published": "2026-05-03T08:00:00Z",
        },
    ).encode()
    file = write(folder, "news.jsonl.gz" if packed else "news.jsonl", gzip.compress(data) if packed else data)
    first, second = (found.article for found in (await ingest.ingest_locations([file])).articles)
    assert (first.id, first.source, first.title) == ("w1", "Courier", "Twelve wells")
    assert (second.source, second.title) == ("Herald", "A record year")


async def test_a_bad_line_is_told_with_its_number_and_the_others_are_stored(
    ingest: Ingest, folder: Path
) -> None:
    file = write(
        folder, "news.jsonl", '{"title": "Twelve wells", "text": "Water."}\nnot json\n{"title": 7}\n'
    )
    report = await ingest.ingest_locations([file])
    assert [found.article.title for found in report.articles] == ["Twelve wells"]
    assert [rejected.reason.split(":")[0] for rejected in report.rejected] == ["line 2", "line 3"]
    assert report.unread == 0


async def test_lines_with_ids_of_their_own_stay_apart_in_one_story(
    ingest: Ingest, folder: Path, store: Store
) -> None:
    data = lines(
        *({"id": f"w{n}", "title": f"Wells {n}", "text": full(WELLS), "source": f"S{n}"} for n in range(3))
    )
    report = await ingest.ingest_locations([write(folder, "news.jsonl", data)])
    assert [found.article.id for found in report.articles] == ["w0", "w1", "w2"]
    assert [len(story.articles) for story in await store.read(list_stories)] == [3]


async def test_lines_without_ids_merge_by_their_text(ingest: Ingest, folder: Path) -> None:
    data = lines(
        *({"title": f"Wells {n}", "text": full(WELLS), "url": f"https://a.example/{n}"} for n in range(3))
    )
    report = await ingest.ingest_locations([write(folder, "news.jsonl", data)])
    assert (len(report.articles), report.duplicates) == (1, 2)


async def test_the_same_file_again_holds_only_duplicates(ingest: Ingest, folder: Path) -> None:
    file = write(
        folder, "feed.xml", rss([Item("Wells", text=full(WELLS)), Item("Harbour", text=full(HARBOUR))])
    )
    await ingest.ingest_locations([file])
    again = await ingest.ingest_locations([file])
    assert (again.articles, again.duplicates) == ((), 2)


async def test_an_entry_listed_twice_counts_as_a_duplicate(ingest: Ingest, folder: Path) -> None:
    file = write(folder, "feed.xml", rss([Item("Wells", text=full(WELLS))] * 2))
    report = await ingest.ingest_locations([file])
    assert (len(report.articles), report.duplicates) == (1, 1)


async def test_a_list_of_feeds_adds_sources(ingest: Ingest, folder: Path, store: Store) -> None:
    report = await ingest.ingest_locations([write(folder, "feeds.opml", OPML)])
    assert (report.sources, report.unread) == (2, 0)
    assert [source.name for source in await store.read(all_sources)] == ["Courier", "Herald"]


async def test_an_address_may_be_a_feed_an_article_a_sitemap_or_a_homepage(
    site: Site, ingest: Ingest
) -> None:
    article = site.put(
        "/news/wells",
        page(
            "Twelve wells",
            WELLS * 4,
            "<meta property='article:published_time' content='2026-05-04T10:00:00Z'>",
        ),
    )
    harbour = site.put("/news/harbour", page("A record year", HARBOUR))
    clinic = site.put("/news/clinic", page("A clinic on a boat", CLINIC))
    site.put("/clinic.xml", rss([Item("A clinic on a boat", clinic)]))
    home = site.put(
        "/",
        page("Courier", ["Welcome."], "<link rel=alternate type='application/rss+xml' href='/clinic.xml'>"),
    )
    feed = site.put("/feed", rss([Item("A record year", harbour)]))
    assert await titles(ingest, article, feed, home) == [
        "Twelve wells",
        "A record year",
        "A clinic on a boat",
    ]


async def test_a_news_sitemap_lists_articles(site: Site, ingest: Ingest) -> None:
    url = site.put("/wells", page("Twelve wells", WELLS))
    sitemap = site.put("/sitemap.xml", SITEMAP.format(url=url))
    (found,) = (await ingest.ingest_locations([sitemap], allow_private=True)).articles
    assert (found.article.title, found.article.text) == ("Twelve wells", full(WELLS))


async def test_the_report_follows_the_command_line(site: Site, ingest: Ingest, folder: Path) -> None:
    one = write(folder, "one.xml", rss([Item("Wells", text=full(WELLS))]))
    two = site.put("/two", rss([Item("Harbour", text=full(HARBOUR))]))
    three = write(folder, "three.xml", rss([Item("Clinic", text=full(CLINIC))]))
    assert await titles(ingest, three, two, one) == ["Clinic", "Harbour", "Wells"]


async def test_what_cannot_be_read_is_told_beside_what_can(site: Site, ingest: Ingest, folder: Path) -> None:
    good = write(folder, "good.xml", rss([Item("Wells", text=full(WELLS))]))
    bad = [
        str(folder / "none.xml"),
        str(folder),
        write(folder, "empty.txt", " \n"),
        write(folder, "other.xml", "<foo/>"),
        write(folder, "picture.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
        write(folder, "cut.jsonl.gz", gzip.compress(b"{}" * 100)[:-20]),
        "file:///etc/passwd",
        "ftp://courier.example/feed",
        site.url("/missing"),
        site.put("/broken", Answer(status=500)),
    ]
    report = await ingest.ingest_locations([*bad, good], allow_private=True)
    assert [rejected.location for rejected in report.rejected] == bad
    assert (len(report.articles), report.unread, report.places) == (1, len(bad), len(bad) + 1)


async def test_private_addresses_are_refused_unless_allowed(site: Site, ingest: Ingest) -> None:
    url = site.put("/feed", rss([Item("Wells", text=full(WELLS))]))
    report = await ingest.ingest_locations([url])
    assert "private address" in report.rejected[0].reason
    assert site.requests == []
    assert await titles(ingest, url) == ["Wells"]


async def test_a_configured_source_named_on_the_command_line_keeps_its_name(
    site: Site, open_ingest: OpenIngest, store: Store
) -> None:
    url = site.put("/feed", rss([Item("Wells", text=full(WELLS))]))
    ingest = open_ingest(source_at(url, "Courier"))
    await ingest.sync()
    (found,) = (await ingest.ingest_locations([url])).articles
    assert found.article.source == "Courier"
    assert [source.last_success for source in await store.read(all_sources)] != [None]


async def test_a_page_is_not_believed_about_an_address_on_another_host(site: Site, ingest: Ingest) -> None:
    link = "<link rel='canonical' href='https://bank.example/wells'>"
    url = site.put("/wells", page("Twelve wells", WELLS, link))
    (found,) = (await ingest.ingest_locations([url], allow_private=True)).articles
    assert found.article.url == url


async def test_a_feed_is_discovered_through_a_page(site: Site, open_ingest: OpenIngest) -> None:
    feed = site.put("/feed", rss([Item("Wells", text=full(WELLS))]))
    ingest = open_ingest(source_at(feed))
    await ingest.sync()
    assert await ingest.probe_sources() == [Probe("Courier")]


async def test_a_source_taken_out_lends_its_permission_to_nobody(site: Site, open_ingest: OpenIngest) -> None:
    url = site.put("/feed", rss([Item("Wells", text=full(WELLS))]))
    await open_ingest(source_at(url)).sync()
    await open_ingest().sync()
    report = await open_ingest().ingest_locations([url])
    assert "private address" in report.rejected[0].reason


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Jay",
    "items": [{"id": "1", "url": "https://jay.example/1", "title": "Wells", "content_text": WELLS[0]}],
}


async def test_a_json_feed_on_one_line_is_a_feed(ingest: Ingest, folder: Path) -> None:
    file = write(folder, "feed.json", json.dumps(JSON_FEED))
    (found,) = (await ingest.ingest_locations([file])).articles
    assert (found.article.source, found.article.url) == ("Jay", "https://jay.example/1")


@pytest.mark.parametrize(
    "content", ['<?xml version="1.0"?><note>Hello</note>', '[{"title": "Wells"}]', '{"a": 1}']
)
async def test_other_xml_and_json_is_not_taken_for_prose(ingest: Ingest, folder: Path, content: str) -> None:
    report = await ingest.ingest_locations([write(folder, "other", content)])
    assert (report.articles, report.unread) == ((), 1)


async def test_the_newest_pages_of_the_whole_feed_are_asked_for(site: Site, ingest: Ingest) -> None:
    urls = [site.put(f"/{n}", page(f"Wells {n}", WELLS)) for n in range(60)]
    days = [f"{1 + n % 30} {'Mar' if n < 30 else 'Apr'} 2026 08:00:00 GMT" for n in range(60)]
    items = [Item(f"Wells {n}", urls[n], published=days[n]) for n in range(60)]
    await ingest.ingest_locations([site.put("/feed", rss(items))], allow_private=True)
    asked = {request.path for request in site.requests if request.path[1:].isdigit()}
    assert asked == {f"/{n}" for n in range(10, 60)}


async def test_a_source_list_that_is_a_bomb_costs_its_own_location_only(
    store: Store, clock: FrozenClock, folder: Path
) -> None:
    bomb = b"<opml><body>" + b"<outline " + b"a='1' " * 9_000_000 + b"/>"
    places = [write(folder, "bomb.opml", bomb), write(folder, "feeds.opml", OPML)]
    places.insert(1, write(folder, "bomb.opml.gz", gzip.compress(OPML + b" " * 600_000_000, 1)))
    engine = LocalEngine(1, seconds=5.0)
    try:
        report = await Ingest(store, Settings(), clock, engine).ingest_locations(places)
    finally:
        await engine.close()
    assert [(one.location, one.reason) for one in report.rejected] == [
        (places[0], "This OPML file is larger than 5 MB; part it into several."),
        (places[1], "it holds more than 500 MB"),
    ]
    assert (report.unread, report.sources) == (2, 2)


async def test_a_list_without_a_feed_is_told(ingest: Ingest, folder: Path) -> None:
    report = await ingest.ingest_locations([write(folder, "feeds.opml", "<opml><body/></opml>")])
    assert [(one.reason, report.unread) for one in report.rejected] == [("no feed is listed in it", 1)]


async def test_of_one_location_the_progress_tells_of_articles(ingest: Ingest, folder: Path) -> None:
    one = write(folder, "one.xml", rss([Item("Wells", text=full(WELLS)), Item("Clinic", text=full(CLINIC))]))
    two = write(folder, "two.xml", rss([Item("Harbour", text=full(HARBOUR))]))
    told: list[tuple[int, int]] = []
    await ingest.ingest_locations([one], progress=lambda done, total: told.append((done, total)))
    await ingest.ingest_locations([two, one], progress=lambda done, total: told.append((done, total)))
    assert told == [(2, 2), (1, 2), (2, 2)]
