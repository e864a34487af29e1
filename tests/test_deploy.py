"""What deploy/ says of the program is true; its own tools accept it where they are installed."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.desk.health import BotRecord, JobRecord
from bot.metrics import exposition
from bot.web.metrics import metrics_of
from tests.desk.shelf import open_house

DEPLOY = Path(__file__).parent.parent / "deploy"
NAMED = re.compile(r"\b(?:newsbrief|process)_[a-z_]+\b")


@pytest.fixture
async def metrics(tmp_path: Path) -> bytes:
    """What `/metrics` answers."""
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        health = await house.desk.checkup.look()
        bots = [BotRecord(1, "@a_bot", ready=True, sent=0)]
        return exposition(metrics_of(health, {"send": JobRecord(runs=1)}, bots, workers=2))


def run(*command: str, given: bytes = b"") -> str:
    """What a tool says of a file; the test is skipped where the tool is not installed."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, input=given, capture_output=True, cwd=DEPLOY, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.parametrize("file", ["alerts.yaml", "grafana.json"])
async def test_alerts_and_dashboard_name_metrics_that_there_are(metrics: bytes, file: str) -> None:
    known = set(re.findall(r"^[a-z_]+", metrics.decode(), re.MULTILINE))
    text = (DEPLOY / file).read_text()
    expressions = re.findall(r'expr"?: (.*)', text)
    named = set(NAMED.findall(" ".join(expressions)))
    assert len(named) > 5
    assert named <= known


def test_every_alert_has_its_line_in_the_manual() -> None:
    manual = (DEPLOY.parent / "docs/operate.md").read_text()
    alerts = re.findall(r"- alert: (\w+)", (DEPLOY / "alerts.yaml").read_text())
    assert alerts
    assert [alert for alert in alerts if f"`{alert}`" not in manual] == []


def test_the_dashboard_has_no_two_panels_in_one_place() -> None:
    panels = json.loads((DEPLOY / "grafana.json").read_text())["panels"]
    taken = [
        (x, y)
        for grid in (panel["gridPos"] for panel in panels)
        for x in range(grid["x"], grid["x"] + grid["w"])
        for y in range(grid["y"], grid["y"] + grid["h"])
    ]
    assert len(taken) == len(set(taken))
    assert all(x < 24 for x, _ in taken)


async def test_prometheus_accepts_our_metrics(metrics: bytes) -> None:
    assert run("promtool", "check", "metrics", given=metrics) == ""


def test_prometheus_accepts_our_alerts() -> None:
    assert "9 rules found" in run("promtool", "check", "rules", "alerts.yaml")
    assert "SUCCESS" in run("promtool", "test", "rules", "alerts.test.yaml")


def test_systemd_finds_the_unit_little_exposed() -> None:
    said = run("systemd-analyze", "security", "--offline=true", "newsbrief.service")
    (score,) = re.findall(r"Overall exposure level for newsbrief.service: ([\d.]+)", said)
    assert float(score) < 2
