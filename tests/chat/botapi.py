"""A Bot API on loopback that does what it is told: answer, refuse, babble, hang up, keep silent."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

TOKEN = "1:scripted"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a sendMessage meets instead of an answer.

    `delivers`: the message arrives all the same; `body` is answered with `status`, None hangs up without a
    word; `silent` neither answers nor hangs up. `chat` narrows it to one chat.
    """

    status: int = 500
    body: str | None = None
    delivers: bool = False
    silent: bool = False
    chat: int | None = None


def refusal(status: int, description: str, chat: int | None = None, **parameters: int) -> Fault:
    """A proper Bot API error."""
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return Fault(status, json.dumps(body), chat=chat)


LOST_ANSWER = Fault(delivers=True)
"""It arrives, then the connection breaks."""
LOST_REQUEST = Fault()
"""The connection breaks before it arrives."""


@dataclass(slots=True)
class BotApi:
    """Sees requests in order; `faults` are used up one by one."""

    faults: list[Fault] = field(default_factory=list)
    delivered: list[dict[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    """By whose token each message arrived."""
    requests: int = 0
    url: str = ""
    delay: float = 0.0
    """Seconds that every answer takes."""
    silence: asyncio.Queue[int] = field(default_factory=asyncio.Queue)
    """Gets the chat of every request that is met with silence."""
    on_delivery: Callable[[], None] = lambda: None
    """Called when a message has arrived, before it is answered."""

    def texts(self, chat: int | None = None) -> list[str]:
        """What arrived, in all or in one chat."""
        return [sent["text"] for sent in self.delivered if chat is None or sent["chat_id"] == str(chat)]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, kept alive."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if not await self._answer(head.decode(), reader, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Handles one request. False: hang up."""
        path, method = head.split(" ", 2)[1].rsplit("/", 1)
        headers = dict(line.lower().split(": ", 1) for line in head.splitlines()[1:] if line)
        body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
        if method != "sendMessage":
            return _write(writer, 200, json.dumps({"ok": True, "result": _ME}))
        values = {name: found[0] for name, found in parse_qs(body).items()}
        self.requests += 1
        fault = self._fault_for(int(values["chat_id"]))
        if fault is None or fault.delivers:
            self.times.append(time.monotonic())
            self.tokens.append(path.removeprefix("/bot"))
            self.delivered.append(values)
            self.on_delivery()
        if self.delay:
            await asyncio.sleep(self.delay)
        if fault is None:
            return _write(writer, 200, json.dumps({"ok": True, "result": self._message(values)}))
        if fault.silent:
            self.silence.put_nowait(int(values["chat_id"]))
            await reader.read()
        if fault.body is None:
            return False
        return _write(writer, fault.status, fault.body)

    def _fault_for(self, chat: int) -> Fault | None:
        for fault in self.faults:
            if fault.chat in (None, chat):
                self.faults.remove(fault)
                return fault
        return None

    def _message(self, values: dict[str, str]) -> dict[str, Any]:
        chat = int(values["chat_id"])
        return {
            "message_id": len(self.delivered),
            "date": 1,
            "chat": {"id": chat, "type": "private" if chat > 0 else "supergroup"},
            "text": values["text"],
        }


_ME = {"id": 1, "is_bot": True, "first_name": "Scripted", "username": "scripted_bot"}


def _write(writer: asyncio.StreamWriter, status: int, body: str) -> bool:
    content = body.encode()
    writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)
    return True


@asynccontextmanager
async def bot_api(faults: Iterable[Fault] = ()) -> AsyncIterator[BotApi]:
    """A Bot API for the length of a block."""
    api = BotApi(list(faults))
    server = await asyncio.start_server(api.serve, "127.0.0.1", 0)
    api.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/bot"
    try:
        yield api
    finally:
        server.close()
