"""Whatever the server, the network or the host does: nothing is lost, and repeats are marked."""

import asyncio
import sqlite3

import pytest
from telegram.error import InvalidToken

from bot.store.model import Place
from tests.chat.botapi import LOST_ANSWER, LOST_REQUEST, Fault, refusal
from tests.chat.post import ALICE, BLOCKED, Post, in_parts, subscribe


async def test_a_429_delays_its_chat_for_exactly_as_long_as_it_says(post: Post) -> None:
    await subscribe(post, 1, 2)
    post.api.faults = [refusal(429, "Too Many Requests", chat=1, retry_after=9)]
    await post.tick()
    assert [sent["chat_id"] for sent in post.api.delivered] == ["2"]
    await post.tick(8.9)
    assert post.api.texts(1) == []
    await post.tick(0.1)
    assert len(post.api.texts(1)) == 1


async def test_bad_entities_are_sent_again_as_plain_text(post: Post) -> None:
    post.start(render=in_parts('<b>Well</b> <a href="https://a.test/">opened</a> &lt; shut'))
    await subscribe(post, 1)
    post.api.faults = [refusal(400, "Bad Request: can't parse entities: unsupported tag")]
    await post.tick()
    assert post.api.texts(1) == ["Well opened (https://a.test/) < shut"]
    assert "parse_mode" not in post.api.delivered[0]
    assert await post.parts() == ["sent"]


async def test_what_is_refused_as_plain_text_too_is_given_up_with_the_reason(post: Post) -> None:
    await subscribe(post, 1)
    post.api.faults = [refusal(400, "Bad Request: message is empty")] * 2
    await post.ticks(3)
    assert post.api.requests == 2
    assert (await post.parts(), await post.parts("reason")) == (["failed"], ["Message is empty"])


async def test_a_reader_who_blocked_the_bot_holds_up_nobody(post: Post) -> None:
    await subscribe(post, 1, 2)
    post.api.faults = [BLOCKED]
    await post.tick()
    assert len(post.api.texts(2)) == 1
    assert await post.parts("reason") == ["Forbidden: bot was blocked by the user", None]


async def test_on_their_return_they_get_one_digest(post: Post) -> None:
    await subscribe(post, 1)
    post.api.faults = [BLOCKED]
    await post.ticks(3, 86_400)
    assert post.api.requests == 1
    await post.house.desk.readers.start(ALICE)
    await post.ticks(2)
    assert len(post.api.texts(1)) == 1
    assert "news.example/1" in post.api.texts(1)[0]


async def test_a_migrated_group_gets_its_digest_in_the_supergroup(post: Post) -> None:
    await subscribe(post, -5)
    post.api.faults = [refusal(400, "Bad Request: upgraded", migrate_to_chat_id=-1005)]
    await post.tick()
    assert [sent["chat_id"] for sent in post.api.delivered] == ["-1005"]
    assert await post.house.desk.readers.find(Place(-5)) is None


async def test_a_lost_answer_is_repeated_once_silently_and_marked(post: Post) -> None:
    post.start(render=in_parts("news"))
    await subscribe(post, 1)
    post.api.faults = [LOST_ANSWER]
    await post.ticks(3)
    assert post.api.texts(1) == ["news", "<i>Possible repeat</i>\nnews"]
    assert post.api.delivered[1]["disable_notification"] == "true"


async def test_a_marked_message_that_is_too_long_comes_plain(post: Post) -> None:
    post.start(render=in_parts("<b>" + "x" * 4096 + "</b>"))
    await subscribe(post, 1)
    post.api.faults = [LOST_REQUEST]
    await post.ticks(2)
    text = post.api.texts(1)[0]
    assert len(text) == 4096
    assert text.startswith("Possible repeat\nxxx")


async def test_a_server_error_is_tried_again_with_growing_pauses(post: Post) -> None:
    await subscribe(post, 1)
    post.api.faults = [refusal(500, "Internal Server Error")] * 2
    await post.tick()
    await post.tick(1)
    await post.tick(1)
    assert post.api.requests == 2
    await post.tick(1)
    assert await post.parts() == ["sent"]
    assert "Possible repeat" not in post.api.texts(1)[0]


async def test_a_part_that_is_never_taken_is_given_up_in_the_end(post: Post) -> None:
    await subscribe(post, 1)
    post.api.faults = [refusal(500, "Internal Server Error")] * 40
    await post.ticks(40, 900)
    assert (await post.parts())[0] == "failed"
    assert (await post.parts("reason"))[0] == "given up after 30 attempts: Internal Server Error"


async def test_an_hour_without_a_server_loses_nothing(post: Post) -> None:
    await subscribe(post, 1, 2, 3, 4)
    away = post.bot._base_url
    post.bot._base_url = "http://127.0.0.1:1/bot"
    await post.ticks(120, 30)
    post.bot._base_url = away
    await post.ticks(3, 30)
    assert await post.parts() == ["sent"] * 4
    assert all("Possible repeat" not in text for text in post.api.texts())


async def test_an_outage_pauses_everything_instead_of_hammering(post: Post) -> None:
    await subscribe(post, *range(1, 21))
    post.api.faults = [refusal(502, "Bad Gateway")] * 1000
    await post.ticks(30, 0.5)
    assert post.api.requests <= 20


async def test_a_revoked_token_stops_the_sender_and_loses_nothing(post: Post) -> None:
    await subscribe(post, 1)
    post.api.faults = [refusal(401, "Unauthorized")]
    with pytest.raises(InvalidToken):
        await post.tick()
    assert await post.parts() == ["planned"]
    assert post.api.requests == 1


async def test_a_process_killed_while_sending_repeats_what_was_in_flight(post: Post) -> None:
    post.start(render=in_parts("news"))
    await subscribe(post, 1, 2, 3, 4, 5)
    post.api.faults = [Fault(delivers=True, silent=True)] * 3
    killed = asyncio.ensure_future(post.tick())
    for _ in range(3):
        await post.api.silence.get()
    killed.cancel()
    await asyncio.wait([killed])
    post.start(render=in_parts("news"))
    await post.delivery.recover()
    await post.tick()
    marked = [text for text in post.api.texts() if "Possible repeat" in text]
    assert await post.parts() == ["sent"] * 5
    assert len(post.api.delivered) - 5 <= len(marked) <= 3


async def test_stopping_finishes_what_is_in_flight_and_begins_nothing(post: Post) -> None:
    await subscribe(post, *range(1, 11))
    post.api.on_delivery = post.delivery.stop
    await post.tick()
    states = await post.parts()
    assert 1 <= states.count("sent") <= 3
    assert states.count("planned") == 10 - states.count("sent")


async def test_a_full_disk_delays_planning_and_loses_nothing(post: Post) -> None:
    await subscribe(post, 1)
    post.start(render=in_parts("x" * 100_000))
    await post.house.store.write(lambda db: db.execute("PRAGMA max_page_count = 1").fetchall())
    await post.tick()
    assert await post.parts() == []
    await post.house.store.write(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchall())
    await post.tick()
    assert await post.parts() == ["sent"]


async def test_a_locked_database_delays_recording_and_repeats_nothing(post: Post) -> None:
    await subscribe(post, 1)
    await post.delivery.plan_due()
    await post.house.store.write(lambda db: db.execute("PRAGMA busy_timeout = 1").fetchall())
    other = sqlite3.connect(post.house.store.path, isolation_level=None)
    post.api.on_delivery = lambda: other.execute("BEGIN IMMEDIATE")  # type: ignore[assignment]
    post.on_pause = other.rollback
    await post.delivery.send_pending()
    other.close()
    await post.ticks(2)
    assert await post.parts() == ["sent"]
    assert post.api.requests == 1


async def test_a_part_that_we_can_not_record_holds_up_nobody(post: Post) -> None:
    await subscribe(post, 1, 2)
    refuse = """CREATE TRIGGER refuse BEFORE UPDATE ON parts WHEN new.state = 'sent' AND new.reader = 1
        BEGIN SELECT RAISE(ABORT, 'refused'); END"""
    await post.house.store.write(lambda db: db.execute(refuse))
    await post.ticks(2)
    assert await post.parts("reason") == ["our own fault: refused", None]
    assert await post.parts() == ["failed", "sent"]


async def test_a_database_that_is_locked_for_longer_only_postpones(post: Post) -> None:
    await subscribe(post, 1)
    await post.delivery.plan_due()
    await post.house.store.write(lambda db: db.execute("PRAGMA busy_timeout = 1").fetchall())
    other = sqlite3.connect(post.house.store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await post.delivery.send_pending()
    assert post.api.requests == 0
    other.close()
    await post.tick()
    assert await post.parts() == ["sent"]
