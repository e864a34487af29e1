"""Planned digests become messages at Telegram's end, each once; what went wrong decides what happens next."""

from bot.chat.delivery.delivery import Delivery
from bot.chat.delivery.notices import Notices

__all__ = ["Delivery", "Notices"]
