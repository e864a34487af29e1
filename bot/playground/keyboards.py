"""Keyboards under messages: what Telegram accepts, and how it stores it."""

from collections.abc import Callable
from typing import Any

from bot.playground.links import checked_link
from bot.playground.parameters import Parameters
from bot.playground.refusals import Refused, bad_request

MAX_BUTTONS = 100
MAX_IN_A_ROW = 8
MAX_DATA = 64  # bytes
MAX_COPIED = 256
STYLES = ("danger", "success", "primary")

Json = dict[str, Any]


def read_markup(parameters: Parameters, *, inline_only: bool = False) -> Json | None:
    """The `reply_markup` of a call, checked; None if there is none, or an empty inline keyboard.

    Raises Refused with Telegram's text for a keyboard it would refuse.
    """
    markup = parameters.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [row for row in _rows(markup, "inline_keyboard", "inline keyboard", _inline_button) if row]
        _within_limits(rows)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        if markup:
            raise bad_request("inline keyboard expected")
        return None
    return _reply_markup(markup)


def _reply_markup(markup: Json) -> Json | None:
    placeholder = markup.get("input_field_placeholder")
    if placeholder is not None and not (isinstance(placeholder, str) and len(placeholder) <= 64):
        raise bad_request("input field placeholder is too long")
    if "keyboard" in markup:
        rows = _rows(markup, "keyboard", "keyboard", _reply_button)
        if not any(rows):
            raise bad_request("reply markup keyboard must be non-empty")
        return markup | {"keyboard": rows}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    if markup:
        raise bad_request("unsupported reply markup")
    return None


def _rows(markup: Json, name: str, what: str, button: Callable[[Any], Json]) -> list[list[Json]]:
    rows = markup[name]
    if not isinstance(rows, list):
        raise bad_request(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" must be an Array of Arrays')
    try:
        return [[button(item) for item in row] for row in rows]
    except _UnparsableError as problem:
        raise bad_request(f"can't parse {what} button: {problem}") from None


class _UnparsableError(Exception):
    """What is wrong with one button."""


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _UnparsableError("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _UnparsableError('Can\'t find field "text"')
    if not text.strip():
        raise _UnparsableError("Inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        raise _UnparsableError("Text buttons are unallowed in the inline keyboard")
    stored: Json = {"text": text} | {actions[0]: _ACTIONS[actions[0]](button[actions[0]])}
    if (style := button.get("style")) is not None:
        if style not in STYLES:
            raise _UnparsableError("Unsupported button style specified")
        stored["style"] = style
    return stored


def _url(value: Any) -> str:
    if not isinstance(value, str):
        raise _UnparsableError('Field "url" must be of type String')
    checked = checked_link(value)
    if checked is None:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    return checked


def _data(value: Any) -> str:
    if not isinstance(value, str):
        raise _UnparsableError('Field "callback_data" must be of type String')
    if not 0 < len(value.encode()) <= MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _UnparsableError("Inline query must be of type String")
    if len(value) > MAX_COPIED:
        raise bad_request("BUTTON_INVALID")
    return value


def _object(value: Any) -> Json:
    if not isinstance(value, dict):
        raise _UnparsableError("Button action must be an Object")
    return value


def _copied(value: Any) -> Json:
    text = _object(value).get("text")
    if not isinstance(text, str) or not 0 < len(text) <= MAX_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return {"text": text}


_ACTIONS: dict[str, Callable[[Any], Any]] = {
    "url": _url,
    "callback_data": _data,
    "switch_inline_query": _text,
    "switch_inline_query_current_chat": _text,
    "switch_inline_query_chosen_chat": _object,
    "copy_text": _copied,
    "web_app": _object,
    "login_url": _object,
}


def _reply_button(button: Any) -> Json:
    stored = {"text": button} if isinstance(button, str) else button
    if not isinstance(stored, dict):
        raise _UnparsableError("KeyboardButton must be a String or an Object")
    if not isinstance(stored.get("text"), str) or not stored["text"].strip():
        raise _UnparsableError("Keyboard button text must be non-empty")
    return stored


def _within_limits(rows: list[list[Json]]) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS or any(len(row) > MAX_IN_A_ROW for row in rows):
        raise _too_long()


def _too_long() -> Refused:
    return bad_request("reply markup is too long")
