"""One pass over a text that carries marks: what HTML and the two Markdowns have in common."""

from dataclasses import dataclass, field

from bot.playground.entities import Entity, utf16_length
from bot.playground.links import checked_link, mentioned_user
from bot.playground.refusals import Refused, bad_request


@dataclass(slots=True)
class Reading:
    """Where in the source the reading is, and the visible text and the entities found so far."""

    source: str
    at: int = 0
    offset: int = 0  # UTF-16 length of what was said
    chunks: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.chunks.append(text)
        self.offset += utf16_length(text)

    def starts(self, text: str) -> bool:
        return self.source.startswith(text, self.at)

    def where(self, at: int) -> str:
        """A place in the source as Telegram names it."""
        return f"at byte offset {len(self.source[:at].encode())}"

    def refuse(self, reason: str, at: int) -> Refused:
        return unparsable(f"{reason} {self.where(at)}")


def unparsable(reason: str) -> Refused:
    """400: the text's marks make no sense."""
    return bad_request(f"can't parse entities: {reason}")


def link_entity(url: str) -> Entity | None:
    """What a link to `url` is, without its place; None where Telegram drops it."""
    user = mentioned_user(url)
    if user is not None:
        return {"type": "text_mention", "user_id": user}
    checked = checked_link(url)
    return {"type": "text_link", "url": checked} if checked is not None else None
