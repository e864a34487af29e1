"""What happened, for people's eyes: the page and the tests follow it by number."""

from collections import deque
from typing import Any

from bot.playground.bell import Bell

KEPT = 5000


class Events:
    """A numbered log of the last few thousand happenings."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.last = 0
        self._kept: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def add(self, kind: str, **content: Any) -> None:
        """Notes one.

        `kind` is message, edited, deleted, answer, action, chat, profile, reaction, inline or clock.
        """
        self.last += 1
        self._kept.append({"n": self.last, "kind": kind, **content})
        self.bell.ring()

    def after(self, n: int) -> list[dict[str, Any]] | None:
        """Everything later than number `n`; None when some of it is no longer kept."""
        missing = self.last - n
        if missing <= 0:
            return []
        if missing > len(self._kept):
            return None
        return list(self._kept)[-missing:]
