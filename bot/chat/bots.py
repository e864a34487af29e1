"""The bots of one process: what they are called, whom to ask about a chat, who answers what several hear."""

from collections import OrderedDict

from telegram import Bot, Message

from bot.config.tokens import bot_number
from bot.store.model import Place

REMEMBERED = 1000


def number_of(bot: Bot) -> int:
    """The id by which the database knows a bot."""
    return bot_number(bot.token)


def name_of(bot: Bot) -> str:
    """`@user_name`, or the bot's number as long as Telegram has not told it."""
    try:
        return f"@{bot.username}"
    except RuntimeError:
        return str(number_of(bot))


class Bots:
    """Those that run side by side, each with conversations of its own."""

    def __init__(self) -> None:
        self._bots: dict[int, Bot] = {}
        self._taken: OrderedDict[tuple[object, ...], int] = OrderedDict()

    def add(self, bot: Bot) -> None:
        self._bots[number_of(bot)] = bot

    def names(self) -> dict[int, str]:
        """What each is called, by its id."""
        return {number: name_of(bot) for number, bot in self._bots.items()}

    def of(self, place: Place, otherwise: Bot) -> Bot:
        """The bot that a place belongs to, if it is one of these."""
        return self._bots.get(place.bot, otherwise)

    def takes(self, message: Message, bot: Bot) -> bool:
        """Whether a bot is to answer a message of a group or channel: of several that hear it the first is.

        Their ids for the message may differ.
        """
        if len(self._bots) < 2:
            return True
        who = message.from_user.id if message.from_user else None
        key = (message.chat.id, who, message.date, message.text or message.caption)
        taker = self._taken.setdefault(key, number_of(bot))
        if len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)
        return taker == number_of(bot)
