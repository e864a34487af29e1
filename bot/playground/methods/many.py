"""Several messages at a time, and messages that are pinned."""

from collections.abc import Callable
from typing import Any

from bot.playground.methods.call import Call, method
from bot.playground.methods.sending import content_of, forwarded, send
from bot.playground.model import Chat, Json
from bot.playground.refusals import bad_request

MOST = 100


def _wanted(call: Call) -> list[Json]:
    """The messages that `message_ids` names in `from_chat_id`, in ascending order, as far as there."""
    source = call.world.chat(call.parameters.raw("from_chat_id"))
    numbers = call.parameters.array("message_ids", "message identifiers") or []
    if not 0 < len(numbers) <= MOST:
        raise bad_request(
            "too many message identifiers" if numbers else "message identifiers are not specified"
        )
    found = [
        source.messages[n] for n in sorted(n for n in numbers if isinstance(n, int)) if n in source.messages
    ]
    if not found:
        raise bad_request("there are no messages to copy or forward")
    return found


def _send_all(call: Call, content: Callable[[Json], Json]) -> list[Json]:
    wanted, chat = _wanted(call), call.writable_chat()
    return [{"message_id": send(call, chat, content(message))["message_id"]} for message in wanted]


def _without_caption(content: Json) -> Json:
    return {name: value for name, value in content.items() if not name.startswith("caption")}


@method("copyMessages")
def copy_messages(call: Call) -> Any:
    """Up to 100 messages without a link to them."""
    bare = call.parameters.boolean("remove_caption")
    return _send_all(
        call, lambda message: _without_caption(content_of(message)) if bare else content_of(message)
    )


@method("forwardMessages")
def forward_messages(call: Call) -> Any:
    """Up to 100 messages with links to who wrote them."""
    return _send_all(call, forwarded)


def _pinning(call: Call) -> Chat:
    chat = call.writable_chat()
    if not chat.private and chat.bot != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


@method("pinChatMessage")
def pin_chat_message(call: Call) -> Any:
    """Pins a message, and says so in the chat."""
    chat = _pinning(call)
    message = call.message(chat, "message to pin")
    chat.pinned = [*(n for n in chat.pinned if n != message["message_id"]), message["message_id"]]
    silent = call.parameters.boolean("disable_notification")
    call.world.post(chat, {"pinned_message": message}, call.world.bot_user(), silent=silent)
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> Any:
    """Takes one pin away, by default the latest."""
    chat = _pinning(call)
    number = call.parameters.integer("message_id") or next(reversed(chat.pinned), 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> Any:
    """Takes all pins away."""
    _pinning(call).pinned.clear()
    return True
