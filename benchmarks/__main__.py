"""Runs all benchmarks, small: python -m benchmarks [DATA] [--gate]

DATA is a folder with the data sets that README.md names; without it only what needs none is run. With --gate
only those are run whose figures stand in expected.toml, and the tables they print are compared with it.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.gate import EXPECTED, compare, expected_figures

OF_DATA: dict[str, str] = {
    "topics": "topics",
    "stories": ".",
    "feeds": "feeds",
    "pages": "pages",
    "summaries cnncorpus": "summaries/cnncorpus.jsonl.gz",
    "summaries cnndm": "summaries/cnndm.jsonl.gz",
    "lexrank": "summaries/cnncorpus.jsonl.gz",
}
"""The argument of each benchmark, as a path below DATA; its name is the module, and which set."""

OF_OUR_OWN: dict[str, str] = {
    "briefs": "--articles 10000",
    "at_scale": "--articles 10000 --readers 1000 --rounds 20",
    "ingest.hostile": "",
    "ingest.throughput": "1",
    "ingest.round": "100",
    "deliveries": "",
    "playground": "",
    "soak": "--hours 2 --sources 20 --readers 600",
    "cluster": "--pages 100 --rounds 1",
}
"""The arguments of those that need no data."""


def main() -> int:
    """Runs them one after another; 1 where one failed, or with --gate a figure is worse."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--gate", action="store_true", help="compare with benchmarks/expected.toml")
    wanted = parser.parse_args()
    commands = {name: arguments.split() for name, arguments in OF_OUR_OWN.items()}
    if wanted.data:
        commands = {name: [str(wanted.data / path)] for name, path in OF_DATA.items()} | commands
    else:
        print(f"Without DATA these are left out: {', '.join(OF_DATA)}.", file=sys.stderr)
    figures = expected_figures(EXPECTED.read_text(encoding="utf-8"))
    if wanted.gate:
        gated = {figure.benchmark for figure in figures}
        commands = {name: arguments for name, arguments in commands.items() if name in gated}
    failed, printed = [], {}
    for name, arguments in commands.items():
        print(f"\n## {name}\n", flush=True)
        status, printed[name] = run(name.split()[0], arguments)
        if status:
            failed.append(name)
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nNone failed.")
    return int(bool(failed) | (wanted.gate and not told(compare(figures, printed))))


def run(module: str, arguments: list[str]) -> tuple[int, str]:
    """The exit status, and what was printed, which is passed on line by line."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            lines.append(line)
    return process.returncode, "".join(lines)


def told(lines: Iterable[tuple[str, bool]]) -> bool:
    """Prints the lines of a comparison; whether all hold."""
    found = list(lines)
    print("\n## gate\n")
    print("\n".join(line for line, _ in found))
    return all(holds for _, holds in found)


if __name__ == "__main__":
    sys.exit(main())
