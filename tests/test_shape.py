"""The house keeps its measure: small modules, small functions."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULE_LINES = 300
FUNCTION_LINES = 40


def modules() -> Iterator[Path]:
    for package in ("bot", "summaries"):
        yield from sorted((ROOT / package).rglob("*.py"))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length, docstring apart, of each function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                yield node.name, (node.end_lineno or 0) - body[0].lineno + 1


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {str(path): path.read_text(encoding="utf-8").count("\n") for path in modules()}
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = [(path.name, *one) for path in modules() for one in functions(path) if one[1] > FUNCTION_LINES]
    assert long == []
