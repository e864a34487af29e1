"""Planned digests become messages at Telegram's end, each once; what went wrong decides what happens next."""

from bot.chat.delivery.delivery import Delivery
from bot.chat.delivery.notices import Notices
from bot.chat.delivery.sender import Sender

__all__ = ["Delivery", "Notices", "Sender"]
