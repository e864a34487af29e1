"""From a due digest to the messages that are planned."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.chat import texts
from bot.chat.markup import esc, join, link
from bot.chat.render import Rendered
from bot.chat.render.told import telling, told_in
from bot.desk.deliveries import Due, Prepared
from bot.logs import get_logger
from bot.news.model import Digest
from bot.store.model import Message, Reader

log = get_logger(__name__)

HEADLINES = 10
"""Stories in the plain list that stands in for a digest that can't be rendered."""


class Render(Protocol):
    """Makes messages of a digest, as `bot.chat.render.compose_digest_messages` does."""

    def __call__(
        self,
        reader: Reader,
        /,
        digest: Digest,
        *,
        now: datetime,
        next_due: datetime | None,
        late: bool,
        covers: Sequence[date],
    ) -> Rendered: ...


def prepare(due: Due, render: Render, now: datetime) -> Prepared:
    """The messages of a due digest: none if nothing is new and the reader does not want to be told."""
    if not due.digest.stories and not due.reader.preferences.say_nothing_new:
        return Prepared(due, ())
    try:
        made = render(
            due.reader, due.digest, now=now, next_due=due.next_due, late=due.late, covers=due.covers
        )
    except Exception:
        log.exception("a digest could not be rendered", reader=due.reader.id)
        made = _headlines(due.digest)
    return Prepared(due, made.messages, made.stories, made.told)


def _headlines(digest: Digest) -> Rendered:
    """Stands in for a digest that can't be rendered, so that one reader's bad luck stops nobody's digest."""
    ranked = [one for section in digest.sections for one in section.stories][:HEADLINES]
    listed = [link(one.story.headline, one.story.url) for one in ranked]
    text = join(listed or [esc(texts.NOTHING_NEW_AT_ALL)])
    told = told_in(text, ranked)
    first = tuple(one.story for one in told if not one.again)
    return Rendered((telling(Message(text), told),), first, told)
