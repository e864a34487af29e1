"""Sources that go bad, and come back: told to the admins, or to the readers whose own they are, each once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.commands.admin import source_line
from bot.chat.delivery import Notices
from bot.chat.markup import visible_text
from bot.store.asking import Success, record_failure, record_success
from bot.store.database import Store
from bot.store.model import Place, Source
from bot.store.own_feeds import add_reader_source
from bot.store.sources import Listed, add_source, sync_sources
from tests.chat.post import Post, open_post

ADMIN, READER = 1, 2
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    """It is Sunday noon; one reader is the bot's admin, another is not."""
    async with open_post(tmp_path / "news.db") as post:
        for chat in (ADMIN, READER):
            await post.house.desk.readers.enter(Place(chat, bot=1))
        await make_admin(post)
        yield post


async def make_admin(post: Post) -> None:
    """The first reader becomes the admin."""
    admission = post.house.desk.admission
    assert await admission.own(await admission.offer_ownership() or "", ADMIN)


async def sources(post: Post, *names: str) -> list[Source]:
    """Sources for everybody, read a minute ago."""
    store, now = post.house.store, post.house.clock.now()
    listed = [Listed(name, f"https://{name.lower()}.example/feed") for name in names]
    added = [await store.write(add_source, one, now) for one in listed]
    for source in added:
        await reads(post, source)
    post.house.clock.advance(MINUTE)
    return added


async def reads(post: Post, source: Source) -> None:
    now = post.house.clock.now()
    success = Success(source.url, None, None, now + HOUR, 900, brought_news=False)
    await post.house.store.write(record_success, source.id, success, now)


async def fails(post: Post, source: Source, times: int = 1, *, gone: bool = False) -> None:
    """It can't be read, so many times, two hours apart."""
    for _ in range(times):
        now = post.house.clock.now()
        await post.house.store.write(record_failure, source.id, "it refuses us (403)", now, now, gone=gone)
        post.house.clock.advance(2 * HOUR if times > 1 else 0 * HOUR)


async def told(post: Post, chat: int = ADMIN) -> list[str]:
    """What a chat was told in the next half hour."""
    before = len(post.api.texts(chat))
    for _ in range(30):
        await Notices(post.house.desk).plan_outages()
        await post.tick(60)
    return post.api.texts(chat)[before:]


async def test_a_source_that_goes_bad_is_told_to_the_admins_once_with_its_reason(post: Post) -> None:
    (courier,) = await sources(post, "Courier")
    await fails(post, courier, 5)
    (notice,) = await told(post)
    assert "1 source can’t be read any more" in notice
    assert "Courier: it refuses us (403), last read 03 May 12:00" in visible_text(notice)
    await fails(post, courier, 3)
    assert await told(post) == []
    assert post.api.texts(READER) == []


async def test_a_bad_hour_is_not_told(post: Post) -> None:
    (courier,) = await sources(post, "Courier")
    await fails(post, courier, 4)
    assert await told(post) == []


async def test_a_source_that_is_gone_is_told_at_once(post: Post) -> None:
    (courier,) = await sources(post, "Courier")
    await fails(post, courier, gone=True)
    assert len(await told(post)) == 1


async def test_a_source_that_comes_back_is_told_once_and_may_go_bad_again(post: Post) -> None:
    (courier,) = await sources(post, "Courier")
    await fails(post, courier, 5)
    await told(post)
    post.house.clock.advance(HOUR)
    await reads(post, courier)
    assert await told(post) == ["<b>Courier</b> can be read again."]
    assert await told(post) == []
    await fails(post, courier, 5)
    assert "can’t be read" in (await told(post))[0]


async def test_a_source_that_recovers_before_anybody_was_told_is_never_mentioned(post: Post) -> None:
    (courier,) = await sources(post, "Courier")
    await fails(post, courier, 5)
    await reads(post, courier)
    assert await told(post) == []


async def test_many_that_go_bad_together_are_one_message(post: Post) -> None:
    added = await sources(post, *(f"Outlet{n:02}" for n in range(50)))
    for _ in range(5):
        for source in added:
            await fails(post, source)
            post.house.clock.advance(timedelta(seconds=10))
        post.house.clock.advance(2 * HOUR)
    (notice,) = await told(post)
    assert "50 sources can’t be read" in notice
    assert notice.count("•") == 10
    assert "40 more" in notice


async def test_what_goes_bad_soon_after_a_notice_waits_for_the_next(post: Post) -> None:
    first, second = await sources(post, "Courier", "Herald")
    await fails(post, first, 5)
    assert len(await told(post)) == 1
    await fails(post, second, gone=True)
    assert await told(post) == []
    assert len(await told(post)) == 1


async def test_a_source_taken_out_and_put_back_is_said_to_be_back_only_once_it_is_read(post: Post) -> None:
    (courier,) = await sources(post, "Courier")
    await fails(post, courier, gone=True)
    await told(post)
    listed = [Listed(courier.name, courier.url)]
    for configured in (listed, [], listed):
        await post.house.store.write(sync_sources, configured, post.house.clock.now())
    post.house.clock.advance(HOUR)
    assert await told(post) == []
    await reads(post, courier)
    assert await told(post) == ["<b>Courier</b> can be read again."]


async def test_a_readers_own_feed_is_told_to_its_readers_and_not_to_the_admins(post: Post) -> None:
    reader = await post.house.desk.readers.enter(Place(READER, bot=1))
    listed = Listed("Secret", "https://secret.example/feed")
    feed = await post.house.store.write(add_reader_source, reader.id, listed, post.house.clock.now())
    await fails(post, feed, gone=True)
    (notice,) = await told(post, READER)
    assert "1 of your feeds can’t be read" in notice
    assert "/feeds" in notice
    assert post.api.texts(ADMIN) == []


async def test_without_an_admin_trouble_waits_until_there_is_one(tmp_path: Path) -> None:
    async with open_post(tmp_path / "news.db") as post:
        (courier,) = await sources(post, "Courier")
        await fails(post, courier, gone=True)
        assert await told(post) == []
        await post.house.desk.readers.enter(Place(ADMIN, bot=1))
        await make_admin(post)
        assert len(await told(post)) == 1


async def test_a_name_and_a_reason_can_break_no_message(post: Post) -> None:
    store: Store = post.house.store
    bad = await store.write(add_source, Listed("<b>&" * 300, "https://odd.example/"), post.house.clock.now())
    now = post.house.clock.now()
    await store.write(record_failure, bad.id, "<i>" * 900, now, now, gone=True)
    (notice,) = await told(post)
    assert len(notice) < 1000


async def test_a_source_shows_in_the_admins_list_with_its_next_try_or_with_its_end(post: Post) -> None:
    failing, ended = await sources(post, "Courier", "Herald")
    await fails(post, failing)
    await fails(post, ended, gone=True)
    found = {source.name: source for source in await post.house.desk.newsroom.sources()}
    lines = {name: visible_text(source_line(source)) for name, source in found.items()}
    assert lines["Courier"] == "Courier: it refuses us (403), 1 failure, next try 03 May 12:01"
    assert lines["Herald"] == "Herald: it refuses us (403), not asked again"


async def test_an_admin_who_has_paused_is_told_all_the_same_and_a_reader_of_an_own_feed_is_not(
    post: Post,
) -> None:
    (courier,) = await sources(post, "Courier")
    own = await post.house.store.write(
        add_reader_source, 2, Listed("Gazette", "https://gazette.example/feed"), post.house.clock.now()
    )
    for chat in (ADMIN, READER):
        await post.house.desk.readers.pause(Place(chat, bot=1), None)
    await fails(post, courier, 5)
    await fails(post, own, 5)
    (notice,) = await told(post)
    assert "Courier" in notice
    assert "Gazette" not in notice
    assert post.api.texts(READER) == []
