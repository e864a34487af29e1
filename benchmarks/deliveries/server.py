"""A strict Bot API of its own: knows nothing of the bot, keeps Telegram's limits, notes every call.

It answers over HTTP/1.1 on loopback. Run as a module it keeps no limits and prints its address. A message
beyond a limit is answered 429 and stands in `provoked`; one that Telegram would refuse for its text stands in
`refused`. `faults` says what a message meets instead.
"""

import asyncio
import time
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from benchmarks.deliveries.answers import Params, chat_of, commands_in, migrated, no, ok, params_of
from benchmarks.deliveries.markup import mistake

TOKEN = "4242:strict"
MARK = "Possible repeat"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a message meets. `delivers`: it arrives all the same. Without `body` the connection breaks.

    `silent` keeps it waiting for ever. `uncertain`: whoever sent it can't know whether it arrived.
    """

    name: str
    status: int = 200
    body: str | None = None
    delivers: bool = False
    silent: bool = False
    uncertain: bool = False
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that arrived, at a monotonic time."""

    at: float
    chat: int
    text: str
    silent: bool

    @property
    def marked(self) -> bool:
        return self.text.startswith(MARK) or self.text.startswith(f"<i>{MARK}")


@dataclass
class StrictBotApi:
    """What arrived, what was wrong with it, and what was made to go wrong."""

    faults: Callable[[int], Fault | None] = lambda chat: None
    delay: float = 0.0
    """Seconds that an answer to a message takes."""
    limits: bool = True
    sent: list[Sent] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    met: list[tuple[Fault, int]] = field(default_factory=list)
    """Faults that were met, with the chat."""
    provoked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    early: list[int] = field(default_factory=list)
    """Chats that were written to before their `retry_after` was over."""
    cut_off: int = 0
    """Messages that were being answered when the connections broke."""
    token: str = TOKEN
    beside: dict[str, "StrictBotApi"] = field(default_factory=dict)
    """What answers for other bots, by their tokens, at this address."""
    url: str = ""
    _updates: deque[dict[str, Any]] = field(default_factory=deque)
    _numbers: int = 0
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _recent: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _halted: dict[int, float] = field(default_factory=dict)
    _moved: dict[int, int] = field(default_factory=dict)
    _answering: int = 0
    _muted: bool = False
    _server: asyncio.Server | None = None
    _open: set[asyncio.StreamWriter] = field(default_factory=set)
    _serving: set["asyncio.Task[None]"] = field(default_factory=set)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator["StrictBotApi"]:
        """Answers for the length of a block."""
        await self.come()
        try:
            yield self
        finally:
            await self.go()
            await _end(self._serving)

    async def come(self) -> None:
        """Can be reached from now on, at the same address as before."""
        port = int(self.url.rsplit(":", 1)[1]) if self.url else 0
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def go(self) -> None:
        """Can't be reached from now on; open connections break."""
        if self._server:
            self._server.close()
        self.cut_off += self._answering
        for writer in list(self._open):
            writer.transport.abort()
        self._open.clear()

    def mute(self) -> None:
        """Takes requests from now on, and answers none."""
        self._muted = True

    def write_to_bot(self, chat: int, text: str) -> None:
        """A person writes in their private chat."""
        who = {"id": chat, "first_name": "Somebody", "is_bot": False}
        self._update("message", {"from": who, "text": text, "entities": commands_in(text)}, chat)

    def readmit(self, chat: int) -> None:
        """The bot is made a member of a group again."""
        me = {"user": _ME, "status": "member"}
        change = {
            "from": {"id": 1, "first_name": "Somebody", "is_bot": False},
            "old_chat_member": {**me, "status": "left"},
            "new_chat_member": me,
        }
        self._update("my_chat_member", change, chat)

    def _update(self, kind: str, content: dict[str, Any], chat: int) -> None:
        self._numbers += 1
        content |= {"message_id": self._numbers, "date": int(time.time()), "chat": chat_of(chat)}
        self._updates.append({"update_id": self._numbers, kind: content})
        self._news.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        self._serving.add(cast("asyncio.Task[None]", asyncio.current_task()))
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                _, path, *_ = head.decode().split(" ", 2)
                headers = dict(line.lower().split(": ", 1) for line in head.decode().splitlines()[1:] if line)
                body = await reader.readexactly(int(headers.get("content-length", "0")))
                answer = await self._answer(path, params_of(headers.get("content-type", ""), body))
                if answer is None:
                    break
                status, text = answer
                content = text.encode()
                writer.write(
                    f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _answer(self, path: str, params: Params) -> tuple[int, str] | None:
        _, token, method = path.split("/", 2)
        if other := self.beside.get(token.removeprefix("bot")):
            return await other._answer(path, params)
        self.requests[method] += 1
        if self._muted:
            await asyncio.Event().wait()
        if token != f"bot{self.token}":
            return no(401, "Unauthorized")
        if method == "sendMessage":
            self._answering += 1
            try:
                return await self._send_message(params)
            finally:
                self._answering -= 1
        if method == "getUpdates":
            return ok(await self._get_updates(params))
        if method == "getMe":
            return ok(_ME)
        if method.startswith(("set", "delete", "answer", "edit")) or method == "sendChatAction":
            return ok(True)
        return no(404, "Not Found: method not found")

    async def _get_updates(self, params: Params) -> list[dict[str, Any]]:
        offset = int(params.get("offset", "0"))
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), float(params.get("timeout", "0")) or 0.01)
            except TimeoutError:
                return []
        return list(self._updates)

    async def _send_message(self, params: Params) -> tuple[int, str] | None:
        now, chat, text = time.monotonic(), int(params["chat_id"]), params.get("text", "")
        if now < self._halted.get(chat, 0.0):
            self.early.append(chat)
        if chat in self._moved:
            return migrated(self._moved[chat])
        if self.limits and (wait := self._too_fast(chat, now)):
            self.provoked.append(f"{chat}: {wait}")
            return no(429, "Too Many Requests: retry after 1", retry_after=1)
        if reason := mistake(text, html=params.get("parse_mode") == "HTML"):
            self.refused.append(f"{reason}: {text[:80]}")
            return no(400, f"Bad Request: {reason}")
        fault = self.faults(chat)
        if fault:
            self.met.append((fault, chat))
        if fault is None or fault.delivers:
            self._deliver(now, chat, params)
        if fault:
            return await self._misbehave(fault, chat)
        if self.delay:
            await asyncio.sleep(self.delay)
        return ok(
            {"message_id": len(self.sent), "date": int(time.time()), "chat": chat_of(chat), "text": text}
        )

    async def _misbehave(self, fault: Fault, chat: int) -> tuple[int, str] | None:
        if fault.silent:
            await asyncio.Event().wait()
        if fault.retry_after:
            self._halted[chat] = time.monotonic() + fault.retry_after
        if fault.name == "migrated":
            self._moved[chat] = chat - 1_000_000_000_000
            return migrated(self._moved[chat])
        return None if fault.body is None else (fault.status, fault.body)

    def _deliver(self, now: float, chat: int, params: Params) -> None:
        self.sent.append(Sent(now, chat, params["text"], params.get("disable_notification") == "true"))
        self._recent.append(now)
        self._chats[chat].append(now)

    def _too_fast(self, chat: int, now: float) -> str:
        """Which of Telegram's limits one more message would break; "" if none."""
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        own = self._chats[chat]
        while own and own[0] <= now - 60:
            own.popleft()
        if len(self._recent) >= 30:
            return "more than 30 a second"
        if own and now - own[-1] < 1:
            return "more than 1 a second to one chat"
        return "more than 20 a minute to one group" if chat < 0 and len(own) >= 20 else ""


_ME = {"id": 4242, "is_bot": True, "first_name": "Strict", "username": "strict_bot"}


def refusal(name: str, status: int, description: str, **parameters: int) -> Fault:
    """A proper error of the Bot API."""
    return Fault(name, *no(status, description, **parameters), retry_after=parameters.get("retry_after", 0))


async def _end(tasks: Collection["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _serve() -> None:
    async with StrictBotApi(limits=False).serving() as api:
        print(api.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
