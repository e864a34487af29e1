"""The command that condenses texts: one, or one a line of a JSON Lines file."""

import gzip
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click

import summaries
from bot.cli.configuration import settings_of
from bot.cli.shapes import print_json
from bot.errors import UserError
from bot.news.scrapes import parse_scrape
from summaries import METHODS, Summary

BATCH = 64
"""Lines handed to a worker at a time."""


@dataclass(frozen=True, slots=True)
class Order:
    """How to condense."""

    sentences: int
    method: str
    language: str | None

    def condense(self, text: str | Sequence[str], title: str, language: str | None = None) -> Summary:
        return summaries.summarise(
            text,
            title=title,
            sentences=self.sentences,
            method=self.method,
            language=self.language or language,
        )

    def explain(self, text: str, title: str) -> Sequence[summaries.Explanation]:
        return summaries.explain(
            text, title=title, sentences=self.sentences, method=self.method, language=self.language
        )


@click.command()
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--title", default="", help="The headline, where the text does not hold it.")
@click.option("--sentences", type=click.IntRange(min=1), help="How many; the configuration's otherwise.")
@click.option("--method", type=click.Choice(METHODS), help="The configuration's otherwise.")
@click.option("--language", help="A code such as en; detected otherwise.")
@click.option("--explain", is_flag=True, help="Show what decided, sentence by sentence.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_context
def summarise(
    ctx: click.Context,
    file: str,
    title: str,
    sentences: int | None,
    method: str | None,
    language: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Condense FILE (`-`: standard input).

    A .jsonl or .jsonl.gz file is condensed line by line: one JSON object a line, in order.
    """
    defaults = settings_of(ctx).summaries
    order = Order(sentences or defaults.sentences, method or defaults.method, language)
    if file.endswith((".jsonl", ".jsonl.gz")):
        for line in _condense_lines(file, order):
            click.echo(line)
        return
    text, title = _prose(_read(file), title)
    if explain:
        _print_explanation(order.explain(text, title), as_json)
        return
    summary = order.condense(text, title)
    if as_json:
        print_json(_shape(summary, None, title))
    elif summary.sentences:
        click.echo("\n\n".join(sentence.text for sentence in summary.sentences))
    else:
        click.echo(f"No summary: {summary.reason}.", err=True)


def _prose(text: str, title: str) -> tuple[str, str]:
    """The stories of a pasted text without captions and widgets, and the headline if there is one story."""
    entries = [entry for entry in parse_scrape(text) if entry.text]
    if not entries:
        return text, title
    prose = "\n\n".join(entry.text for entry in entries)
    headline = entries[0].title if len(entries) == 1 else ""
    return prose, title or ("" if prose.startswith(headline[:40]) else headline)


def _read(file: str) -> str:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UserError(
            f"{file}: it cannot be read ({error.strerror}); name a file, or - for standard input."
        ) from None
    return data.decode("utf-8-sig", errors="replace")


def _condense_lines(file: str, order: Order) -> Iterator[str]:
    """The summaries of a JSON Lines file as JSON texts, in order, made on all cores."""
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with _opened(file) as stream:
        batches = _batches(enumerate(stream, 1))
        first = next(batches, [])
        if len(first) < BATCH or workers == 1:
            yield from _condense_batch(first, file, order)
            for batch in batches:
                yield from _condense_batch(batch, file, order)
            return
        with ProcessPoolExecutor(workers) as pool:
            yield from _in_order(pool, [first], batches, file, order, workers * 2)


def _in_order(
    pool: ProcessPoolExecutor,
    head: list[list[tuple[int, str]]],
    batches: Iterator[list[tuple[int, str]]],
    file: str,
    order: Order,
    ahead: int,
) -> Iterator[str]:
    waiting = [pool.submit(_condense_batch, batch, file, order) for batch in head]
    for batch in batches:
        waiting.append(pool.submit(_condense_batch, batch, file, order))
        if len(waiting) > ahead:
            yield from waiting.pop(0).result()
    for future in waiting:
        yield from future.result()


@contextmanager
def _opened(file: str) -> Iterator[IO[str]]:
    try:
        with Path(file).open("rb") as raw, gzip.open(raw) if file.endswith(".gz") else raw as plain:
            yield io.TextIOWrapper(plain, encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise _unreadable(file, error) from None


def _unreadable(file: str, error: OSError) -> UserError:
    return UserError(
        f"{file}: it cannot be read ({error.strerror or error}); name a file, or - for standard input."
    )


def _batches(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    batch: list[tuple[int, str]] = []
    for number, line in lines:
        if line.strip():
            batch.append((number, line))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _condense_batch(lines: list[tuple[int, str]], file: str, order: Order) -> list[str]:
    return [_condense_line(number, line, file, order) for number, line in lines]


def _condense_line(number: int, line: str, file: str, order: Order) -> str:
    try:
        row: dict[str, Any] = json.loads(line)
        texts: str | list[str] = row["docs"] if "docs" in row else row["text"]
    except (json.JSONDecodeError, TypeError, KeyError) as error:
        raise UserError(
            f'{file}, line {number}: it is no JSON object with a "text" or "docs" ({error}).'
        ) from None
    title = str(row.get("title") or "")
    summary = order.condense(texts, title, row.get("language"))
    return json.dumps(_shape(summary, row.get("id"), title), ensure_ascii=False)


def _shape(summary: Summary, row_id: object, title: str) -> dict[str, object]:
    return {
        "id": None if row_id is None else str(row_id),
        "title": title,
        "sentences": [sentence.text for sentence in summary.sentences],
        "method": summary.method,
        "language": summary.language,
        "reason": summary.reason,
    }


def _print_explanation(explanations: Sequence[summaries.Explanation], as_json: bool) -> None:
    if as_json:
        print_json({"sentences": [_explanation_shape(one) for one in explanations]})
        return
    for one in explanations:
        click.secho(f"{'+' if one.taken else ' '} {one.score:7.3f}  {one.sentence.text}", bold=one.taken)
        seen = "  ".join(f"{name} {value:.2f}" for name, value in one.features.items() if value)
        click.secho(f"           {one.why}\n           {seen}".rstrip(), dim=True)


def _explanation_shape(one: summaries.Explanation) -> dict[str, object]:
    return {
        "text": one.sentence.text,
        "taken": one.taken,
        "why": one.why,
        "score": one.score,
        "features": dict(one.features),
    }
