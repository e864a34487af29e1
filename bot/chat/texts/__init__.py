"""What the bot says, in English, in one place. Telegram's HTML; {names} are filled in by `markup.fill`.

Short, plain, no decoration. The news itself is never written here: its sentences are the outlets' own.
"""

from bot.chat.texts.buttons import *  # noqa: F403
from bot.chat.texts.elsewhere import *  # noqa: F403
from bot.chat.texts.news import *  # noqa: F403
from bot.chat.texts.reasons import *  # noqa: F403
from bot.chat.texts.talk import *  # noqa: F403
from bot.chat.texts.words import *  # noqa: F403
