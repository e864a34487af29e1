import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main


@dataclass(frozen=True)
class Result:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command of the console script in an empty folder with an empty database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSBRIEF_CONFIG", raising=False)

    def command(*args: str | Path) -> Result:
        monkeypatch.setattr(sys, "argv", ["newsbrief", *map(str, args)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Result(ended.value.code, out, err)

    return command


PASTED = Path(__file__).with_name("pasted.txt").read_text(encoding="utf-8")


@pytest.fixture
def scrape(tmp_path: Path) -> Path:
    """A pasted page with two stories, layout as scraped."""
    path = tmp_path / "pasted.txt"
    path.write_text(PASTED, encoding="utf-8")
    return path
