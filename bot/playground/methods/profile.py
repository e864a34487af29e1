"""What the bot tells about itself: commands by scope and language, name, descriptions, menu button."""

import re
from typing import Any

from bot.playground.methods.call import Call, method
from bot.playground.model import Chat, Json, Profile
from bot.playground.refusals import bad_request

MAX_COMMANDS = 100
MAX_NAME, MAX_DESCRIPTION, MAX_SHORT_DESCRIPTION = 64, 512, 120
_COMMAND = re.compile(r"/?([a-z0-9_]{1,32})$")
_LANGUAGE = re.compile(r"[a-z]{2}$")
_PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators")


def _language(call: Call) -> str:
    code = call.parameters.text("language_code")
    if code and not _LANGUAGE.match(code):
        raise bad_request("invalid language code specified")
    return code


def _scope(call: Call) -> str:
    scope = call.parameters.object("scope", "BotCommandScope")
    kind = scope.get("type", "default")
    if kind in _PLAIN_SCOPES:
        return str(kind)
    if kind in _CHAT_SCOPES:
        return f"{kind}:{call.world.chat(scope.get('chat_id')).id}"
    if kind == "chat_member":
        return f"{kind}:{call.world.chat(scope.get('chat_id')).id}:{scope.get('user_id')}"
    raise bad_request("can't parse BotCommandScope: Unsupported type specified")


def _command(item: Any) -> Json:
    if not isinstance(item, dict):
        raise bad_request("expected an Array of BotCommand")
    name, description = item.get("command"), item.get("description")
    match = _COMMAND.match(name) if isinstance(name, str) else None
    if not match:
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 0 < len(description.strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": match[1], "description": description.strip()}


@method("setMyCommands")
def set_my_commands(call: Call) -> Any:
    """The command list of a scope and language."""
    commands = [_command(item) for item in call.parameters.array("commands", "BotCommand") or []]
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.world.profile.commands[_scope(call), _language(call)] = commands
    call.world.profile_changed()
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> Any:
    """The command list of exactly that scope and language."""
    return call.world.profile.commands.get((_scope(call), _language(call)), [])


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> Any:
    """The scope falls back to wider ones."""
    call.world.profile.commands.pop((_scope(call), _language(call)), None)
    call.world.profile_changed()
    return True


def commands_shown(profile: Profile, chat: Chat, person: int, language: str) -> list[Json]:
    """The commands a person sees in a chat: the narrowest scope that has any, in their language first."""
    if chat.private:
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        runs = chat.people.get(person) in ("creator", "administrator")
        scopes = [f"chat_member:{chat.id}:{person}"]
        scopes += [f"chat_administrators:{chat.id}"] if runs else []
        scopes += [f"chat:{chat.id}"]
        scopes += ["all_chat_administrators"] if runs else []
        scopes += ["all_group_chats", "default"]
    for scope in scopes:
        for code in (language, ""):
            if profile.commands.get((scope, code)):
                return profile.commands[scope, code]
    return []


def _set(call: Call, texts: dict[str, str], name: str, longest: int, too_long: str) -> bool:
    text = call.parameters.text(name).strip()
    if len(text) > longest:
        raise bad_request(too_long)
    texts[_language(call)] = text
    call.world.profile_changed()
    return True


def _get(call: Call, texts: dict[str, str], name: str, default: str = "") -> Json:
    return {name: texts.get(_language(call)) or texts.get("") or default}


@method("setMyName")
def set_my_name(call: Call) -> Any:
    """The bot's name, at most 64 characters."""
    return _set(call, call.world.profile.names, "name", MAX_NAME, "BOT_TITLE_INVALID")


@method("getMyName")
def get_my_name(call: Call) -> Any:
    return _get(call, call.world.profile.names, "name", call.world.username)


@method("setMyDescription")
def set_my_description(call: Call) -> Any:
    """What an empty chat with the bot says, at most 512 characters."""
    texts = call.world.profile.descriptions
    return _set(call, texts, "description", MAX_DESCRIPTION, "BOT_DESCRIPTION_TOO_LONG")


@method("getMyDescription")
def get_my_description(call: Call) -> Any:
    return _get(call, call.world.profile.descriptions, "description")


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> Any:
    """What the bot's profile says, at most 120 characters."""
    texts = call.world.profile.short_descriptions
    return _set(call, texts, "short_description", MAX_SHORT_DESCRIPTION, "BOT_ABOUT_TOO_LONG")


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> Any:
    return _get(call, call.world.profile.short_descriptions, "short_description")


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> Any:
    """The button beside the message field."""
    button = call.parameters.object("menu_button", "MenuButton") or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    call.world.profile.menu_buttons[call.parameters.integer("chat_id")] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Any:
    buttons = call.world.profile.menu_buttons
    return buttons.get(call.parameters.integer("chat_id")) or buttons.get(0) or {"type": "commands"}
