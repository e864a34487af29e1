"""The command that condenses texts: one, or one a line of a JSON Lines file."""

import gzip
import io
import json
import math
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import click
from tqdm import tqdm

import summaries
from bot.cli.configuration import settings_of
from bot.cli.shapes import json_text, print_json
from bot.errors import UserError
from bot.ingest.files import holds_lines, read_text, unpack
from bot.news.clean import clean_paragraphs
from bot.news.pages import looks_like_page, parse_page
from bot.news.scrapes import parse_scrape
from summaries import METHODS, Summary

BATCH = 64
"""Lines handed to a worker at a time."""
_TEXT_FIELDS = ("title", "language")


@dataclass(frozen=True, slots=True)
class Order:
    """How to condense."""

    sentences: int
    method: str
    language: str | None
    explained: bool = False

    def condense(self, text: str | Sequence[str], title: str, language: str | None = None) -> Summary:
        return summaries.summarise(
            text,
            title=title,
            sentences=self.sentences,
            method=self.method,
            language=self.language or language,
        )

    def explain(
        self, text: str | Sequence[str], title: str, language: str | None = None
    ) -> Sequence[summaries.Explanation]:
        return summaries.explain(
            text,
            title=title,
            sentences=self.sentences,
            method=self.method,
            language=self.language or language,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What one line gives: its JSON text, and what is wrong with the line ("" if nothing)."""

    json: str
    trouble: str = ""


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

    JSON lines (a .jsonl or .jsonl.gz file, or what looks like one) are condensed line by line, in order: one
    JSON object a line.
    """
    defaults = settings_of(ctx).summaries
    code = _language_code(language) if language else None
    order = Order(sentences or defaults.sentences, method or defaults.method, code, explain)
    if file.endswith((".jsonl", ".jsonl.gz")):
        _print_lines(_condense_lines(_opened(file), order), file)
        return
    data = _read(file)
    if holds_lines(file, data):
        stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", errors="replace")
        _print_lines(_condense_lines(nullcontext(stream), order), file)
        return
    text, title = _page_prose(data, title) if looks_like_page(data) else _prose(read_text(data, file), title)
    if as_json:
        print_json(_document(order, text, title, None, None))
        return
    if explain:
        _print_explanation(order.explain(text, title))
        return
    summary = order.condense(text, title)
    if summary.sentences:
        click.echo("\n\n".join(sentence.text for sentence in summary.sentences))
    else:
        click.echo(f"No summary: {summary.reason}.", err=True)


def _language_code(language: str) -> str:
    """The two letters of "en" or "en-GB". Raises UserError."""
    match = re.fullmatch(r"([a-z]{2})(?:[-_].*)?|und", language.strip().lower())
    if match is None:
        raise UserError(f"{language!r} is no language code; write two letters such as en or fr.")
    return match[1] or "und"


def _print_lines(lines: Iterable[Told], file: str) -> None:
    """Prints them as they come. Raises UserError at the end if some of the lines held no text."""
    troubles: list[str] = []
    hidden = not sys.stderr.isatty() or sys.stdout.isatty()
    for told in tqdm(lines, unit=" texts", file=sys.stderr, disable=hidden, leave=False):
        click.echo(told.json)
        troubles += [told.trouble] if told.trouble else []
    if troubles:
        more = f" ({len(troubles)} such lines)" if len(troubles) > 1 else ""
        raise UserError(f'{file}, {troubles[0]}{more}; write one object a line, with "text" or "docs".')


def _page_prose(data: bytes, title: str) -> tuple[str, str]:
    """The article of an HTML page, and its headline."""
    page = parse_page(data)
    return "\n\n".join(clean_paragraphs(page.paragraphs, page.title)), title or page.title


def _prose(text: str, title: str) -> tuple[str, str]:
    """The stories of a pasted text without captions and widgets, and the headline if there is one story."""
    entries = [entry for entry in parse_scrape(text) if entry.text]
    if not entries:
        return text, title
    prose = "\n\n".join(entry.text for entry in entries)
    headline = entries[0].title if len(entries) == 1 else ""
    return prose, title or ("" if prose.startswith(headline[:40]) else headline)


def _read(file: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise UserError(
            f"{file}: it cannot be read ({error.strerror}); name a file, or - for standard input."
        ) from None
    return unpack(data, file)


def _condense_lines(opened: AbstractContextManager[IO[str]], order: Order) -> Iterator[Told]:
    """The summaries of JSON lines as JSON texts, in order, made on all cores."""
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with opened as stream:
        batches = _batches(enumerate(stream, 1))
        first = next(batches, [])
        if len(first) < BATCH or workers == 1:
            yield from _condense_batch(first, order)
            for batch in batches:
                yield from _condense_batch(batch, order)
            return
        with ProcessPoolExecutor(workers) as pool:
            yield from _in_order(pool, [first], batches, order, workers * 2)


def _in_order(
    pool: ProcessPoolExecutor,
    head: list[list[tuple[int, str]]],
    batches: Iterator[list[tuple[int, str]]],
    order: Order,
    ahead: int,
) -> Iterator[Told]:
    waiting = [pool.submit(_condense_batch, batch, order) for batch in head]
    for batch in batches:
        waiting.append(pool.submit(_condense_batch, batch, order))
        if len(waiting) > ahead:
            yield from waiting.pop(0).result()
    for future in waiting:
        yield from future.result()


@contextmanager
def _opened(file: str) -> Iterator[IO[str]]:
    try:
        with Path(file).open("rb") as raw, gzip.open(raw) if file.endswith(".gz") else raw as plain:
            yield io.TextIOWrapper(plain, encoding="utf-8-sig", errors="replace")
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UserError(f"{file}: its compression is cut off or damaged; copy it again.") from None
    except OSError as error:
        raise UserError(
            f"{file}: it cannot be read ({error.strerror or error}); name a file, or - for standard input."
        ) from None


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


def _condense_batch(lines: list[tuple[int, str]], order: Order) -> list[Told]:
    return [_condense_line(number, line, order) for number, line in lines]


def _condense_line(number: int, line: str, order: Order) -> Told:
    """The line's object. A line without a text has one too, so that objects and lines stay in step."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    fields = row if isinstance(row, dict) else {}
    texts = _texts(fields)
    title, language = (value if isinstance(value, str) else "" for value in map(fields.get, _TEXT_FIELDS))
    document = _document(order, texts or "", title, fields.get("id"), language or None)
    if texts is not None:
        return Told(json_text(document))
    trouble = f"line {number}: it is no JSON object with a text"
    return Told(json_text({**document, "reason": trouble}), trouble)


def _texts(row: dict[str, Any]) -> str | list[str] | None:
    """The text of a line, or its documents; None if it has neither."""
    if "docs" not in row and "text" not in row:
        return None
    value = row["docs"] if "docs" in row else row["text"]
    if isinstance(value, list):
        return value if all(isinstance(text, str) for text in value) else None
    return value if isinstance(value, str) else "" if value is None else None


def _document(
    order: Order, text: str | Sequence[str], title: str, row_id: object, language: str | None
) -> dict[str, object]:
    summary = order.condense(text, title, language)
    document: dict[str, object] = {
        "id": None if row_id is None else str(row_id),
        "title": title,
        "sentences": [sentence.text for sentence in summary.sentences],
        "method": summary.method,
        "language": summary.language,
        "reason": summary.reason,
    }
    if order.explained:
        document["explanation"] = [_explained(one) for one in order.explain(text, title, language)]
    return document


def _print_explanation(explanations: Sequence[summaries.Explanation]) -> None:
    for one in explanations:
        click.secho(f"{'+' if one.taken else ' '} {one.score:7.3f}  {one.sentence.text}", bold=one.taken)
        seen = "  ".join(f"{name} {value:.2f}" for name, value in one.features.items() if value)
        click.secho(f"           {one.why}\n           {seen}".rstrip(), dim=True)


def _explained(one: summaries.Explanation) -> dict[str, object]:
    return {
        "text": one.sentence.text,
        "taken": one.taken,
        "why": one.why,
        "score": one.score if math.isfinite(one.score) else None,
        "features": dict(one.features),
    }
