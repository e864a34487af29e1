"""Feeds of a reader's own, through the real application: add, list, remove, lists in and out."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from shutil import copy

import pytest

from bot.chat import ask, texts
from bot.chat.commands import feeds as feeds_command
from bot.clock import FrozenClock
from bot.config import Settings
from bot.config.settings import SourceSettings
from bot.desk import open_desk
from bot.desk.feeds import MOST
from bot.ingest import Ingest
from bot.news.opml import OpmlFeed, parse_opml, write_opml
from bot.playground.client import text_of
from bot.playground.seeds import GROUP
from bot.store.database import Store
from bot.store.model import Place
from bot.store.sources import sync_sources
from tests.chat.conftest import added, open_house
from tests.chat.samples import NOW
from tests.chat.town import NORA, SECRET, Town, courier, open_town
from tests.ingest.conftest import UNHURRIED, ThreadEngine
from tests.ingest.samples import WELLS, page, rss
from tests.ingest.site import Answer, running_site


@pytest.fixture
async def town(shelf: Path, tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(shelf, tmp_path / "town.db") as town:
        yield town


async def test_a_feed_that_is_read_for_everybody_is_not_called_the_readers_alone(town: Town) -> None:
    sources = [SourceSettings(name="Sahel Courier", url=town.site.url(SECRET))]
    await town.store.write(sync_sources, sources, NOW)
    told = await town.add()
    assert "This bot reads it for everybody" in told
    assert "nobody else" not in told


async def test_a_feed_is_added_and_shown(town: Town) -> None:
    told = await town.add()
    assert told.startswith("Added The Sahel Courier.")
    assert "• Wells for Tahoua\n• Record at the harbour" in told
    assert "Next digest today at 07:30" in told


async def test_a_site_that_links_its_feed_will_do(town: Town) -> None:
    town.site.put(
        "/", page("Home", ["Welcome."], f"<link rel='alternate' type='application/rss+xml' href='{SECRET}'>")
    )
    assert "Added The Sahel Courier." in await town.add("/")
    assert "You have The Sahel Courier already." in await town.add()


async def test_what_is_no_feed_is_refused_with_the_reason(town: Town) -> None:
    town.site.put("/article", page("Twelve wells", WELLS * 5))
    assert "it is an article" in await town.add("/article")
    assert "404" in await town.add("/nothing")
    assert "no web address" in await town.ask("/feed ftp://courier.example/feed")
    assert await town.ask("/feed") == texts.FEED_EXAMPLE
    assert await town.ask("/feeds") == texts.FEEDS_NONE


async def test_private_addresses_are_refused(shelf: Path, tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(Store.open(copy(shelf, tmp_path / "news.db")))
        site = await stack.enter_async_context(running_site())
        ingest = Ingest(store, Settings(), FrozenClock(NOW), ThreadEngine(), UNHURRIED)
        desk = open_desk(store, Settings(), FrozenClock(NOW), ingest.discover)
        house = await stack.enter_async_context(open_house(desk))
        url = site.put("/feed", courier("Wells for Tahoua"))
        told = text_of(await house.person.ask(f"/feed {url}"))
        assert told == f"I can’t add {url}: 127.0.0.1 is a private address."
        assert site.requests == []


async def test_there_is_a_most(town: Town) -> None:
    await town.house.desk.readers.start(Place(NORA))
    for number in range(MOST):
        town.site.put(f"/{number}", courier(f"Story {number}"))
        await town.house.desk.feeds.add(Place(NORA), town.site.url(f"/{number}"))
    assert f"{MOST} feeds are the most" in await town.add()


async def test_what_a_feed_brings_comes_in_the_digest_under_its_name(town: Town) -> None:
    await town.ask("/subscribe iran")
    await town.add()
    await town.read()
    digest = await town.ask("/digest")
    assert re.search(r"IRAN\n.*Iran reopens.*THE SAHEL COURIER\n.*Wells for Tahoua", digest, re.DOTALL)
    assert "Nothing new on Iran and The Sahel Courier" in await town.ask("/digest")


async def test_a_feed_alone_makes_a_digest_due_and_a_brief(town: Town) -> None:
    await town.add()
    await town.read()
    town.house.clock.move_to(NOW.replace(hour=7, minute=30))
    (due,) = await town.house.desk.deliveries.due(10)
    assert [section.topic.label for section in due.digest.sections] == ["The Sahel Courier"]
    brief = await town.ask("/brief")
    assert "THE SAHEL COURIER" in brief
    assert "Record at the harbour" in brief


async def test_a_feed_is_removed_after_a_yes_and_can_come_back(town: Town) -> None:
    await town.add()
    assert "1 The Sahel Courier: not read yet" in await town.ask("/feeds")
    await town.house.person.press("Remove 1", chat=NORA)
    await town.house.person.wait_for("Remove The Sahel Courier from your feeds?", chat=NORA)
    await town.house.person.press("Remove it", chat=NORA)
    removed = await town.house.person.wait_for("Removed The Sahel Courier.", chat=NORA)
    assert "No digest comes until you have a topic" in text_of(removed)
    assert await town.house.desk.feeds.listed(Place(NORA)) == ()
    await town.house.person.press("Undo", chat=NORA, message=removed["message_id"])
    await town.house.person.wait_for("Your feeds", chat=NORA)
    assert [feed.name for feed in await town.house.desk.feeds.listed(Place(NORA))] == ["The Sahel Courier"]


async def test_a_feed_is_removed_by_words_too(town: Town) -> None:
    await town.add()
    assert "/feeds off 1 yes" in await town.ask("/feeds off 1")
    assert "Removed The Sahel Courier." in await town.ask("/feeds off 1 yes")


async def test_the_list_goes_out_and_comes_in(town: Town) -> None:
    assert await town.ask("/opml") == texts.OPML_NONE
    await town.add()
    sent = await town.house.person.ask("/opml", chat=NORA)
    file = await town.house.person.file(sent)
    assert [(feed.name, feed.url) for feed in parse_opml(file)] == [
        ("The Sahel Courier", town.site.url(SECRET))
    ]
    answer = await town.upload("feeds.opml", file, town.other)
    assert text_of(answer).startswith("Added 1: The Sahel Courier.")
    assert "You had The Sahel Courier already." in text_of(await town.upload("feeds.opml", file, town.other))


async def test_a_list_is_taken_as_far_as_it_goes_and_the_rest_is_told(town: Town) -> None:
    many = [OpmlFeed(f"Feed {n}", town.site.put(f"/{n}", rss([], f"Feed {n}"))) for n in range(MOST + 1)]
    bad = OpmlFeed("Broken", town.site.url("/nothing"))
    told = text_of(await town.upload("many.opml", write_opml([bad, *many])))
    assert f"Added {MOST - 1}: Feed 0" in told
    assert "• Broken: " in told
    assert f"• Feed {MOST}: {MOST} feeds are the most for one chat" in told


async def test_what_is_no_list_is_said(town: Town) -> None:
    assert "This is no OPML file" in text_of(await town.upload("feeds.opml", b"<html>"))
    assert "There is no feed in that file" in text_of(await town.upload("feeds.opml", write_opml([])))


async def test_in_a_group_only_its_admins_bring_a_list(town: Town) -> None:
    await added(town.house, GROUP, "administrator")
    feed = OpmlFeed("Courier", town.site.url(SECRET))
    refused = await town.upload("feeds.opml", write_opml([feed]), GROUP, person=1002)
    assert text_of(refused) == texts.ADMINS_ONLY
    taken = await town.upload("feeds.opml", write_opml([feed]), GROUP, person=NORA)
    assert "Added 1: The Sahel Courier." in text_of(taken)


async def test_a_slow_address_holds_up_nobody(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds_command, "soon", partial(ask.soon, seconds=0.05))
    gate = asyncio.Event()
    town.site.put("/slow", Answer(courier("Wells for Tahoua"), before=gate.wait))
    assert "I’m looking at" in await town.add("/slow")
    assert "Niger opens" in await town.ask("/brief niger")
    gate.set()
    assert await town.house.person.wait_for("Added The Sahel Courier.", chat=NORA)
