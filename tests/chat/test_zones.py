"""A reader names a place, and gets its zone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.zones import city, find_zone

NOW = datetime(2026, 2, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Niamey", "Africa/Niamey"),
        ("africa/niamey", "Africa/Niamey"),
        ("Niger", "Africa/Niamey"),
        ("نيامي", "Africa/Niamey"),
        ("Москва", "Europe/Moscow"),
        ("Europe/Paris", "Europe/Paris"),
        ("marseille", "Europe/Paris"),
        ("são paulo", "America/Sao_Paulo"),
        ("N’Djamena", "Africa/Ndjamena"),
        ("Côte d’Ivoire", "Africa/Abidjan"),
        ("germany", "Europe/Berlin"),
        ("japan", "Asia/Tokyo"),
        ("UTC", "UTC"),
        ("UTC+1", "Etc/GMT-1"),
        ("-5", "Etc/GMT+5"),
    ],
)
def test_a_place_has_a_zone(typed: str, zone: str) -> None:
    assert find_zone(typed, NOW).zone == zone


def test_a_capital_that_names_no_zone_is_found_through_its_country() -> None:
    assert find_zone("Yamoussoukro", NOW, lambda _: "Côte d’Ivoire").zone == "Africa/Abidjan"


def test_a_country_of_many_zones_is_a_question() -> None:
    found = find_zone("USA", NOW)
    assert found.zone is None
    assert {"America/New_York", "America/Chicago", "America/Los_Angeles"} <= set(found.choices)


def test_a_misspelt_place_is_a_question() -> None:
    assert find_zone("Niamy", NOW).choices == ("Africa/Niamey",)


@pytest.mark.parametrize("typed", ["", "xyzzy", "+15", "nowhere at all"])
def test_a_place_nobody_knows_has_no_zone(typed: str) -> None:
    found = find_zone(typed, NOW)
    assert (found.zone, found.choices) == (None, ())


@given(st.text(max_size=30))
def test_no_text_breaks_the_search(text: str) -> None:
    find_zone(text, NOW)


def test_a_zone_is_shown_by_its_city() -> None:
    assert city("America/Argentina/Buenos_Aires") == "Buenos Aires"
