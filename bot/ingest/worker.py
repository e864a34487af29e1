"""The process that the engine gives items to: reads (function, arguments) from its input, writes results.

Both are pickles, each after its length. The engine runs this file by its path: as a module of bot.ingest it
would load all of that.
"""

import gc
import importlib
import os
import pickle
import resource
import signal
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from bot.errors import UserError
from summaries.language import prepare

HEADER = struct.Struct("!Q")
MEMORY_BYTES = 3 << 30
"""Address space of a process, of which it takes about a third by itself."""
GARBAGE = 20_000
"""New objects between two looks for what refers to itself, of which pages leave hardly any."""
PRELOADED = ("bot.news.article", "bot.news.feeds", "trafilatura")
"""What nearly every item needs; loaded before the first item's time begins."""


def attempt(fn: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, str | None]:
    """The function's answer and None, or None and a phrase for people that says why there is none."""
    try:
        return fn(*arguments), None
    except UserError as error:
        return None, str(error)
    except MemoryError:
        return None, "reading it takes too much memory"
    except RecursionError:
        return None, "it is nested too deeply"
    except Exception as error:
        return None, f"it could not be read, by a fault of ours ({type(error).__name__})"


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Says that it is ready, then works until the input ends."""
    send(answers, None)
    while header := requests.read(HEADER.size):
        send(answers, attempt(_call, (requests.read(*HEADER.unpack(header)),)))


def _call(request: bytes) -> Any:
    fn, arguments = pickle.loads(request)  # noqa: S301 - from our own parent
    return fn(*arguments)


def send(answers: BinaryIO, answer: Any) -> None:
    """Writes one pickle after its length."""
    data = pickle.dumps(answer)
    answers.write(HEADER.pack(len(data)) + data)
    answers.flush()


def main() -> None:
    """Serves on what were the standard streams; whatever prints, prints to the error stream."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    for name in PRELOADED:
        importlib.import_module(name)
    prepare()
    gc.freeze()  # what is loaded stays: it need not be looked through again for every page
    gc.set_threshold(GARBAGE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
