"""Plays a written conversation against the playground and prints what was said.

A script is plain text, one step a line:

    # a note for the reader of the script     not played
    /brief niger                              the person writes this
    > Follow                                  presses the newest button of that text
    @chat -4001                               goes on in another chat
    @thread 2, @thread                        writes in that topic of a forum, or in none
    @as 1002                                  writes and presses as that person of a group
    @inline niger                             types @bot niger somewhere and shows what is offered
    @share -1001000000003                     picks that chat where the bot asks for one
    @add administrator                        makes the bot a member or administrator of the chat
    @open 1002                                opens the newest link to the bot, in that person's chat with it
    @clock 2026-02-18T07:30:00+00:00          sets the program's clock
    @+1h                                      moves it on (s, m, h, d)
    @at 07:31                                 moves it on to that time of day in UTC
    @wait digest                              waits for a message of the bot with that word (or any, without)
    @block, @unblock                          blocks the bot, or lets it write again

The transcript shows what the person writes after "›", what they press after "◉", and the bot's messages
indented, with their buttons in brackets; "✎" marks one that it has changed, "↩" what one replies to.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bot.errors import UserError
from bot.playground.client import PlaygroundClient, PlaygroundRefusal, text_of

QUIET = 1.2  # seconds; a bot that keeps Telegram's pace sends the next part of an answer within one
PATIENCE = 20.0
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_STEP = re.compile(r"\+(\d+)([smhd])$")
_LINK = re.compile(r"t\.me/\w+\?start=([\w-]+)")

Out = Callable[[str], None]


@dataclass(slots=True)
class _Play:
    client: PlaygroundClient
    out: Out
    quiet: float
    person: int | None = None
    thread: int = 0
    # By chat and message id, the message as it was printed.
    seen: dict[int, dict[int, Any]] = field(default_factory=dict)
    # What came with the last step that was no @wait, or with moves of the clock one after the other.
    fresh: list[dict[str, Any]] = field(default_factory=list)
    moved_on: bool = False

    async def step(self, line: str) -> None:
        moves = line.startswith(("@+", "@at ", "@clock"))
        if not line.startswith("@wait") and not (moves and self.moved_on):
            self.fresh.clear()
        self.moved_on = moves
        if line.startswith(">"):
            await self.press(line[1:].strip())
        elif line.startswith("@"):
            await self.order(*line[1:].strip().partition(" ")[::2])
        else:
            await self.write(line)

    async def write(self, text: str) -> None:
        self.out(f"› {text}")
        sent = await self.client.send(text, person=self.person, thread=self.thread or None)
        self.printed()[sent["message_id"]] = sent
        await self.client.wait_for(after=sent["message_id"], timeout=PATIENCE)
        await self.tell()

    async def press(self, button: str) -> None:
        button = button.removeprefix("[").removesuffix("]")
        self.out(f"◉ [{button}]")
        answer = await self.client.press(button, person=self.person, timeout=PATIENCE)
        if answer.get("url"):
            self.out(f"  → {answer['url']}")
        elif answer.get("kind") == "answer" and answer["text"]:
            self.out(f"  ({answer['text']})")
        await self.tell()

    async def order(self, name: str, rest: str) -> None:
        if step := _STEP.match(name):
            await self.moved(await self.client.move_clock(seconds=int(step[1]) * _UNITS[step[2]]))
        elif name == "clock":
            await self.moved(await self.client.move_clock(rest))
        elif name == "at":
            await self.moved(await self.client.move_clock(await self.next(time.fromisoformat(rest))))
        elif name == "wait":
            await self.wait(rest)
        elif name == "chat":
            self.client.chat = int(rest)
            self.out(f"— chat {rest}")
            await self.tell()
        elif name == "thread":
            self.thread = int(rest or 0)
            self.out(f"— thread {rest}" if rest else "— no thread")
        elif name == "as":
            self.person = int(rest)
            self.out(f"— person {rest}")
        elif name == "inline":
            await self.offer(rest)
        elif name == "share":
            self.out(f"◉ [picks chat {rest}]")
            await self.client.post("share", chat=self.client.chat, shared=int(rest), request=1)
            await self.tell()
        elif name == "open":
            await self.open(int(rest))
        elif name == "add":
            await self.client.membership(rest or "member", self.client.chat)
            await self.tell()
        elif name in ("block", "unblock"):
            await self.client.block(name == "block")
            self.out(f"— {name}s the bot")
        else:
            raise UserError(
                f"@{name} is no step of a script; there are @clock, @+1h, @at, @wait, @chat, @thread, @as, "
                "@inline, @share, @open, @add, @block."
            )

    async def open(self, person: int) -> None:
        """Follows the newest link to the bot that was shown in this chat."""
        links = [link for message in await self.client.messages() for link in _LINK.findall(text_of(message))]
        if not links:
            raise UserError("@open needs a link to the bot in this chat.")
        self.client.chat = person
        self.out(f"— chat {person}")
        await self.write(f"/start {links[-1]}")

    async def offer(self, query: str) -> None:
        """Types @bot and a query, and prints what is offered."""
        self.out(f"› @bot {query}".rstrip())
        since = (await self.client.get("events"))["last"]
        asked = await self.client.post("inline", person=self.person or self.client.chat, query=query)
        offered = await self.client.wait_for_event(
            lambda event: event["kind"] == "inline" and event["query"] == asked["query"], since, PATIENCE
        )
        button = offered["button"]
        lines = [f"({button['text']})"] if button else []
        lines += [
            line for one in offered["results"] for line in (f"• {one['title']}", f"  {one['description']}")
        ]
        self.out("\n".join(f"  {line}" for line in lines) + "\n")

    async def next(self, hour: time) -> str:
        """When the clock shows that hour next, in UTC."""
        now = datetime.fromisoformat((await self.client.state())["clock"]["now"])
        then = datetime.combine(now, hour, UTC)
        return (then if then > now else then + timedelta(days=1)).isoformat()

    async def moved(self, clock: dict[str, Any]) -> None:
        now = datetime.fromisoformat(clock["now"])
        self.out(f"— {now:%A %d %B %Y, %H:%M} UTC")
        # What the bot reads now is seen in no chat: it gets its time.
        await self.client.settle(max(self.quiet, QUIET), PATIENCE)
        await self.tell()

    async def wait(self, word: str) -> None:
        printed = self.printed()
        wanted = word.lower()
        if any(wanted in text_of(message).lower() for message in self.fresh):
            return
        await self.client.wait_for(
            lambda message: message["message_id"] not in printed and wanted in text_of(message).lower(),
            timeout=PATIENCE,
        )
        await self.tell()

    async def tell(self) -> None:
        """Prints what is new or changed in the chat, once it is quiet."""
        await self.client.settle(self.quiet, PATIENCE)
        printed = self.printed()
        for message in await self.client.messages():
            before = printed.get(message["message_id"])
            if before != message and _from_bot(message):
                self.out(_shown(message, changed=before is not None))
                self.fresh.append(message)
            printed[message["message_id"]] = message

    def printed(self) -> dict[int, Any]:
        return self.seen.setdefault(self.client.chat, {})


def _from_bot(message: dict[str, Any]) -> bool:
    return bool(message.get("from", {"is_bot": True})["is_bot"])


def _shown(message: dict[str, Any], *, changed: bool) -> str:
    lines = text_of(message).split("\n")
    if replied := message.get("reply_to_message"):
        lines.insert(0, f"↩ {text_of(replied).partition(chr(10))[0]}")
    if "document" in message:
        lines.insert(0, f"📎 {message['document']['file_name']}")
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    lines += ["  ".join(f"[{button['text']}]" for button in row) for row in rows]
    mark = "✎ " if changed else "  "
    return "\n".join(f"{mark if n == 0 else '  '}{line}".rstrip() for n, line in enumerate(lines)) + "\n"


async def play(lines: Iterable[str], client: PlaygroundClient, out: Out, *, quiet: float = QUIET) -> None:
    """Plays the lines, one after the other, and gives each piece of the transcript to `out`.

    A step is over when nothing has happened for `quiet` seconds. Raises UserError, with the number of the
    line, for a step that is unknown or can't be done, and when the bot doesn't answer within 20 seconds.
    """
    playing = _Play(client, out, quiet)
    await playing.tell()
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            await playing.step(line)
        except (UserError, PlaygroundRefusal, TimeoutError, ValueError) as problem:
            raise UserError(f"Line {number} of the script ({line}): {problem}") from problem
