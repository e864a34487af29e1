"""`newsbrief run` as a process of its own, talking to the embedded Bot API over loopback."""

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import FrozenClock
from bot.config import load_settings
from bot.desk import open_desk
from bot.playground import Playground
from bot.playground.client import NORA, PlaygroundClient, text_of
from bot.store.database import Store
from bot.store.model import Place
from bot.store.sources import all_sources
from bot.web.server import listen, serve

TOKEN = "4242:run-of-the-mill"


class Bot:
    """The process, started and stopped as an operator would."""

    def __init__(self, folder: Path, base: str) -> None:
        self.config = folder / "config.toml"
        self.log = folder / "bot.log"
        self.config.write_text(f'[telegram]\ntoken = "{TOKEN}"\napi_url = "{base}"\n')

    async def command(self, *args: str) -> asyncio.subprocess.Process:
        with self.log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "--config", str(self.config), *args, stdout=log, stderr=log
            )

    @asynccontextmanager
    async def running(
        self, ending: signal.Signals = signal.SIGTERM
    ) -> AsyncIterator[asyncio.subprocess.Process]:
        process = await self.command("run")
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(ending)
            await asyncio.wait_for(process.wait(), 10)


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    """The embedded Bot API's address."""
    playground = Playground(lambda: datetime.now(UTC), tokens={TOKEN: "run_bot"})
    sock = listen("127.0.0.1", 0)
    async with serve(playground.app, sock):
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        playground.close()


@pytest.fixture
async def nora(telegram: str) -> AsyncIterator[PlaygroundClient]:
    async with PlaygroundClient(telegram) as person:
        yield person


@pytest.fixture
def bot(tmp_path: Path, telegram: str) -> Bot:
    return Bot(tmp_path, telegram)


async def test_it_answers_and_ends_cleanly_when_asked_to(bot: Bot, nora: PlaygroundClient) -> None:
    async with bot.running() as process:
        assert "own words" in text_of(await nora.ask("/start", timeout=20))
        second = await bot.command("run")
        assert await asyncio.wait_for(second.wait(), 20) == 2
    assert process.returncode == 0
    assert "another `newsbrief run`" in bot.log.read_text()
    assert TOKEN not in bot.log.read_text()


async def test_without_an_admin_it_prints_a_link_that_makes_its_first_opener_one(
    bot: Bot, nora: PlaygroundClient
) -> None:
    async with bot.running():
        await nora.ask("/start", timeout=20)
        link = await printed(
            bot, r"Open this link in Telegram to become it: https://t\.me/run_bot\?start=(own_[\w-]+)"
        )
        assert bot.log.read_text().count(link) == 2
        assert "You are the admin of this bot" in text_of(await nora.ask(f"/start {link}"))
        assert "0 articles" in text_of(await nora.ask("/stats"))
    bot.log.write_text("")
    async with bot.running():
        assert "0 articles" in text_of(await nora.ask("/stats", timeout=20))
    assert "start=own_" not in bot.log.read_text()


async def printed(bot: Bot, pattern: str) -> str:
    """What the first group of `pattern` stands for in the log, once it is there."""
    async with asyncio.timeout(10):
        while not (match := re.search(pattern, bot.log.read_text())):  # noqa: ASYNC110 - a file has no events
            await asyncio.sleep(0.05)
    return match[1]


async def test_what_was_asked_while_it_was_down_is_answered_once(bot: Bot, nora: PlaygroundClient) -> None:
    async with bot.running(signal.SIGKILL):
        await nora.ask("/start", timeout=20)
    asked = await nora.send("/help")
    async with bot.running():
        await nora.wait_for("What I understand", after=asked["message_id"], timeout=20)
        last = await nora.ask("/privacy", timeout=20)
    answers = [text_of(m) for m in await nora.messages() if asked["message_id"] < m["message_id"]]
    assert sum("What I understand" in answer for answer in answers) == 1
    assert text_of(last) == answers[-1]


async def test_a_digest_missed_while_it_was_down_comes_once_late_and_says_so(
    bot: Bot, nora: PlaygroundClient
) -> None:
    await nora.send("/start")
    three_days_ago = datetime.now(UTC) - timedelta(days=3)
    async with Store.open(bot.config.with_name("newsbrief.db")) as store:
        desk = open_desk(store, load_settings(bot.config, {}), FrozenClock(three_days_ago))
        await desk.readers.subscribe(Place(NORA), [desk.topics.resolve("niger")])
    async with bot.running():
        digest = await nora.wait_for("comes late", timeout=20)
        await nora.settle()
    assert "Nothing new on Niger" in text_of(digest)
    assert sum("comes late" in text_of(message) for message in await nora.messages()) == 1


async def test_a_token_that_telegram_refuses_ends_it_with_one_sentence(bot: Bot) -> None:
    bot.config.write_text(bot.config.read_text().replace(TOKEN, "77:wrong"))
    process = await bot.command("run")
    assert await asyncio.wait_for(process.wait(), 20) == 2
    assert "Telegram refuses this token" in bot.log.read_text()
    assert "Traceback" not in bot.log.read_text()
    assert "77:wrong" not in bot.log.read_text()


async def test_a_hang_up_has_it_read_other_sources_and_a_wrong_configuration_changes_nothing(
    bot: Bot,
) -> None:
    before = bot.config.read_text()
    courier = '[[sources]]\nname = "Courier"\nurl = "http://127.0.0.1:1/feed"\nallow_private = true\n'
    async with bot.running() as process:
        await printed(bot, r'"event": "(ready)"')
        bot.config.write_text(before + courier)
        process.send_signal(signal.SIGHUP)
        await printed(bot, r'"source": "(Courier)"')
        bot.config.write_text(before + courier + "[schedule]\npol_minutes = 1\n")
        process.send_signal(signal.SIGHUP)
        assert "pol_minutes" in await printed(bot, r"(.*the bot goes on as before.*)")
    assert process.returncode == 0
    async with Store.open(bot.config.with_name("newsbrief.db")) as store:
        assert [source.name for source in await store.read(all_sources)] == ["Courier"]


async def test_check_online_says_which_bot_each_token_opens_and_shows_none(bot: Bot, telegram: str) -> None:
    revoked = "77:not-any-more"
    bot.config.write_text(
        f'[telegram]\ntoken = "{TOKEN}"\nmore_tokens = ["{revoked}"]\napi_url = "{telegram}"\n'
    )
    checking = await bot.command("check", "--online")
    assert await asyncio.wait_for(checking.wait(), 30) == 2
    told = bot.log.read_text()
    assert "Bot 1: @run_bot." in told
    assert (
        "Bot 2: number 77: Telegram refuses its token; put a valid one from @BotFather in its place." in told
    )
    assert TOKEN not in told
    assert revoked not in told
