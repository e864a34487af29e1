"""What can be set, with its defaults. Frozen; nothing here reads a file."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.news.model import TopicSpec

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HOURS = re.compile(r"(\d{1,2}(?::\d\d)?)\s*[-–]\s*(\d{1,2}(?::\d\d)?)")


def _time(value: object) -> object:
    if isinstance(value, str):
        match = _TIME.fullmatch(value.strip())
        if not match:
            raise ValueError(f"{value!r} is no time of day; write it as '07:30'")
        return time(int(match[1]), int(match[2]))
    return value


def _quiet(value: object) -> object:
    """`"22-07"` or `"22:00-07:00"` as two times."""
    if not isinstance(value, str):
        return value
    match = _HOURS.fullmatch(value.strip())
    if not match:
        raise ValueError(f"{value!r} is no span of hours; write it as '22-07'")
    return tuple(_time(part if ":" in part else f"{part}:00") for part in match.groups())


def _zone(value: str) -> str:
    if value not in available_timezones():
        near = process.extractOne(
            value, available_timezones(), scorer=OSA.normalized_similarity, score_cutoff=0.6
        )
        hint = f"the nearest is {near[0]!r}" if near else "write it as in 'Africa/Niamey'"
        raise ValueError(f"{value!r} is no time zone; {hint}")
    return value


def _address(value: str) -> str:
    if not re.match(r"https?://[^/\s]+", value):
        raise ValueError(f"{value!r} is no web address; it must begin with http:// or https://")
    return value


TimeOfDay = Annotated[time, BeforeValidator(_time)]
Zone = Annotated[str, AfterValidator(_zone)]
Address = Annotated[str, AfterValidator(_address)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Webhook(_Section):
    public_url: Address | None = None
    listen: str = "127.0.0.1"
    port: int = Field(default=8443, ge=1, le=65535)
    secret: SecretStr | None = None


class Telegram(_Section):
    token: SecretStr | None = None
    token_file: Path | None = None
    api_url: Address = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    admins: tuple[int, ...] = ()
    access: Literal["open", "invite", "allowlist"] = "open"
    allow: tuple[int, ...] = ()
    webhook: Webhook = Webhook()


class StoreSettings(_Section):
    path: Path = Path("newsbrief.db")
    keep_days: int = Field(default=0, ge=0)


class ScheduleSettings(_Section):
    poll_minutes: int = Field(default=15, ge=1, le=1440)
    digest_times: tuple[TimeOfDay, ...] = Field(default=(time(7, 30),), min_length=1)
    timezone: Zone = "UTC"
    quiet_hours: Annotated[tuple[TimeOfDay, TimeOfDay] | None, BeforeValidator(_quiet)] = None


class SourceSettings(_Section):
    name: str
    url: Address
    kind: str = ""
    language: str | None = None
    country: str | None = None
    allow_private: bool = False


class TopicSettings(_Section):
    slug: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    label: str | None = None
    aliases: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def spec(self) -> TopicSpec:
        """The topic as the newsroom knows it; the slug is an alias too."""
        label = self.label or self.slug.replace("-", " ").capitalize()
        return TopicSpec(self.slug, label, self.aliases or (label,), self.exclude)


class SummarySettings(_Section):
    method: Literal[
        "news", "lex-rank", "text-rank", "lsa", "luhn", "kl", "sum-basic", "edmundson", "reduction", "lead"
    ] = "news"
    sentences: int = Field(default=3, ge=1, le=10)


class AlertSettings(_Section):
    outlets: int = Field(default=3, ge=2)
    per_day: int = Field(default=3, ge=1)


class ServerSettings(_Section):
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=1, le=65535)


class WorkerSettings(_Section):
    engine: Literal["local", "dask"] = "local"
    processes: int | None = Field(default=None, ge=1)
    address: str | None = None


class Settings(_Section):
    """All of it. `path` is the file it came from, None for defaults."""

    telegram: Telegram = Telegram()
    store: StoreSettings = StoreSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    sources: tuple[SourceSettings, ...] = ()
    topics: tuple[TopicSettings, ...] = ()
    summaries: SummarySettings = SummarySettings()
    alerts: AlertSettings = AlertSettings()
    server: ServerSettings = ServerSettings()
    workers: WorkerSettings = WorkerSettings()

    def topic_specs(self) -> tuple[TopicSpec, ...]:
        """The operator's topics."""
        return tuple(topic.spec() for topic in self.topics)
