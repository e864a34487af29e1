"""Times as readers write them, and as they are shown: local to the reader, 24 hours. Pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_timedelta, get_day_names, get_month_names

from bot.calendar import EVERY_DAY
from bot.chat import texts
from bot.chat.markup import Html, cut, esc, fill, listed, tg_time, written
from bot.chat.voice import ENGLISH, locale, locale_of
from bot.errors import UserError
from bot.news.since import is_since, parse_since

MOST_TIMES = 6

_CLOCK = re.compile(r"(\d{1,2})(?:(?::|\.|h)(\d{2})|h)?\s*(am|pm)?", re.IGNORECASE)
_BARE = re.compile(r"(\d{2})(\d{2})")
_SPAN = re.compile(r"(\d+)\s*(h|d|w|hours?|days?|weeks?)", re.IGNORECASE)
_GROUPS = {
    "daily": EVERY_DAY,
    "everyday": EVERY_DAY,
    "weekdays": frozenset(range(5)),
    "weekday": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
    "weekend": frozenset({5, 6}),
}


@dataclass(frozen=True, slots=True)
class Window:
    """How far back to look: since when (UTC; None: everything), in words, and as it is typed ("7d").

    Of one local day `until` is the end, and `beside` are the days before and after it, those that have begun.
    """

    since: datetime | None
    words: str
    typed: str
    until: datetime | None = None
    beside: tuple[date, ...] = ()


def parse_schedule(text: str) -> tuple[tuple[time, ...], frozenset[int] | None]:
    """`07:30 18:00 mon-fri` as local times, sorted, and weekdays (None: none named). Raises UserError."""
    times: set[time] = set()
    days: set[int] = set()
    folded = re.sub(r"\bevery\s+day\b", "daily", text.lower())
    folded = re.sub(r"(\d)\s+([ap]m)\b", r"\1\2", folded)
    folded = re.sub(r"\s*[-–]\s*", "-", folded)
    for word in re.split(r"[\s,;]+|\band\b|\bat\b|\bon\b", folded):
        if not word:
            continue
        named = _days(word)
        if named:
            days |= named
        else:
            times.add(parse_time(word))
    if len(times) > MOST_TIMES:
        raise UserError(
            "{count} digests a day are too many; choose up to {most}, as in /time 07:30 18:00.",
            count=len(times),
            most=MOST_TIMES,
        )
    return tuple(sorted(times)), frozenset(days) or None


def parse_time(word: str) -> time:
    """`7`, `07:30`, `7.30`, `7h30`, `0730` or `7:30pm`. Raises UserError."""
    match = _BARE.fullmatch(word) or _CLOCK.fullmatch(word.strip())
    if match:
        hour, minute = int(match[1]), int(match[2] or 0)
        half = match[3].lower() if match.re is _CLOCK and match[3] else ""
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise UserError(
        "“{word}” is no time of day; write it as in /time 07:30 or /time 07:30 18:00 mon-fri.", word=cut(word)
    )


def _days(word: str) -> frozenset[int]:
    """The weekdays a word names; empty if it names none."""
    if word in _GROUPS:
        return _GROUPS[word]
    first, _, last = word.partition("-")
    start, end = _day(first), _day(last) if last else _day(first)
    if start is None or end is None:
        return frozenset()
    return frozenset((start + i) % 7 for i in range((end - start) % 7 + 1))


def _day(word: str) -> int | None:
    """The weekday (0 is Monday) that a word begins, in English or the language spoken now."""
    if len(word) < 2 or not word.isalpha():
        return None
    return next((i for i, name in _day_names() if name.startswith(word) or f"{name}s" == word), None)


def _day_names() -> Iterator[tuple[int, str]]:
    for tongue in (locale_of(ENGLISH), locale()):
        for width in ("abbreviated", "wide"):
            for day, name in get_day_names(width, "stand-alone", tongue).items():
                yield day, name.casefold()


def parse_hours(text: str) -> tuple[time, time] | None:
    """`22-07` or `22:30 - 07:00` as local from and until; `off` is None. Raises UserError."""
    if text.strip().lower() in {"off", "none", "no", "never"}:
        return None
    parts = [part for part in re.split(r"\s*(?:[-–—]|\bto\b|\buntil\b|\s)\s*", text.strip().lower()) if part]
    try:
        start, end = (parse_time(part) for part in parts)
    except (UserError, ValueError):
        raise UserError(
            "“{text}” is no span of hours; write it as in /quiet 22-07, or /quiet off.", text=cut(text)
        ) from None
    if start == end:
        raise UserError("Quiet hours need two different times, as in /quiet 22-07.")
    return start, end


def parse_window(word: str, now: datetime, zone: str) -> Window | None:
    """`24h`, `7d`, `2w`, `all`, or one day: `today`, `yesterday`, a local date. None if it is none."""
    low = word.strip().lower()
    today = now.astimezone(ZoneInfo(zone)).date()
    low = {"today": f"{today}", "yesterday": f"{today - timedelta(days=1)}"}.get(low, low)
    if not is_since(low) or re.fullmatch(r"0+\s*[hdw]", low):
        return None
    try:
        since = parse_since(low, now, zone)
    except (UserError, OverflowError):
        return None
    if since is None:
        return Window(None, esc(texts.SO_FAR), low)
    span = _span(low)
    return Window(since, _spell(span), low) if span else _one_day(date.fromisoformat(low), since, zone, today)


def _one_day(day: date, since: datetime, zone: str, today: date) -> Window:
    until = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    beside = tuple(other for other in (day - timedelta(days=1), day + timedelta(days=1)) if other <= today)
    return Window(since, fill(texts.ON_DAY, day=show_date(day)), day.isoformat(), until, beside)


def _span(word: str) -> timedelta | None:
    match = _SPAN.fullmatch(word.strip())
    if not match or not 0 < int(match[1]) < 10_000:
        return None
    return timedelta(hours=int(match[1]) * {"h": 1, "d": 24, "w": 168}[match[2][0].lower()])


def _spell(span: timedelta) -> Html:
    hours = int(span / timedelta(hours=1))
    whole_days = hours > 24 and hours % 24 == 0
    return fill(texts.LAST_DAYS, count=hours // 24) if whole_days else fill(texts.LAST_HOURS, count=hours)


def parse_until(text: str, now: datetime, zone: str) -> datetime:
    """A day to come, as its local midnight in UTC: `tomorrow`, `friday`, `2026-03-01`, `1 March`, `3d`, `2w`.

    A span in hours counts from now. Raises UserError, also for a day that is past.
    """
    local = now.astimezone(ZoneInfo(zone))
    word = re.sub(r"^(until|till|to|for|on)\s+", "", text.strip().lower())
    span = _span(word)
    if span and span % timedelta(days=1):
        return now + span
    day = local.date() + min(span, timedelta(days=3650)) if span else _date(word, local.date())
    if day is None:
        raise UserError(
            "“{text}” is no day I know; write it as in /pause 2026-03-01, /pause friday or /pause 3d.",
            text=cut(text),
        )
    if day <= local.date():
        raise UserError(
            "{day} is not to come; name a later day, as in /pause friday or /pause 3d.", day=show_date(day)
        )
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _date(word: str, today: date) -> date | None:
    if word == "tomorrow":
        return today + timedelta(days=1)
    weekday = _day(word.removeprefix("next "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(word, pattern).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    return _day_of_month(word, today)


def _day_of_month(word: str, today: date) -> date | None:
    """`1 March`, `march 1` or `1 de marzo`: the next one that comes."""
    parts = [part for part in re.split(r"[\s.,]+", word) if part not in {"", "de"}]
    parts.sort(key=str.isdecimal, reverse=True)
    months = dict(_month_names())
    if len(parts) != 2 or not re.fullmatch(r"\d{1,2}", parts[0]) or parts[1] not in months:
        return None
    for year in (today.year, today.year + 1):
        try:
            found = date(year, months[parts[1]], int(parts[0]))
        except ValueError:
            continue
        if found > today:
            return found
    return None


def _month_names() -> Iterator[tuple[str, int]]:
    """Names of months in English and the language spoken now, by number."""
    for tongue in (locale(), locale_of(ENGLISH)):
        for width in ("wide", "abbreviated"):
            for month, name in get_month_names(width, "format", tongue).items():
                yield name.casefold().rstrip("."), month
    yield "sep", 9


def show_date(day: date) -> str:
    """`Wed 18 Feb 2026`."""
    return written(day, texts.DATE)


def show_span(span: timedelta) -> str:
    """`5 hours`, `4 days`."""
    return format_timedelta(span, granularity="minute", locale=locale()).replace("\u00a0", " ")


def show_times(times: Sequence[time]) -> Html:
    """`07:30 and 18:00`."""
    return listed(f"{moment:%H:%M}" for moment in times)


def show_days(days: Collection[int]) -> Html:
    """`every day`, `Mon–Fri`, `Tue, Thu`."""
    abbreviated = get_day_names("abbreviated", "stand-alone", locale())
    names, ordered = {day: name.rstrip(".") for day, name in abbreviated.items()}, sorted(days)
    if len(ordered) == 7:
        return esc(texts.EVERY_DAY)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return esc(f"{names[ordered[0]]}–{names[ordered[-1]]}")
    return esc(", ".join(names[day] for day in ordered))


def show_quiet(quiet: tuple[time, time] | None) -> Html:
    """`22:00–07:00`, or `none`."""
    return esc(f"{quiet[0]:%H:%M}–{quiet[1]:%H:%M}" if quiet else texts.NONE)


def show_next(moment: datetime, now: datetime, zone: str) -> Html:
    """`today at 18:00`, `tomorrow at 07:30`, `Thu 5 Mar at 07:30`, in the reader's zone.

    For an answer that names the zone: a `tg-time` tag would show each client's own hour beside it.
    """
    local, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    form = {0: texts.TODAY_AT, 1: texts.TOMORROW_AT}.get((local.date() - today).days, texts.DAY_AT)
    return fill(form, day=written(local, texts.SHORT_DATE), time=f"{local:%H:%M}")


def show_slot(moment: datetime, zone: str) -> Html:
    """`Thu 07:30`: for a message that may be read days later."""
    return tg_time(moment, zone, texts.WEEKDAY_HOUR, "wt")


def show_day(moment: datetime, zone: str) -> Html:
    """`Wed 18 Feb 2026`."""
    return tg_time(moment, zone, texts.DATE, "wD")


def show_since(moment: datetime, now: datetime, zone: str) -> Html:
    """`Since Friday`; of today with the hour, of longer ago with the date."""
    local, today = moment.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone)).date()
    days = (today - local.date()).days
    pattern = texts.WEEKDAY_NOW if days < 1 else texts.WEEKDAY if days <= 6 else texts.LONG_AGO
    return fill(texts.SINCE, when=written(local, pattern))
