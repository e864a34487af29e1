"""The table of docs/bot-api.md, and the tool that makes it."""

from pathlib import Path

from benchmarks.conformance import Line, look_at
from bot.playground.methods.call import METHODS

TABLE = Path(__file__).parents[2] / "docs" / "bot-api.md"
FIELDS = [
    {"name": "chat_id", "types": ["Integer", "String"], "required": True},
    {"name": "text", "types": ["String"], "required": True},
    {"name": "entities", "types": ["Array of MessageEntity"], "required": False},
    {"name": "message_effect_id", "types": ["String"], "required": False},
]


def test_what_is_needed_is_missed_what_is_wrong_refused_and_what_is_unknown_named() -> None:
    assert look_at("sendMessage", FIELDS) == Line("sendMessage", 4, 3, ("message_effect_id",), (), ())


def test_the_table_names_every_method_there_is() -> None:
    told = {line.split(" | ")[0].removeprefix("| ").lower() for line in TABLE.read_text().splitlines()}
    assert set(METHODS) - told == set()
