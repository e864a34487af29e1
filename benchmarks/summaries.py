"""Measures every way of choosing sentences against human summaries, and what it costs.

    python -m benchmarks.summaries FILE… [--sentences 3] [--limit 200] [--methods news lead…] [--plot PNG]

A line of a file is `{title, text, lang, references}` (or `docs`, several documents of one story, for `text`).
Printed for each method: ROUGE-1 and ROUGE-2 (F1 x 100, on our own stems; 95 % interval), the share of
summaries that read well (no sentence with a flaw that the ranker knows, at most 700 characters for three
sentences), and the median CPU time of an article with its language given. The methods take turns on each
article, so that a busy machine slows all alike. With --plot (needs pillow) ROUGE-2 is drawn against cost.
"""

import argparse
import gzip
import json
import math
import time
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.rouge import interval, rouge, tokens_of
from summaries import METHODS, Sentence, summarise
from summaries.select import flaws
from summaries.select.flaws import LEANING

_SIDE, _MARGIN = 560, 70


@dataclass
class Figures:
    """What one method did, a value for each article. Times in milliseconds."""

    rouge1: list[float] = field(default_factory=list)
    rouge2: list[float] = field(default_factory=list)
    sound: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--sentences", type=int, default=3)
    parser.add_argument("--limit", type=int, default=200, help="articles of each file (0: all)")
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=METHODS)
    parser.add_argument("--plot", type=Path)
    arguments = parser.parse_args()
    for path in arguments.files:
        found = measure(read(path, arguments.limit), arguments.methods, arguments.sentences)
        print(table(path.name.partition(".")[0], found, arguments.sentences))
        if arguments.plot:
            plot(found, arguments.plot)


def read(path: Path, limit: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, limit or None)]


def measure(articles: list[dict[str, Any]], methods: list[str], count: int) -> dict[str, Figures]:
    """The figures by method; the first article warms up and counts all the same, but for its time."""
    found = {method: Figures() for method in methods}
    for number, article in enumerate(articles):
        reference = tokens_of(article["references"][0], article["lang"])
        for method in methods:
            add(found[method], article, reference, method, count, is_timed=number > 0)
    return found


def add(
    found: Figures, article: dict[str, Any], reference: list[str], method: str, count: int, *, is_timed: bool
) -> None:
    language = article["lang"]
    text = article.get("docs") or article["text"]
    start = time.process_time()
    summary = summarise(text, title=article["title"], sentences=count, method=method, language=language)
    if is_timed:
        found.times.append(1000 * (time.process_time() - start))
    one, two = rouge([tokens_of(sentence.text, language) for sentence in summary.sentences], reference)
    found.rouge1.append(100 * one)
    found.rouge2.append(100 * two)
    found.sound.append(is_sound(summary.sentences, count, language))


def is_sound(sentences: tuple[Sentence, ...], count: int, language: str) -> bool:
    """Whether nothing in a summary reads badly; what leans on the sentence before is fine right after it."""
    places = {(sentence.document, sentence.position) for sentence in sentences}
    for sentence in sentences:
        wrong = flaws(sentence.text, language) - {"question"}
        if sentence.position == 0 or (sentence.document, sentence.position - 1) in places:
            wrong -= LEANING
        if wrong:
            return False
    return 0 < sum(len(sentence.text) for sentence in sentences) <= 700 * count / 3


def table(name: str, found: dict[str, Figures], count: int) -> str:
    size = len(next(iter(found.values())).rouge1)
    rows = [
        f"\n{name}: {size} articles, {count} sentences",
        "| method | ROUGE-1 | ROUGE-2 | reads well | CPU ms |",
    ]
    rows.append("|---|---|---|---|---|")
    for method, figures in found.items():
        scores = ["{:.2f} [{:.2f} {:.2f}]".format(*interval(x)) for x in (figures.rouge1, figures.rouge2)]
        sound = round(100 * sum(figures.sound) / size)
        rows.append(f"| {method} | {' | '.join(scores)} | {sound} % | {median(figures.times):.2f} |")
    return "\n".join(rows)


def plot(found: dict[str, Figures], path: Path) -> None:
    """Draws ROUGE-2 (upwards) against the logarithm of the median CPU time (to the right)."""
    from PIL import Image, ImageDraw

    points = {name: (math.log10(median(x.times)), interval(x.rouge2)[0]) for name, x in found.items()}
    across, upwards = zip(*points.values(), strict=True)
    image = Image.new("RGB", (_SIDE + 2 * _MARGIN, _SIDE), "white")
    draw = ImageDraw.Draw(image)
    draw.line(
        [(_MARGIN, _MARGIN // 2), (_MARGIN, _SIDE - _MARGIN), (_SIDE + _MARGIN, _SIDE - _MARGIN)],
        fill="black",
    )
    draw.text(
        (_MARGIN, 8), "ROUGE-2 (upwards) against CPU ms an article (to the right, logarithmic)", fill="black"
    )
    for name, (cost, score) in points.items():
        x = _MARGIN + 20 + _share(cost, across) * (_SIDE - 110)
        y = _SIDE - _MARGIN - 20 - _share(score, upwards) * (_SIDE - 2 * _MARGIN - 20)
        colour = "crimson" if name == "news" else "steelblue"
        draw.ellipse([x - 5, y - 5, x + 5, y + 5], fill=colour)
        draw.text((x + 9, y - 6), f"{name}  {score:.1f}, {10**cost:.1f} ms", fill="black")
    image.save(path)


def _share(value: float, values: tuple[float, ...]) -> float:
    return (value - min(values)) / ((max(values) - min(values)) or 1)


if __name__ == "__main__":
    main()
