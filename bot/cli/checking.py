"""Commands that look after the program: check, stats, backup, restore."""

import sys
from pathlib import Path

import click

from bot.app.program import Newsbrief
from bot.cli.configuration import settings_of
from bot.cli.session import with_newsbrief
from bot.cli.shapes import print_json
from bot.desk.newsroom import Stats
from bot.errors import StoreError
from bot.store.upkeep import back_up, check_integrity, put_back


@click.command()
@click.option("--online", is_flag=True, help="Fetch every source once as well.")
@click.pass_context
def check(ctx: click.Context, online: bool) -> None:
    """Check the configuration (every mistake at once), the database and, --online, every source."""
    settings = settings_of(ctx)
    click.echo(
        f"Configuration: fine, {len(settings.sources)} sources, {len(settings.topics)} topics of your own."
    )
    if settings.telegram.token is None:
        click.echo("Token: none yet; `newsbrief run` needs one, every other command works without.")

    async def work(program: Newsbrief) -> list[tuple[str, str | None]]:
        problems = await program.store.read(check_integrity)
        if problems:
            raise StoreError(
                f"{settings.store.path}: damaged ({problems[0]}); `newsbrief restore` puts a backup back."
            )
        click.echo(f"Database: fine, {settings.store.path}.")
        return await program.ingest.probe_sources() if online else []

    failed = 0
    for name, trouble in with_newsbrief(ctx, work):
        failed += trouble is not None
        click.echo(f"{name}: {trouble or 'fine'}.")
    if failed:
        click.echo(
            f"newsbrief: {failed} sources could not be read; mend or remove them in [[sources]].", err=True
        )
        sys.exit(2)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def stats(ctx: click.Context, as_json: bool) -> None:
    """Sources, articles, stories, subscribers, deliveries: counts, freshness, what is failing."""

    async def work(program: Newsbrief) -> Stats:
        return await program.desk.newsroom.stats()

    counts = with_newsbrief(ctx, work)
    if as_json:
        print_json(_stats_shape(counts))
    else:
        _print_stats(counts)


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
        "articles": counts.articles,
        "unsummarised": counts.unsummarised,
        "stories": counts.stories,
        "subscribers": counts.subscribers,
        "deliveries": counts.deliveries,
        "failing": [
            {"name": source.name, "url": source.url, "error": source.last_error} for source in counts.failing
        ],
    }


def _print_stats(counts: Stats) -> None:
    sources, deliveries = counts.sources, counts.deliveries
    click.echo(f"Sources      {sources['total']} ({sources['failing']} failing, {sources['stale']} stale)")
    bare = f"{counts.unsummarised} without a summary"
    click.echo(f"Articles     {counts.articles} in {counts.stories} stories, {bare}")
    click.echo(f"Subscribers  {counts.subscribers}")
    told = ", ".join(
        f"{deliveries[state]} {state}" for state in ("due", "sent", "late", "failed", "uncertain")
    )
    click.echo(f"Deliveries   {told}")
    if deliveries["oldest_undelivered"]:
        click.echo(f"             the oldest undelivered is of {deliveries['oldest_undelivered']}")
    for source in counts.failing:
        click.echo(
            f"  {source.name}: {source.failures} failures in a row, {source.last_error} ({source.url})"
        )
