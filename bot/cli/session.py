"""Opens the program for the length of a command."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import click

from bot.app.program import Newsbrief, open_newsbrief
from bot.cli.configuration import settings_of
from bot.clock import SystemClock

T = TypeVar("T")


def with_newsbrief(
    ctx: click.Context, work: Callable[[Newsbrief], Awaitable[T]], level: int = logging.WARNING
) -> T:
    """Runs `work` on an open program (store, desk, ingest; no bot) and returns what it gives.

    `level`: what is logged meanwhile, where the command itself tells of the rest.
    """
    settings = settings_of(ctx, level)

    async def whole() -> T:
        async with open_newsbrief(settings, SystemClock()) as program:
            return await work(program)

    return asyncio.run(whole())
