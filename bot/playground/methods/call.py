"""One call of a Bot API method, and the register of those we have."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.bell import Gone
from bot.playground.model import Chat
from bot.playground.parameters import Parameters
from bot.playground.refusals import bad_request
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


Method = Callable[[Call], Any | Awaitable[Any]]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Registers a function under a Bot API method's name, which is case-insensitive."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register
