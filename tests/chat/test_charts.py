"""A picture of how much was written, day by day."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import charts
from bot.chat.ask import Ask
from bot.chat.commands.reading import trend
from tests.chat.conftest import Talk

Image = pytest.importorskip("PIL.Image")

DAYS = {date(2026, 2, 16): 3, date(2026, 2, 18): 1}


def colours(picture: bytes) -> set[tuple[int, ...]]:
    image = Image.open(BytesIO(picture))
    assert image.size == (charts.WIDTH, charts.HEIGHT)
    return {colour for _, colour in image.getcolors(1 << 20)}


def test_a_chart_is_dark_on_light_and_holds_bars() -> None:
    picture = charts.day_chart(DAYS, date(2026, 2, 18), "Niger · 4 articles")
    assert {(255, 255, 255), (31, 78, 140), (26, 26, 26)} <= colours(picture)


@settings(max_examples=15, deadline=None)
@given(
    st.dictionaries(st.dates(date(2026, 2, 5), date(2026, 2, 18)), st.integers(1, 10_000), min_size=1),
    st.text(max_size=60),
)
def test_any_counts_and_any_title_make_a_picture(days: dict[date, int], title: str) -> None:
    assert colours(charts.day_chart(days, date(2026, 2, 18), title))


async def test_a_trend_comes_with_a_picture_where_one_can_be_drawn(
    nora: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Ask(nora.desk, nora.place, "africa")
    assert (await trend(asked)).picture
    monkeypatch.setattr("bot.chat.commands.reading.can_draw", lambda: False)
    assert (await trend(asked)).picture is None
