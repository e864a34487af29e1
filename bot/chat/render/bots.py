"""What admins are told of the bots themselves. Pure."""

from bot.chat import texts
from bot.chat.markup import bold, fill
from bot.chat.voice import to_reader
from bot.desk.bots import Missing
from bot.store.model import Message, Reader


@to_reader
def render_missing(_: Reader, missing: Missing) -> Message:
    """A bot is no longer configured: who has its readers now, and which of them can't be written to."""
    return Message(fill(texts.BOT_MISSING, count=missing.readers, bot=bold(str(missing.bot))))
