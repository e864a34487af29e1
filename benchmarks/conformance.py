"""The embedded Bot API beside Telegram's specification: python -m benchmarks.conformance api.json

`api.json` is the machine-readable specification (of the project telegram-bot-api-spec; it is not part of this
repository). Each method that a news bot uses is really called: with everything that it needs, without
each thing that it needs, and with each parameter of a wrong type. What it looked at counts as known to it.
"""

import asyncio
import inspect
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.clock import FrozenClock
from bot.playground import Playground
from bot.playground.methods import Call
from bot.playground.methods.call import METHODS
from bot.playground.parameters import Parameters, Upload
from bot.playground.people import ask_inline, deactivate, migrate, press, say, set_membership
from bot.playground.refusals import Refused
from bot.playground.world import World

Json = dict[str, Any]
PERSON, GROUP, FORUM, CHANNEL = 1001, -1001000000001, -1001000000002, -1001000000003
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001"
    "f61738550000000049454e44ae426082"
)
BUTTON = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
ARTICLE = {"type": "article", "id": "1", "title": "x", "input_message_content": {"message_text": "x"}}


def needed(world: World) -> dict[str, Json]:
    """For each method that a news bot uses, parameters with which it works."""
    chat, forum = world.chats[PERSON], world.chats[FORUM]
    said = say(world, chat, "/start")
    for number in (GROUP, FORUM, CHANNEL):
        set_membership(world, world.chats[number], "administrator")
    mine = world.post(chat, {"text": "mine", "reply_markup": BUTTON}, world.bot_user())
    query = press(world, chat, mine["message_id"], "go")["query"]
    document = world.keep_file("a.txt", "text/plain", b"text").id
    picture = world.keep_file("a.png", "image/png", PICTURE).id
    captioned = world.post(chat, {"caption": "old", "document": {"file_id": document}}, world.bot_user())
    here = {"chat_id": PERSON}
    chat.pinned.append(mine["message_id"])
    this, copied = here | {"message_id": mine["message_id"]}, here | {"from_chat_id": PERSON}
    return {
        "getMe": {}, "logOut": {}, "close": {}, "getUpdates": {}, "getWebhookInfo": {}, "deleteWebhook": {},
        "setWebhook": {"url": "https://127.0.0.1:1/hook"},
        "sendMessage": here | {"text": "x"},
        "sendPhoto": here | {"photo": picture}, "sendDocument": here | {"document": document},
        "sendMediaGroup": here | {"media": [{"type": "photo", "media": picture}] * 2},
        "sendChatAction": here | {"action": "typing"},
        "copyMessage": copied | {"message_id": captioned["message_id"]},
        "forwardMessage": copied | {"message_id": said["message_id"]},
        "copyMessages": copied | {"message_ids": [said["message_id"]]},
        "forwardMessages": copied | {"message_ids": [said["message_id"]]},
        "editMessageText": this | {"text": "other"},
        "editMessageCaption": here | {"message_id": captioned["message_id"], "caption": "new"},
        "editMessageReplyMarkup": this,
        "deleteMessage": here | {"message_id": said["message_id"]},
        "deleteMessages": here | {"message_ids": [said["message_id"]]},
        "setMessageReaction": this, "pinChatMessage": this, "unpinChatMessage": this,
        "unpinAllChatMessages": here,
        "answerCallbackQuery": {"callback_query_id": query},
        "answerInlineQuery": {"inline_query_id": ask_inline(world, PERSON, "x"), "results": [ARTICLE]},
        "getFile": {"file_id": document},
        "getChat": here, "getChatMember": here | {"user_id": PERSON},
        "getChatAdministrators": {"chat_id": GROUP}, "getChatMemberCount": here,
        "leaveChat": {"chat_id": GROUP},
        "createForumTopic": {"chat_id": forum.id, "name": "Sahel"},
        "setMyCommands": {"commands": [{"command": "brief", "description": "Now"}]},
        "getMyCommands": {}, "deleteMyCommands": {}, "setMyName": {}, "getMyName": {},
        "setMyDescription": {}, "getMyDescription": {}, "setMyShortDescription": {},
        "getMyShortDescription": {}, "setChatMenuButton": {}, "getChatMenuButton": {},
    }  # fmt: skip


class Watched(dict[str, Any]):
    """Parameters that remember which of them were looked at."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.seen: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(key)
        return super().get(key, default)


def call(method: str, change: Json, without: str = "") -> tuple[int, set[str]]:
    """Calls a method in a fresh world; the HTTP status, and the parameters that were looked at."""

    async def run() -> tuple[int, set[str]]:
        now = datetime(2026, 2, 18, 6, 30, tzinfo=UTC)
        playground = Playground(FrozenClock(now).now)
        world = next(iter(playground.worlds.values()))
        values = Watched(needed(world)[method] | change)
        values.pop(without, None)
        try:
            result = METHODS[method.lower()](Call(world, Parameters(values), asyncio.Event().wait))  # type: ignore[arg-type]
            if inspect.isawaitable(result):
                await result
        except Refused as refusal:
            return refusal.code, values.seen
        finally:
            playground.close()
        return 200, values.seen

    return asyncio.run(run())


@dataclass(frozen=True)
class Line:
    """What was found about one method."""

    method: str
    parameters: int
    known: int
    unknown: tuple[str, ...]
    lax: tuple[str, ...]
    """Required, and not missed."""
    loose: tuple[str, ...]
    """Known, and a wrong type does not matter where it does for Telegram."""


WRONG = {"String": {}, "Array": "{", "Object": "["}
"""Of each kind of type a value that is refused; a wrong Integer or Boolean counts as none for Telegram."""


def kind_of(types: list[str]) -> str:
    """String, Array, Object, or "" where no value is refused for its type."""
    if any(one.startswith("Array of") for one in types):
        return "Array"
    if set(types) & {"Integer", "Boolean", "Float", "InputFile"}:
        return ""
    return "String" if "String" in types else "Object"


def look_at(method: str, fields: list[Json]) -> Line:
    """Calls a method in every way that tells something."""
    status, seen = call(method, {})
    if status != 200:
        raise SystemExit(f"{method}: the call with everything it needs was answered {status}")
    for field in fields:
        seen |= call(method, {field["name"]: sample(field["types"])})[1]
    lax = [f["name"] for f in fields if f["required"] and call(method, {}, f["name"])[0] != 400]
    wrong = [(f["name"], WRONG[kind]) for f in fields if (kind := kind_of(f["types"])) and f["name"] in seen]
    loose = [name for name, value in wrong if call(method, {name: value})[0] != 400]
    unknown = tuple(f["name"] for f in fields if f["name"] not in seen)
    return Line(method, len(fields), len(fields) - len(unknown), unknown, tuple(lax), tuple(loose))


def sample(types: list[str]) -> Any:
    """Some value of a type."""
    if types[0].startswith("Array"):
        return []
    return {
        "Integer": 1,
        "Boolean": True,
        "String": "x",
        "Float": 1.0,
        "InputFile": Upload("a", b"x", ""),
    }.get(types[0], {})


def table(lines: list[Line]) -> Iterator[str]:
    """The findings as Markdown."""
    yield "| method | parameters | known | required are missed | wrong types are refused | not known |"
    yield "|---|---|---|---|---|---|"
    for line in lines:
        missed = "yes" if not line.lax else f"not {', '.join(line.lax)}"
        refused = "yes" if not line.loose else f"not {', '.join(line.loose)}"
        yield (
            f"| {line.method} | {line.parameters} | {line.known} | {missed} | {refused} |"
            f" {', '.join(line.unknown)} |"
        )


def refusals(world: World) -> Iterator[tuple[str, str, str]]:
    """What goes wrong, Telegram's words for it, and ours."""
    needed(world)
    here = {"chat_id": PERSON}

    def answer(method: str, values: Json) -> str:
        try:
            METHODS[method.lower()](Call(world, Parameters(values), asyncio.Event().wait))  # type: ignore[arg-type]
        except Refused as refusal:
            more = "".join(f" ({name} {value})" for name, value in refusal.parameters.items())
            return f"{refusal.code} {refusal.description}{more}"
        return "200"

    def say_to(chat: int, **more: Any) -> str:
        return answer("sendMessage", {"chat_id": chat, "text": "x"} | more)

    quote = {"reply_parameters": {"message_id": 999}}
    rows = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]] * 101}
    mine = world.post(world.chats[PERSON], {"text": "mine"}, world.bot_user())["message_id"]
    same = here | {"message_id": mine, "text": "mine"}
    late = {"callback_query_id": "1"}
    yield "no such chat", "400 Bad Request: chat not found", say_to(5)
    yield (
        "a broken tag",
        "400 Bad Request: can't parse entities: …",
        say_to(PERSON, text="<b>", parse_mode="HTML"),
    )
    yield "4,097 characters", "400 Bad Request: message is too long", say_to(PERSON, text="x" * 4097)
    yield "101 buttons", "400 Bad Request: reply markup is too long", say_to(PERSON, reply_markup=rows)
    yield "a reply to nothing", "400 Bad Request: message to be replied not found", say_to(PERSON, **quote)
    yield (
        "an edit that changes nothing",
        "400 Bad Request: message is not modified: …",
        answer("editMessageText", same),
    )
    yield (
        "a press answered too late",
        "400 Bad Request: query is too old …",
        answer("answerCallbackQuery", late),
    )
    set_membership(world, world.chats[PERSON], "kicked")
    yield "blocked", "403 Forbidden: bot was blocked by the user", say_to(PERSON)
    deactivate(world, world.chats[PERSON])
    yield "a deleted account", "403 Forbidden: user is deactivated", say_to(PERSON)
    yield "never started", "403 Forbidden: bot can't initiate conversation with a user", say_to(1002)
    small = world.chats[-4001]
    yield "never added", "403 Forbidden: bot is not a member of the group chat", say_to(small.id)
    set_membership(world, small, "kicked")
    yield "kicked", "403 Forbidden: bot was kicked from the group chat", say_to(small.id)
    set_membership(world, small, "member")
    migrate(world, small)
    upgraded = "400 Bad Request: group chat was upgraded to a supergroup chat (migrate_to_chat_id …)"
    yield "an upgraded group", upgraded, say_to(small.id)
    deactivate(world, world.chats[GROUP])
    yield "a deleted group", "403 Forbidden: the group chat was deleted", say_to(GROUP)


def main(arguments: list[str]) -> None:
    """Prints the table."""
    if len(arguments) != 1:
        raise SystemExit("Usage: python -m benchmarks.conformance api.json")
    specification = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    world = next(iter(Playground(lambda: datetime.now(UTC)).worlds.values()))
    methods = specification["methods"]
    lines = [look_at(name, methods[name].get("fields", [])) for name in needed(world)]
    print(f"{specification['version']}\n")
    print("\n".join(table(lines)))
    known, all_ = sum(line.known for line in lines), sum(line.parameters for line in lines)
    print(f"\n{len(lines)} methods, {known} of {all_} parameters known.\n")
    print("| what is wrong | Telegram | the playground |\n|---|---|---|")
    for row in refusals(world):
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main(sys.argv[1:])
