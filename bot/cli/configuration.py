"""The configuration of a command."""

import logging
import sys
from pathlib import Path

import click

from bot.config import Settings, find_config, load_settings
from bot.logs import configure_logging


def settings_of(ctx: click.Context, level: int = logging.INFO) -> Settings:
    """The settings for this command; logging is set up so that the token never shows. Raises ConfigError."""
    named: Path | None = ctx.find_root().obj
    settings = load_settings(find_config(named))
    token = settings.telegram.token
    configure_logging(sys.stderr, level, secrets=[token.get_secret_value()] if token else [])
    return settings
