"""Wrong tokens, faults on order, pace limits, and the log of calls."""

import asyncio

import httpx
import pytest

from bot.playground.client import PlaygroundRefusal
from tests.playground.scene import KARIM, NORA, scene
from tests.playground.server import serve


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot2:wrong/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/bot1:demo/sendCarrierPigeon", 404, "Not Found: method not found"),
        ("/file/bot1:demo/documents/x/y", 404, "Not Found"),
    ],
)
async def test_what_is_not_there_is_answered_as_telegram_does(path: str, code: int, description: str) -> None:
    async with scene() as s:
        answer = await s.http.get(path)
    assert answer.status_code == code
    assert answer.json() == {"ok": False, "error_code": code, "description": description}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[]"),
        ("application/x-www-form-urlencoded", b"text=\xff"),
        ("multipart/form-data", b"x"),
    ],
)
async def test_a_body_that_cannot_be_read_is_the_callers_fault(kind: str, body: bytes) -> None:
    async with scene() as s:
        answer = await s.http.post("/bot1:demo/sendMessage", content=body, headers={"content-type": kind})
    assert answer.status_code == 400


async def test_an_ordered_refusal_comes_once_and_changes_nothing() -> None:
    async with scene() as s:
        await s.person.fault("refuse", "sendMessage", code=429, retry_after=7)
        refused = await s.answer("sendMessage", chat_id=NORA, text="x")
        assert refused["parameters"] == {"retry_after": 7}
        assert refused["description"] == "Too Many Requests: retry after 7"
        assert len(await s.person.messages()) == 1
        await s.call("sendMessage", chat_id=NORA, text="x")


async def test_a_fault_can_be_for_one_chat() -> None:
    async with scene() as s:
        await s.person.send("/start", KARIM)
        await s.person.fault("refuse", "*", chat=KARIM, code=500, description="try later", count=2)
        await s.call("sendMessage", chat_id=NORA, text="x")
        refusal = await s.refusal("sendMessage", chat_id=KARIM, text="x")
        assert refusal == "Internal Server Error: try later"
        assert len(await s.person.get("faults")) == 1


async def test_an_unknown_fault_is_refused() -> None:
    async with scene() as s:
        with pytest.raises(PlaygroundRefusal, match="a fault is one of"):
            await s.person.fault("earthquake")


@pytest.mark.parametrize(("kind", "arrives"), [("drop", False), ("lose", True)])
async def test_a_broken_connection_leaves_the_bot_in_doubt(kind: str, *, arrives: bool) -> None:
    async with scene() as s, serve(s.playground.app) as base, httpx.AsyncClient(base_url=base) as bot:
        await s.person.fault(kind, "sendMessage")
        with pytest.raises(httpx.RemoteProtocolError):
            await bot.post("/bot1:demo/sendMessage", json={"chat_id": NORA, "text": "in doubt"})
        texts = [m["text"] for m in await s.person.messages()]
    assert ("in doubt" in texts) is arrives


async def test_a_withheld_answer_runs_into_the_bots_own_time_out() -> None:
    async with scene() as s, serve(s.playground.app) as base, httpx.AsyncClient(base_url=base) as bot:
        await s.person.fault("hang", "sendMessage", seconds=0.5)
        with pytest.raises(httpx.ReadTimeout):
            await bot.post("/bot1:demo/sendMessage", json={"chat_id": NORA, "text": "x"}, timeout=0.1)
        assert len(await s.person.messages()) == 2


async def test_a_private_chat_takes_one_message_a_second() -> None:
    async with scene(pace=True) as s:
        await s.call("sendMessage", chat_id=NORA, text="x")
        refused = await s.answer("sendMessage", chat_id=NORA, text="x")
    assert refused["parameters"] == {"retry_after": 1}


async def test_all_chats_together_take_thirty_messages_a_second() -> None:
    async with scene(pace=True) as s:
        people = [await s.person.post("person", name=f"P{n}", started=True) for n in range(31)]
        answers = [await s.answer("sendMessage", chat_id=person["id"], text="x") for person in people]
    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


async def test_calls_are_logged_with_their_answers() -> None:
    async with scene() as s:
        await s.call("sendMessage", chat_id=NORA, text="x")
        await s.refusal("sendMessage", chat_id=5, text="x")
        calls = await s.person.calls("sendMessage")
    assert [(call["chat"], call["code"]) for call in calls] == [(NORA, 200), (5, 400)]
    assert calls[1]["description"] == "Bad Request: chat not found"


async def test_a_poll_ends_when_the_playground_closes() -> None:
    async with scene() as s:
        poll = asyncio.create_task(s.updates(timeout=50))
        await s.person.settle(0.05)
        s.playground.close()
        assert await poll == []
