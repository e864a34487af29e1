"""How Telegram says no: an HTTP status, a description, and sometimes what would help."""

from typing import Any

PREFIXES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
}


class Refused(Exception):  # noqa: N818 - named as Telegram's answer reads
    """A call that Telegram would refuse.

    `code` is the HTTP status and `error_code`, `description` the whole text, `parameters` Telegram's
    ResponseParameters (`retry_after` in seconds, `migrate_to_chat_id`).
    """

    def __init__(self, code: int, reason: str, **parameters: int) -> None:
        prefix = PREFIXES.get(code, "Error")
        super().__init__(f"{prefix}: {reason}" if reason else prefix)
        self.code = code
        self.description = str(self)
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The JSON body of the refusal."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str, **parameters: int) -> Refused:
    """400, by far the most common one."""
    return Refused(400, reason, **parameters)


def forbidden(reason: str) -> Refused:
    """403: the chat doesn't want, or doesn't know, the bot."""
    return Refused(403, reason)


def too_many_requests(seconds: int) -> Refused:
    """429, with the whole seconds to wait."""
    return Refused(429, f"retry after {seconds}", retry_after=seconds)
