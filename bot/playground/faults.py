"""Trouble on order: scripted faults, and Telegram's pace limits."""

import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.playground.refusals import Refused, bad_request, too_many_requests

KINDS = ("refuse", "drop", "lose", "hang", "slow")


@dataclass(slots=True)
class Fault:
    """What the next calls of a method meet.

    kind: `refuse` does nothing and answers `code` and `description` (429 with `retry_after`); `drop` does
    nothing and breaks the connection; `lose` does it, then breaks the connection; `hang` does it and keeps
    the answer back for `seconds`; `slow` waits `seconds`, then does it. `method` "*" is any but getUpdates,
    `chat` None is any.
    """

    kind: str
    method: str = "*"
    count: int = 1
    code: int = 500
    description: str = ""
    retry_after: int = 0
    seconds: float = 30.0
    chat: int | None = None

    def meets(self, method: str, chat: object) -> bool:
        wanted = self.method.lower()
        same = wanted == method.lower() or (wanted == "*" and method.lower() != "getupdates")
        return self.count > 0 and same and (self.chat is None or str(self.chat) == str(chat))

    def refusal(self) -> Refused:
        if self.code == 429:
            return too_many_requests(self.retry_after or 1)
        return Refused(self.code, self.description)


def read_fault(values: dict[str, Any]) -> Fault:
    """A fault from JSON. Raises Refused for unknown names and kinds."""
    try:
        fault = Fault(**values)
    except TypeError:
        raise bad_request(f"a fault has the fields {', '.join(Fault.__slots__)}") from None
    if fault.kind not in KINDS:
        raise bad_request(f"a fault is one of {', '.join(KINDS)}")
    return fault


class Faults:
    """The faults that are still to come, first ordered first."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def next(self, method: str, chat: object) -> Fault | None:
        """Takes one off for this call."""
        for fault in self.ordered:
            if fault.meets(method, chat):
                fault.count -= 1
                if fault.count == 0:
                    self.ordered.remove(fault)
                return fault
        return None


@dataclass(slots=True)
class Window:
    """At most `most` in any `seconds`; a twentieth of it is tolerated for the way over the network."""

    most: int
    seconds: float
    sent: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until there is room; 0 when there is."""
        while self.sent and self.sent[0] <= now - self.seconds * 0.95:
            self.sent.popleft()
        return self.sent[0] + self.seconds - now if len(self.sent) >= self.most else 0.0


class Pace:
    """Telegram's limits: 30 messages a second in all, 1 to a private chat, 20 a minute to a group."""

    def __init__(self) -> None:
        self._all = Window(30, 1.0)
        self._chats: dict[int, Window] = {}

    def check(self, chat: int) -> None:
        """Counts one message to the chat, or raises Refused (429) where Telegram would."""
        own = self._chats.setdefault(chat, Window(1, 1.0) if chat > 0 else Window(20, 60.0))
        now = time.monotonic()
        wait = max(self._all.wait(now), own.wait(now))
        if wait > 0:
            raise too_many_requests(max(1, int(wait + 0.999)))
        self._all.sent.append(now)
        own.sent.append(now)
