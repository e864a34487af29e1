"""How well articles are put together into stories, and what one more article costs.

    python -m benchmarks.stories DATA               # how well, on DATA/stories/stories_eval.py and its sets
    python -m benchmarks.stories --curve [--articles 300000]     # the cost, on made-up articles
    python -m benchmarks.stories --learn ARCHIVE                 # filling the index from a database

Beside the sets as they are: BASIL with its hundred events moved into ten days and into a day and a half, and
`sets/alike.toml`, events of our own making that are easily taken for one another.

The cross-validated threshold is never chosen on the events it is reported on: for each of five parts of a
set's events, the best one for the other four is used.
"""

import argparse
import asyncio
import gc
import importlib
import random
import resource
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.news.model import Article, Editing
from bot.news.stories import Rules, StoryIndex
from bot.news.topics import Topics
from bot.store.assignment import Assignment
from bot.store.database import Store

THRESHOLDS = (0.15, 0.16, 0.17, 0.18, 0.19, 0.20, 0.21, 0.22, 0.23)
PARTS = 5
HEADER = "| | BCubed F1 | precision | recall | pairs F1 | precision of pairs | whole |\n|" + 7 * "---|"
ROW = "{b3f:.3f} | {b3p:.3f} | {b3r:.3f} | {pf:.3f} | {pp:.3f} | {clean} of {multi}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?", help="folder that holds stories/stories_eval.py")
    parser.add_argument("--curve", action="store_true", help="what one more article costs")
    parser.add_argument("--learn", type=Path, help="a database, such as benchmarks.archive builds")
    parser.add_argument("--articles", type=int, default=300_000, help="length of the curve")
    wanted = parser.parse_args()
    if wanted.data is None and wanted.learn is None and not wanted.curve:
        parser.error("name a folder of sets, or ask for the --curve or to --learn")
    if wanted.learn is not None:
        asyncio.run(print_learning(wanted.learn))
    if wanted.curve:
        print_curve(wanted.articles)
    if wanted.data is not None:
        sys.path.insert(0, str(wanted.data / "stories"))
        judge = importlib.import_module("stories_eval")
        print_quality(judge)
        for name in judge.SETS:
            print_cross_validation(judge, name)


def print_quality(judge: Any) -> None:
    """Both sets with the rules as they are."""
    paces = []
    print(HEADER)
    for name in judge.SETS:
        docs = judge.load(name)
        articles = [article_of(doc) for doc in docs]
        started = time.process_time()
        assigned = assign(articles, Rules())
        pace = len(docs) / (time.process_time() - started)
        found = judge.score(gold(docs), assigned)
        print(f"| {name}, as shipped | {ROW.format(**found)} |", flush=True)
        paces.append(f"{name} {pace:.0f}")
    print_alike(judge)
    print(f"\nArticles a second of CPU time: {', '.join(paces)}.\n")


def print_alike(judge: Any) -> None:
    """Events that lie close together, in time or in their words."""
    docs = judge.load("basil")
    articles, labels = [article_of(doc) for doc in docs], gold(docs)
    for days in (10.0, 1.5):
        found = judge.score(labels, assign(squeezed(articles, labels, days), Rules()))
        print(f"| basil, in {days:g} days | {ROW.format(**found)} |")
    articles, labels = alike()
    print(f"| alike | {ROW.format(**judge.score(labels, assign(articles, Rules())))} |")


def squeezed(articles: list[Article], labels: dict[str, str | None], days: float) -> list[Article]:
    """The articles, their events moved to random times in so many days; those of one keep their distance."""
    chance = random.Random(3)
    first = min(article.when for article in articles if article.when)
    began = {
        event: first + timedelta(days=days * chance.random()) for event in dict.fromkeys(labels.values())
    }
    opened: dict[str | None, datetime] = {}
    moved = []
    for article in sorted(articles, key=lambda one: (one.when or first, one.id)):
        event, when = labels[article.id], article.when or first
        later = min(when - opened.setdefault(event, when), timedelta(days=2))
        published = began[event] + later + timedelta(minutes=chance.randrange(300))
        moved.append(replace(article, published=published))
    return sorted(moved, key=lambda one: (one.published or first, one.id))


def alike() -> tuple[list[Article], dict[str, str | None]]:
    """The events of sets/alike.toml in the order of their publication."""
    told = tomllib.loads((Path(__file__).parent / "sets" / "alike.toml").read_text(encoding="utf-8"))
    rows = [(event["name"], *row) for event in told["events"] for row in event["articles"]]
    rows += [(f"alone {n}", *row) for n, row in enumerate(told["alone"]["articles"])]
    docs = [
        {
            "id": f"{n:03}",
            "url": None,
            "title": title,
            "time": (datetime(2026, 3, 3, 5, tzinfo=UTC) + timedelta(hours=hours)).isoformat(),
            "source": outlet,
            "text": text,
            "story": event,
        }
        for n, (event, hours, outlet, title, text) in enumerate(sorted(rows, key=lambda row: row[1]))
    ]
    return [article_of(doc) for doc in docs], gold(docs)


async def print_learning(archive: Path) -> None:
    """How long filling the index takes, how late the event loop is meanwhile, and what it takes of memory."""
    late: list[float] = []

    async def beat() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            late.append(time.perf_counter() - began - 0.01)

    async with Store.open(archive) as store:
        assignment, before = Assignment(Editing()), memory()
        beating = asyncio.create_task(beat())
        wall, cpu = time.perf_counter(), time.process_time()
        while not assignment.complete:
            await store.read(assignment.learn)
            gc.freeze()
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        beating.cancel()
    late.sort()
    print(
        f"learnt in {wall:.1f} s ({cpu:.1f} s of CPU); "
        f"the loop late by {late[len(late) // 2] * 1e3:.1f} ms (median), "
        f"{late[int(len(late) * 0.99)] * 1e3:.0f} ms (p99), {late[-1] * 1e3:.0f} ms (worst); "
        f"{memory() - before:.0f} MB"
    )


def print_cross_validation(judge: Any, name: str) -> None:
    """Every event's articles judged in the whole stream, at the best threshold for the other events."""
    docs = judge.load(name)
    articles, labels = [article_of(doc) for doc in docs], gold(docs)
    each = {
        t: bcubed(labels, assign(articles, replace(Rules(), threshold=t, convergence=t))) for t in THRESHOLDS
    }
    events = sorted({event for event in labels.values() if event is not None})
    random.Random(1).shuffle(events)
    pooled: list[tuple[float, float]] = []
    chosen = []
    for part in (set(events[i::PARTS]) for i in range(PARTS)):
        ours = [d for d, event in labels.items() if event in part]
        others = [d for d, event in labels.items() if event is not None and event not in part]
        best = max(THRESHOLDS, key=lambda t: f1([each[t][d] for d in others]))
        chosen.append(best)
        pooled += [each[best][d] for d in ours]
    print(f"{name:6} cross-validated  B3 F1 {f1(pooled):.3f}, thresholds chosen {chosen}")


def bcubed(labels: dict[str, str | None], assigned: dict[str, str]) -> dict[str, tuple[float, float]]:
    """Precision and recall of every labelled article."""
    found = {}
    known = [d for d, event in labels.items() if event is not None]
    for d in known:
        together = [o for o in known if assigned[o] == assigned[d]]
        right = sum(labels[o] == labels[d] for o in together)
        found[d] = (right / len(together), right / sum(labels[o] == labels[d] for o in known))
    return found


def f1(scores: list[tuple[float, float]]) -> float:
    precision, recall = (sum(s[i] for s in scores) / len(scores) for i in (0, 1))
    return 2 * precision * recall / (precision + recall)


def gold(docs: list[dict[str, Any]]) -> dict[str, str | None]:
    return {doc["id"]: doc["story"] for doc in docs}


def assign(articles: list[Article], rules: Rules) -> dict[str, str]:
    """Each article's story at the end, after all merges."""
    index, stories = StoryIndex(rules), dict[str, str]()
    for n, article in enumerate(articles, 1):
        stories[article.id] = index.add(n, article)
        for former, story in index.merged.items():
            stories = {one: story if was == former else was for one, was in stories.items()}
    return stories


def article_of(doc: dict[str, Any]) -> Article:
    return Article(
        id=doc["id"],
        url=doc["url"],
        title=doc["title"],
        byline=None,
        published=datetime.fromisoformat(doc["time"]),
        source=doc["source"],
        language="en",
        text=doc["text"],
        summary=(),
        topics=tuple(Topics.load().tag(doc["title"], doc["text"])),
    )


def print_curve(most: int) -> None:
    """Milliseconds for one more article, and memory, as the archive grows."""
    index = StoryIndex()
    articles = made_up_articles()
    before = memory()
    milestones = [n for n in (1_000, 3_000, 10_000, 30_000, 100_000, 200_000, 300_000) if n <= most]
    n = 0
    for milestone in milestones:
        last_thousand = 0.0
        while n < milestone:
            n += 1
            article = next(articles)
            started = time.process_time()
            index.add(n, article)
            if n > milestone - 1_000:
                last_thousand += time.process_time() - started
        print(
            f"{n:7} articles: {last_thousand:5.2f} ms of CPU for one more, {memory() - before:4.0f} MB in all"
        )


def made_up_articles() -> Iterator[Article]:
    """A stream of 10,000 articles a day, a third of them alone, the others in stories of two to nine."""
    chance = random.Random(1)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    vocabulary = [f"w{i:x}" for i in range(400_000)]
    n = 0
    while True:
        own = [vocabulary[chance.randrange(2_000, 400_000)] for _ in range(30)]
        for _ in range(1 if chance.random() < 0.33 else chance.randrange(2, 10)):
            n += 1
            common = [vocabulary[min(int(chance.paretovariate(0.6)), 399_999)] for _ in range(110)]
            words = common + chance.sample(own, 20)
            chance.shuffle(words)
            yield Article(
                id=f"{n:016x}",
                url=f"https://example.org/{n}",
                title=" ".join(chance.sample(own, 8)),
                byline=None,
                published=start + timedelta(days=n / 10_000),
                source=f"Outlet {chance.randrange(50)}",
                language="en",
                text=" ".join(words),
                summary=(),
                topics=(),
            )


def memory() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
