"""Logging: for people on a terminal, JSON lines otherwise. Tokens and passwords in addresses never pass."""

import logging
import re
import sys
from collections.abc import Collection
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

TOKEN = re.compile(r"(/bot)\d+:[A-Za-z0-9_-]+|(\b)\d{6,}:[A-Za-z0-9_-]{30,}")
"""A Bot API token, in an address or bare (Bot API, "Authorizing your bot")."""
_USER = re.compile(r"(?<=://)[^\s/@'\"]+@")
"""Name and password in an address (RFC 3986, 3.2.1)."""

QUIET = {
    "httpx": logging.WARNING,  # writes every request, with the token in its address
    "httpcore": logging.WARNING,
    "uvicorn": logging.WARNING,
    "distributed": logging.WARNING,
    "apscheduler": logging.WARNING,
    "apscheduler.scheduler": logging.ERROR,  # warns at every tick while a long job is at work
    "telegram.ext.Updater": logging.CRITICAL,  # told by us
    "telegram.request.BaseRequest": logging.CRITICAL,
}
"""From which level on libraries are heard."""


def redact(text: str, secrets: Collection[str] = ()) -> str:
    """`text` without tokens, names and passwords in addresses, and the `secrets` known by heart."""
    for secret in secrets:
        text = text.replace(secret, "[token]")
    return _USER.sub("", TOKEN.sub(r"\1\2[token]", text))


def configure_logging(
    stream: TextIO | None = None, level: int = logging.INFO, secrets: Collection[str] = ()
) -> None:
    """Sends all logging of the process, ours and the libraries', to `stream` (stderr unless given).

    Nothing in `secrets` (the bot's token) is ever written.
    """
    logging.raiseExceptions = False  # of a stream that cannot be written to it tells with the bare record
    out = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    terminal = out.isatty()
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)  # none with locals
        if terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    last = [] if terminal else [structlog.processors.format_exc_info]
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        _Redacting(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last, renderer],
            secrets=secrets,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, quiet in QUIET.items():
        logging.getLogger(name).setLevel(max(level, quiet))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class _Redacting(structlog.stdlib.ProcessorFormatter):
    """Redacts the finished line, so that no field, traceback or library text can carry a token."""

    def __init__(self, *, secrets: Collection[str], **options: Any) -> None:
        super().__init__(**options)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), self._secrets)


def get_logger(name: str) -> structlog.stdlib.BoundLogger:
    """A logger of ours; events are short phrases, facts are keyword arguments."""
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(name)
    return logger
