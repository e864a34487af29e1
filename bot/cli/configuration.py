"""The configuration of a command."""

import logging
import sys
from pathlib import Path

import click

from bot.config import Settings, find_config, load_settings
from bot.logs import configure_logging


def settings_of(ctx: click.Context, level: int = logging.INFO) -> Settings:
    """The settings for this command; logging is set up so that no token ever shows. Raises ConfigError."""
    named: Path | None = ctx.find_root().obj
    settings = load_settings(find_config(named))
    configure_logging(sys.stderr, level, secrets=settings.telegram.tokens)
    return settings
