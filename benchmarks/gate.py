"""Compares the tables that benchmarks print with what is expected of them (benchmarks/expected.toml)."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

EXPECTED = Path(__file__).with_name("expected.toml")
_NUMBER = re.compile(r"-?(?:\d[\d,]*)?\.?\d+")

Table = dict[tuple[str, str], str]
"""Cells by the label of their row and the header of their column."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What the first number of a cell should be; `noise` is by how much it may differ from run to run."""

    benchmark: str
    row: str
    column: str
    value: float
    noise: float
    better: Literal["higher", "lower"]

    def is_worse(self, measured: float) -> bool:
        """Whether it is a regression beyond the noise."""
        loss = self.value - measured if self.better == "higher" else measured - self.value
        return loss > self.noise


def expected_figures(text: str) -> list[Figure]:
    """The figures of expected.toml."""
    return [Figure(**figure) for figure in tomllib.loads(text)["figure"]]


def read_tables(markdown: str) -> Table:
    """The cells of all Markdown tables in a text; of two with the same labels the first counts."""
    cells: Table = {}
    header: list[str] = []
    for line in markdown.splitlines():
        if not line.startswith("|"):
            header = []
            continue
        label, *row = (cell.strip().strip("`") for cell in line.strip().strip("|").split("|"))
        if not header:
            header = row
        elif set(label) != {"-"}:
            for column, cell in zip(header, row, strict=False):
                cells.setdefault((label, column), cell)
    return cells


def number_in(cell: str) -> float | None:
    """The first number of a cell, as in `36.54 [35.24 37.86]`, `1,209` or `.968`."""
    found = _NUMBER.search(cell)
    return float(found[0].replace(",", "")) if found else None


def compare(figures: Iterable[Figure], printed: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """A line for each figure, and whether it holds; `printed` is what each benchmark printed, by name.

    A benchmark that was not run is left out; a cell that one no longer prints does not hold.
    """
    for figure in figures:
        if figure.benchmark not in printed:
            continue
        cell = read_tables(printed[figure.benchmark]).get((figure.row, figure.column), "")
        measured = number_in(cell)
        holds = measured is not None and not figure.is_worse(measured)
        name = ": ".join(filter(None, (figure.benchmark, figure.row, figure.column)))
        shown = "missing" if measured is None else f"{measured:g}"
        verdict = "ok" if holds else "WORSE"
        yield f"{verdict:5}  {name} = {shown}, expected {figure.value:g} (noise {figure.noise:g})", holds
