"""Which element of a page holds the article: the one with most prose in it and just below it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from bot.news.clean import alternatives
from bot.news.markup import BLOCKS

_REMOVED = frozenset(
    [
        "figure",
        "figcaption",
        "footer",
        "nav",
        "aside",
        "script",
        "style",
        "form",
        "iframe",
        "button",
        "noscript",
    ]
)
_NOISE_NAMES = alternatives(r"""
    related ~ recommend\w* ~ newsletter ~ shar(?:e|ing) ~ social ~ promo\w* ~ sponsor\w* ~ advert\w*
    ads?
    comments? ~ breadcrumbs? ~ cookie\w* ~ sidebar ~ outbrain ~ taboola ~ nav ~ menu ~ footer
    copyright ~ disclaimer
    more-stories ~ read-?more ~ most-?read ~ tags? ~ popular
    """)
_NOISE = re.compile(rf"(?:^|[\s_-]){_NOISE_NAMES}(?:$|[\s_-])", re.IGNORECASE)
_HOLDERS = ("div", "section", "article", "main", "td")
_STOPS = re.compile(r"[,，、،;；。.]")
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_SHARES = (1.0, 0.5, 0.11, 0.08)
"""What of a paragraph's weight its holder, and each holder above, is given."""
_LEAST_LETTERS, _MOST_LINKED = 25, 0.4
_SIBLING_LETTERS = 60


@dataclass(slots=True)
class _Measure:
    """How much text an element has: of its own (not in inner blocks) and in all, and how much in links."""

    own: list[str] = field(default_factory=list)
    own_linked: int = 0
    letters: int = 0
    linked: int = 0


def prune(tree: HtmlElement) -> None:
    """Takes away, in place, what is named as noise or built for it, unless most of the prose is inside."""
    enough = 0.3 * _count_prose(tree)
    for element in [*tree.iter(*_REMOVED), *tree.xpath("//*[@class or @id]")]:
        if element.getparent() is None or element.tag in ("html", "body", "article", "main"):
            continue
        named = element.tag in _REMOVED or _NOISE.search(
            f"{element.get('class', '')} {element.get('id', '')}"
        )
        if named and (element.tag in ("script", "style") or _count_prose(element) <= enough):
            element.drop_tree()


def find_container(tree: HtmlElement) -> HtmlElement | None:
    """The element that holds the article's prose; None where a page has none."""
    measures = _measure(tree)
    weights: dict[HtmlElement, float] = defaultdict(float)
    for element, measure in measures.items():
        weight = _weigh("".join(measure.own), measure.own_linked)
        holder = element if element.tag in _HOLDERS else element.getparent()
        for share in _SHARES if weight else ():
            if holder is None or holder.tag == "html":
                break
            weights[holder] += share * weight
            holder = holder.getparent()
    if not weights:
        return None
    best = max(weights, key=lambda e: weights[e] * (1 - measures[e].linked / max(measures[e].letters, 1)))
    return _climb(best, measures)


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


def _weigh(text: str, linked: int) -> float:
    """The weight of a block's own text: its length and its stops; 0 for a few words or a list of links."""
    letters = len(" ".join(text.split()))
    if letters < _LEAST_LETTERS or linked > _MOST_LINKED * letters:
        return 0.0
    return 1 + len(_STOPS.findall(text)) + min(letters / 100 + len(_WIDE.findall(text)) / 40, 6)


def _measure(tree: HtmlElement) -> dict[HtmlElement, _Measure]:
    """Measures every element, in one pass and without recursion."""
    measures: dict[HtmlElement, _Measure] = {}
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            measures[element] = _Measure()
            _add(measures[element], element.text)
            continue
        parent = element.getparent()
        if parent is not None:
            _pass_up(element, measures[element], measures[parent])
            _add(measures[parent], element.tail)
    return measures


def _add(measure: _Measure, text: str | None) -> None:
    if text and (bare := text.strip()):
        measure.own.append(text)
        measure.letters += len(bare)


def _pass_up(element: HtmlElement, measure: _Measure, above: _Measure) -> None:
    linked = measure.letters if element.tag == "a" else measure.linked
    above.letters += measure.letters
    above.linked += linked
    if element.tag not in BLOCKS:
        above.own.extend(measure.own)
        above.own_linked += linked


def _count_prose(element: HtmlElement) -> int:
    return sum(len(p.text_content()) for p in element.iter("p"))
