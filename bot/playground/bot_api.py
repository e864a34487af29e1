"""The Bot API over HTTP: /bot<token>/METHOD and /file/bot<token>/PATH."""

import asyncio
import inspect
import json
import time
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.playground.bell import Gone
from bot.playground.faults import Fault
from bot.playground.methods import Call
from bot.playground.methods.call import function_of
from bot.playground.parameters import Parameters, read_parameters
from bot.playground.refusals import Refused
from bot.playground.world import World


class JsonAnswer(Response):
    """Compact JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class BrokenConnection(Response):
    """An answer that breaks off: the client sees the connection end in the middle."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"4096")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class BotApi:
    """Serves every token it knows."""

    def __init__(self, worlds: Mapping[str, World]) -> None:
        self._worlds = worlds

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/bot{token}/{method}", self.call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self.download, methods=["GET"]),
        ]

    async def call(self, request: Request) -> Response:
        """One method call, whatever way its parameters came."""
        started = time.monotonic()
        world = self._worlds.get(request.path_params["token"])
        if world is None:
            known_shape = request.path_params["token"].partition(":")[0].isdecimal()
            return _refusal(Refused(401, "") if known_shape else Refused(404, ""))
        method = request.path_params["method"]
        parameters = Parameters({})
        try:
            body = await request.body()
            content_type = request.headers.get("content-type", "")
            parameters = read_parameters(request.query_params, content_type, body)
            fault = world.faults.next(method, parameters.raw("chat_id"))
            answer = await _answer(Call(world, parameters, leaving(request)), method, fault)
        except Refused as refusal:
            world.note_call(method, parameters.raw("chat_id"), started, refusal)
            return _refusal(refusal)
        world.note_call(method, parameters.raw("chat_id"), started, None)
        return answer

    async def download(self, request: Request) -> Response:
        """A file, under the path that getFile told."""
        world = self._worlds.get(request.path_params["token"])
        parts = request.path_params["path"].split("/")
        file = world.files.get(parts[1]) if world and len(parts) == 3 else None
        if file is None:
            return _refusal(Refused(404, ""))
        return Response(file.content, media_type="application/octet-stream")


async def _answer(call: Call, method: str, fault: Fault | None) -> Response:
    if fault is None:
        return JsonAnswer({"ok": True, "result": await _result(call, method)})
    if fault.kind == "refuse":
        raise fault.refusal()
    if fault.kind == "drop":
        return BrokenConnection()
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    result = await _result(call, method)
    if fault.kind == "lose":
        return BrokenConnection()
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    return JsonAnswer({"ok": True, "result": result})


async def _result(call: Call, method: str) -> Any:
    result = function_of(method)(call)
    return await result if inspect.isawaitable(result) else result


def _refusal(refusal: Refused) -> Response:
    return JsonAnswer(refusal.answer(), status_code=refusal.code)


def leaving(request: Request) -> Gone:
    """Waits until the client has closed the connection; the body must have been read."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return gone
