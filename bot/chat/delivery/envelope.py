"""The last touch to a message before it leaves: the mark of a possible repeat, and the plain form. Pure."""

import re
from dataclasses import replace

from bot.chat import texts
from bot.chat.markup import MAX_UNITS, esc, join, units, visible_text
from bot.chat.voice import speaking
from bot.store.deliveries import Part
from bot.store.model import Message

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


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
    text = visible_text(_LINK.sub(r"\2 (\1)", message.html))
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * (MAX_UNITS - 1)]
    cut = encoded.decode("utf-16-le", "ignore")
    shown = esc(cut if cut == text else cut + "…")
    return Message(shown, silent=message.silent, reply_to=message.reply_to)
