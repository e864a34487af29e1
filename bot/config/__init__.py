"""The configuration: settings, where they come from (loading), and what is wrong with them (mistakes)."""

from bot.config.loading import DEFAULT_PATH, find_config, load_settings
from bot.config.settings import Settings, SourceSettings

__all__ = ["DEFAULT_PATH", "Settings", "SourceSettings", "find_config", "load_settings"]
