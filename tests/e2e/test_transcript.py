"""The conversations that the README and docs/transcripts show."""

import asyncio
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
SCRIPT = DOCS / "first-minutes.txt"


async def run(*command: str) -> tuple[int | None, str]:
    """What a Python command printed."""
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    out, _ = await asyncio.wait_for(process.communicate(), 900)
    return process.returncode, out.decode()


@pytest.mark.slow
async def test_the_first_minutes_play_to_their_end() -> None:
    code, transcript = await run("-m", "bot", "demo", "--port", "0", "--script", str(SCRIPT))
    typed = [line for line in SCRIPT.read_text().splitlines() if line.startswith("/")]
    assert code == 0
    assert [line for line in typed if f"› {line}" not in transcript] == []
    assert "That’s everything" in transcript


@pytest.mark.slow
async def test_the_transcripts_say_what_the_bot_says() -> None:
    assert await run(str(DOCS / "transcripts.py"), "--check") == (0, "")


def test_every_script_has_its_transcript() -> None:
    scripts, told = ({path.stem for path in DOCS.glob(f"transcripts/*.{end}")} for end in ("script", "txt"))
    assert scripts == told != set()
