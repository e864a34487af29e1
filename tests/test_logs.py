import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import configure_logging, get_logger, redact

TOKEN = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    out = io.StringIO()
    configure_logging(out, secrets=["1:demo"])
    yield out
    root.handlers[:] = before
    root.setLevel(level)


def test_a_token_never_passes_whoever_logs_it(stream: io.StringIO) -> None:
    get_logger("bot").warning("refused", address=f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("other").error("with 1:demo in it")
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("third").exception("broken")
    assert TOKEN not in stream.getvalue()
    assert "1:demo" not in stream.getvalue()
    assert stream.getvalue().count("[token]") >= 3


def test_a_password_in_an_address_never_passes(stream: io.StringIO) -> None:
    try:
        raise ValueError("https://nora:s3cret@example.org/feed: not there")
    except ValueError:
        get_logger("bot").exception("broken", address="https://nora:s3cret@example.org/")
    assert "s3cret" not in stream.getvalue()
    assert "https://example.org/feed: not there" in stream.getvalue()


def test_a_stream_that_is_closed_is_not_told_of_with_the_bare_record(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    stream.close()
    get_logger("bot").warning("refused", token=TOKEN)
    assert capsys.readouterr() == ("", "")


def test_a_time_or_a_port_is_no_token() -> None:
    text = "127.0.0.1:8080 at 2026-02-18T07:30:00"
    assert redact(text) == text


def test_off_a_terminal_every_line_is_json(stream: io.StringIO) -> None:
    get_logger("bot").info("started", port=8080)
    assert '"port": 8080' in stream.getvalue()


def test_requests_are_not_logged_one_by_one(stream: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request")
    assert stream.getvalue() == ""
