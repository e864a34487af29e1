"""An embedded Bot API and a chat page. Knows the Bot API and nothing of the news."""

from bot.playground.client import PlaygroundClient
from bot.playground.playground import Playground

__all__ = ["Playground", "PlaygroundClient"]
