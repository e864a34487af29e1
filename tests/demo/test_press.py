"""Reading the sample news."""

from datetime import timedelta

import pytest

from bot.demo.press import all_outlets, time_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("-9h30m", -timedelta(hours=9, minutes=30)),
        ("+5m", timedelta(minutes=5)),
        ("+26h", timedelta(hours=26)),
    ],
)
def test_a_time_span_is_read(text: str, span: timedelta) -> None:
    assert time_span(text) == span


@pytest.mark.parametrize("text", ["", "5m", "+", "+5", "+1d", "-2h3"])
def test_what_is_no_time_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no time span"):
        time_span(text)


def test_there_are_outlets_in_three_languages_and_four_formats() -> None:
    assert {o.language for o in all_outlets()} == {"en", "fr", "ar"}
    assert {o.format for o in all_outlets()} == {"rss", "rss-full", "atom", "json"}
