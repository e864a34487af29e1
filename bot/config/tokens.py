"""The tokens of the bots: read from their files, told apart by the bots that they open, and never shown."""

import re
from pathlib import Path

from pydantic import SecretStr

from bot.config.settings import Telegram
from bot.errors import ConfigError

_WHOLE = re.compile(r"\d+:[\w-]+", re.ASCII)
"""123456:ABC-def (Bot API, "Authorizing your bot")."""


def bot_number(token: str) -> int:
    """The id of the bot that a token opens, which it begins with; 0 where it does not."""
    number = token.partition(":")[0]
    return int(number) if number.isdecimal() else 0


def with_token_files(telegram: Telegram, name: str, folder: Path) -> Telegram:
    """`telegram` with the tokens that stand in files of their own; a relative path is meant from `folder`.

    Raises ConfigError, which calls the configuration by its `name`.
    """
    if telegram.token is None and telegram.token_file is not None:
        token = _read(folder / telegram.token_file, name, "token_file")
        telegram = telegram.model_copy(update={"token": token})
    further = tuple(_read(folder / file, name, "more_token_files") for file in telegram.more_token_files)
    return telegram.model_copy(update={"more_tokens": (*telegram.more_tokens, *further)})


def mistakes_in(telegram: Telegram) -> list[tuple[str, str]]:
    """What is wrong with the further tokens: the setting, and a sentence that shows none of them."""
    listed = len(telegram.more_tokens) - len(telegram.more_token_files)
    places = [("more_tokens", n + 1) for n in range(listed)]
    places += [("more_token_files", n + 1) for n in range(len(telegram.more_token_files))]
    if places and telegram.token is None:
        return [(places[0][0], "it names further bots, but there is no `token`; put the first bot's there")]
    seen = {bot_number(token): "`token`" for token in telegram.tokens[:1]}
    found = []
    for (key, n), token in zip(places, telegram.tokens[1:], strict=True):
        number = bot_number(token)
        if not _WHOLE.fullmatch(token):
            whole = "copy it again from @BotFather, as in 123456:ABC-def"
            found.append((key, f"number {n} is no whole token; {whole}"))
        elif number in seen:
            found.append((key, f"number {n} is of the same bot as {seen[number]}; remove one of them"))
        seen.setdefault(number, f"number {n} of `{key}`")
    return found


def _read(file: Path, name: str, key: str) -> SecretStr:
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise ConfigError(
            [f"{name}: `{key}` in [telegram] is wrong: {file} cannot be read ({reason}); mend its name."]
        ) from None
    if not token:
        raise ConfigError(
            [f"{name}: `{key}` in [telegram] is wrong: {file} is empty; put the token into it."]
        )
    return SecretStr(token)
