"""The whole program: the real process of `newsbrief demo`, driven over HTTP."""

import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.playground.client import PlaygroundClient


@pytest.fixture(scope="module")
def demo() -> Iterator[str]:
    """The address of a running demo."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--no-open", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line.startswith("Newsbrief: http://127.0.0.1:")
        yield line.removeprefix("Newsbrief: ").strip().rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        process.stdout.close()


@pytest.fixture
async def nora(demo: str) -> AsyncIterator[PlaygroundClient]:
    """Somebody with a private chat."""
    async with PlaygroundClient(demo) as person:
        yield person
