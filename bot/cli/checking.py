"""Commands that look after the program: check, stats, backup, restore."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import click

from bot.app.probing import BotProbe, probe_bots
from bot.app.program import Newsbrief
from bot.cli.configuration import settings_of
from bot.cli.progress import progress_of
from bot.cli.session import with_newsbrief
from bot.cli.shapes import print_json
from bot.clock import SystemClock
from bot.desk.figures import Stats
from bot.errors import StoreError
from bot.ingest.engine import Workforce
from bot.ingest.poll import shown
from bot.ingest.report import Probe
from bot.store.model import Source
from bot.store.upkeep import back_up, check_integrity, put_back

SILENT = timedelta(days=60)
"""A source that published nothing for so long may have been given up."""


@click.command()
@click.option("--online", is_flag=True, help="Ask Telegram of every bot and fetch every source once as well.")
@click.pass_context
def check(ctx: click.Context, online: bool) -> None:
    """Check the configuration (every mistake at once), the database and, --online, bots and sources."""
    settings = settings_of(ctx)
    click.echo(
        f"Configuration: fine, {len(settings.sources)} sources, {len(settings.topics)} topics of your own."
    )
    if settings.telegram.token is None:
        click.echo("Token: none yet; `newsbrief run` needs one, every other command works without.")

    async def work(program: Newsbrief) -> tuple[list[BotProbe], list[Probe]]:
        problems = await program.store.read(check_integrity, quick=True)
        if problems:
            raise StoreError(
                f"{settings.store.path}: damaged ({problems[0]}); `newsbrief restore` puts a backup back."
            )
        click.echo(f"Database: fine, {settings.store.path}.")
        if not online:
            return [], []
        bots = await probe_bots(settings.telegram)
        with progress_of("sources asked") as progress:
            return bots, await program.ingest.probe_sources(progress)

    bots, found = with_newsbrief(ctx, work)
    if online:
        usable = _tell_bots(bots)
        _tell_probes(found)
        if not usable:
            sys.exit(2)


def _tell_bots(bots: Sequence[BotProbe]) -> bool:
    """Which bot each token opens, one line each. Answers whether all can be used."""
    for place, one in enumerate(bots, 1):
        name = "Bot" if len(bots) == 1 else f"Bot {place}"
        click.echo(f"{name}: {one.name}: {one.trouble}." if one.trouble else f"{name}: {one.name}.")
    if dead := sum(bool(one.trouble) for one in bots):
        those = "1 bot" if dead == 1 else f"{dead} bots"
        click.echo(f"newsbrief: {those} could not be reached; see [telegram].", err=True)
    return not dead


def _tell_probes(found: Sequence[Probe]) -> None:
    """What is to be mended, one line each; exits with 2 if a source can't be read."""
    old = SystemClock().now() - SILENT
    for one in found:
        if one.moved:
            click.echo(f"{one.name}: fine, but its feed is at {one.moved} now.")
        elif one.newest and one.newest < old:
            click.echo(f"{one.name}: it answers, but has published nothing since {one.newest:%Y-%m-%d}.")
    dead = [one for one in found if one.trouble]
    for one in dead:
        click.echo(f"{one.name}: {one.trouble}.")
    click.echo(f"Sources: {len(found) - len(dead)} of {len(found)} can be read.")
    if dead:
        those = "1 source" if len(dead) == 1 else f"{len(dead)} sources"
        click.echo(f"newsbrief: {those} could not be read; mend or remove them in [[sources]].", err=True)
        sys.exit(2)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def stats(ctx: click.Context, as_json: bool) -> None:
    """Sources, articles, stories, subscribers, deliveries: counts, freshness, what is failing."""

    async def work(program: Newsbrief) -> tuple[Stats, Workforce]:
        return await program.desk.newsroom.stats(), await program.ingest.workforce()

    counts, workforce = with_newsbrief(ctx, work)
    if as_json:
        print_json({**_stats_shape(counts), "workers": asdict(workforce)})
    else:
        _print_stats(counts)
        click.echo(f"Workers      {_told(workforce)}")
        for source in counts.failing:
            click.echo(f"  {source.name}: {source.last_error}; {_fate(source)} ({shown(source)})")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def backup(ctx: click.Context, file: Path) -> None:
    """Copy the database to FILE; the bot may run meanwhile."""
    settings = settings_of(ctx)
    back_up(settings.store.path, file)
    click.echo(f"{settings.store.path} copied to {file}.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def restore(ctx: click.Context, file: Path) -> None:
    """Put the backup FILE in the database's place, after checking it. The bot must not run."""
    settings = settings_of(ctx)
    kept = put_back(file, settings.store.path)
    click.echo(f"{file} is the database now." + (f" The former one is kept as {kept}." if kept else ""))


def _stats_shape(counts: Stats) -> dict[str, object]:
    return {
        "sources": counts.sources,
        "articles": counts.totals.articles,
        "unsummarised": counts.totals.unsummarised,
        "stories": counts.totals.stories,
        "subscribers": counts.totals.subscribers,
        "deliveries": counts.deliveries,
        "failing": [
            {
                "name": source.name,
                "url": shown(source),
                "error": source.last_error,
                "failures": source.failures,
                "last_success": source.last_success.isoformat() if source.last_success else None,
                "next_try": source.next_due.isoformat() if source.active else None,
            }
            for source in counts.failing
        ],
    }


def _told(workforce: Workforce) -> str:
    if workforce.trouble:
        return f"{workforce.where}: {workforce.trouble}"
    waiting = f", {workforce.waiting} waiting" if workforce.waiting else ""
    return f"{workforce.workers} {workforce.where}{waiting}"


def _print_stats(counts: Stats) -> None:
    sources, deliveries = counts.sources, counts.deliveries
    click.echo(
        f"Sources      {sources['total']} ({sources['failing']} failing, {sources['stale']} not read lately)"
    )
    bare = f"{counts.totals.unsummarised} without a summary"
    stories = "1 story" if counts.totals.stories == 1 else f"{counts.totals.stories} stories"
    click.echo(f"Articles     {counts.totals.articles} in {stories}, {bare}")
    click.echo(f"Subscribers  {counts.totals.subscribers}")
    told = ", ".join(
        f"{deliveries[state]} {state}" for state in ("due", "sent", "late", "failed", "uncertain")
    )
    click.echo(f"Deliveries   {told}")
    if deliveries["oldest_undelivered"]:
        click.echo(f"             the oldest undelivered is of {deliveries['oldest_undelivered']}")


def _fate(source: Source) -> str:
    """When a failing source was last read, and when it is tried again; times are in UTC."""
    read = f"last read {source.last_success:%d %b %H:%M}" if source.last_success else "never read"
    failed = "failed once" if source.failures == 1 else f"failed {source.failures} times in a row"
    tried = f"next try {source.next_due:%d %b %H:%M} UTC" if source.active else "not asked again"
    return f"{read}, {failed}, {tried}"
