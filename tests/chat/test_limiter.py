"""Nothing leaves faster than Telegram allows, nothing is dropped, and replies go first."""

import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter

from bot.chat.limiter import DIGEST, REPLY, SUSPICION, Limiter
from tests.chat.virtual_time import VirtualTime

ALICE, BOB, CAROL = 11, 12, 13
GROUP = -100


class Server:
    """Notes when it sees messages, `way()` seconds after they left; the answer takes as long again."""

    def __init__(self, time: VirtualTime, way: Callable[[], float] = lambda: 0.002) -> None:
        self.time = time
        self.limiter = Limiter(monotonic=time.monotonic, sleep=time.sleep)
        self.seen: list[tuple[float, Any]] = []
        self.refusals: list[tuple[Any, int]] = []
        """(chat, retry_after) of the next 429; the chat None refuses anybody."""
        self._way = way

    async def send(self, chat: Any, endpoint: str = "sendMessage", priority: int | None = None) -> Any:
        return await self.limiter.process_request(
            self._receive, (chat,), {}, endpoint, {"chat_id": chat}, priority
        )

    async def _receive(self, chat: Any) -> dict[str, Any]:
        await self.time.sleep(self._way())
        for refusal in self.refusals:
            if refusal[0] in (None, chat):
                self.refusals.remove(refusal)
                raise RetryAfter(timedelta(seconds=refusal[1]))
        self.seen.append((self.time.monotonic(), chat))
        await self.time.sleep(self._way())
        return {"chat": chat}

    @property
    def times(self) -> list[float]:
        return sorted(time for time, _ in self.seen)

    @property
    def chats(self) -> list[Any]:
        return [chat for _, chat in self.seen]


def busiest_second(times: Sequence[float]) -> int:
    return max(sum(start <= time < start + 1 for time in times) for start in times)


@pytest.fixture
def time() -> VirtualTime:
    return VirtualTime()


@pytest.fixture
def server(time: VirtualTime) -> Server:
    return Server(time)


async def send_all(server: Server, chats: Sequence[Any], **how: Any) -> None:
    await server.time.run(_gather(server, chats, how))


async def _gather(server: Server, chats: Sequence[Any], how: dict[str, Any]) -> None:
    await asyncio.gather(*(server.send(chat, **how) for chat in chats))


async def test_three_hundred_messages_leave_evenly(server: Server) -> None:
    await send_all(server, range(1, 301))
    assert busiest_second(server.times) <= 30
    assert 299 / (server.times[-1] - server.times[0]) > 28


@pytest.mark.parametrize("seed", range(8))
async def test_a_server_that_stumbles_never_sees_more_than_thirty_a_second(
    time: VirtualTime, seed: int
) -> None:
    dice = random.Random(seed)
    server = Server(time, lambda: 0.02 + dice.choice([0.0] * 20 + [0.04, 0.09, 0.2]) + dice.random() / 100)
    await send_all(server, range(1, 301))
    assert busiest_second(server.times) <= 30


async def test_a_private_chat_gets_one_message_a_second(server: Server) -> None:
    await send_all(server, [ALICE] * 4)
    gaps = [b - a for a, b in zip(server.times, server.times[1:], strict=False)]
    assert all(1 <= gap < 1.1 for gap in gaps)


async def test_one_chat_that_waits_holds_up_nobody_else(server: Server) -> None:
    await send_all(server, [ALICE, ALICE, ALICE, BOB, CAROL])
    assert server.chats[:3] == [ALICE, BOB, CAROL]


@pytest.mark.parametrize("group", [GROUP, "@channel"])
async def test_a_group_gets_twenty_messages_a_minute(server: Server, group: Any) -> None:
    await send_all(server, [group] * 41)
    assert server.times[20] - server.times[0] >= 60
    assert server.times[40] - server.times[20] >= 60


async def test_replies_go_before_digests(server: Server) -> None:
    async def talk() -> None:
        digests = [asyncio.ensure_future(server.send(chat, priority=DIGEST)) for chat in range(100, 160)]
        await server.time.sleep(0.5)
        await server.send(ALICE, priority=REPLY)
        assert sum(digest.done() for digest in digests) < 20
        await asyncio.gather(*digests)

    await server.time.run(talk())
    assert len(server.seen) == 61


async def test_a_429_delays_its_chat_for_exactly_as_long_as_it_says(server: Server) -> None:
    server.refusals = [(ALICE, 7)]
    started = server.time.monotonic()
    await send_all(server, [ALICE, BOB])
    assert server.chats == [BOB, ALICE]
    assert 7 <= server.times[1] - started < 7.1


async def test_a_429_on_an_edit_delays_it_too(server: Server) -> None:
    server.refusals = [(ALICE, 7)]
    started = server.time.monotonic()
    await send_all(server, [ALICE], endpoint="editMessageText")
    assert server.times[0] - started >= 7


async def test_a_digests_429_goes_to_its_sender_and_keeps_the_chat_busy(server: Server) -> None:
    server.refusals = [(ALICE, 7)]
    with pytest.raises(RetryAfter):
        await send_all(server, [ALICE], priority=DIGEST)
    assert server.limiter.busy() == {ALICE}
    await server.time.run(server.time.sleep(7.1))
    assert server.limiter.busy() == frozenset()


async def test_a_seconds_worth_of_429_in_a_row_holds_everybody(server: Server) -> None:
    server.refusals = [(None, 5)] * SUSPICION
    started = server.time.monotonic()
    await send_all(server, range(1, SUSPICION + 21))
    held = [time for time in server.times if time - started < 5]
    assert len(held) <= 1
    assert len(server.seen) == SUSPICION + 20


async def test_429_of_a_few_chats_in_a_row_hold_nobody_else(server: Server) -> None:
    server.refusals = [(ALICE, 5), (BOB, 5), (CAROL, 5)]
    await send_all(server, [ALICE, BOB, CAROL, 14, 15])
    assert server.chats[:2] == [14, 15]
    assert not server.limiter.halted()


async def test_429_of_single_chats_hold_nobody_else(server: Server) -> None:
    server.refusals = [(ALICE, 5), (CAROL, 5), (14, 5)]
    await send_all(server, [ALICE, BOB, CAROL, 15, 14, 16])
    assert not server.limiter.halted()
    assert server.chats[:3] == [BOB, 15, 16]


async def test_a_429_that_names_no_chat_holds_everybody(server: Server) -> None:
    server.refusals = [(None, 5)]
    with pytest.raises(RetryAfter):
        await server.time.run(server.send(None, "sendMessage", DIGEST))
    assert server.limiter.halted()


async def test_calls_that_are_no_message_are_not_paced(server: Server) -> None:
    started = server.time.monotonic()
    await send_all(server, [ALICE] * 50, endpoint="answerCallbackQuery")
    assert server.times[-1] - started < 0.01


async def test_a_429_on_such_a_call_is_waited_out(server: Server) -> None:
    server.refusals = [(ALICE, 3)]
    started = server.time.monotonic()
    await send_all(server, [ALICE], endpoint="answerCallbackQuery")
    assert server.times[0] - started >= 3


async def test_a_429_on_such_a_call_holds_up_no_message(server: Server) -> None:
    async def talk() -> None:
        tap = asyncio.ensure_future(server.send(None, "answerCallbackQuery"))
        await server.time.sleep(0.1)
        await server.send(BOB)
        assert not tap.done()
        await tap

    server.refusals = [(None, 5)]
    await server.time.run(talk())
    assert server.chats == [BOB, None]


async def test_taps_in_a_private_chat_are_answered_without_a_pause(server: Server) -> None:
    started = server.time.monotonic()
    await send_all(server, [ALICE] * 5, endpoint="editMessageText")
    assert server.times[-1] - started < 0.3


async def test_without_pace_nothing_waits(time: VirtualTime) -> None:
    server = Server(time)
    server.limiter = Limiter(pace=False, monotonic=time.monotonic, sleep=time.sleep)
    started = time.monotonic()
    await send_all(server, [ALICE] * 100)
    assert server.times[-1] - started < 0.01


async def test_a_message_without_an_answer_holds_up_nobody(time: VirtualTime) -> None:
    ways = iter([20.0])
    server = Server(time, lambda: next(ways, 0.002))
    await send_all(server, range(1, 101))
    assert server.times[-2] - server.times[0] < 4


async def test_who_gives_up_waiting_leaves_the_queue(server: Server) -> None:
    async def give_up() -> None:
        await server.send(ALICE)
        second = asyncio.ensure_future(server.send(ALICE))
        await server.time.sleep(0.1)
        second.cancel()
        await asyncio.wait([second])
        await server.send(BOB)

    await server.time.run(give_up())
    assert server.chats == [ALICE, BOB]


async def test_shutting_down_ends_all_waiting(server: Server) -> None:
    async def end() -> None:
        await server.limiter.initialize()
        await server.send(ALICE)
        waiting = asyncio.ensure_future(server.send(ALICE))
        await server.time.sleep(0.1)
        await server.limiter.shutdown()
        await asyncio.wait([waiting])
        assert waiting.cancelled()

    await server.time.run(end())


async def test_chats_of_long_ago_are_forgotten(server: Server) -> None:
    await send_all(server, [ALICE, GROUP])
    await server.time.run(server.time.sleep(61))
    assert server.limiter.busy() == frozenset()
    assert not server.limiter._chats
