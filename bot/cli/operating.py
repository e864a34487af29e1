"""Commands that start things: demo, init, run."""

import asyncio
import logging
import os
import re
import sys
import webbrowser
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import click

from bot.app.demo import run_demo
from bot.app.process import run_bot
from bot.cli.configuration import settings_of
from bot.clock import SystemClock
from bot.config import DEFAULT_PATH, find_config, load_settings
from bot.errors import UserError
from bot.logs import configure_logging
from bot.news.opml import OpmlFeed, parse_opml

_TOKEN = re.compile(r"\d+:[\w-]+", re.ASCII)


@click.command()
@click.option(
    "--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="Or the next free one."
)
@click.option("--no-open", is_flag=True, help="Open no browser.")
@click.option(
    "--script", type=click.Path(dir_okay=False, path_type=Path), help="Play a conversation, print it, end."
)
def demo(port: int, no_open: bool, script: Path | None) -> None:
    """Try it: sample news and a chat page in the browser, no token, no internet."""
    configure_logging(sys.stderr, logging.WARNING)
    lines = _script_lines(script) if script else None

    def ready(address: str) -> None:
        click.echo(f"Newsbrief: {address}", err=lines is not None)
        if not (no_open or lines is not None) and _has_display():
            webbrowser.open(address)

    asyncio.run(run_demo(port, ready, lines, click.echo))


@click.command()
@click.pass_context
def run(ctx: click.Context) -> None:
    """Run the bot until SIGTERM or SIGINT; SIGHUP makes it read the configuration's sources again."""
    settings = settings_of(ctx)
    if settings.telegram.token is None:
        raise UserError(
            "the bot has no token: put it in [telegram] token, in token_file or in $NEWSBRIEF_TELEGRAM_TOKEN "
            "(@BotFather gives one), or try `newsbrief demo`, which needs none."
        )
    asyncio.run(
        run_bot(settings, SystemClock(), lambda line: click.echo(line, err=True), lambda: settings_of(ctx))
    )


@click.command()
@click.option("--token", help="The bot's token from @BotFather; asked for on a terminal.")
@click.option("--force", is_flag=True, help="Overwrite a configuration that exists.")
@click.pass_context
def init(ctx: click.Context, token: str | None, force: bool) -> None:
    """Write a configuration with starter sources, and ask for the token or leave its place."""
    path = find_config(ctx.find_root().obj) or DEFAULT_PATH
    if path.exists() and not force:
        raise UserError(f"{path}: there is a configuration already; --force overwrites it.")
    if token is None and sys.stdin.isatty():
        token = click.prompt("Token from @BotFather (Enter leaves its place)", default="", show_default=False)
    token = (token or "").strip()
    if token and not _TOKEN.fullmatch(token):
        raise UserError("the token is not whole; copy it again from @BotFather, as in 123456:ABC-def.")
    try:
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(_configuration(token), encoding="utf-8")
    except OSError as error:
        raise UserError(
            f"{path}: it cannot be written ({error.strerror}); name another place with --config."
        ) from None
    written = load_settings(path, {})
    click.echo(f"{path} written, with {len(written.sources)} sources; take out those that you don't want.")
    click.echo("`newsbrief run` starts the bot" + ("." if token else ", once the token is in it."))


def _configuration(token: str) -> str:
    text = files("bot").joinpath("cli", "config.example.toml").read_text(encoding="utf-8")
    feeds = parse_opml(files("bot").joinpath("cli", "starter.opml").read_bytes())
    groups = [
        f"# {', '.join(group)}\n\n" + "\n".join(map(_source, members))
        for group, members in groupby(feeds, key=lambda feed: feed.groups)
    ]
    return text.replace('token = ""', f'token = "{token}"', 1) + "\n" + "\n".join(groups)


def _source(feed: OpmlFeed) -> str:
    """A feed as the configuration writes it."""
    fields = {"name": feed.name, "url": feed.url, "language": feed.language, "kind": feed.kind}
    return "[[sources]]\n" + "".join(f'{key} = "{value}"\n' for key, value in fields.items() if value)


def _script_lines(script: Path) -> list[str]:
    try:
        return script.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise UserError(f"{script}: it cannot be read ({why}); name a text file.") from None


def _has_display() -> bool:
    return sys.platform in {"darwin", "win32"} or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
