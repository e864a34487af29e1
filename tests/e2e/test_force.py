"""`newsbrief run` under force, against a strict Bot API that shares no code with the bot. Slow."""

import asyncio
import signal
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from time import monotonic

import pytest

from benchmarks.deliveries.faults import survive
from benchmarks.deliveries.kills import kill_and_count
from benchmarks.deliveries.pace import keep_pace
from benchmarks.deliveries.process import Newsbrief, until
from benchmarks.deliveries.server import Fault, StrictBotApi, refusal

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SILENCE = Fault("time-out after it arrived", delivers=True, silent=True)


@pytest.fixture
async def api() -> AsyncIterator[StrictBotApi]:
    async with StrictBotApi().serving() as api:
        yield api


async def readers(folder: Path, api: StrictBotApi, chats: Sequence[int]) -> Newsbrief:
    return await Newsbrief.prepare(folder, api.url, list(chats))


async def test_kills_lose_nothing_and_repeat_only_what_was_in_flight(tmp_path: Path) -> None:
    killed = await kill_and_count(tmp_path, readers=200, kills=4)
    assert (killed.lost, killed.unmarked, killed.provoked) == (0, 0, 0)
    assert killed.unrecorded <= 3
    assert killed.repeats <= killed.in_flight


async def test_faults_lose_nothing_and_repeat_only_what_is_uncertain(tmp_path: Path) -> None:
    survived = await survive(tmp_path, readers=300)
    assert (survived.lost, survived.unmarked, survived.unexplained) == (0, 0, 0)
    assert survived.repeats <= survived.uncertain
    assert (survived.too_early, survived.provoked, survived.refused) == (0, 0, 0)


async def test_three_hundred_digests_keep_the_pace_and_provoke_no_429(tmp_path: Path) -> None:
    paced = await keep_pace(tmp_path, readers=300)
    assert (paced.lost, paced.provoked) == (0, 0)
    assert paced.busiest_second <= 30


async def test_asked_to_end_in_the_middle_of_sending_it_finishes_what_is_in_flight(
    tmp_path: Path, api: StrictBotApi
) -> None:
    bot = await readers(tmp_path, api, range(1, 101))
    async with bot.running():
        await until(lambda: len(api.sent) > 10, 30, 0.01)
    assert bot.count("parts WHERE state = 'sent'") == len(api.sent) < 100
    assert bot.count("parts WHERE state = 'sending'") == 0


async def test_it_ends_in_ten_seconds_though_nothing_is_answered(tmp_path: Path, api: StrictBotApi) -> None:
    api.faults = lambda chat: SILENCE
    bot = await readers(tmp_path, api, range(1, 21))
    process = await bot.start()
    await until(lambda: len(api.sent) == 3, 30, 0.01)
    api.mute()
    begun = monotonic()
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 20) == 0
    assert monotonic() - begun < 10


async def test_killed_after_planning_it_sends_what_was_planned_and_nothing_twice(
    tmp_path: Path, api: StrictBotApi
) -> None:
    bot = await readers(tmp_path, api, range(1, 31))
    await api.go()
    process = await bot.start()
    await until(lambda: bot.count("parts") == 30, 30, 0.05)
    process.kill()
    await process.wait()
    await api.come()
    async with bot.running():
        await until(bot.settled, 30)
    assert sorted(sent.chat for sent in api.sent) == list(range(1, 31))


async def test_a_429_of_one_chat_delays_it_alone_and_exactly(tmp_path: Path, api: StrictBotApi) -> None:
    refused: list[float] = []

    def once(chat: int) -> Fault | None:
        if chat != 2 or refused:
            return None
        refused.append(monotonic())
        return refusal("429", 429, "Too Many Requests: retry after 4", retry_after=4)

    api.faults = once
    bot = await readers(tmp_path, api, range(1, 41))
    async with bot.running():
        await until(bot.settled, 30)
    times = {sent.chat: sent.at for sent in api.sent}
    assert times[2] == max(times.values())
    assert times.pop(2) - refused[0] >= 4
    assert max(times.values()) - min(times.values()) < 4
    assert api.early == []


async def test_one_chat_that_is_never_answered_delays_nobody(tmp_path: Path, api: StrictBotApi) -> None:
    api.faults = lambda chat: SILENCE if chat == 1 else None
    bot = await readers(tmp_path, api, range(1, 61))
    process = await bot.start()
    await until(lambda: len(api.sent) == 60, 10)
    process.kill()
    await process.wait()
    assert len({sent.chat for sent in api.sent}) == 60


async def test_a_revoked_token_ends_it_and_loses_nothing(tmp_path: Path, api: StrictBotApi) -> None:
    bot = await readers(tmp_path, api, range(1, 101))
    process = await bot.start()
    await until(lambda: len(api.sent) > 10, 30, 0.01)
    api.token = "4242:another"
    assert await asyncio.wait_for(process.wait(), 20) == 2
    sent, log = len(api.sent), (bot.folder / "bot.log").read_text()
    assert "Telegram refuses this token" in log
    assert "Traceback" not in log
    assert bot.count("parts WHERE state = 'sent'") == sent
    assert bot.count("parts WHERE state = 'failed'") == 0


async def test_a_revoked_token_is_noticed_while_nothing_is_sent(tmp_path: Path, api: StrictBotApi) -> None:
    bot = await readers(tmp_path, api, [1])
    process = await bot.start()
    await until(lambda: len(api.sent) == 1, 30)
    api.token = "4242:another"
    assert await asyncio.wait_for(process.wait(), 20) == 2
