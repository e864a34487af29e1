"""The people's side over HTTP, for the page and for tests: JSON in, JSON out, under /playground/."""

import base64
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.playground import people
from bot.playground.bot_api import JsonAnswer, leaving
from bot.playground.faults import read_fault
from bot.playground.methods.profile import commands_shown
from bot.playground.model import Json, Person
from bot.playground.refusals import Refused, bad_request
from bot.playground.world import World

LATEST = 60
_PICTURES = ("image/png", "image/jpeg", "image/gif")
LONGEST_WAIT = 30.0


class PeopleApi:
    """Acts for people. Every request may name a `bot` by its user name; else it is the first one."""

    def __init__(
        self,
        worlds: Mapping[str, World],
        now: Callable[[], datetime],
        move: Callable[[datetime], None] | None,
        links: Mapping[str, str] = {},
    ) -> None:
        self._worlds = {world.username: world for world in worlds.values()}
        self._now = now
        self._move = move
        self._links = dict(links)

    def routes(self) -> list[BaseRoute]:
        reads = {
            "state": self.state, "messages": self.messages, "events": self.events, "calls": self.calls,
            "clock": self.clock, "faults": self.faults,
        }  # fmt: skip
        acts = {
            "send": self.send, "press": self.press, "edit": self.edit, "upload": self.upload,
            "block": self.block, "member": self.member, "deactivate": self.deactivate,
            "migrate": self.migrate, "share": self.share, "person": self.person, "topic": self.topic,
            "inline": self.inline, "choose": self.choose,
            "clock": self.move_clock, "faults": self.order_fault,
        }  # fmt: skip
        return [
            *(
                Route(f"/playground/{name}", self._reading(act), methods=["GET"])
                for name, act in reads.items()
            ),
            *(
                Route(f"/playground/{name}", self._acting(act), methods=["POST"])
                for name, act in acts.items()
            ),
            Route("/playground/faults", self._reading(self.clear_faults), methods=["DELETE"]),
            Route("/playground/files/{file}", self.file, methods=["GET"]),
        ]

    def _world(self, name: str | None) -> World:
        if name is None:
            return next(iter(self._worlds.values()))
        if name not in self._worlds:
            raise bad_request(f"there is no bot {name}")
        return self._worlds[name]

    def _reading(
        self, act: Callable[[World, Request], Awaitable[Any]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def read(request: Request) -> Any:
            return await act(self._world(request.query_params.get("bot")), request)

        return _answering(read)

    def _acting(self, act: Callable[[World, Json], Any]) -> Callable[[Request], Awaitable[Response]]:
        async def do(request: Request) -> Any:
            return act(*await self._said(request))

        return _answering(do)

    async def _said(self, request: Request) -> tuple[World, Json]:
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise bad_request("send JSON, with its content type")
        values = await request.json()
        return self._world(values.pop("bot", None)), values

    async def state(self, world: World, request: Request) -> Json:
        """What a page needs to begin: bot, people, chats with their latest messages, time, last event."""
        return {
            "bot": self._bot(world),
            "bots": list(self._worlds),
            "people": [person.user() for person in world.people.values()],
            "chats": [
                world.describe(chat)
                | {"messages": list(chat.messages.values())[-LATEST:]}
                | {"commands": self._commands(world, chat.id)}
                for chat in world.chats.values()
            ],
            "clock": self._time(),
            "links": self._links,
            "last": world.events.last,
        }

    def _bot(self, world: World) -> Json:
        """The bot, with what it says of itself: to everybody, and by language."""
        profile = world.profile
        return world.bot_user() | {
            "description": profile.descriptions.get("", ""),
            "short_description": profile.short_descriptions.get("", ""),
            "descriptions": profile.descriptions,
            "short_descriptions": profile.short_descriptions,
        }

    def _commands(self, world: World, chat_id: int) -> list[Json]:
        chat = world.chats[chat_id]
        person = people.person_in(world, chat, None)
        return commands_shown(world.profile, chat, person, world.people[person].language)

    async def messages(self, world: World, request: Request) -> list[Json]:
        """Messages of `chat`, oldest first; `before` and `limit` page back, `thread` picks a topic."""
        query = request.query_params
        found = list(world.chat(query.get("chat")).messages.values())
        if thread := int(query.get("thread") or 0):
            found = [message for message in found if message.get("message_thread_id") == thread]
        if before := int(query.get("before") or 0):
            found = [message for message in found if message["message_id"] < before]
        return found[-int(query.get("limit") or len(found) or 1) :]

    async def events(self, world: World, request: Request) -> Json:
        """Long poll: what happened after number `after`, waiting up to `timeout` seconds for something."""
        after = int(request.query_params.get("after") or 0)
        seconds = min(float(request.query_params.get("timeout") or 0), LONGEST_WAIT)
        if world.events.last <= after:
            await world.events.bell.heard(seconds, leaving(request))
        found = world.events.after(after)
        return {"last": world.events.last, "events": found or [], "lost": found is None}

    async def calls(self, world: World, request: Request) -> list[Json]:
        """The log of Bot API calls, oldest first, after number `after`."""
        after = int(request.query_params.get("after") or 0)
        return [call for call in world.calls if call["n"] > after]

    async def clock(self, world: World, request: Request) -> Json:
        """What time it is, and whether it can be moved."""
        return self._time()

    def _time(self) -> Json:
        return {"now": self._now().isoformat(), "movable": self._move is not None}

    def move_clock(self, world: World, said: Json) -> Json:
        """Moves the clock to `now` (ISO time with a zone), or by `seconds`."""
        if self._move is None:
            raise bad_request("this clock can't be moved")
        time = self._now() + timedelta(seconds=said["seconds"]) if "seconds" in said else _aware(said["now"])
        self._move(time)
        for each in self._worlds.values():
            each.events.add("clock", clock=self._time())
        return self._time()

    def send(self, world: World, said: Json) -> Json:
        """`text` by `person` to `chat`, perhaps in a `thread` or as `reply_to` a message."""
        chat = world.chat(said.get("chat"))
        return people.say(
            world,
            chat,
            said["text"],
            person=said.get("person"),
            thread=said.get("thread") or 0,
            reply_to=said.get("reply_to") or 0,
        )

    def press(self, world: World, said: Json) -> Json:
        """`button` (text or data) under `message` in `chat`."""
        chat = world.chat(said.get("chat"))
        return people.press(world, chat, said["message"], said["button"], said.get("person"))

    def edit(self, world: World, said: Json) -> Json:
        """A new `text` for an own `message` in `chat`."""
        return people.edit(world, world.chat(said.get("chat")), said["message"], said["text"])

    def upload(self, world: World, said: Json) -> Json:
        """A file called `name` with base64 `content` to `chat`."""
        chat, name = world.chat(said.get("chat")), str(said["name"])
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return people.upload(world, chat, name, kind, base64.b64decode(said["content"]), said.get("person"))

    def block(self, world: World, said: Json) -> Json:
        """Blocks (or with `blocked` false unblocks) the bot in a private `chat`."""
        chat = world.chat(said.get("chat"))
        people.set_membership(
            world, chat, "kicked" if said.get("blocked", True) else "member", said.get("person")
        )
        return world.describe(chat)

    def member(self, world: World, said: Json) -> Json:
        """Sets the bot's `status` in `chat`: member, administrator, left or kicked."""
        chat = world.chat(said.get("chat"))
        people.set_membership(world, chat, said["status"], said.get("person"))
        return world.describe(chat)

    def deactivate(self, world: World, said: Json) -> Json:
        """Deletes the account behind a private `chat`, or the group."""
        chat = world.chat(said.get("chat"))
        people.deactivate(world, chat)
        return world.describe(chat)

    def migrate(self, world: World, said: Json) -> Json:
        """Upgrades the group `chat` to a supergroup; answers the new chat."""
        return world.describe(people.migrate(world, world.chat(said.get("chat"))))

    def person(self, world: World, said: Json) -> Json:
        """A new person called `name`, perhaps with `id`, `username`, `language`, and `started` already."""
        number = said.get("id") or max(world.people, default=1000) + 1
        person = Person(number, said["name"], "", said.get("username", ""), said.get("language", "en"))
        return world.describe(world.add_person(person, started=bool(said.get("started"))))

    def topic(self, world: World, said: Json) -> Json:
        """A new topic `name` in the forum `chat`."""
        chat = world.chat(said.get("chat"))
        person = people.person_in(world, chat, said.get("person"))
        return {"thread": world.open_topic(chat, said["name"], world.people[person].user())}

    def inline(self, world: World, said: Json) -> Json:
        """`@bot query` typed by `person`, perhaps in `chat`; results come as an event of kind inline."""
        where = world.chat(said["chat"]) if "chat" in said else None
        asked = people.ask_inline(world, said["person"], said["query"], said.get("offset", ""), where)
        return {"query": asked}

    def choose(self, world: World, said: Json) -> Json:
        """Sends the `result` of an inline `query` to `chat`, perhaps into a `thread`."""
        chat, thread = world.chat(said.get("chat")), said.get("thread") or 0
        return people.choose_inline(world, chat, said["query"], said["result"], thread)

    def share(self, world: World, said: Json) -> Json:
        """In private `chat` its person picks the chat `shared` with the button of that `request`."""
        chat, shared = world.chat(said.get("chat")), world.chat(said["shared"])
        return people.share_chat(world, chat, said["request"], shared, said.get("person"))

    async def faults(self, world: World, request: Request) -> list[Json]:
        """The faults still to come."""
        return [{name: getattr(fault, name) for name in fault.__slots__} for fault in world.faults.ordered]

    def order_fault(self, world: World, said: Json) -> Json:
        """Orders one; fields as in `Fault`."""
        world.faults.ordered.append(read_fault(said))
        return {"ordered": len(world.faults.ordered)}

    async def clear_faults(self, world: World, request: Request) -> Json:
        """Everything works again."""
        world.faults.ordered.clear()
        return {"ordered": 0}

    async def file(self, request: Request) -> Response:
        """A file that was sent, to look at or to keep."""
        file = self._world(request.query_params.get("bot")).files.get(request.path_params["file"])
        if file is None:
            return JsonAnswer(Refused(404, "").answer(), status_code=404)
        shown = "inline" if file.kind in _PICTURES else "attachment"
        headers = {
            "content-disposition": f"{shown}; filename*=UTF-8''{quote(file.name)}",
            "x-content-type-options": "nosniff",
        }
        return Response(file.content, media_type=file.kind, headers=headers)


def _answering(act: Callable[[Request], Awaitable[Any]]) -> Callable[[Request], Awaitable[Response]]:
    """Answers in JSON; what is refused, or makes no sense, with the reason."""

    async def endpoint(request: Request) -> Response:
        try:
            return JsonAnswer(await act(request))
        except Refused as refusal:
            refused = refusal
        except (KeyError, TypeError, ValueError) as problem:
            refused = bad_request(f"{type(problem).__name__}: {problem}")
        return JsonAnswer(refused.answer(), status_code=refused.code)

    return endpoint


def _aware(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise bad_request("a time needs a zone, such as 2026-02-18T07:30:00+00:00")
    return time
