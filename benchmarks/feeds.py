"""What `bot.news.feeds` keeps of real feed files, beside feedparser 6.0.14 alone.

    python -m benchmarks.feeds DIRECTORY

Every file of the directory is read by both. Lost is an entry of feedparser's with a title, a link or a text
that we don't have in its place; a title or link that differs; a body of ours that holds fewer than nine
tenths of the words in its content of type HTML, or else in its summary.
"""

import io
import re
import sys
import time
from collections import Counter
from html import unescape
from pathlib import Path

import feedparser

from bot.errors import UserError
from bot.news.feeds import parse_feed
from bot.news.model import Entry

_PICTURES = re.compile(r"(?is)<(figure|script|style|iframe|svg)\b.*?</\1>|<!--.*?-->")


def _words(html: str) -> Counter[str]:
    """The words of a piece of HTML."""
    text = re.sub(r"</?(?:p|br|div|li|h\d|td|tr|ul|ol|blockquote|hr)\b[^<>]*>", " ", _PICTURES.sub(" ", html))
    text = re.sub(r"<[^<>]*>", "", text)
    return Counter(re.findall(r"\w+", unescape(unescape(text))))


def _kept(reference: str, ours: str) -> float:
    wanted = _words(reference)
    return sum((wanted & Counter(re.findall(r"\w+", ours))).values()) / max(sum(wanted.values()), 1)


def _compare(reference: feedparser.FeedParserDict, entry: Entry) -> list[str]:
    lost = []
    title = reference.get("title") or ""
    if title and _kept(title, entry.title) < 1:
        lost.append(f"title {title[:60]!r} -> {entry.title[:60]!r}")
    link = reference.get("link") or ""
    if link.startswith("http") and entry.url is None:
        lost.append(f"link {link[:80]!r}")
    contents = [c.get("value", "") for c in reference.get("content", ()) if "html" in c.get("type", "")]
    body = max(contents, key=len, default=reference.get("summary", ""))
    if sum(_words(body).values()) > 5 and _kept(body, entry.text) < 0.9:
        lost.append(f"body {_kept(body, entry.text):.2f} of {title[:60]!r}")
    return lost


def _measure(path: Path) -> tuple[int, int, list[str], float]:
    data = path.read_bytes()
    reference = [
        e for e in feedparser.parse(io.BytesIO(data)).entries if any(map(e.get, ("title", "link", "summary")))
    ]
    start = time.process_time()
    try:
        entries = parse_feed(data).entries
    except UserError as error:
        return len(reference), 0, [f"refused: {error}"] * bool(reference), 0.0
    spent = time.process_time() - start
    lost = [] if len(entries) >= len(reference) else [f"{len(reference) - len(entries)} entries"]
    if len(entries) == len(reference):
        lost += [note for pair in zip(reference, entries, strict=True) for note in _compare(*pair)]
    return len(reference), len(entries), lost, spent


def main(directory: Path) -> None:
    paths = [
        path
        for path in sorted(directory.iterdir())
        if path.suffix in (".xml", ".rss", ".atom", ".json", ".rdf")
    ]
    total = Counter[str]()
    for path in paths:
        if path.name == "manifest.json":
            continue
        reference, ours, lost, spent = _measure(path)
        total.update(
            files=1, reference=reference, ours=ours, lost=len(lost), milliseconds=round(1000 * spent)
        )
        for note in lost:
            print(f"{path.name}: {note}")
    print("| feeds | count |\n|---|---|")
    for name, count in total.items():
        print(f"| {name} | {count} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
