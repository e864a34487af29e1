"""Runs all benchmarks, small: python -m benchmarks [DATA].

DATA is a folder with the data sets that README.md names; without it only what needs none is run.
"""

import subprocess
import sys
from pathlib import Path

SETS: dict[str, list[str]] = {
    "topics": ["topics"],
    "stories": [""],
    "feeds": ["feeds"],
    "pages": ["pages"],
    "summaries": ["summaries/cnncorpus.jsonl.gz", "summaries/cnndm.jsonl.gz"],
}
"""Each benchmark's arguments, as paths below DATA."""


def main(arguments: list[str]) -> int:
    """Runs them one after another; the number of those that failed is the exit status."""
    commands = [["deliveries"]]
    if arguments:
        data = Path(arguments[0])
        commands = [[name, *(str(data / path) for path in paths)] for name, paths in SETS.items()] + commands
    else:
        print(f"Without DATA these are left out: {', '.join(SETS)}.", file=sys.stderr)
    failed = 0
    for name, *rest in commands:
        print(f"\n## {name}\n", flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *rest], check=False).returncode != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
