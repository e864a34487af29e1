"""How far a long command is: a bar on a terminal, a line now and then in a pipe."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from tqdm import tqdm

from bot.ingest.report import Progress

STEPS = 10
"""So many lines at most; where there is less to do than that, there is none."""


@contextmanager
def progress_of(what: str) -> Iterator[Progress]:
    """To be told how much is done, on standard error; `what` is counted, as in "sources read"."""
    if not sys.stderr.isatty():
        yield _lines(what)
        return
    with tqdm(file=sys.stderr, desc=what, leave=False) as bar:

        def move(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield move


def _lines(what: str) -> Progress:
    """A line whenever another tenth of all is done."""
    told = 0

    def line(done: int, total: int) -> None:
        nonlocal told
        if total > STEPS and done * STEPS // total > told:
            told = done * STEPS // total
            click.echo(f"newsbrief: {done} of {total} {what}", err=True)

    return line
