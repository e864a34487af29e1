"""One call of a Bot API method, and the register of those we have."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.bell import Gone
from bot.playground.model import Chat
from bot.playground.parameters import Parameters
from bot.playground.refusals import Refused, bad_request
from bot.playground.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """What a method gets: the bot's world, the parameters, and a way to notice that the caller has left."""

    world: World
    parameters: Parameters
    gone: Gone

    def chat(self) -> Chat:
        """The chat that `chat_id` names, in whatever state. Raises Refused."""
        return self.world.chat(self.parameters.raw("chat_id"))

    def writable_chat(self) -> Chat:
        """The chat that `chat_id` names, if the bot may write there. Raises Refused."""
        chat = self.chat()
        self.world.writable(chat)
        return chat

    def message(self, chat: Chat, what: str) -> dict[str, Any]:
        """The message that `message_id` names; `what` is what a refusal calls it ("message to edit")."""
        if not self.parameters.has("message_id"):
            raise bad_request("message identifier is not specified")
        found = chat.messages.get(self.parameters.integer("message_id"))
        if found is None:
            raise bad_request(f"{what} not found")
        return found


async def _never() -> None:
    await asyncio.Event().wait()


Method = Callable[[Call], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {}


async def carry_out(world: World, method: str, values: dict[str, Any]) -> None:
    """A method call that nobody waits for: the answer to a webhook's update. A refusal is only logged."""
    started, refused = time.monotonic(), None
    call = Call(world, Parameters(values), _never)
    try:
        result = function_of(method)(call)
        if inspect.isawaitable(result):
            await result
    except Refused as refusal:
        refused = refusal
    world.note_call(method, values.get("chat_id"), started, refused)


def function_of(name: str) -> Method:
    """The method of that name. Raises Refused for one that there is not."""
    function = METHODS.get(name.lower())
    if function is None:
        raise Refused(404, "method not found")
    return function


def method(name: str) -> Callable[[Method], Method]:
    """Registers a function under a Bot API method's name, which is case-insensitive."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register
