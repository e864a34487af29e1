"""The offer to move a digest to when its reader reads: taken, or refused for good."""

from datetime import time

from bot.chat import texts
from bot.chat.ask import Answer, Ask
from bot.chat.commands.schedule import time_effect
from bot.chat.markup import Rows
from bot.store.model import Message


async def press_hour(ask: Ask) -> Answer:
    """`0815` moves the digest there, `no` leaves it."""
    if ask.argument == "no":
        await ask.reader()
        await ask.desk.hours.wanted(ask.place, yes=False)
        return Answer(toast=texts.HOUR_KEPT, keyboard=_without_offer(ask))
    moment = time(int(ask.argument[:2]), int(ask.argument[2:]))
    reader = await ask.desk.readers.set_times(ask.place, [moment])
    return Answer((Message(time_effect(reader, ask.now)),), keyboard=_without_offer(ask))


def _without_offer(ask: Ask) -> Rows:
    """The buttons without those of the offer."""
    left = (tuple(one for one in row if not (one.data or "").startswith("hrs:")) for row in ask.keyboard)
    return tuple(row for row in left if row)
