"""What every command does first: read the configuration, open the store, and close it again."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import click

from bot.app.program import Newsbrief, open_newsbrief
from bot.clock import SystemClock
from bot.config import Settings, find_config, load_settings
from bot.logs import configure_logging

T = TypeVar("T")


def settings_of(ctx: click.Context) -> Settings:
    """The settings for this command. Raises ConfigError."""
    named: Path | None = ctx.find_root().obj
    settings = load_settings(find_config(named))
    token = settings.telegram.token
    configure_logging(sys.stderr, secrets=[token.get_secret_value()] if token else [])
    return settings


def with_newsbrief(ctx: click.Context, work: Callable[[Newsbrief], Awaitable[T]]) -> T:
    """Runs `work` on an open program (store, desk, ingest; no bot) and returns what it gives."""
    settings = settings_of(ctx)

    async def whole() -> T:
        async with open_newsbrief(settings, SystemClock()) as program:
            return await work(program)

    return asyncio.run(whole())
