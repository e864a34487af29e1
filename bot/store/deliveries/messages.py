"""Messages as `parts.message` keeps them."""

import json
from dataclasses import asdict
from typing import Any

from bot.store.model import Button, Message


def message_to_json(message: Message) -> str:
    """A message as a JSON object of its fields; rows of buttons are lists of objects."""
    rows = [[asdict(button) for button in row] for row in message.buttons]
    return json.dumps(
        {
            "html": message.html,
            "buttons": rows,
            "silent": message.silent,
            "preview_url": message.preview_url,
            "stories": message.stories,
            "sentences": message.sentences,
            "corrections": message.corrections,
            "reply_to": message.reply_to,
        },
        ensure_ascii=False,
    )


def message_from_json(text: str) -> Message:
    """What `message_to_json` wrote."""
    stored = json.loads(text)
    rows = stored.pop("buttons")
    told: dict[str, Any] = {
        name: tuple(stored.pop(name, ())) for name in ("stories", "sentences", "corrections")
    }
    buttons = tuple(tuple(Button(**button) for button in row) for row in rows)
    return Message(**stored, **told, buttons=buttons)
