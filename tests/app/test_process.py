"""What a running bot takes over of a changed configuration."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app.process import needing_a_restart, take_over
from bot.app.program import Newsbrief, open_newsbrief
from bot.clock import SystemClock
from bot.config import Settings, load_settings
from bot.store.sources import due_sources

COURIER = '[[sources]]\nname = "Courier"\nurl = "https://courier.example/feed"\n'
HERALD = '[[sources]]\nname = "Herald"\nurl = "https://herald.example/feed"\n'


@dataclass
class Changing:
    """A program and its configuration."""

    program: Newsbrief
    config: Path

    async def write(self, text: str) -> None:
        """The operator changes the configuration and tells the bot."""
        self.config.write_text(text, encoding="utf-8")
        await take_over(self.program, lambda: load_settings(self.config, {}))

    async def polled(self) -> list[str]:
        now = self.program.clock.now()
        return [source.name for source in await self.program.store.read(due_sources, now)]


@pytest.fixture
async def changing(tmp_path: Path) -> AsyncIterator[Changing]:
    config = tmp_path / "config.toml"
    config.write_text(COURIER, encoding="utf-8")
    async with open_newsbrief(load_settings(config, {}), SystemClock()) as program:
        yield Changing(program, config)


async def test_a_source_that_was_added_is_polled_and_one_that_was_taken_out_is_not(
    changing: Changing,
) -> None:
    await changing.write(COURIER + HERALD)
    assert sorted(await changing.polled()) == ["Courier", "Herald"]
    await changing.write(HERALD)
    assert await changing.polled() == ["Herald"]


async def test_a_wrong_configuration_changes_nothing_and_is_told_in_one_line(changing: Changing) -> None:
    with capture_logs() as lines:
        await changing.write(HERALD + "[schedule]\npol_minutes = 1\n")
    assert await changing.polled() == ["Courier"]
    (line,) = [line for line in lines if line["log_level"] == "error"]
    assert "goes on as before" in line["event"]
    assert "pol_minutes" in line["mistakes"]


async def test_a_configuration_that_is_gone_changes_nothing(changing: Changing) -> None:
    changing.config.unlink()
    await take_over(changing.program, lambda: load_settings(changing.config, {}))
    assert await changing.polled() == ["Courier"]


def test_only_what_could_not_be_taken_over_waits_for_a_restart() -> None:
    def settings(**sections: object) -> Settings:
        return Settings.model_validate_json(json.dumps(sections))

    before = settings()
    live = settings(
        schedule={"poll_minutes": 30},
        store={"keep_days": 9},
        sources=[{"name": "A", "url": "https://a.example"}],
    )
    assert needing_a_restart(before, live) == []
    assert needing_a_restart(before, settings(schedule={"timezone": "Africa/Niamey"})) == ["schedule"]
    assert needing_a_restart(before, settings(alerts={"outlets": 2}, store={"path": "x.db"})) == [
        "store",
        "alerts",
    ]
