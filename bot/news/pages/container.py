"""Which element of a page holds the article: the one with most prose in it and just below it."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml.html import HtmlElement

from bot.news.markup import BLOCKS

_HOLDERS = frozenset({"div", "section", "article", "main", "td"})
_STOPS = re.compile(r"[,，、،;；。.]")
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_SHARES = (1.0, 0.5, 0.11, 0.08)
"""What of a paragraph's weight its holder, and each holder above, is given."""
_LEAST_LETTERS, _MOST_LINKED = 25, 0.4
"""Text of its own with fewer letters, or more of them in links, is no paragraph."""
_SIBLING_LETTERS = 60
"""A part of a column has more letters outside links."""
_PER_POINT, _WIDE_PER_POINT, _MOST_POINTS = 100, 40, 6
"""A paragraph weighs a point for each stop, and one more for every so many letters (in scripts without spaces
for every so many of theirs too), up to so many."""


@dataclass(frozen=True, slots=True)
class Container:
    """The element that holds the article, and its share of the page's prose, from 0 to 1."""

    element: HtmlElement
    share: float


@dataclass(slots=True)
class _Measure:
    """How much text an element has: of its own (not in inner blocks) and in all, and how much in links."""

    own: int = 0
    own_linked: int = 0
    stops: int = 0
    wide: int = 0
    letters: int = 0
    linked: int = 0
    prose: float = 0.0
    """The weight of the element's own text and of all blocks in it."""

    def add(self, text: str | None) -> None:
        if text and (bare := text.strip()):
            self.own += len(bare)
            self.letters += len(bare)
            self.stops += len(_STOPS.findall(bare))
            if not bare.isascii():
                self.wide += len(_WIDE.findall(bare))

    @property
    def weight(self) -> float:
        """Of its own text: its length and its stops; 0 for a few words or a list of links."""
        if self.own < _LEAST_LETTERS or self.own_linked > _MOST_LINKED * self.own:
            return 0.0
        return 1 + self.stops + min(self.own / _PER_POINT + self.wide / _WIDE_PER_POINT, _MOST_POINTS)

    @property
    def unlinked_share(self) -> float:
        return 1 - self.linked / max(self.letters, 1)


def find_container(tree: HtmlElement) -> Container | None:
    """The element that holds the article's prose; None where a page has none."""
    measures = _measure(tree)
    weights: dict[HtmlElement, float] = defaultdict(float)
    for element, measure in measures.items():
        weight = measure.weight
        holder = element if element.tag in _HOLDERS else element.getparent()
        for share in _SHARES if weight else ():
            if holder is None or holder.tag == "html":
                break
            weights[holder] += share * weight
            holder = holder.getparent()
    if not weights:
        return None
    best = _climb(max(weights, key=lambda e: weights[e] * measures[e].unlinked_share), measures)
    return Container(best, measures[best].prose / (measures[tree].prose or 1))


def _climb(element: HtmlElement, measures: dict[HtmlElement, _Measure]) -> HtmlElement:
    """The element, or the one above where its siblings of the same make hold text too (a column's parts)."""
    while (parent := element.getparent()) is not None and parent.tag not in ("body", "html"):
        siblings = [measures[node] for node in parent if node is not element and _alike(node, element)]
        texts = [sibling.letters - sibling.linked for sibling in siblings]
        if max(texts, default=0) <= _SIBLING_LETTERS:
            break
        element = parent
    return element


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements have the same tag and the same first class."""
    first, second = ((element.get("class") or "").split()[:1] for element in (one, other))
    return one.tag == other.tag and first == second


def _measure(tree: HtmlElement) -> dict[HtmlElement, _Measure]:
    """Measures every element, the inner ones before those around them, and without recursion."""
    order = list(tree.iter())
    measures = {element: _Measure() for element in order}
    for element in reversed(order):
        measure = measures[element]
        measure.add(element.text)
        measure.prose += measure.weight
        parent = element.getparent()
        if element is not tree and parent is not None:
            _pass_up(element, measure, measures[parent])
            measures[parent].add(element.tail)
    return measures


def _pass_up(element: HtmlElement, measure: _Measure, above: _Measure) -> None:
    linked = measure.letters if element.tag == "a" else measure.linked
    above.letters += measure.letters
    above.linked += linked
    if element.tag in BLOCKS:
        above.prose += measure.prose
    else:
        above.own += measure.own
        above.own_linked += linked
        above.stops += measure.stops
        above.wide += measure.wide
