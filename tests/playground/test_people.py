"""The people's side: state, events, and the client."""

import httpx
import pytest

from bot.clock import FrozenClock
from bot.playground import Playground, PlaygroundClient
from bot.playground.client import NothingCame, PlaygroundRefusal
from bot.playground.page import FILES
from tests.playground.scene import BASE, KARIM, MORNING, NORA, scene


async def test_the_page_starts_with_two_people_and_four_places() -> None:
    async with scene(started=False) as s:
        state = await s.person.state()
    assert [person["first_name"] for person in state["people"]] == ["Nora", "Karim"]
    kinds = [(chat["type"], chat["bot"]) for chat in state["chats"]]
    assert kinds == [
        ("private", "left"), ("private", "left"), ("group", "left"), ("supergroup", "left"),
        ("supergroup", "left"), ("channel", "left"),
    ]  # fmt: skip


async def test_what_happens_is_told_in_order_and_once() -> None:
    async with scene() as s:
        since = (await s.person.get("events"))["last"]
        sent = await s.call("sendMessage", chat_id=NORA, text="x", disable_notification=True)
        await s.call("deleteMessage", chat_id=NORA, message_id=sent["message_id"])
        told = await s.person.get("events", after=since)
        nothing = await s.person.get("events", after=told["last"])
    assert [(e["kind"], e.get("silent")) for e in told["events"]] == [("message", True), ("deleted", None)]
    assert nothing["events"] == []


async def test_who_was_away_too_long_must_start_over() -> None:
    async with scene() as s:
        for _ in range(6000):
            s.world.profile_changed()
        assert (await s.person.get("events", after=1))["lost"] is True


async def test_messages_can_be_paged_back() -> None:
    async with scene() as s:
        for n in range(5):
            await s.person.send(str(n))
        page = await s.person.get("messages", chat=NORA, before=5, limit=2)
    assert [message["text"] for message in page] == ["1", "2"]


async def test_the_clock_moves_for_everybody() -> None:
    async with scene() as s:
        await s.person.move_clock("2026-02-19T07:00:00+01:00")
        await s.person.move_clock(seconds=60)
        sent = await s.person.send("x")
    assert s.clock.now().isoformat() == "2026-02-19T06:01:00+00:00"
    assert sent["date"] == int(s.clock.now().timestamp())


async def test_a_clock_that_nobody_may_move_stays() -> None:
    playground = Playground(FrozenClock(MORNING).now)
    async with PlaygroundClient(BASE, transport=httpx.ASGITransport(playground.app)) as person:
        with pytest.raises(PlaygroundRefusal, match="can't be moved"):
            await person.move_clock(seconds=1)


@pytest.mark.parametrize(
    ("what", "said", "reason"),
    [
        ("send", {"chat": NORA, "text": ""}, "text must be non-empty"),
        ("send", {"chat": NORA, "text": "x", "person": KARIM}, "is not in the chat"),
        ("send", {"chat": NORA}, "KeyError"),
        ("press", {"chat": NORA, "message": 1, "button": "Go"}, "there is no button 'Go'"),
        ("migrate", {"chat": NORA}, "only a basic group"),
        ("member", {"chat": NORA, "status": "king"}, "a membership is"),
        ("clock", {"now": "2026-02-19T07:00:00"}, "a time needs a zone"),
        ("send", {"bot": "other_bot", "chat": NORA, "text": "x"}, "there is no bot other_bot"),
    ],
)
async def test_what_people_cannot_do_is_said(what: str, said: dict[str, object], reason: str) -> None:
    async with scene() as s:
        with pytest.raises(PlaygroundRefusal, match=reason):
            await s.person.post(what, **said)


async def test_a_question_that_makes_no_sense_is_answered_with_the_reason() -> None:
    async with scene() as s:
        with pytest.raises(PlaygroundRefusal, match="ValueError: invalid literal"):
            await s.person.get("messages", chat=NORA, before="yesterday")


async def test_another_site_cannot_act_through_a_plain_form() -> None:
    async with scene() as s:
        body = b'{"chat":1001,"text":"x"}'
        answer = await s.http.post("/playground/send", content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 400


async def test_waiting_in_vain_says_what_was_there() -> None:
    async with scene() as s:
        await s.call("sendMessage", chat_id=NORA, text="something else")
        with pytest.raises(NothingCame, match="something else"):
            await s.person.wait_for("digest", timeout=0.05)


async def test_each_token_has_a_world_of_its_own() -> None:
    tokens = {"1:one": "one_bot", "2:two": "two_bot"}
    playground = Playground(FrozenClock(MORNING).now, tokens=tokens)
    transport = httpx.ASGITransport(playground.app)
    async with (
        PlaygroundClient(BASE, bot="two_bot", transport=transport) as second,
        PlaygroundClient(BASE, transport=transport) as first,
    ):
        await second.send("/start")
        assert len(await second.messages()) == 1
        assert await first.messages() == []


async def test_the_page_is_small_and_asks_nobody_else() -> None:
    async with scene() as s:
        index = await s.http.get("/")
        files = [await s.http.get(f"/page/{path.name}") for path in FILES.iterdir()]
    assert {file.status_code for file in files} == {200}
    assert sum(len(file.content) for file in files) < 150_000
    assert "default-src 'none'" in index.headers["content-security-policy"]
    assert all(b"innerHTML" not in file.content for file in files)
