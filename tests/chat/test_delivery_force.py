"""The promises of delivery under force: kills, faults at random, and a full minute. Slow."""

import asyncio
import random
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.chat.delivery import Delivery
from bot.chat.limiter import Limiter
from tests.chat.botapi import LOST_ANSWER, LOST_REQUEST, TOKEN, Fault, bot_api, refusal
from tests.chat.post import Post, open_post
from tests.chat.test_limiter import busiest_second
from tests.desk.shelf import House, open_house

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

MARK = "Possible repeat"


async def subscribe(house: House, readers: int) -> None:
    """So many readers of one story, whose digest is due now."""
    await house.publish(1)
    for chat in range(1, readers + 1):
        await house.reader(chat)
    house.at("2026-05-04 07:30")


async def kill_and_wait(database: Path, api_url: str, seconds: float | None, *tokens: str) -> int:
    """Runs a sender and kills it (SIGKILL) after some time. Answers its exit status."""
    command = [sys.executable, "-m", "tests.chat.sender", str(database), api_url, *(tokens or [TOKEN])]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    try:
        return await asyncio.wait_for(process.wait(), seconds)
    except TimeoutError:
        process.kill()
        return await process.wait()


async def test_ten_kills_lose_nothing_and_repeat_only_what_was_in_flight(tmp_path: Path) -> None:
    readers, kills = 400, 10
    dice = random.Random(7)
    async with bot_api() as api:
        api.delay = 0.05
        async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
            await subscribe(house, readers)
        for _ in range(kills):
            await kill_and_wait(tmp_path / "news.db", api.url, dice.uniform(1.5, 3.0))
        assert await kill_and_wait(tmp_path / "news.db", api.url, None) == 0
    assert {sent["chat_id"] for sent in api.delivered} == {str(chat) for chat in range(1, readers + 1)}
    extra = len(api.delivered) - readers
    assert extra <= 3 * kills
    assert sum(MARK in text for text in api.texts()) >= extra
    assert all(sum(MARK not in text for text in api.texts(chat)) <= 1 for chat in range(1, readers + 1))


async def test_kills_of_two_bots_lose_nothing_and_each_reader_hears_from_their_own(tmp_path: Path) -> None:
    tokens, readers, kills = ("1:one", "2:two"), 400, 6
    dice = random.Random(8)
    async with bot_api() as api:
        api.delay = 0.05
        async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
            await subscribe(house, readers)
            for chat in range(2, readers + 1, 2):
                await house.desk.readers.restore(chat, 2)
        for _ in range(kills):
            await kill_and_wait(tmp_path / "news.db", api.url, dice.uniform(1.5, 2.5), *tokens)
        assert await kill_and_wait(tmp_path / "news.db", api.url, None, *tokens) == 0
    by = {(int(sent["chat_id"]), token) for sent, token in zip(api.delivered, api.tokens, strict=True)}
    assert by == {(chat, tokens[1 - chat % 2]) for chat in range(1, readers + 1)}
    extra = len(api.delivered) - readers
    assert extra <= 3 * len(tokens) * kills
    assert sum(MARK in text for text in api.texts()) >= extra
    assert all(sum(MARK not in text for text in api.texts(chat)) <= 1 for chat in range(1, readers + 1))


def faults_at_random(count: int, seed: int) -> list[Fault]:
    """Faults for a tenth of `count` sends, by chat."""
    dice = random.Random(seed)
    kinds = [
        LOST_ANSWER,
        LOST_REQUEST,
        Fault(502, "<html>Bad gateway</html>"),
        refusal(500, "Internal Server Error"),
        refusal(429, "Too Many Requests", retry_after=3),
        refusal(400, "Bad Request: can't parse entities"),
    ]
    made = []
    for chat in dice.sample(range(1, count + 1), count // 10):
        kind = dice.choice(kinds)
        made.append(Fault(kind.status, kind.body, kind.delivers, chat=chat))
    return made


async def test_faults_at_random_lose_nothing_and_repeat_only_what_is_uncertain(post: Post) -> None:
    readers = 500
    await subscribe(post.house, readers)
    post.api.faults = faults_at_random(readers, 11)
    uncertain = sum(fault.body is None or "html" in fault.body for fault in post.api.faults)
    await post.ticks(20, 30)
    assert await post.parts() == ["sent"] * readers
    assert len({sent["chat_id"] for sent in post.api.delivered}) == readers
    assert sum(MARK in text for text in post.api.texts()) == uncertain


async def test_a_full_minute_keeps_the_pace_and_lets_replies_go_first(tmp_path: Path) -> None:
    async with open_post(tmp_path / "news.db", Limiter()) as post:
        await subscribe(post.house, 400)
        await post.delivery.plan_due()
        sending = asyncio.ensure_future(post.delivery.send_pending())
        for chat in range(1001, 1006):
            await post.bot.send_message(chat, "Niger · 1 story")
        answered = len(post.api.delivered)
        await sending
        assert answered < 100
        assert busiest_second(post.api.times) <= 30
        assert await post.parts() == ["sent"] * 400


async def test_two_bots_keep_each_their_own_pace_side_by_side(tmp_path: Path) -> None:
    tokens, readers = ("1:one", "2:two"), 300
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(tmp_path / "news.db", "2026-05-03 12:00", bot=1))
        api = await stack.enter_async_context(bot_api())
        api.delay = 0.05
        bots: list[ExtBot[Any]] = [
            ExtBot(token, base_url=api.url, rate_limiter=Limiter()) for token in tokens
        ]
        for bot in bots:
            await stack.enter_async_context(bot)
        await subscribe(house, readers)
        for chat in range(2, readers + 1, 2):
            await house.desk.readers.restore(chat, 2)
        delivery = Delivery(house.desk, bots, house.clock)
        await delivery.plan_due()
        await delivery.send_pending()
    for token in tokens:
        times = [at for at, by in zip(api.times, api.tokens, strict=True) if by == token]
        assert len(times) == readers // 2
        assert busiest_second(times) <= 30
    assert busiest_second(api.times) > 45


async def test_a_thousand_readers_of_a_minute_are_planned_without_holding_up_the_loop(post: Post) -> None:
    await subscribe(post.house, 1000)
    rounds = 0

    async def go_round() -> None:
        nonlocal rounds
        while True:
            await asyncio.sleep(0)
            rounds += 1

    going = asyncio.ensure_future(go_round())
    await post.delivery.plan_due()
    going.cancel()
    assert len(await post.parts()) == 1000
    assert rounds > 1000
