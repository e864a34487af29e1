"""places.toml keeps its own rules, and leaves no country out."""

import re

from babel import Locale

from bot.news.topics.gazetteer import Role, build, codes, rules
from bot.news.topics.words import key

GAZETTEER = build()
# Codes in CLDR for islands without settled people, for parts of countries and for groups.
_NO_PLACES = {"AC", "BV", "CP", "CQ", "DG", "EA", "EZ", "HM", "IC", "QO", "TA", "TF", "UM", "XA", "XB", "ZZ"}
_NO_PLACES |= {"EU", "UN"}


def test_every_country_and_territory_of_iso_3166_is_a_place() -> None:
    territories = {code for code in map(str, Locale("en").territories) if re.fullmatch("[A-Z]{2}", code)}
    assert territories - _NO_PLACES - set(codes()) == set()


def test_no_two_places_have_the_same_code_or_label() -> None:
    entries = [*rules()["places"].values(), *rules()["companies"].values()]
    labels = [key(entry["label"]) for entry in entries]
    given = [entry["code"] for entry in entries if "code" in entry]
    assert sorted(labels) == sorted(set(labels))
    assert sorted(given) == sorted(set(given))


def test_every_place_named_elsewhere_in_the_file_is_in_it() -> None:
    places = set(GAZETTEER.places)
    wholes = {whole for place in GAZETTEER.places.values() for whole in place.within}
    shared = {slug for owners in GAZETTEER.shared.values() for slug in owners if slug}
    assert (wholes | shared | {slug for slug in GAZETTEER.typed.values() if slug}) - places == set()


def test_a_sure_name_belongs_to_one_country_unless_it_is_listed_as_shared() -> None:
    countries = set(codes().values())
    several = {
        text
        for text, name in GAZETTEER.names.items()
        if len([slug for slug, role in name.senses.items() if role >= Role.PEOPLE and slug in countries]) > 1
    }
    assert several == set()


def test_no_place_lies_within_itself() -> None:
    for slug, place in GAZETTEER.places.items():
        above = list(place.within)
        for whole in above:
            above += [further for further in GAZETTEER.places[whole].within if further not in above]
        assert slug not in above


def test_slugs_are_fit_for_buttons_and_links() -> None:
    assert [slug for slug in GAZETTEER.places if not re.fullmatch(r"[a-z0-9-]{1,40}", slug)] == []


def test_furniture_is_told_by_valid_expressions_and_lower_case_pieces() -> None:
    furniture = rules()["furniture"]
    assert all(re.compile(pattern) for pattern in furniture.values())
    assert list(furniture) == [needed.lower() for needed in furniture]
