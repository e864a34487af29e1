"""The day that a sentence speaks of, resolved against the day on which it was published. Pure.

Names of days and months come from CLDR (babel). A day of the week is resolved only in languages whose words
for what is to come are known, here or in bot.news.stories.days; elsewhere only a day of a month is.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError

from bot.news.stories.days import AHEAD_OF_UTC, CHINESE_DATE, LANGUAGES, When, find_lately, relative_days

_COMING = {
    "en": r"will|would|shall|due|scheduled|expected|plans?|planned|next|coming|by|until|till|before|from",
    "fr": r"sera|seront|va|vont|devra|devront|doit|doivent|prévue?s?|prochaine?|avant|jusqu|d'ici|dès",
    "es": r"será|serán|va|van|deberá|previst[oa]s?|próxim[oa]|antes|hasta",
    "de": r"wird|werden|soll|sollen|nächste[nr]?|kommende[nr]?|bis|ab",
    "pt": r"será|serão|vai|vão|deverá|previst[oa]s?|próxim[oa]|antes|até",
    "it": r"sarà|saranno|dovrà|previst[oai]|prossim[oa]|entro|fino",
}
_SAID = r"said|told|announced|warned|reported|confirmed|denied|declared|signed|met|wrote"
_LAST = {
    "en": (r"\blast week\b", r"\blast month\b", r"\b(?:yesterday|last night)\b"),
    "fr": (r"\bla semaine dernière\b", r"\ble mois dernier\b", r"\bhier\b"),
    "es": (r"\bla semana pasada\b", r"\bel mes pasado\b", r"\bayer\b"),
    "de": (r"\b(?:letzte|vergangene)[rn]? Woche\b", r"\b(?:letzten|vergangenen) Monat\b", r"\bgestern\b"),
    "pt": (r"\bna semana passada\b", r"\bno mês passado\b", r"\bontem\b"),
    "it": (
        r"\bla (?:settimana scorsa|scorsa settimana)\b",
        r"\b(?:il mese scorso|lo scorso mese)\b",
        r"\bieri\b",
    ),
}
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|„[^“]*“")


@dataclass(frozen=True, slots=True)
class _Names:
    """A language's names, small, and the patterns of dates made of them."""

    weekdays: dict[str, int]
    months: dict[str, int]
    weekday: re.Pattern[str]
    date: re.Pattern[str]


def day_of(sentence: str, published: datetime, language: str) -> When | None:
    """The first day that a sentence names outside quotation marks, as of its publication (aware).

    None where it names none, or where it is not clear whether it speaks of a day past or to come.
    """
    names = _names(language)
    if names is None:
        return None
    text = _QUOTATION.sub(lambda quoted: " " * len(quoted.group()), sentence)
    today = published.astimezone(UTC).date()
    dates = _chinese_dates(text, today) if language == "zh" else _calendar_dates(text, today, names)
    if language in LANGUAGES:
        days = relative_days(text, published, language)
    else:
        lately = find_lately(text, published, _LAST[language]) if language in _LAST else []
        days = [*_weekdays(text, published, language, names), *lately]
    found = [*dates, *days]
    return min(found, key=lambda one: one[0])[1] if found else None


def _calendar_dates(text: str, today: date, names: _Names) -> list[tuple[int, When]]:
    found = []
    for match in names.date.finditer(text):
        day, month = match["day"] or match["day2"], match["month"] or match["month2"]
        year = match["year"] or match["year2"]
        when = _nearest(
            int(day), names.months[month.casefold().rstrip(".")], int(year) if year else None, today
        )
        if when:
            found.append((match.start(), When(when)))
    return found


def _chinese_dates(text: str, today: date) -> list[tuple[int, When]]:
    found = []
    for match in CHINESE_DATE.finditer(text):
        year, month, day = (int(group) if group else None for group in match.groups())
        assert month is not None
        assert day is not None
        if when := _nearest(day, month, year, today):
            found.append((match.start(), When(when)))
    return found


def _nearest(day: int, month: int, year: int | None, today: date) -> date | None:
    """That day of the month in the year given, else of the year in which it is nearest."""
    dates = []
    for one in (year,) if year else (today.year - 1, today.year, today.year + 1):
        try:
            dates.append(date(one, month, day))
        except ValueError:
            continue
    return min(dates, key=lambda one: abs(one - today)) if dates else None


def _weekdays(text: str, published: datetime, language: str, names: _Names) -> list[tuple[int, When]]:
    found: list[tuple[int, When]] = []
    for match in names.weekday.finditer(text) if language in _COMING else ():
        day = _weekday(names.weekdays[match.group().casefold()], text[: match.start()], published, language)
        if day is None:
            return found[:1]
        found.append((match.start(), When(day)))
    return found


def _weekday(weekday: int, before: str, published: datetime, language: str) -> date | None:
    """The day past, or to come, that a day of the week means behind the words `before`; None if unclear."""
    today = published.astimezone(UTC)
    back = (today.weekday() - weekday) % 7
    clause = re.split(r"[,;:–—]| that | que | dass ", before)[-1][-60:]
    if re.search(rf"\b(?:{_COMING[language]})\b", clause, re.IGNORECASE):
        if re.search(rf"\b(?:{_SAID})\b", clause):
            return None
        return today.date() + timedelta(days=7 - back if back else 7)
    if re.search(r"\blast\s*$", before):
        return today.date() - timedelta(days=back or 7)
    if back == 6 and today.hour >= AHEAD_OF_UTC:
        return today.date() + timedelta(days=1)
    return today.date() - timedelta(days=back)


@cache
def _names(language: str) -> _Names | None:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
    weekdays = {name.casefold(): day for day, name in locale.days["format"]["wide"].items()}
    several = [locale, Locale("ar", "SY")] if language == "ar" else [locale]
    months = {
        name.casefold().rstrip("."): month
        for one in several
        for width in ("abbreviated", "wide")
        for month, name in one.months["format"][width].items()
    }
    if any(name.isdigit() for name in months):
        return None
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    days = "|".join(sorted(map(re.escape, weekdays), key=len, reverse=True))
    return _Names(
        weekdays,
        months,
        re.compile(rf"\b(?:{days})\b", re.IGNORECASE),
        re.compile(
            rf"(?<![\d.,])(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|ga\s+(?:watan\s+)?)?(?P<month>{month})\b\.?"
            r"(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d))?"
            rf"|\b(?P<month2>{month})\.?\s+(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\b(?![.,:]?\d)"
            r"(?:,?\s+(?P<year2>(?:19|20)\d\d))?",
            re.IGNORECASE,
        ),
    )
