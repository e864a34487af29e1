"""Trouble of the host and of single readers: told to who can mend it, and over without a trace."""

import sqlite3

import pytest

from bot.chat.render import Rendered
from bot.store import readers
from bot.store.model import Message, Place
from tests.chat.botapi import Fault, refusal
from tests.chat.post import BLOCKED, Post, in_parts, subscribe

ADMIN = 99


async def limit_pages(post: Post, pages: int) -> None:
    """Lets the database grow to so many pages."""
    await post.house.store.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchall())


async def test_admins_are_told_once_of_a_full_disk_and_once_of_its_end(post: Post) -> None:
    await subscribe(post, 1)
    post.start(render=in_parts("x" * 100_000), admins=[ADMIN])
    await limit_pages(post, 1)
    await post.ticks(3)
    (told,) = post.api.texts(ADMIN)
    assert "the disk is full" in told
    await limit_pages(post, 1_000_000)
    await post.ticks(2)
    assert post.api.texts(ADMIN)[1:] == ["Deliveries go on."]
    assert await post.parts() == ["sent"]


async def test_an_admin_is_told_of_it_in_their_language(post: Post) -> None:
    await subscribe(post, 1)
    await post.house.desk.readers.prefer(Place(ADMIN), language="de")
    post.start(render=in_parts("x" * 100_000), admins=[ADMIN])
    await limit_pages(post, 1)
    await post.tick()
    (told,) = post.api.texts(ADMIN)
    assert told.startswith("Zustellungen müssen warten: ")
    assert "Der Datenträger ist voll." in told


async def test_a_possible_repeat_is_marked_in_the_readers_language(post: Post) -> None:
    await subscribe(post, 1)
    await post.house.desk.readers.prefer(Place(1), language="es")
    post.start(render=in_parts("news"))
    post.api.faults = [Fault(500, None, delivers=True)]
    await post.ticks(3)
    assert post.api.texts(1) == ["news", "<i>Puede estar repetido</i>\nnews"]


async def test_the_admin_by_link_is_told_too(post: Post) -> None:
    admission = post.house.desk.admission
    code = await admission.offer_ownership()
    assert code is not None
    await admission.own(code, ADMIN)
    await subscribe(post, 1)
    post.start(render=in_parts("x" * 100_000))
    await limit_pages(post, 1)
    await post.tick()
    assert "the disk is full" in post.api.texts(ADMIN)[0]


async def test_an_admin_who_can_not_be_told_stops_nothing(post: Post) -> None:
    await subscribe(post, 1)
    post.start(render=in_parts("x" * 100_000), admins=[ADMIN])
    post.api.faults = [refusal(403, "Forbidden: bot was blocked by the user", chat=ADMIN)]
    await limit_pages(post, 1)
    await post.tick()
    await limit_pages(post, 1_000_000)
    await post.tick()
    assert await post.parts() == ["sent"]


async def test_a_404_of_a_stumbling_proxy_is_no_revoked_token(post: Post) -> None:
    await subscribe(post, 1)
    post.api.faults = [refusal(404, "Not Found")]
    await post.ticks(2)
    assert await post.parts() == ["sent"]


async def test_who_blocks_the_bot_between_two_parts_has_not_seen_the_stories_of_the_second(
    post: Post,
) -> None:
    parts = (Message("one", stories=("a",)), Message("two", stories=("b",)))
    post.start(render=lambda *_, **__: Rendered(parts, ("a", "b")))
    await subscribe(post, 1)
    post.api.on_delivery = lambda: post.api.faults.append(BLOCKED)
    await post.tick()
    assert await post.parts() == ["sent", "failed"]
    assert await post.house.store.read(readers.shown_stories, 1) == {"a"}


async def test_what_failed_to_be_written_down_is_taken_up_again_without_a_restart(post: Post) -> None:
    await subscribe(post, 1)
    refuse = """CREATE TRIGGER refuse BEFORE UPDATE ON parts WHEN new.state IN ('sent', 'failed')
        BEGIN SELECT RAISE(ABORT, 'refused'); END"""
    await post.house.store.write(lambda db: db.execute(refuse))
    with pytest.raises(sqlite3.IntegrityError):
        await post.tick()
    await post.house.store.write(lambda db: db.execute("DROP TRIGGER refuse"))
    await post.tick(1)
    assert await post.parts() == ["sent"]
    assert "Possible repeat" in post.api.texts(1)[1]


async def test_a_reader_whose_digest_can_not_be_composed_holds_up_nobody(post: Post) -> None:
    await subscribe(post, 1, 2)
    await post.house.store.write(
        lambda db: db.execute("UPDATE readers SET zone = 'Nowhere/Land' WHERE chat = 1")
    )
    await post.tick()
    assert [sent["chat_id"] for sent in post.api.delivered] == ["2"]
    await post.house.store.write(lambda db: db.execute("UPDATE readers SET zone = 'UTC' WHERE chat = 1"))
    await post.tick(600)
    assert len(post.api.texts(1)) == 1
    assert (await post.house.desk.readers.enter(Place(1))).state == "active"
