"""A bot made with another library, pyTelegramBotAPI, runs against the playground as it is."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import PlaygroundClient
from bot.playground.client import buttons
from tests.playground.scene import scene
from tests.playground.server import serve

pytestmark = pytest.mark.slow


@pytest.fixture
async def person() -> AsyncIterator[PlaygroundClient]:
    """Somebody who has a chat with the running echo bot."""
    async with scene(started=False) as s, serve(s.playground.app) as address:
        bot = await asyncio.create_subprocess_exec(
            sys.executable, str(Path(__file__).with_name("echo_bot.py")), address, "1:demo"
        )
        try:
            yield s.person
        finally:
            bot.kill()
            await bot.wait()


async def test_an_echo_bot_of_another_make_greets_echoes_and_answers_presses(
    person: PlaygroundClient,
) -> None:
    greeting = await person.ask("/start", timeout=30)
    assert greeting["text"] == "This is newsbrief_demo_bot."
    assert greeting["reply_to_message"]["text"] == "/start"
    echo = await person.ask("niger", timeout=30)
    assert (echo["text"], echo["entities"][0]["type"], buttons(echo)) == ("niger", "bold", ["Louder"])
    pressed = await person.press("Louder", timeout=30)
    assert pressed["text"] == "As you wish"
    assert (await person.wait_for("NIGER", timeout=30))["message_id"] == echo["message_id"]
