"""Days of the week and relative days in Arabic, Hausa, Russian, Turkish and Chinese. Pure.

There the word that tells whether a day is past or to come may stand far away. A day of the week is resolved
as the last one, as the next one where that is said beside it, and not at all where the sentence speaks of
what is to come.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

Span = Literal["day", "week", "month"]

AHEAD_OF_UTC = 10
"""From this hour (UTC) on it may be the next day already where an outlet is."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, or the first day of a week (Monday) or month."""

    day: date
    span: Span = "day"


@dataclass(frozen=True, slots=True)
class _Tongue:
    """How a language says a day. `days` are forms of the weekdays, Monday first, each by itself a pattern.

    `around` holds {day}; in it `next` marks one to come and `last` one past, of the week before where the
    language counts so (`whole_weeks`). `coming`: the sentence speaks of what is to come.
    """

    days: tuple[str, ...]
    around: str
    coming: str
    last_week: str
    last_month: str
    yesterday: str
    whole_weeks: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        named = "|".join(f"(?P<d{n}>{day})" for n, day in enumerate(self.days))
        return re.compile(self.around.replace("{day}", f"(?:{named})"), re.IGNORECASE)


def _whole(words: str) -> str:
    return rf"\b(?:{words})\b"


_TONGUES = {
    "ar": _Tongue(
        days=(
            "الاثنين|الإثنين",
            "الثلاثاء",
            "الأربعاء|الاربعاء",
            "الخميس",
            "الجمعة",
            "السبت",
            "الأحد|الاحد",
        ),
        around=r"\b{day}\b(?P<next>\s+(?:المقبل|القادم)ة?\b)?(?P<last>\s+الماضية?\b)?",
        coming=(
            r"\b(?:سوف|المقرر|يُتوقع|يتوقع|المتوقع|المزمع|حتى|قبل)\b"
            r"|\b(?:و|ف)?س(?:ي(?!ار|اس|ناء|نما|د|طر|ول|رة)|ت(?!ة|ون|ين|ار)|ن(?!ة|وات|وي|دات|غافور))\w{3,}"
        ),
        last_week=_whole(r"الأسبوع الماضي"),
        last_month=_whole(r"الشهر الماضي"),
        yesterday=r"(?<!أول )(?<!قبل )\b(?:أمس|بالأمس|البارحة)\b",
    ),
    "ha": _Tongue(
        days=("litinin", "talata", "laraba", "alhamis", "jumm?a['’ʼ]?a", "asabar", "lahadi"),
        around=r"\branar\s+{day}(?!\w)(?P<next>\s+mai zuwa\b)?(?P<last>\s+da t?y?a (?:gabata|wuce)\b)?",
        coming=_whole(r"zai|zata|zasu|za (?:a|ta|su|mu|ka|ku|ki)|kafin|har zuwa"),
        last_week=_whole(r"makon jiya|makon da ya (?:gabata|wuce)"),
        last_month=_whole(r"watan jiya|watan da ya (?:gabata|wuce)"),
        yesterday=r"(?<!mako )(?<!makon )(?<!watan )(?<!shekarar )(?<!bara )\bjiya\b",
    ),
    "ru": _Tongue(
        days=("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"),
        around=r"\bво?\s+(?P<next>(?:следующ|будущ)\w+\s+)?(?P<last>прошл\w+\s+)?{day}\b",
        coming=_whole(
            r"буд(?:ет|ут)|состо(?:ится|ятся)|пройд[её]т|пройдут|начн[её]тся|начнутся|планиру\w+|ожида\w+"
            r"|намечен\w*|запланирован\w*|назначен\w*|предстоящ\w+|долж(?:ен|на|но|ны)|завтра"
        ),
        last_week=_whole(r"на прошлой неделе"),
        last_month=_whole(r"в прошлом месяце"),
        yesterday=_whole(r"вчера"),
    ),
    "tr": _Tongue(
        days=("pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"),
        around=(
            r"\b(?P<next>(?:önümüzdeki|gelecek)\s+)?(?P<last>geçen\s+)?{day}\s+"
            r"(?:günü|sabahı|akşamı|gecesi)\b"
        ),
        coming=r"\b\w{2,}[ae]ca[kğ]\w*|\b\w{2,}ece[kğ]\w*|\b(?:planlan|beklen|öngörül)\w*|\bkadar\b|\bönce\b",
        last_week=_whole(r"geçen hafta|geçtiğimiz hafta"),
        last_month=_whole(r"geçen ay|geçtiğimiz ay"),
        yesterday=_whole(r"dün"),
    ),
    "zh": _Tongue(
        days=("一", "二", "三", "四", "五", "六", "[日天]"),
        around=r"(?<![至到-])(?:(?P<next>下个?)|(?P<last>上个?)|本|这)?(?:周|星期|礼拜){day}(?![至到周])",
        coming=r"将|计划|预计|拟|即将|明天|会在|定于",
        last_week=r"上个?(?:周|星期|礼拜)(?![一二三四五六日天])",
        last_month=r"上个?月",
        yesterday=r"昨[天日晚夜]",
        whole_weeks=True,
    ),
}
_PATTERNS = {language: tongue.pattern for language, tongue in _TONGUES.items()}
CHINESE_DATE = re.compile(r"(?:((?:19|20)\d\d)年)?(?<!\d)(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])[日号]")
"""Year (or none), month and day, as Chinese writes them."""
LANGUAGES = frozenset(_TONGUES)


def relative_days(text: str, published: datetime, language: str) -> list[tuple[int, When]]:
    """The days of the week and relative days that a text names, with where they stand in it.

    `published` is aware. ValueError for a language that is not one of LANGUAGES.
    """
    if language not in LANGUAGES:
        raise ValueError(f"days of the week are not known in {language}")
    tongue = _TONGUES[language]
    lately = (tongue.last_week, tongue.last_month, tongue.yesterday)
    return [*_weekdays(text, published, language), *find_lately(text, published, lately)]


def _weekdays(text: str, published: datetime, language: str) -> list[tuple[int, When]]:
    tongue = _TONGUES[language]
    found: list[tuple[int, When]] = []
    for match in _PATTERNS[language].finditer(text):
        weekday = next(n for n in range(7) if match[f"d{n}"])
        unclear = not match["next"] and not match["last"] and re.search(tongue.coming, text, re.IGNORECASE)
        if not unclear:
            found.append((match.start(), When(_day(weekday, match, published, tongue))))
    return found


def _day(weekday: int, match: re.Match[str], published: datetime, tongue: _Tongue) -> date:
    today = published.astimezone(UTC)
    back = (today.weekday() - weekday) % 7
    if tongue.whole_weeks and (match["next"] or match["last"]):
        monday = today.date() - timedelta(days=today.weekday())
        return monday + timedelta(days=weekday + (7 if match["next"] else -7))
    if match["next"]:
        return today.date() + timedelta(days=7 - back if back else 7)
    if match["last"]:
        return today.date() - timedelta(days=back or 7)
    if back == 6 and today.hour >= AHEAD_OF_UTC:
        return today.date() + timedelta(days=1)
    return today.date() - timedelta(days=back)


def find_lately(text: str, published: datetime, patterns: tuple[str, str, str]) -> list[tuple[int, When]]:
    """The last week, the last month and yesterday, as far as a text says them, with where they stand in it.

    `patterns` are those of a language for them, in this order; `published` is aware.
    """
    today = published.astimezone(UTC).date()
    monday = today - timedelta(days=today.weekday() + 7)
    first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    meant = (When(monday, "week"), When(first, "month"), When(today - timedelta(days=1)))
    found = (re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
    return [(match.start(), when) for match, when in zip(found, meant, strict=True) if match]
