"""How well articles are tagged with places, and how fast.

    python -m benchmarks.topics DIRECTORY

DIRECTORY holds rss2023_eval.py and reuters_eval.py with their data.
"""

import importlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bot.news.topics import Topics, Weight

Index = dict[str, list[tuple[float, Any]]]


def index(rows: Iterable[Mapping[str, Any]], topics: Topics) -> Index:
    """Ids by topic, each with its weight."""
    found: Index = defaultdict(list)
    for row in rows:
        text = " ".join(filter(None, [row.get("dateline"), row["text"]]))
        weights: dict[str, Weight] = topics.weigh(row["title"], text)
        for slug, weight in weights.items():
            found[slug].append((weight.score, row["id"]))
    return found


def searcher(found: Index, topics: Topics) -> Callable[[str], list[Any]]:
    """A search over an index: the ids of a query, those that speak of it most first."""

    def search(query: str) -> list[Any]:
        rows = found.get(topics.resolve(query).slug, [])
        return [row_id for _, row_id in sorted(rows, key=lambda row: -row[0])]

    return search


def main(directory: Path) -> None:
    """Measures and prints."""
    sys.path.insert(0, str(directory))
    rss, reuters = importlib.import_module("rss2023_eval"), importlib.import_module("reuters_eval")
    topics = Topics.load()
    rows = rss.load()
    started = time.process_time()
    found = index(rows, topics)
    rate = len(rows) / (time.process_time() - started)
    report = rss.evaluate(searcher(found, topics))
    for query, got in report["queries"].items():
        print(
            f"  {query:20} relevant {got['n']:4} got {got['got']:4} wrong {got['wrong']:3} F1 {got['f1']:.3f}"
        )
    print("\n| | F1 | wrong | precision in the first ten | texts a second |\n|---|---|---|---|---|")
    print(f"| RSS | {report['f1']:.3f} | {report['wrong']} | | {rate:.0f} |", flush=True)
    rows = reuters.load()
    started = time.process_time()
    found = index(rows, topics)
    rate = len(rows) / (time.process_time() - started)
    judged = reuters.evaluate(searcher(found, topics), rows)
    print(f"| Reuters, macro | {judged['macro_f1']:.3f} | | {judged['p10']:.3f} | {rate:.0f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
