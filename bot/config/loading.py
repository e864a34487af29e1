"""Reads the configuration: a TOML file and the environment, with every mistake told at once.

A setting `key` of `[section]` may also come from `NEWSBRIEF_SECTION_KEY`, which wins over the file; one of
`[section.part]` from `NEWSBRIEF_SECTION_PART_KEY`.
An empty string is an absent value.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from bot.config.mistakes import Lines, sentences
from bot.config.settings import Settings
from bot.config.tokens import mistakes_in, with_token_files
from bot.errors import ConfigError

ENVIRONMENT_PREFIX = "NEWSBRIEF_"
DEFAULT_PATH = Path("config.toml")


def find_config(path: Path | None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The file that counts: the one named, else `$NEWSBRIEF_CONFIG`, else `./config.toml` if it exists."""
    if path is not None:
        return path
    if named := environment.get("NEWSBRIEF_CONFIG"):
        return Path(named)
    return DEFAULT_PATH if DEFAULT_PATH.exists() else None


def load_settings(path: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Reads `path` (None: defaults only) and the environment.

    A relative store path is meant from the folder of `path`.

    Raises ConfigError with one sentence for every mistake.
    """
    text = _read(path) if path else ""
    name = path.name if path else "environment"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{name}: this is not TOML: {error}. Mend that line and try again."]) from error
    merged = _with_environment(_without_empty(data), environment)
    try:
        settings = Settings.model_validate_json(to_json(merged))
    except ValidationError as error:
        raise ConfigError(sentences(name, text, error)) from None
    return _with_tokens(_beside(settings, path), name, text, path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            [f"{path}: there is no such file. `newsbrief init` writes one, or name another with --config."]
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            [f"{path}: it cannot be read ({error}). Mend the file or its permissions."]
        ) from None


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item != ""}
    if isinstance(value, list):
        return [_without_empty(item) for item in value if item != ""]
    return value


def _with_environment(data: dict[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    merged = dict(data)
    for section, info in Settings.model_fields.items():
        if model := _section(info.annotation):
            _fill(merged, section, model, environment, ENVIRONMENT_PREFIX)
    return merged


def _fill(
    data: dict[str, Any], section: str, model: type[BaseModel], environment: Mapping[str, str], prefix: str
) -> None:
    """Puts what the environment says of a section, and of the sections in it, over what the file says."""
    inside = data.get(section, {})
    if not isinstance(inside, dict):
        return
    said, prefix = dict(inside), f"{prefix}{section}_".upper()
    for key, info in model.model_fields.items():
        if part := _section(info.annotation):
            _fill(said, key, part, environment, prefix)
        elif raw := environment.get(f"{prefix}{key}".upper()):
            said[key] = _literal(raw)
    if said:
        data[section] = said


def _section(annotation: object) -> type[BaseModel] | None:
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _literal(raw: str) -> Any:
    """A number, a list or true/false as TOML writes them; anything else is text."""
    try:
        value = tomllib.loads(f"value = {raw}")["value"]
    except tomllib.TOMLDecodeError:
        return raw
    return value if isinstance(value, int | float | list | bool) else raw


def _beside(settings: Settings, path: Path | None) -> Settings:
    if path is None or settings.store.path.is_absolute():
        return settings
    store = settings.store.model_copy(update={"path": path.parent / settings.store.path})
    return settings.model_copy(update={"store": store})


def _with_tokens(settings: Settings, name: str, text: str, path: Path | None) -> Settings:
    telegram = with_token_files(settings.telegram, name, path.parent if path else Path())
    if found := mistakes_in(telegram):
        lines = Lines(text)
        where = [(lines.of(("telegram", key)), key, reason) for key, reason in found]
        raise ConfigError(
            [
                f"{name}{f', line {line}' if line else ''}: `{key}` in [telegram] is wrong: {reason}."
                for line, key, reason in where
            ]
        )
    return settings.model_copy(update={"telegram": telegram})
