"""What a reader's own feed brings is theirs alone: an address may be a secret."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.news.opml import OpmlFeed
from bot.playground.client import text_of
from bot.store.model import Place
from tests.chat.conftest import ADMIN
from tests.chat.samples import NOW
from tests.chat.town import NORA, SECRET, Town, courier, open_town
from tests.ingest.site import Answer


@pytest.fixture
async def town(shelf: Path, tmp_path: Path) -> AsyncIterator[Town]:
    async with open_town(shelf, tmp_path / "town.db") as town:
        yield town


async def test_its_owner_finds_it_everywhere(town: Town) -> None:
    await town.add()
    await town.read()
    assert "Wells for Tahoua" in await town.ask("/search Tahoua wells")
    assert "Wells for Tahoua" in await town.ask("/brief tahoua")
    brief = await town.house.person.ask("/brief tahoua 7d", chat=NORA)
    why = await town.house.person.ask("/why", chat=NORA, reply_to=brief["message_id"])
    assert "It came with your feed The Sahel Courier." in text_of(why)


async def test_nobody_else_sees_any_of_it(town: Town) -> None:
    await town.add()
    await town.read()
    await town.ask("/subscribe niger", town.other)
    (story, *_) = await town.house.desk.newsroom.stories(
        None, 1, await town.house.desk.readers.find(Place(NORA))
    )
    asked = (
        "/search Tahoua wells",
        "/brief tahoua 7d",
        "/brief niger all",
        "/brief",
        "/digest",
        "/trend tahoua",
        "/mute Courier",
        "/feeds",
        "/topics",
        f"/start st_{story.id}",
    )
    seen = "\n".join([await town.ask(text, town.other) for text in asked])
    assert "Sahel Courier" not in seen
    assert "Wells for Tahoua" not in seen
    admin = await town.ask("/sources", ADMIN) + await town.ask("/stats", ADMIN)
    assert "Sahel Courier" not in admin


async def test_its_trouble_is_told_to_its_owner_alone(town: Town) -> None:
    await town.add()
    await town.read()
    town.site.put(SECRET, Answer(status=500))
    town.house.clock.move_to(NOW.replace(hour=12))
    await town.store.write(lambda db: db.execute("UPDATE sources SET next_due = '2000-01-01T00:00:00+00:00'"))
    await town.ingest.poll_due()
    assert "failing since" in await town.ask("/feeds")
    assert "The Sahel Courier" in await town.ask("/brief iran")
    assert "Sahel Courier" not in await town.ask("/brief iran", town.other)


async def test_what_everybody_may_read_is_told_once(town: Town) -> None:
    """The operator's source has the same story; the reader's own section tells it as everybody's."""
    open_feed = town.site.put("/open", courier("Wells for Tahoua"))
    await town.ingest.add_sources([OpmlFeed("Open Courier", open_feed)])
    await town.add()
    await town.read()
    assert "1 story" in await town.ask("/brief tahoua")
    assert "Wells for Tahoua" in await town.ask("/brief tahoua", town.other)
    brief = await town.ask("/brief")
    assert brief.count("Wells for Tahoua") == 1
    assert "Record at the harbour" not in await town.ask("/search harbour", town.other)


async def test_a_source_of_the_operator_can_be_had_whole(town: Town) -> None:
    url = town.site.put("/open", courier("Wells for Tahoua"))
    await town.ingest.add_sources([OpmlFeed("Open Courier", url)])
    await town.read()
    asked = town.site.asked("/open")
    assert "Added Open Courier." in await town.add("/open")
    assert town.site.asked("/open") == asked
    assert "OPEN COURIER" in await town.ask("/brief")


async def test_nobody_removes_or_restores_the_feed_of_another(town: Town) -> None:
    await town.add()
    (feed,) = await town.house.desk.feeds.listed(Place(NORA))
    assert await town.house.desk.feeds.remove(Place(town.other), feed.id) is None
    await town.house.desk.feeds.remove(Place(NORA), feed.id)
    assert await town.house.desk.feeds.restore(Place(town.other), feed.id, "000000000000") is None


async def test_forgetting_erases_the_feed_and_all_that_it_brought(town: Town) -> None:
    await town.add()
    await town.read()
    assert "s3cret" in str(await town.house.desk.readers.export(Place(NORA)))
    await town.ask("/forget yes")
    dump = await town.store.read(lambda db: "\n".join(db.conn.iterdump()))
    assert "s3cret" not in dump
    assert "Tahoua" not in dump


async def test_a_feed_that_two_read_outlives_one_of_them(town: Town) -> None:
    await town.add()
    await town.add(chat=town.other)
    await town.read()
    await town.ask("/forget yes")
    assert "Wells for Tahoua" in await town.ask("/brief", town.other)
