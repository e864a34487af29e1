"""What goes over the wire of a Bot API: parameters in, answers out."""

import json
from typing import Any
from urllib.parse import parse_qs

Params = dict[str, str]


def chat_of(chat: int) -> dict[str, Any]:
    """A private chat, or below zero a group."""
    who = (
        {"type": "private", "first_name": "Somebody"}
        if chat > 0
        else {"type": "supergroup", "title": "Group"}
    )
    return {"id": chat, **who}


def commands_in(text: str) -> list[dict[str, Any]]:
    """The entities of a text that begins with a command."""
    return [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text[0] == "/" else []


def params_of(kind: str, body: bytes) -> Params:
    """The parameters of a request: a form, or JSON."""
    if "json" in kind:
        return {name: str(value) for name, value in json.loads(body or b"{}").items()}
    return {name: found[0] for name, found in parse_qs(body.decode(), keep_blank_values=True).items()}


def ok(result: object) -> tuple[int, str]:
    """Status and body of a success."""
    return 200, json.dumps({"ok": True, "result": result})


def no(status: int, description: str, **parameters: int) -> tuple[int, str]:
    """Status and body of a refusal."""
    return status, json.dumps(
        {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    )


def migrated(chat: int) -> tuple[int, str]:
    """What is said of a group that is now the supergroup `chat`."""
    return no(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat)
