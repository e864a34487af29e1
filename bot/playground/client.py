# ruff: noqa: ASYNC109 - callers say how long they wait
"""A person at the playground, in Python: for tests and scripts.

    async with PlaygroundClient("http://127.0.0.1:8080") as person:
        answer = await person.ask("/brief niger")
        await person.press("Follow")
        print(answer["text"], buttons(answer))

Messages are the Bot API's JSON objects.
"""

import base64
import time
from collections.abc import Callable
from typing import Any, Self

import httpx

Json = dict[str, Any]
PATIENCE = 10.0
NORA = 1001


class PlaygroundRefusal(Exception):  # noqa: N818 - named as what it is
    """The playground would not do it; the message says why."""


class NothingCame(TimeoutError):  # noqa: N818 - reads as a sentence
    """Nothing that was waited for came in time. The message holds what the chat looked like."""


def buttons(message: Json) -> list[str]:
    """The texts of the inline buttons under a message, row by row."""
    return [button["text"] for row in _rows(message) for button in row]


def text_of(message: Json) -> str:
    """The visible words of a message: its text or its caption."""
    return str(message.get("text", message.get("caption", "")))


def _rows(message: Json) -> list[list[Json]]:
    rows: list[list[Json]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


class PlaygroundClient:
    """Acts as one person in one chat unless told otherwise. Every call may name another `chat`."""

    def __init__(
        self,
        base_url: str,
        chat: int = NORA,
        *,
        person: int | None = None,
        bot: str | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`chat` is a private chat (a person's id) or a group; `person` acts; `bot` is a user name.

        With `transport` (such as httpx.ASGITransport) no server is needed.
        """
        self.chat = chat
        self._person = person
        self._bot = bot
        self._http = httpx.AsyncClient(base_url=base_url, transport=transport, timeout=40)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def get(self, what: str, **query: Any) -> Any:
        """GET /playground/WHAT."""
        known = {name: value for name, value in {"bot": self._bot, **query}.items() if value is not None}
        return _read(await self._http.get(f"/playground/{what}", params=known))

    async def post(self, what: str, **said: Any) -> Any:
        """POST /playground/WHAT with JSON; what is None is left out."""
        known = {name: value for name, value in {"bot": self._bot, **said}.items() if value is not None}
        return _read(await self._http.post(f"/playground/{what}", json=known))

    async def send(
        self,
        text: str,
        chat: int | None = None,
        *,
        person: int | None = None,
        thread: int | None = None,
        reply_to: int | None = None,
    ) -> Json:
        """Writes a text. Returns the message as the bot gets it."""
        who = person or self._person
        chat = chat or self.chat
        sent: Json = await self.post(
            "send", chat=chat, text=text, person=who, thread=thread, reply_to=reply_to
        )
        return sent

    async def ask(self, text: str, chat: int | None = None, *, timeout: float = PATIENCE, **how: Any) -> Json:
        """Writes a text and returns the bot's first message after it."""
        sent = await self.send(text, chat, **how)
        return await self.wait_for(after=sent["message_id"], chat=chat, timeout=timeout)

    async def press(
        self,
        button: str,
        chat: int | None = None,
        *,
        message: int | None = None,
        person: int | None = None,
        timeout: float = PATIENCE,
    ) -> Json:
        """Presses the button with that text or data, under the newest message that has it.

        Returns the bot's answer to the press ({"text", "alert", "url"}); for a link or copy button, that.
        """
        chat = chat or self.chat
        if message is None:
            message = await self._message_with(button, chat)
        since = (await self.get("events"))["last"]
        who = person or self._person
        pressed: Json = await self.post("press", chat=chat, message=message, button=button, person=who)
        if "query" not in pressed:
            return pressed
        return await self.wait_for_event(
            lambda event: event["kind"] == "answer" and event["query"] == pressed["query"], since, timeout
        )

    async def _message_with(self, button: str, chat: int) -> int:
        for message in reversed(await self.messages(chat)):
            for found in [item for row in _rows(message) for item in row]:
                if button in (found["text"], found.get("callback_data")):
                    return int(message["message_id"])
        raise PlaygroundRefusal(f"no message in chat {chat} has a button {button!r}")

    async def messages(self, chat: int | None = None, *, thread: int | None = None) -> list[Json]:
        """All messages of the chat, or of one forum topic, oldest first."""
        found: list[Json] = await self.get("messages", chat=chat or self.chat, thread=thread)
        return found

    async def wait_for(
        self,
        wanted: Callable[[Json], bool] | str = "",
        *,
        after: int = 0,
        chat: int | None = None,
        timeout: float = PATIENCE,
    ) -> Json:
        """The first message of the bot, as it now stands, with an id above `after` that fits.

        `wanted` is a test or a piece of the text. Raises NothingCame after `timeout` seconds.
        """
        fits = wanted if callable(wanted) else lambda message: wanted in text_of(message)
        deadline = time.monotonic() + timeout
        while True:
            since = (await self.get("events"))["last"]
            found = await self.messages(chat)
            for message in found:
                if message["message_id"] > after and _by_bot(message) and fits(message):
                    return message
            left = deadline - time.monotonic()
            if left <= 0:
                raise NothingCame(_what_was_there(wanted, found[-5:]))
            await self.get("events", after=since, timeout=min(left, 20))

    async def wait_for_event(
        self, wanted: Callable[[Json], bool], after: int, timeout: float = PATIENCE
    ) -> Json:
        """The first happening past number `after` that fits; see `/playground/events`."""
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            told = await self.get("events", after=after, timeout=min(left, 20))
            for event in told["events"]:
                if wanted(event):
                    return dict(event)
            after = told["last"]
        raise NothingCame(f"no such event after number {after}")

    async def settle(self, quiet: float = 0.3, timeout: float = PATIENCE) -> None:
        """Waits until nothing has happened for `quiet` seconds."""
        deadline = time.monotonic() + timeout
        last = (await self.get("events"))["last"]
        while time.monotonic() < deadline:
            told = await self.get("events", after=last, timeout=quiet)
            if told["last"] == last:
                return
            last = told["last"]

    async def state(self) -> Json:
        """Bot, people, chats, clock."""
        state: Json = await self.get("state")
        return state

    async def upload(self, name: str, content: bytes, chat: int | None = None) -> Json:
        """Sends a file."""
        encoded = base64.b64encode(content).decode()
        sent: Json = await self.post(
            "upload", chat=chat or self.chat, name=name, content=encoded, person=self._person
        )
        return sent

    async def file(self, message: Json) -> bytes:
        """The content of the document in a message."""
        answer = await self._http.get(f"/playground/files/{message['document']['file_id']}")
        return answer.content

    async def block(self, blocked: bool = True, chat: int | None = None) -> None:
        """Blocks or unblocks the bot."""
        await self.post("block", chat=chat or self.chat, blocked=blocked)

    async def membership(self, status: str, chat: int) -> None:
        """Makes the bot a member or administrator of a group or channel, or removes it (left, kicked)."""
        await self.post("member", chat=chat, status=status, person=self._person)

    async def fault(self, kind: str, method: str = "*", **details: Any) -> None:
        """Orders trouble: see `bot.playground.faults.Fault`."""
        await self.post("faults", kind=kind, method=method, **details)

    async def move_clock(self, now: str | None = None, *, seconds: float | None = None) -> Json:
        """Moves the clock to an ISO time with a zone, or by seconds."""
        moved: Json = await self.post("clock", now=now, seconds=seconds)
        return moved

    async def calls(self, method: str | None = None) -> list[Json]:
        """The log of the bot's calls, perhaps of one method."""
        calls: list[Json] = await self.get("calls")
        return [call for call in calls if method is None or call["method"].lower() == method.lower()]


def _read(answer: httpx.Response) -> Any:
    body = answer.json()
    if answer.is_error:
        raise PlaygroundRefusal(body.get("description", answer.text))
    return body


def _by_bot(message: Json) -> bool:
    sender = message.get("from")
    return (
        bool(sender["is_bot"])
        if sender
        else message["chat"]["type"] == "channel" and "via_bot" not in message
    )


def _what_was_there(wanted: object, latest: list[Json]) -> str:
    said = "\n".join(f"  {message['message_id']}: {text_of(message)[:200]!r}" for message in latest)
    what = f"no message with {wanted!r} came" if isinstance(wanted, str) else "no such message came"
    return f"{what}; the latest are:\n{said or '  none'}"
