"""What an answer takes inside the bot's process: from an update's arrival to the answer's departure.

An update arrives when the HTTP client has read the answer to `getUpdates`; its answer leaves when it is
handed to the HTTP client. What is between is parsing, queueing, every read and all rendering.
"""

import time
from bisect import bisect
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from telegram.request import HTTPXRequest

NOTHING = 40
"""An answer to `getUpdates` that is shorter than this holds no update."""


@contextmanager
def watched(file: Path) -> Iterator[None]:
    """For the length of a block, what this process gets and gives; written to a file at the end."""
    seen: list[tuple[str, float]] = []
    original = HTTPXRequest.do_request

    async def do_request(self: HTTPXRequest, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        if url.endswith("/sendMessage"):
            seen.append(("gave", time.monotonic()))
        answer = await original(self, url, *args, **kwargs)
        if url.endswith("/getUpdates") and len(answer[1]) > NOTHING:
            seen.append(("got", time.monotonic()))
        return answer

    with patch.object(HTTPXRequest, "do_request", do_request):
        try:
            yield
        finally:
            file.write_text("".join(f"{what} {at}\n" for what, at in seen))


@dataclass(frozen=True)
class Passage:
    """One question: seconds until the bot had it, until its answer left, until that arrived."""

    arriving: float
    inside: float
    leaving: float


def passages(file: Path, asked: list[tuple[float, float]]) -> list[Passage]:
    """Of questions asked one after another, each given as when it was asked and when it was answered.

    All times are monotonic, which processes of one machine share.
    """
    rows = [line.split() for line in file.read_text().splitlines()]
    got, gave = ([float(at) for kind, at in rows if kind == what] for what in ("got", "gave"))
    found = []
    for begun, ended in asked:
        there, left = got[bisect(got, begun)], gave[bisect(gave, ended) - 1]
        found.append(Passage(there - begun, left - there, ended - left))
    return found
