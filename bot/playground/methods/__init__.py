"""The Bot API's methods, by subject."""

from bot.playground.methods import chats, files, inline, many, messages, profile, receiving, sending
from bot.playground.methods.call import METHODS, Call

__all__ = [
    "METHODS",
    "Call",
    "chats",
    "files",
    "inline",
    "many",
    "messages",
    "profile",
    "receiving",
    "sending",
]
