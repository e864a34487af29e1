"""What machines are told of how the bot is doing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.desk.health import BotRecord
from bot.errors import StoreError
from bot.store.sources import Listed, add_source
from bot.web.health import health_routes
from tests.desk.shelf import House, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "news.db", "2026-05-03 12:00") as house:
        await house.reader(1)
        yield house


async def two() -> int:
    return 2


async def ask(house: House, path: str, *, ready: bool = True) -> httpx.Response:
    def bots() -> list[BotRecord]:
        return [BotRecord(1, "@a_bot", ready, sent=7)]

    transport = httpx.ASGITransport(Starlette(routes=health_routes(house.desk, bots, dict, two)))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.test") as client:
        return await client.get(path)


async def test_all_is_well_until_a_digest_waits_for_five_minutes(house: House) -> None:
    house.at("2026-05-04 07:34")
    assert (await ask(house, "/healthz")).status_code == 200
    house.at("2026-05-04 07:36")
    answer = await ask(house, "/healthz")
    assert (answer.status_code, answer.json()["ok"]) == (503, False)
    assert answer.json()["checks"] == {
        "digests on time": False,
        "sources polled": True,
        "database written": True,
    }


async def test_a_source_that_nobody_asks_is_told(house: House) -> None:
    listed = Listed("Courier", "https://courier.example/feed")
    await house.store.write(add_source, listed, house.clock.now(), origin="opml")
    house.clock.advance(timedelta(minutes=15))
    assert (await ask(house, "/healthz")).status_code == 200
    house.clock.advance(timedelta(minutes=1))
    answer = await ask(house, "/healthz")
    assert (answer.status_code, answer.json()["checks"]["sources polled"]) == (503, False)


async def test_a_database_that_takes_no_writes_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full() -> None:
        raise StoreError("news.db: the disk is full. Make room and try again.")

    monkeypatch.setattr(house.store, "settle", full)
    answer = await ask(house, "/healthz")
    assert (answer.status_code, answer.json()["checks"]["database written"]) == (503, False)


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
async def test_it_is_ready_once_updates_are_taken(house: House, ready: bool, status: int) -> None:
    assert (await ask(house, "/readyz", ready=ready)).status_code == status


async def test_metrics_are_counts_by_name(house: House) -> None:
    pytest.importorskip("prometheus_client")
    assert "newsbrief_subscribers 1.0" in (await ask(house, "/metrics")).text


async def test_what_takes_a_walk_is_counted_once_a_minute(house: House) -> None:
    pytest.importorskip("prometheus_client")
    await ask(house, "/metrics")
    await house.reader(2)
    house.clock.advance(timedelta(seconds=59))
    assert "newsbrief_subscribers 1.0" in (await ask(house, "/metrics")).text
    house.clock.advance(timedelta(seconds=1))
    assert "newsbrief_subscribers 2.0" in (await ask(house, "/metrics")).text
