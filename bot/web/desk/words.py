"""How the pages write times, counts and states."""

from datetime import UTC, date, datetime, timedelta

_STEPS = ((60, 1, "s"), (5400, 60, "min"), (172_800, 3600, "h"), (float("inf"), 86_400, "days"))


def from_now(time: datetime | None, now: datetime) -> str:
    """ "in 12 min", "3 h ago"; "never" for None."""
    if time is None:
        return "never"
    seconds = (time - now).total_seconds()
    size, unit = next((size, unit) for limit, size, unit in _STEPS if abs(seconds) < limit)
    length = f"{round(abs(seconds) / size)} {unit}"
    return f"in {length}" if seconds > 0 else f"{length} ago"


def span(length: timedelta) -> str:
    """ "40 s", "12 min"; early counts as no time."""
    epoch = datetime.fromtimestamp(0, UTC)
    return from_now(epoch + max(length, timedelta(0)), epoch).removeprefix("in ").removesuffix(" ago")


def day_and_time(time: datetime) -> str:
    """ "Mon 4 May 07:30", in UTC."""
    return f"{day_of(time)} {time:%H:%M}"


def day_of(date: date) -> str:
    """ "Mon 4 May"."""
    return f"{date:%a} {date.day} {date:%b}"


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 story", "1,200 stories"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def spaced(name: str) -> str:
    """A feature's name as words."""
    return name.replace("_", " ")
