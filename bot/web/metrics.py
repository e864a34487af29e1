"""What Prometheus is told. docs/operate.md says what to watch; deploy/ has alerts and a dashboard."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.desk.health import BotRecord, Health, JobRecord
from bot.metrics import Metric, gauge

DELIVERIES = {
    "due": "Digests that are due and not settled: not planned yet, or with parts to be sent.",
    "sent": "Digests in the ledger that have arrived.",
    "late": "Digests in the ledger that were planned more than a minute after they were due.",
    "failed": "Digests in the ledger of which a part was given up.",
    "uncertain": "Digests of which a part may have arrived and is to be sent once more.",
}


def metrics_of(
    health: Health, jobs: Mapping[str, JobRecord], bots: Sequence[BotRecord], *, workers: int
) -> list[Metric]:
    """The metrics of one moment. Seconds, bytes and counts; times are seconds since the epoch."""
    stats = health.stats
    return [
        *_bot_metrics(bots),
        Metric(
            "check_ok",
            "1 if what must hold does: digests on time, sources polled, the database written.",
            {name.replace(" ", "_"): ok for name, ok in health.checks.items()},
            label="check",
        ),
        gauge("sources", "Sources that are read.", stats.sources["total"]),
        gauge("sources_failing", "Sources that could not be read the last time.", stats.sources["failing"]),
        gauge("sources_stale", "Sources that have not been read for long.", stats.sources["stale"]),
        gauge("poll_overdue_seconds", "How long the source due first has waited.", _seconds(health.unpolled)),
        gauge("workers", "How many pages can be read at a time; on a cluster, by its workers.", workers),
        gauge("articles", "Articles in the archive.", stats.totals.articles),
        gauge("articles_unsummarised", "Articles shown as headline and link.", stats.totals.unsummarised),
        gauge("stories", "Stories in the archive.", stats.totals.stories),
        gauge("subscribers", "Readers with a topic who want digests.", stats.totals.subscribers),
        *(
            gauge(f"deliveries_{state}", about, _number(stats.deliveries[state]))
            for state, about in DELIVERIES.items()
        ),
        gauge(
            "undelivered_seconds", "How long the oldest due digest has waited.", _seconds(health.undelivered)
        ),
        gauge("database_bytes", "Size of the database file.", health.vitals.bytes_used),
        *_job_metrics(jobs),
    ]


def _bot_metrics(bots: Sequence[BotRecord]) -> list[Metric]:
    ready = {str(one.number): one.ready for one in bots}
    sent = {str(one.number): one.sent for one in bots}
    about = "Messages of digests and notices that a bot has brought."
    return [
        gauge("ready", "1 if every bot takes updates from Telegram.", all(ready.values())),
        Metric("bot_ready", "1 if a bot, given by its id, takes updates.", ready, label="bot"),
        Metric("bot_messages", about, sent, label="bot", kind="counter"),
    ]


def _job_metrics(jobs: Mapping[str, JobRecord]) -> list[Metric]:
    named = {name.replace(" ", "_"): record for name, record in jobs.items()}
    runs = {name: record.runs for name, record in named.items()}
    failures = {name: record.failures for name, record in named.items()}
    ended = {name: record.ended for name, record in named.items()}
    return [
        Metric("job_runs", "How often a job has run.", runs, label="job", kind="counter"),
        Metric("job_failures", "How often a job has failed.", failures, label="job", kind="counter"),
        Metric("job_last_end_timestamp_seconds", "When a job last ended well.", ended, label="job"),
    ]


def _seconds(duration: timedelta) -> float:
    return duration.total_seconds()


def _number(value: int | str | None) -> int:
    assert isinstance(value, int)
    return value
