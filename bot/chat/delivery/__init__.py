"""Planned digests become messages at Telegram's end, each once; what went wrong decides what happens next."""

from bot.chat.delivery.delivery import Delivery

__all__ = ["Delivery"]
