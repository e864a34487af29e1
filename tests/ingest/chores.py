"""Functions for the engine; apart, so that its processes load nothing else for them."""

import os
import signal
import sys

from bot.errors import UserError


def double(number: int) -> int:
    return 2 * number


def refuse(word: str) -> str:
    raise UserError(f"{word} is no number")


def trouble(kind: str) -> str:
    """What hostile input may bring about."""
    if kind == "stuck":
        signal.pause()
    if kind == "greedy":
        return str(len(bytearray(1 << 40)))
    if kind == "crash":
        os.abort()
    if kind == "print":
        sys.stdout.write("noise on the way")
    return kind
