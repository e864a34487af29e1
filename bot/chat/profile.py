"""What Telegram shows of the bot before anybody writes: description, and commands by kind of chat."""

from collections.abc import Awaitable, Collection
from hashlib import sha256

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
from bot.chat.voice import ENGLISH, SPOKEN, said, speaking
from bot.logs import get_logger

log = get_logger(__name__)

FOR_MEMBERS = frozenset({"brief", "topics", "search", "trend", "help"})


def fingerprint(admins: Collection[int] = (), *, invites: bool = False) -> str:
    """Equal for two profiles that read the same: what was published need not be published again."""
    said_of_all = []
    for language in SPOKEN:
        with speaking(language):
            said_of_all += [said(texts.DESCRIPTION), said(texts.SHORT_DESCRIPTION)]
            said_of_all += [
                f"{one.name} {said(one.description)}" for one in _listed(admin=True, invites=True)
            ]
    parts = [*said_of_all, *map(str, sorted(admins)), str(invites)]
    return sha256("\n".join(parts).encode()).hexdigest()


async def publish_profile(bot: Bot, admins: Collection[int] = (), *, invites: bool = False) -> bool:
    """Sets descriptions and command lists, in English for everybody and in each language that is spoken.

    What can't be set is logged; the bot works without. Answers whether everything was set.
    """
    done = []
    for language in SPOKEN:
        with speaking(language):
            done.append(await _describe(bot, language, invites=invites))
    done += [await publish_admin_commands(bot, admin, invites=invites) for admin in admins]
    return all(done)


async def _describe(bot: Bot, language: str, *, invites: bool) -> bool:
    everything = _listed(admin=False, invites=invites)
    scopes: list[tuple[BotCommandScope, list[Command]]] = [
        (BotCommandScopeAllPrivateChats(), everything),
        (BotCommandScopeAllChatAdministrators(), everything),
        (BotCommandScopeAllGroupChats(), [command for command in everything if command.name in FOR_MEMBERS]),
    ]
    code = _code(language)
    done = [
        await _try("description", bot.set_my_description(said(texts.DESCRIPTION), code)),
        await _try("short description", bot.set_my_short_description(said(texts.SHORT_DESCRIPTION), code)),
    ]
    done += [await _set_commands(bot, scope, commands, language) for scope, commands in scopes]
    return all(done)


async def publish_admin_commands(bot: Bot, admin: int, *, invites: bool) -> bool:
    """Sets the command list of an admin's private chat, in each language; answers whether all were set.

    One who never opened this bot has no chat with it, and gets the list with `/start`.
    """
    done = []
    for language in SPOKEN:
        with speaking(language):
            scope = BotCommandScopeChat(admin)
            done.append(await _set_commands(bot, scope, _listed(admin=True, invites=invites), language))
    return all(done)


def _code(language: str) -> str | None:
    """English is for everybody whose language is not spoken."""
    return None if language == ENGLISH else language


def _listed(*, admin: bool, invites: bool) -> list[Command]:
    return [command for command in COMMANDS if command.is_listed(admin=admin, invites=invites)]


async def _set_commands(bot: Bot, scope: BotCommandScope, commands: list[Command], language: str) -> bool:
    menu = [BotCommand(command.name, said(command.description)) for command in commands]
    return await _try(f"commands for {scope.type}", bot.set_my_commands(menu, scope, _code(language)))


async def _try(what: str, call: Awaitable[object]) -> bool:
    try:
        await call
    except TelegramError as error:
        if "chat not found" in error.message.lower():
            return True
        log.warning("profile not set", what=what, reason=error.message)
        return False
    return True
