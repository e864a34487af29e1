"""From blocks to messages: whole blocks, never cut inside a tag, at most three messages. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.chat.markup import MAX_ENTITIES, MAX_UNITS, Html, entities, join, units

MOST_MESSAGES = 3
EMPTY = Html()
BLANK_LINE = "\n\n"
LENGTHS = ("long", "normal", "short", "headlines")
"""From the fullest to the barest."""


@dataclass(frozen=True, slots=True)
class Block:
    """A story as one piece of a message; `label` is the heading of the section that it opens."""

    story: str
    html: Html
    label: Html = EMPTY

    @property
    def whole(self) -> Html:
        return join([self.label, self.html], "\n")


@dataclass(frozen=True, slots=True)
class Layout:
    """Texts of messages, the ids of the stories told in each, and how many stories found no room."""

    texts: tuple[Html, ...]
    told: tuple[tuple[str, ...], ...]
    left_out: int = 0

    @property
    def stories(self) -> tuple[str, ...]:
        """The ids of all stories that found room."""
        return tuple(story for stories in self.told for story in stories)


def fits(*parts: str) -> bool:
    """Whether the parts, a blank line between them, are one message."""
    sizes = [_size(part) for part in parts]
    between = len(BLANK_LINE) * (len(parts) - 1)
    return (
        sum(long for long, _ in sizes) + between <= MAX_UNITS
        and sum(formats for _, formats in sizes) <= MAX_ENTITIES
    )


def pack(parts: Sequence[str]) -> list[Html]:
    """Parts in a row, as few messages as they need. Each part must fit into a message by itself."""
    return [join(page, BLANK_LINE) for page in _pages(parts)]


def _pages(parts: Sequence[str]) -> list[list[str]]:
    pages: list[list[str]] = []
    for part in filter(None, parts):
        if pages and fits(*pages[-1], part):
            pages[-1].append(part)
        else:
            pages.append([part])
    return pages


def _accompanied(pages: list[list[str]]) -> list[list[str]]:
    """The pages, with a story beside the foot, which by itself says little."""
    if len(pages) < 2 or len(pages[-2]) < 3 or not fits(pages[-2][-1], pages[-1][0]):
        return pages
    *before, whole, (foot,) = pages
    return [*before, whole[:-1], [whole[-1], foot]]


@lru_cache(maxsize=4096)
def _size(part: str) -> tuple[int, int]:
    """UTF-16 units and entities; the blocks of a story are the same for many readers."""
    return units(part), entities(part)


def lay_out(
    blocks: Callable[[str], Sequence[Block]],
    length: str,
    *,
    head: str = "",
    foot: Callable[[int], str] = lambda left_out: "",
) -> Layout:
    """Messages of `head`, the blocks at a length, and a foot that is told how many stories were left out.

    Where that makes more than three messages, the stories are told more briefly, and only then left out.
    """
    made: Sequence[Block] = ()
    for shorter in LENGTHS[LENGTHS.index(length) :]:
        made = blocks(shorter)
        layout = _laid_out(made, len(made), head, foot)
        if len(layout.texts) <= MOST_MESSAGES:
            return layout
    return _without_last(made, head, foot)


def _without_last(made: Sequence[Block], head: str, foot: Callable[[int], str]) -> Layout:
    """The most blocks, from the first, that three messages hold."""
    low, high = 0, len(made)
    while high - low > 1:
        middle = (low + high) // 2
        texts = _laid_out(made, middle, head, foot).texts
        low, high = (middle, high) if len(texts) <= MOST_MESSAGES else (low, middle)
    return _laid_out(made, low, head, foot)


def _laid_out(made: Sequence[Block], kept: int, head: str, foot: Callable[[int], str]) -> Layout:
    left_out = len(made) - kept
    last = foot(left_out)
    pages = _pages([head, *(block.whole for block in made[:kept]), last])
    if last and pages[-1] == [last]:
        pages = _accompanied(pages)
    owners = iter([*([""] if head else []), *(block.story for block in made[:kept]), ""])
    told = tuple(tuple(filter(None, [next(owners) for _ in page])) for page in pages)
    return Layout(tuple(join(page, BLANK_LINE) for page in pages), told, left_out)
