"""What Telegram shows of the bot before anybody writes: description, and commands by kind of chat."""

from collections.abc import Awaitable, Collection

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from bot.chat import texts
from bot.chat.ask import Command
from bot.chat.commands import COMMANDS
from bot.logs import get_logger

log = get_logger(__name__)

FOR_MEMBERS = frozenset({"brief", "topics", "search", "trend", "help"})


async def publish_profile(bot: Bot, admins: Collection[int] = ()) -> None:
    """Sets descriptions and command lists. What can't be set is logged; the bot works without."""
    everything = [command for command in COMMANDS if command.listed and not command.admin]
    scopes: list[tuple[BotCommandScope, list[Command]]] = [
        (BotCommandScopeAllPrivateChats(), everything),
        (BotCommandScopeAllChatAdministrators(), everything),
        (BotCommandScopeAllGroupChats(), [command for command in everything if command.name in FOR_MEMBERS]),
        *((BotCommandScopeChat(admin), [c for c in COMMANDS if c.listed]) for admin in admins),
    ]
    await _try("description", bot.set_my_description(texts.DESCRIPTION))
    await _try("short description", bot.set_my_short_description(texts.SHORT_DESCRIPTION))
    for scope, commands in scopes:
        menu = [BotCommand(command.name, command.description) for command in commands]
        await _try(f"commands for {scope.type}", bot.set_my_commands(menu, scope))


async def _try(what: str, call: Awaitable[object]) -> None:
    try:
        await call
    except TelegramError as error:
        log.warning("profile not set", what=what, reason=error.message)
