"""From what a reader types (city, country, zone or offset) to an IANA zone. Pure; names from Babel's CLDR."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST_CHOICES = 8
NAMES_IN = ("en", "fr", "ar", "es", "de", "pt", "ru", "tr", "ha", "zh")

_MAIN = {
    "AR": "America/Argentina/Buenos_Aires",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Gaza",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
"""Where nearly everybody of a country with several zones lives."""

_CITIES = {
    "Africa/Casablanca": "rabat,marrakesh",
    "Africa/Johannesburg": "cape town,pretoria,durban",
    "Africa/Lagos": "abuja,kano",
    "Africa/Niamey": "agadez,zinder,maradi",
    "America/Chicago": "houston,dallas,austin,minneapolis,new orleans",
    "America/Edmonton": "calgary",
    "America/Los_Angeles": "san francisco,seattle,san diego,las vegas,california",
    "America/Mexico_City": "guadalajara",
    "America/New_York": "washington,washington dc,boston,miami,philadelphia,atlanta,nyc",
    "America/Sao_Paulo": "rio de janeiro,rio,brasilia",
    "America/Toronto": "ottawa,montreal,quebec",
    "Asia/Dubai": "abu dhabi",
    "Asia/Ho_Chi_Minh": "hanoi",
    "Europe/Istanbul": "ankara,izmir",
    "Asia/Jerusalem": "tel aviv,haifa",
    "Asia/Karachi": "islamabad,lahore",
    "Asia/Kolkata": "mumbai,delhi,new delhi,bangalore,bengaluru,chennai,calcutta,hyderabad",
    "Asia/Riyadh": "jeddah,mecca,medina",
    "Asia/Shanghai": "beijing,shenzhen,guangzhou,wuhan",
    "Asia/Tokyo": "osaka,kyoto",
    "Australia/Sydney": "canberra",
    "Europe/Berlin": "munich,hamburg,cologne,frankfurt,munchen,koln",
    "Europe/London": "manchester,edinburgh,glasgow,birmingham,england,scotland,wales,uk",
    "Europe/Madrid": "barcelona,valencia,seville",
    "Europe/Moscow": "saint petersburg,st petersburg",
    "Europe/Paris": "lyon,marseille,toulouse,bordeaux,strasbourg",
    "Europe/Rome": "milan,naples,turin,venice,florence",
    "Europe/Warsaw": "krakow,cracow,gdansk",
    "Europe/Zurich": "geneva,bern,basel,lausanne",
}
"""Large cities that give no zone its name."""

_WELL_KNOWN = frozenset(
    {
        "Adelaide",
        "Almaty",
        "Anchorage",
        "Brisbane",
        "Denver",
        "Halifax",
        "Jakarta",
        "Kinshasa",
        "Manaus",
        "Perth",
    }
    | {"Tijuana", "Vancouver", "Winnipeg", "Yekaterinburg", "Vladivostok", "Novosibirsk"}
)

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """`zone` where the answer is clear; else `choices`, zones that may be meant."""

    zone: str | None = None
    choices: tuple[str, ...] = ()


def find_zone(text: str, now: datetime, country_of: Callable[[str], str | None] = lambda _: None) -> Found:
    """The zone of a city, country, zone name or whole-hour offset (`UTC+1`).

    `country_of` may tell the English name of the country that a capital or nickname belongs to.
    """
    key = fold(text)
    if offset := _OFFSET.fullmatch(text.strip()):
        return _fixed(offset[1], int(offset[2]))
    if zone := _places().get(key):
        return Found(zone)
    territory = _countries().get(key) or _countries().get(fold(country_of(text) or ""))
    if territory:
        return _of_country(territory, now)
    near = process.extract(key, list(_places()), scorer=OSA.normalized_similarity, score_cutoff=0.8, limit=4)
    return Found(choices=tuple(dict.fromkeys(_places()[name] for name, *_ in near)))


def fold(text: str) -> str:
    """Lower case without accents, signs and double spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("_", " ")
    return " ".join(
        re.sub(r"[^\w\s/+-]", "", "".join(c for c in plain if not unicodedata.combining(c))).split()
    )


def city(zone: str) -> str:
    """The city a zone is named after: `Africa/Niamey` gives `Niamey`."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _fixed(sign: str, hours: int) -> Found:
    # The Etc names count westward: Etc/GMT-1 is one hour ahead of UTC.
    name = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"
    return Found(name if name in available_timezones() else None)


def _of_country(territory: str, now: datetime) -> Found:
    zones = get_global("territory_zones")[territory]
    known = [zone for zone in zones if zone in available_timezones()]
    if territory in _MAIN or len(known) == 1:
        return Found(_MAIN.get(territory) or known[0])
    by_offset = {now.astimezone(ZoneInfo(zone)).utcoffset(): zone for zone in sorted(known, key=_fame)}
    if len(by_offset) == 1:
        return Found(known[0])
    return Found(choices=tuple(by_offset.values())[-MOST_CHOICES:])


def _fame(zone: str) -> tuple[bool, int]:
    """Zones with a well-known name come last, so that they stand for their offset."""
    return zone in _CITIES or city(zone) in _WELL_KNOWN, -zone.count("/")


@cache
def _places() -> dict[str, str]:
    """Folded names of zones and cities, in several languages, to zones."""
    zones = sorted(available_timezones() - {"localtime", "Factory", "posixrules"})
    aliases = get_global("zone_aliases")
    current = [zone for zone in zones if zone not in aliases and "/" in zone and not zone.startswith("Etc/")]
    names = {fold(other): zone for zone, others in _CITIES.items() for other in others.split(",")}
    for language in reversed(NAMES_IN):
        names |= _cities_in(language, current)
    names |= {fold(city(zone)): zone for zone in current}
    bare = {
        zone: aliases[zone] for zone in zones if "/" not in zone and "Etc/" not in aliases.get(zone, "Etc/")
    }
    return names | {fold(zone): bare.get(zone, zone) for zone in zones}


def _cities_in(language: str, zones: Iterable[str]) -> dict[str, str]:
    locale = Locale.parse(language)
    return {fold(get_timezone_location(zone, return_city=True, locale=locale)): zone for zone in zones}


@cache
def _countries() -> dict[str, str]:
    """Folded names of countries, in several languages, to ISO codes that have zones."""
    have = get_global("territory_zones")
    names: dict[str, str] = {}
    for language in reversed(NAMES_IN):
        names |= {
            fold(name): code for code, name in Locale.parse(language).territories.items() if code in have
        }
    names |= {
        "usa": "US",
        "america": "US",
        "united states of america": "US",
        "ivory coast": "CI",
        "drc": "CD",
    }
    return names | {
        "great britain": "GB",
        "burma": "MM",
        "czech republic": "CZ",
        "turkey": "TR",
        "congo": "CG",
    }
