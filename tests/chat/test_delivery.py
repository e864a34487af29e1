"""Every digest that is due arrives, once, whatever the server, the network or the host does."""

from datetime import time
from typing import Any

from bot.chat.render import Rendered
from bot.store.model import Place
from tests.chat.post import ALICE, MONDAY, Post, in_parts, subscribe


async def test_a_digest_that_is_due_arrives(post: Post) -> None:
    await subscribe(post, 1)
    await post.tick()
    assert "news.example/1" in post.api.texts(1)[0]
    assert await post.parts() == ["sent"]


async def test_it_arrives_once(post: Post) -> None:
    await subscribe(post, 1)
    await post.ticks(3)
    assert len(post.api.delivered) == 1


async def test_its_parts_arrive_in_order(post: Post) -> None:
    post.start(render=in_parts("one", "two", "three"))
    await subscribe(post, 1)
    await post.tick()
    assert post.api.texts(1) == ["one", "two", "three"]


async def test_readers_of_the_same_minute_are_served_in_a_stable_order(post: Post) -> None:
    await subscribe(post, 30, 10, 20)
    await post.tick()
    assert [sent["chat_id"] for sent in post.api.delivered] == ["30", "10", "20"]


async def test_a_thread_gets_its_digest_in_the_thread(post: Post) -> None:
    place = Place(-5, 7, "group", bot=1)
    await post.house.desk.readers.subscribe(place, [post.house.desk.topics.resolve("niger")])
    post.house.at(MONDAY)
    await post.tick()
    assert post.api.delivered[0]["message_thread_id"] == "7"


async def test_nothing_new_is_one_line(post: Post) -> None:
    await post.house.reader(1)
    post.house.at(MONDAY)
    await post.tick()
    assert "Nothing new on" in post.api.texts(1)[0]


async def test_nothing_new_is_nothing_for_who_wants_it_so(post: Post) -> None:
    await post.house.reader(1)
    reader = await post.house.desk.readers.prefer(ALICE, say_nothing_new=False)
    post.house.at(MONDAY)
    await post.tick()
    assert post.api.delivered == []
    assert (await post.house.desk.readers.enter(ALICE)).next_due != reader.next_due


async def test_a_digest_missed_for_three_days_comes_once_and_says_so(post: Post) -> None:
    await subscribe(post, 1)
    post.house.at("2026-05-06 09:00")
    await post.ticks(2)
    assert len(post.api.delivered) == 1
    assert "comes late" in post.api.texts(1)[0]


async def test_a_digest_that_can_not_be_rendered_comes_as_headlines(post: Post) -> None:
    def broken(*_: Any, **__: Any) -> Rendered:
        raise ZeroDivisionError

    post.start(render=broken)
    await subscribe(post, 1)
    await post.tick()
    assert "news.example/1" in post.api.texts(1)[0]


async def test_a_reader_who_stops_gets_no_part_that_was_planned(post: Post) -> None:
    await subscribe(post, 1)
    await post.delivery.plan_due()
    await post.house.desk.readers.stop(ALICE)
    await post.tick()
    assert await post.parts("reason") == ["stopped by the reader"]


async def test_two_digests_a_day_are_two_digests(post: Post) -> None:
    await subscribe(post, 1)
    await post.house.desk.readers.set_times(ALICE, [time(7, 30), time(18)])
    await post.ticks(47, 1800)
    assert len(post.api.delivered) == 2
