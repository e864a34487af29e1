"""What an error of the Bot API says about the message that met it. Pure.

The Bot API has no idempotency key, so the one question is: can the message have arrived? PTB hides the answer
in `__cause__`: httpx's own error, a parsing error where the body was no Bot API answer, or nothing where the
server itself said what was wrong.
"""

from dataclasses import dataclass

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.limiter import seconds_to_wait


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Wait:
    """429: not before so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Gone:
    """Nobody there: blocked, kicked, deleted, no right to write; of a closed topic only its thread."""

    reason: str
    whole_chat: bool = True


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group is a supergroup now."""

    chat: int


@dataclass(frozen=True, slots=True)
class Refused:
    """400: it will never be taken as it is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """It certainly did not arrive. `reached`: the server got it and said no; else it never got there."""

    reason: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Uncertain:
    """It may have arrived."""

    reason: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The token is not valid any more."""

    error: InvalidToken


Verdict = Sent | Wait | Gone | Migrated | Refused | Unsent | Uncertain | Revoked

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
    httpx.InvalidURL,
    RuntimeError,  # httpx: the client has been closed
)
_NOBODY_THERE = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "group chat was deactivated",
    "group chat was deleted",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_write_forbidden",
    "chat_restricted",
    "channel_private",
    "peer_id_invalid",
    "bot is not a member",
    "bot was kicked",
)
_NO_THREAD = ("topic_closed", "topic_deleted", "message thread not found")


def judge(error: Exception) -> Verdict:
    """What becomes of a message whose sending raised `error`. What is unknown is uncertain."""
    cause = error.__cause__
    if isinstance(cause, TelegramError):
        return Uncertain(f"no Bot API answer: {_phrase(error)}")
    match error:
        case RetryAfter():
            return Wait(seconds_to_wait(error))
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case Forbidden():
            return Gone(_phrase(error))
        case BadRequest():
            return _judge_bad_request(_phrase(error))
        case InvalidToken():
            return Revoked(error)
        case Conflict():
            return Unsent(_phrase(error), reached=True)
        case NetworkError() if cause is None:
            return Unsent(_phrase(error), reached=True)
        case NetworkError() if isinstance(cause, _NEVER_LEFT):
            return Unsent(f"{type(cause).__name__}: {cause}", reached=False)
        case _:
            return Uncertain(f"{type(cause or error).__name__}: {cause or error}")


def is_certain(error: InvalidToken) -> bool:
    """Whether the token is refused; PTB takes a 404, which a stumbling proxy may give too, for a 401."""
    return "unauthorized" in str(error).lower()


def _judge_bad_request(reason: str) -> Verdict:
    told = reason.lower()
    if any(phrase in told for phrase in _NO_THREAD):
        return Gone(reason, whole_chat=False)
    if any(phrase in told for phrase in _NOBODY_THERE):
        return Gone(reason)
    return Refused(reason)


def _phrase(error: Exception) -> str:
    """The server's words, cut; PTB puts whole bodies into its messages."""
    return " ".join(str(error).split())[:200]
