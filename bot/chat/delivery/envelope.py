"""The last touch to a message before it leaves: the mark of a possible repeat, and the plain form. Pure."""

from dataclasses import replace

from bot.chat import texts
from bot.chat.markup import MAX_UNITS, esc, join, plain_text, units
from bot.chat.voice import speaking
from bot.store.deliveries import Part
from bot.store.model import Message


def envelope(part: Part) -> Message:
    """The message of a part; a possible repeat is silent and marked: the Bot API can't tell us."""
    if not part.repeat:
        return part.message
    with speaking(part.language):
        html = join([texts.REPEAT, part.message.html], "\n")
    marked = replace(part.message, html=html, silent=True)
    return marked if units(marked.html) <= MAX_UNITS else plain(marked)


def plain(message: Message) -> Message:
    """What a message says without formatting and buttons, cut to what Telegram takes."""
    return Message(esc(plain_text(message.html)), silent=message.silent, reply_to=message.reply_to)
