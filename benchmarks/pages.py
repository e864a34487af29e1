"""How well `bot.news.pages` finds an article's text, beside trafilatura alone.

    python -m benchmarks.pages DIRECTORY

The directory holds `pages/NAME.html.gz` and `truth.json.gz` ({NAME: {"url", "body"}}). Texts are compared
as in article-extraction-benchmark: by shingles of four words, precision and recall averaged over the pages,
F1 of the two averages. "clean" is the article's text as it is stored: without captions and section headings,
which the truth holds. Intervals are the middle 95 % of 1,000 resamplings of the pages; the last lines
compare both on the same resamplings.
"""

import gzip
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura

from bot.news.clean import clean_paragraphs
from bot.news.pages import parse_page

_Score = tuple[float | None, float | None]


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    size = max(min(4, len(words)), 1)
    return (
        Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1)) if words else Counter()
    )


def _score(truth: str, found: str) -> _Score:
    """Precision and recall; None where nothing was found, or nothing is to be found."""
    wanted, got = _shingles(truth), _shingles(found)
    shared = (wanted & got).total()
    return shared / got.total() if got else None, shared / wanted.total() if wanted else None


def _f1(scores: Sequence[_Score]) -> tuple[float, float, float]:
    precisions = [precision for precision, _ in scores if precision is not None]
    recalls = [recall for _, recall in scores if recall is not None]
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * precision * recall / (precision + recall), precision, recall


def _advantage(ours: Sequence[_Score], theirs: Sequence[_Score]) -> str:
    """How much higher our F1 is, on the same pages."""
    chance = random.Random(7)
    rows = list(zip(ours, theirs, strict=True))
    drawn = (zip(*chance.choices(rows, k=len(rows)), strict=True) for _ in range(1000))
    spread = sorted(_f1(one)[0] - _f1(other)[0] for one, other in drawn)
    return f"{_f1(ours)[0] - _f1(theirs)[0]:+.3f} [{spread[25]:+.3f} {spread[974]:+.3f}]"


def _ours(data: bytes, url: str) -> str:
    return "\n".join(parse_page(data, url).paragraphs)


def _ours_clean(data: bytes, url: str) -> str:
    page = parse_page(data, url)
    return "\n".join(clean_paragraphs(page.paragraphs, page.title))


EXTRACTORS: dict[str, Callable[[bytes, str], str]] = {
    "trafilatura": lambda data, url: trafilatura.extract(data, include_comments=False) or "",
    "trafilatura fast": lambda data, url: trafilatura.extract(data, fast=True, include_comments=False) or "",
    "trafilatura precision": lambda data, url: (
        trafilatura.extract(data, favor_precision=True, include_comments=False) or ""
    ),
    "ours": _ours,
    "ours, clean": _ours_clean,
}


def main(directory: Path) -> None:
    truth = json.loads(gzip.decompress((directory / "truth.json.gz").read_bytes()))
    pages = {name: gzip.decompress((directory / "pages" / f"{name}.html.gz").read_bytes()) for name in truth}
    print(f"{len(pages)} pages")
    print("| extractor | F1 | 95 % | precision | recall | ms a page (CPU) |\n|---|---|---|---|---|---|")
    scored: dict[str, list[_Score]] = {}
    for name, extract in EXTRACTORS.items():
        start = time.process_time()
        found = {page: extract(data, truth[page]["url"]) for page, data in pages.items()}
        spent = 1000 * (time.process_time() - start) / len(pages)
        scores = scored[name] = [_score(truth[page]["body"], text) for page, text in found.items()]
        f1, precision, recall = _f1(scores)
        chance = random.Random(7)
        spread = sorted(_f1(chance.choices(scores, k=len(scores)))[0] for _ in range(1000))
        interval = f"{spread[25]:.3f}–{spread[974]:.3f}"
        print(f"| {name} | {f1:.3f} | {interval} | {precision:.3f} | {recall:.3f} | {spent:.0f} |")
    for name in ("trafilatura", "trafilatura precision"):
        print(f"\nours above {name}: {_advantage(scored['ours'], scored[name])}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
