"""The command line. Each command lives in a module of its own subject and is loaded when it is asked for."""

import importlib
import os
import signal
import sys
import traceback
from difflib import get_close_matches
from functools import partial
from pathlib import Path

import click

from bot.errors import NewsbriefError, UserError

PROGRAM = "newsbrief"
COMMANDS = {
    "demo": ("operating", "Try it: sample news and a chat page, no token, no internet."),
    "init": ("operating", "Write a configuration."),
    "run": ("operating", "Run the bot."),
    "ingest": ("ingesting", "Read sources, addresses or files once."),
    "brief": ("reading", "What there is on a topic."),
    "stories": ("reading", "Stories, newest first."),
    "articles": ("reading", "Articles, newest first."),
    "summarise": ("summarising", "Condense a text."),
    "topics": ("reading", "The known topics."),
    "preview": ("reading", "The digest a chat would get."),
    "check": ("checking", "Check configuration, database and sources."),
    "stats": ("checking", "Counts, freshness, what is failing."),
    "opml": ("ingesting", "Source lists in and out."),
    "backup": ("checking", "Copy the database while the bot runs."),
    "restore": ("checking", "Put a copy of the database back."),
}


_ENDED_BY_SIGNAL = frozenset({"run", "demo"})
"""What a signal ends in good order, also while it still loads and there is nothing to finish."""


def _end(*_: object) -> None:
    sys.exit(0)


class Commands(click.Group):
    """The commands of `COMMANDS`, imported one by one, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            if near := get_close_matches(cmd_name, COMMANDS, 1):
                raise click.UsageError(f"No such command '{cmd_name}' (did you mean {near[0]}?)", ctx)
            return None
        if cmd_name in _ENDED_BY_SIGNAL:
            for number in (signal.SIGTERM, signal.SIGINT):
                ctx.call_on_close(partial(signal.signal, number, signal.signal(number, _end)))
        module = importlib.import_module(f"bot.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), help="The configuration file.")
@click.version_option(package_name="newsbrief", message="%(version)s")
@click.pass_context
def newsbrief(ctx: click.Context, config: Path | None) -> None:
    """News briefings in the outlets' own words.

    The configuration is --config, else $NEWSBRIEF_CONFIG, else ./config.toml, else the defaults.
    """
    ctx.obj = config


def main() -> None:
    """Runs the command line and exits: 0 done, 2 the input is at fault, 1 our fault."""
    sys.exit(_run())


def _run() -> int:
    try:
        newsbrief.main(prog_name=PROGRAM, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        return _tell(f"there is no command; `{_path(error)} --help` lists them.", 2)
    except click.UsageError as error:
        return _tell(f"{error.format_message().rstrip('.')}; see `{_path(error)} --help`.", 2)
    except click.ClickException as error:
        return _tell(error.format_message(), 2)
    except UserError as error:
        return _tell(str(error), 2)
    except NewsbriefError as error:
        return _tell(str(error), 1)
    except (click.Abort, KeyboardInterrupt):
        return _tell("stopped.", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("NEWSBRIEF_DEBUG"):
            traceback.print_exc()
        kind = type(error).__name__
        return _tell(
            f"this is a fault of ours ({kind}: {error}); NEWSBRIEF_DEBUG=1 shows where it happened.", 1
        )
    return 0


def _path(error: click.UsageError) -> str:
    """The command that was misused, as one types it."""
    return error.ctx.command_path if error.ctx else PROGRAM


def _tell(sentence: str, status: int) -> int:
    click.echo(f"{PROGRAM}: {sentence}", err=True)
    return status
