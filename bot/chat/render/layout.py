"""From blocks to messages: whole blocks, never cut inside a tag, at most three messages. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat.markup import MAX_ENTITIES, MAX_UNITS, Html, entities, join, units

MOST_MESSAGES = 3
EMPTY = Html()
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
    """Texts of messages, the ids of the stories that found room in them, and how many found none."""

    texts: tuple[Html, ...]
    stories: tuple[str, ...]
    left_out: int = 0


def fits(*parts: str) -> bool:
    """Whether the parts, a blank line between them, are one message."""
    text = join(parts)
    return units(text) <= MAX_UNITS and entities(text) <= MAX_ENTITIES


def pack(parts: Sequence[str]) -> list[Html]:
    """Parts in a row, as few messages as they need. Each part must fit into a message by itself."""
    messages: list[Html] = []
    for part in filter(None, parts):
        if messages and fits(messages[-1], part):
            messages[-1] = join([messages[-1], part])
        else:
            messages.append(Html(part))
    return messages


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
        texts = pack([head, *(block.whole for block in made), foot(0)])
        if len(texts) <= MOST_MESSAGES:
            return Layout(tuple(texts), tuple(block.story for block in made))
    return _without_last(made, head, foot)


def _without_last(made: Sequence[Block], head: str, foot: Callable[[int], str]) -> Layout:
    """The most blocks, from the first, that three messages hold."""
    low, high = 0, len(made)
    while high - low > 1:
        middle = (low + high) // 2
        texts = _texts(made, middle, head, foot)
        low, high = (middle, high) if len(texts) <= MOST_MESSAGES else (low, middle)
    return Layout(
        tuple(_texts(made, low, head, foot)), tuple(block.story for block in made[:low]), len(made) - low
    )


def _texts(made: Sequence[Block], kept: int, head: str, foot: Callable[[int], str]) -> list[Html]:
    return pack([head, *(block.whole for block in made[:kept]), foot(len(made) - kept)])
