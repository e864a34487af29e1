"""A web site on loopback whose answers are scripted: slow, endless, broken or plain."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Script = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Answer:
    """What one request gets. `before` is awaited first; `script` writes the whole answer itself."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], Awaitable[object]] | None = None
    script: Script | None = None


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]


class Site:
    """Answers by path; the last of several answers is repeated. Unknown paths get 404."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.at_once = 0
        self.most_at_once = 0
        self.port = 0
        self._answers: dict[str, list[Answer]] = {}

    def put(self, path: str, *answers: Answer | bytes | str) -> str:
        """Sets what a path answers, and returns its address."""
        self._answers[path] = [_answer(answer) for answer in answers]
        return self.url(path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def asked(self, path: str) -> int:
        """How many requests a path had."""
        return sum(request.path == path for request in self.requests)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                await self._handle(head, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _handle(self, head: str, writer: asyncio.StreamWriter) -> None:
        first, *lines = head.split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
        self.requests.append(Request(first.split()[1], headers))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await self._send(self._next(first.split()[1]), writer)
        finally:
            self.at_once -= 1

    def _next(self, path: str) -> Answer:
        answers: Sequence[Answer] = self._answers.get(path, [Answer(status=404)])
        if len(answers) > 1:
            self._answers[path] = list(answers[1:])
        return answers[0]

    async def _send(self, answer: Answer, writer: asyncio.StreamWriter) -> None:
        if answer.before:
            await answer.before()
        if answer.script:
            await answer.script(writer)
            return
        headers = {"Content-Length": str(len(answer.body)), **answer.headers}
        lines = [f"HTTP/1.1 {answer.status} Answer", *(f"{name}: {value}" for name, value in headers.items())]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + answer.body)
        await writer.drain()


def _answer(answer: Answer | bytes | str) -> Answer:
    if isinstance(answer, Answer):
        return answer
    return Answer(answer.encode() if isinstance(answer, str) else answer)


@asynccontextmanager
async def running_site() -> AsyncIterator[Site]:
    """A site for the length of a block. What still hangs at the end is cut off."""
    site, tasks = Site(), set[asyncio.Task[None]]()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(site.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    site.port = server.sockets[0].getsockname()[1]
    try:
        yield site
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
