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


async def publish_profile(bot: Bot, admins: Collection[int] = (), *, invites: bool = False) -> None:
    """Sets descriptions and command lists. What can't be set is logged; the bot works without."""
    everything = _listed(admin=False, invites=invites)
    scopes: list[tuple[BotCommandScope, list[Command]]] = [
        (BotCommandScopeAllPrivateChats(), everything),
        (BotCommandScopeAllChatAdministrators(), everything),
        (BotCommandScopeAllGroupChats(), [command for command in everything if command.name in FOR_MEMBERS]),
    ]
    await _try("description", bot.set_my_description(texts.DESCRIPTION))
    await _try("short description", bot.set_my_short_description(texts.SHORT_DESCRIPTION))
    for scope, commands in scopes:
        await _set_commands(bot, scope, commands)
    for admin in admins:
        await publish_admin_commands(bot, admin, invites=invites)


async def publish_admin_commands(bot: Bot, admin: int, *, invites: bool) -> None:
    """Sets the command list of an admin's private chat."""
    await _set_commands(bot, BotCommandScopeChat(admin), _listed(admin=True, invites=invites))


def _listed(*, admin: bool, invites: bool) -> list[Command]:
    return [command for command in COMMANDS if command.is_listed(admin=admin, invites=invites)]


async def _set_commands(bot: Bot, scope: BotCommandScope, commands: list[Command]) -> None:
    menu = [BotCommand(command.name, command.description) for command in commands]
    await _try(f"commands for {scope.type}", bot.set_my_commands(menu, scope))


async def _try(what: str, call: Awaitable[object]) -> None:
    try:
        await call
    except TelegramError as error:
        log.warning("profile not set", what=what, reason=error.message)
