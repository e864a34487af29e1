"""What can be set, with its defaults. Frozen; nothing here reads a file."""

import re
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.news.fair import FairPart
from bot.news.model import Editing, TopicSpec

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LEAST_TOKEN = 16
_HOURS = re.compile(r"(\d{1,2}(?::\d\d)?)\s*[-–]\s*(\d{1,2}(?::\d\d)?)")


class RepeatedError(ValueError):
    """Something is in a list twice; `place` is the second one's."""

    def __init__(self, value: str, place: int) -> None:
        super().__init__(f"{value!r} is listed twice; remove one of them")
        self.place = place


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


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", value):
        raise ValueError(f"{value!r} is no slug; write up to 40 small letters, digits and hyphens")
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:[-_]\w+)*", value):
        raise ValueError(f"{value!r} is no language code; write it as in 'fr'")
    return value


def _secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("it should be 1 to 256 letters, digits, _ and -")
    return value


def _long_enough(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < _LEAST_TOKEN:
        raise ValueError(
            f"it should have {_LEAST_TOKEN} characters or more; `openssl rand -hex 16` makes a good one"
        )
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
    secret: Annotated[SecretStr, AfterValidator(_secret)] | None = None


class Telegram(_Section):
    token: SecretStr | None = None
    token_file: Path | None = None
    more_tokens: tuple[SecretStr, ...] = ()
    more_token_files: tuple[Path, ...] = ()
    api_url: Address = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    admins: tuple[int, ...] = ()
    access: Literal["open", "invite", "allowlist"] = "open"
    allow: tuple[int, ...] = ()
    webhook: Webhook = Webhook()

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens of all bots, the first one first; without that, none."""
        secrets = (self.token, *self.more_tokens) if self.token else ()
        return tuple(secret.get_secret_value() for secret in secrets)

    @model_validator(mode="after")
    def _has_its_webhook(self) -> Self:
        if self.mode == "webhook" and (self.webhook.public_url is None or self.webhook.secret is None):
            raise ValueError(
                "mode = 'webhook' needs public_url and secret in [telegram.webhook]; add them or use polling"
            )
        return self


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
    language: Annotated[str, AfterValidator(_language)] | None = None
    country: str | None = None
    allow_private: bool = False


class TopicSettings(_Section):
    slug: Annotated[str, AfterValidator(_slug)]
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
    quoted_sentences: int = Field(default=10, ge=1)
    quoted_share: float = Field(default=0.6, gt=0, le=1)

    def fair_part(self) -> FairPart:
        """How much of one article may be quoted."""
        return FairPart(self.quoted_sentences, self.quoted_share)


class AlertSettings(_Section):
    outlets: int = Field(default=3, ge=2)
    per_day: int = Field(default=3, ge=1)


class ServerSettings(_Section):
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=1, le=65535)
    token: Annotated[SecretStr, AfterValidator(_long_enough)] | None = None


class WorkerSettings(_Section):
    engine: Literal["local", "dask"] = "local"
    processes: int | None = Field(default=None, ge=1)
    address: str | None = None


def _no_address_twice(sources: tuple[SourceSettings, ...]) -> tuple[SourceSettings, ...]:
    _refuse_repeats([source.url for source in sources])
    return sources


def _no_slug_twice(topics: tuple[TopicSettings, ...]) -> tuple[TopicSettings, ...]:
    _refuse_repeats([topic.slug for topic in topics])
    return topics


def _refuse_repeats(values: Sequence[str]) -> None:
    for place, value in enumerate(values):
        if value in values[:place]:
            raise RepeatedError(value, place)


class Settings(_Section):
    """All of it."""

    telegram: Telegram = Telegram()
    store: StoreSettings = StoreSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    sources: Annotated[tuple[SourceSettings, ...], AfterValidator(_no_address_twice)] = ()
    topics: Annotated[tuple[TopicSettings, ...], AfterValidator(_no_slug_twice)] = ()
    summaries: SummarySettings = SummarySettings()
    alerts: AlertSettings = AlertSettings()
    server: ServerSettings = ServerSettings()
    workers: WorkerSettings = WorkerSettings()

    def topic_specs(self) -> tuple[TopicSpec, ...]:
        """The operator's topics."""
        return tuple(topic.spec() for topic in self.topics)

    def editing(self) -> Editing:
        """How articles are condensed and tagged."""
        summaries = self.summaries
        return Editing(summaries.method, summaries.sentences, self.topic_specs(), summaries.fair_part())
