"""Commands that bring news in: ingest, opml."""

import logging
import sys
from pathlib import Path

import click

from bot.app.program import Newsbrief
from bot.cli.progress import progress_of
from bot.cli.session import with_newsbrief
from bot.cli.shapes import article_shape, print_json
from bot.errors import UserError
from bot.ingest import Report
from bot.ingest.locations import STANDARD_INPUT
from bot.news.opml import OpmlFeed, parse_opml, write_opml


@click.command()
@click.argument("locations", nargs=-1, metavar="[LOCATION]…")
@click.option("--allow-private", is_flag=True, help="Read private and loopback addresses too.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def ingest(ctx: click.Context, locations: tuple[str, ...], allow_private: bool, as_json: bool) -> None:
    """Read each LOCATION once; without any, all configured sources that are due.

    A LOCATION is an address (feed, article, news sitemap, homepage) or a file (feed, page, pasted text, OPML,
    .jsonl of articles); `-` is standard input.
    """

    async def work(program: Newsbrief) -> Report:
        report = await read(program)
        await program.ingest.retag()
        return report

    async def read(program: Newsbrief) -> Report:
        if not locations:
            with progress_of("sources read") as progress:
                return await program.ingest.poll_due(progress, allow_private=allow_private)
        with progress_of("locations read" if len(locations) > 1 else "articles read") as progress:
            return await program.ingest.ingest_locations(
                locations, allow_private=allow_private, progress=progress
            )

    try:
        report = with_newsbrief(ctx, work, logging.ERROR)
    except KeyboardInterrupt:
        click.echo("newsbrief: stopped. What was read is stored; the same command does the rest.", err=True)
        sys.exit(130)
    if as_json:
        print_json(_report_shape(report))
    else:
        _print_report(report)
    for refused in report.rejected:
        click.echo(f"newsbrief: {refused.location}: {refused.reason}", err=True)
    if locations and report.unread == report.places:
        sys.exit(2)


def _report_shape(report: Report) -> dict[str, object]:
    return {
        "articles": [{**article_shape(item.article), "location": item.location} for item in report.articles],
        "duplicates": report.duplicates,
        "rejected": [{"location": item.location, "reason": item.reason} for item in report.rejected],
        "sources": report.sources,
    }


def _print_report(report: Report) -> None:
    for item in report.articles:
        click.secho(item.article.title, bold=True)
        for sentence in item.article.summary:
            click.echo(f"  {sentence}")
    click.echo(f"{_count(len(report.articles), 'new article')}, {report.duplicates} known already.")
    if report.sources:
        click.echo(
            f"{_count(report.sources, 'new source')}; `newsbrief ingest` without a location reads them."
        )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


@click.group()
def opml() -> None:
    """Source lists in and out."""


@opml.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.pass_context
def export_sources(ctx: click.Context, file: Path) -> None:
    """Write the sources to FILE (`-`: standard output)."""

    async def work(program: Newsbrief) -> list[OpmlFeed]:
        sources = await program.desk.newsroom.sources()
        return [OpmlFeed(source.name, source.url) for source in sources]

    feeds = with_newsbrief(ctx, work)
    document = write_opml(feeds, "Newsbrief sources")
    if str(file) == STANDARD_INPUT:
        click.echo(document.decode(), nl=False)
        return
    try:
        file.write_bytes(document)
    except OSError as error:
        raise UserError(f"{file}: it cannot be written ({error.strerror}); choose another place.") from None
    click.echo(f"{_count(len(feeds), 'source')} written to {file}.")


@opml.command("import")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.pass_context
def import_sources(ctx: click.Context, file: Path) -> None:
    """Add the feeds of FILE (`-`: standard input) to the sources."""
    try:
        feeds = parse_opml(sys.stdin.buffer.read() if str(file) == STANDARD_INPUT else file.read_bytes())
    except OSError as error:
        raise UserError(f"{file}: it cannot be read ({error.strerror}); name an OPML file.") from None
    except UserError as error:
        raise UserError(f"{file}: {error}") from None

    async def work(program: Newsbrief) -> int:
        return await program.ingest.add_sources(feeds)

    added = with_newsbrief(ctx, work)
    before = len(feeds) - added
    click.echo(f"{_count(added, 'new source')}; {before} were there already. `newsbrief ingest` reads them.")
