"""The lines of a part of a page that are prose, without those that are but links."""

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from bot.news.clean import ends_sentence, tidy
from bot.news.markup import BLOCKS, is_dropped

_LONG = 40
"""Letters of a line that tells something."""
_LINKED, _LONGEST_LINK = 0.8, 100
"""A line of which more letters are linked is a link, unless it is a sentence of so many letters."""
_BOXES = frozenset({"address", "article", "aside", "body", "div", "footer", "header", "main", "section"})
_MOSTLY = 0.75
"""Where more of the sentences are in paragraphs, what stands in boxes beside them are labels."""
_WHOLE = frozenset({"article", "body", "main"})
"""What nothing of an article stands outside of."""


@dataclass(frozen=True, slots=True)
class Line:
    """A block's text, how many of its letters are links, and the block's tag."""

    text: str
    linked: int
    tag: str

    @property
    def tells(self) -> bool:
        """Whether it is a sentence or more, not a heading or a label."""
        return len(self.text) > _LONG and ends_sentence(self.text)

    @property
    def is_link(self) -> bool:
        """Whether it is a link to another page and no part of a text."""
        linked = self.linked > _LINKED * len(self.text)
        return linked and not (self.tells and len(self.text) >= _LONGEST_LINK)


def read_prose(element: HtmlElement) -> list[Line]:
    """The lines in an element, without links and without labels beside its paragraphs."""
    lines = [line for line in read_all(element) if not line.is_link]
    telling = [line for line in lines if line.tells]
    if sum(line.tag == "p" for line in telling) <= _MOSTLY * len(telling):
        return lines
    return [line for line in lines if line.tells or line.tag not in _BOXES]


def read_opening(element: HtmlElement) -> list[Line]:
    """What is told above an element: below the page's top heading, or in the article around the element."""
    parts: list[list[Line]] = []
    if next(element.iter("h1"), None) is not None:
        return []
    while element.tag not in _WHOLE and (parent := element.getparent()) is not None:
        for before in element.itersiblings(preceding=True):
            lines = read_all(before)
            headings = [at for at, line in enumerate(lines) if line.tag == "h1"]
            parts.append(lines[headings[-1] + 1 :] if headings else lines)
            if headings:
                return _telling(parts)
        element = parent
    return [] if element.tag == "body" else _telling(parts)


def _telling(parts: list[list[Line]]) -> list[Line]:
    return [line for part in reversed(parts) for line in part if line.tells and not line.is_link]


def read_all(element: HtmlElement) -> list[Line]:
    """All lines in an element, in their order, without what runs, loads or decorates."""
    lines: list[Line] = []
    pieces: list[str] = []
    blocks = ["div"]
    linked = links = 0

    def end_line() -> None:
        nonlocal linked
        if text := tidy("".join(pieces)):
            lines.append(Line(text, linked, blocks[-1]))
        pieces.clear()
        linked = 0

    events = etree.iterwalk(element, events=("start", "end"))
    for event, node in events:
        tag = node.tag
        if tag in BLOCKS:
            end_line()
        if event == "start":
            if tag in BLOCKS and tag != "br":
                blocks.append(tag)
            links += tag == "a"
            dropped = is_dropped(node)
            text = None if dropped else node.text
            if dropped:
                events.skip_subtree()
        else:
            if tag in BLOCKS and tag != "br":
                blocks.pop()
            links -= tag == "a"
            text = node.tail if node is not element else None
        if text:
            pieces.append(text)
            linked += len(text.strip()) if links else 0
    end_line()
    return lines
