"""Scripts: what a person does, and the transcript of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.demo.script import play
from bot.errors import UserError
from tests.playground.scene import Scene, keyboard, scene


async def _echo(s: Scene) -> None:
    """A bot that repeats what it reads, and counts presses."""
    offset = 0
    while True:
        for update in await s.updates(offset, timeout=5):
            offset = update["update_id"] + 1
            if message := update.get("message"):
                markup = keyboard({"text": "Again", "callback_data": "again"})
                chat, said = message["chat"]["id"], message.get("text", "a file")
                await s.call("sendMessage", chat_id=chat, text=f"You said:\n{said}", reply_markup=markup)
            elif query := update.get("callback_query"):
                await s.call("answerCallbackQuery", callback_query_id=query["id"], text="Counted")
                place = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"]}
                await s.call("editMessageText", **place, text="Pressed")


@asynccontextmanager
async def echoing() -> AsyncIterator[Scene]:
    async with scene(started=False) as s:
        bot = asyncio.create_task(_echo(s))
        yield s
        bot.cancel()


async def transcript(s: Scene, lines: Sequence[str]) -> list[str]:
    told: list[str] = []
    await play(lines, s.person, told.append, quiet=0.05)
    return "\n".join(told).splitlines()


async def test_a_conversation_is_played_and_written_down() -> None:
    async with echoing() as s:
        lines = await transcript(s, ["# greeting", "", "hello", "> [Again]"])
    assert lines == [
        "› hello",
        "  You said:",
        "  hello",
        "  [Again]",
        "",
        "◉ [Again]",
        "  (Counted)",
        "✎ Pressed",
    ]


async def test_a_script_moves_time() -> None:
    async with echoing() as s:
        lines = await transcript(s, ["@clock 2026-02-19T07:00:00+00:00", "@+90m"])
        assert f"{s.clock.now():%H:%M}" == "08:30"
    assert lines == ["— Thursday 19 February 2026, 07:00 UTC", "— Thursday 19 February 2026, 08:30 UTC"]


async def test_a_script_moves_on_to_a_time_of_day() -> None:
    async with echoing() as s:
        lines = await transcript(s, ["@clock 2026-02-19T07:00:00+00:00", "@at 07:30", "@at 06:15"])
    assert lines[1:] == ["— Thursday 19 February 2026, 07:30 UTC", "— Friday 20 February 2026, 06:15 UTC"]


async def test_a_script_waits_for_what_comes_by_itself() -> None:
    async with echoing() as s:
        await s.person.send("/start")
        playing = asyncio.create_task(transcript(s, ["@wait digest"]))
        await s.person.settle(0.3)
        await s.call("sendMessage", chat_id=s.person.chat, text="Your digest")
        assert "  Your digest" in await playing


async def test_a_script_need_not_wait_for_what_has_just_come() -> None:
    async with echoing() as s:
        await s.person.send("/start")
        playing = asyncio.create_task(transcript(s, ["@+1h", "@wait digest"]))
        await s.person.wait_for_event(lambda event: event["kind"] == "clock", 0)
        await s.call("sendMessage", chat_id=s.person.chat, text="Your digest")
        lines = await playing
    assert lines.count("  Your digest") == 1


async def test_a_script_goes_into_a_group() -> None:
    async with echoing() as s:
        lines = await transcript(s, ["@chat -4001", "@add administrator", "morning"])
    assert lines[0] == "— chat -4001"
    assert "  morning" in lines


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("> Nowhere", "has a button 'Nowhere'"),
        ("@dance", "@dance is no step of a script"),
        ("@clock tomorrow", "Invalid isoformat"),
        ("@chat -5", "chat not found"),
    ],
)
async def test_a_step_that_cannot_be_done_is_named_with_its_line(line: str, reason: str) -> None:
    async with echoing() as s:
        with pytest.raises(UserError, match=reason) as told:
            await transcript(s, ["# first", line, "hello"])
    assert str(told.value).startswith(f"Line 2 of the script ({line}): ")
