"""The conversation that the README plays."""

import asyncio
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "docs" / "first-minutes.txt"


@pytest.mark.slow
async def test_the_first_minutes_play_to_their_end() -> None:
    command = ["-m", "bot", "demo", "--port", "0", "--script", str(SCRIPT)]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    out, _ = await asyncio.wait_for(process.communicate(), 120)
    transcript = out.decode()
    typed = [line for line in SCRIPT.read_text().splitlines() if line.startswith("/")]
    assert process.returncode == 0
    assert [line for line in typed if f"› {line}" not in transcript] == []
    assert "That’s everything" in transcript
