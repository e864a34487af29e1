"""Ctrl-C while sources are read."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.articles import list_articles
from bot.store.database import Store
from tests.ingest.samples import HARBOUR, WELLS, Item, full, rss
from tests.ingest.site import Answer, Site, running_site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with running_site() as running:
        yield running


async def ingest(config: Path) -> asyncio.subprocess.Process:
    """The command, with the processes it starts in a group of its own as a terminal has it."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--config", str(config), "ingest"),
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )


async def stored(config: Path) -> list[str]:
    async with Store.open(config.with_name("newsbrief.db")) as store:
        return sorted(article.title for article in await store.read(list_articles))


async def test_what_was_read_before_an_interrupt_is_stored_and_a_second_pass_reads_the_rest(
    site: Site, tmp_path: Path
) -> None:
    asked, hang = asyncio.Event(), asyncio.Event()

    async def hold() -> None:
        asked.set()
        await hang.wait()

    quick = site.put("/quick", rss([Item("Twelve wells", text=full(WELLS))]))
    slow = site.put("/slow", Answer(before=hold), rss([Item("A record year", text=full(HARBOUR))]))
    config = tmp_path / "config.toml"
    config.write_text(
        "".join(
            f'[[sources]]\nname = "{url[-5:]}"\nurl = "{url}"\nallow_private = true\n'
            for url in (quick, slow)
        )
    )
    process = await ingest(config)
    await asked.wait()
    while not await stored(config):  # noqa: ASYNC110 - another process stores it
        await asyncio.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, told = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, told.decode().count("\n")) == (130, 1)
    assert "What was read is stored" in told.decode()
    assert await stored(config) == ["Twelve wells"]
    assert await (await ingest(config)).wait() == 0
    assert await stored(config) == ["A record year", "Twelve wells"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_a_run_in_good_order_while_it_still_loads(number: signal.Signals) -> None:
    loads = "import click, os; from bot.cli import newsbrief as us; us.get_command(click.Context(us), 'run')"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", f"{loads}; os.kill(os.getpid(), {number})"), stderr=asyncio.subprocess.PIPE
    )
    assert (await process.communicate())[1] == b""
    assert process.returncode == 0
