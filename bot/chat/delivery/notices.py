"""What is told between digests: from the desk's updates to planned notices. The sender sends them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.chat.render.notices import render_alert, render_follow_up
from bot.chat.render.once import render_once
from bot.chat.render.outages import render_outage
from bot.chat.render.recap import render_recap
from bot.desk import Desk
from bot.desk.recaps import Recap
from bot.desk.updates import Alert, FollowUp
from bot.desk.watches import Sighting
from bot.errors import StoreError
from bot.logs import get_logger
from bot.news.novelty import Told
from bot.store.deliveries.notices import StoryNotice
from bot.store.model import Message

log = get_logger(__name__)

T = TypeVar("T", FollowUp, Alert, Sighting)


class Notices:
    """Plans follow-ups and alerts, ticked by the scheduler. What can't be stored now is due again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def plan_follow_ups(self) -> None:
        """Plans what is new in the stories that readers follow."""
        try:
            await self._desk.updates.plan(_each(_follow_up, await self._desk.updates.follow_ups()))
        except StoreError as error:
            log.error("follow-ups can't be planned", reason=str(error))

    async def plan_alerts(self) -> None:
        """Plans alerts to breaking stories."""
        try:
            await self._desk.updates.plan(_each(_alert, await self._desk.updates.alerts()))
        except StoreError as error:
            log.error("alerts can't be planned", reason=str(error))

    async def plan_watches(self) -> None:
        """Plans what readers asked to be told of once."""
        try:
            due = await self._desk.watches.due()
            planned = [(one, notice) for one in due for notice in _each(_once, [one])]
            await self._desk.watches.plan(planned)
        except StoreError as error:
            log.error("what was waited for can't be planned", reason=str(error))

    async def plan_recaps(self) -> None:
        """Plans the recaps of the week."""
        try:
            due = await self._desk.recaps.due()
            await self._desk.recaps.plan(_recaps(due))
        except StoreError as error:
            log.error("recaps can't be planned", reason=str(error))

    async def plan_outages(self) -> None:
        """Plans what is to be said of sources that can't be read, or can again."""
        try:
            due = await self._desk.outages.due()
            await self._desk.outages.plan([(one, render_outage(one)) for one in due])
        except StoreError as error:
            log.error("notices of sources can't be planned", reason=str(error))


def _recaps(due: Sequence[Recap]) -> list[tuple[Recap, Sequence[Message], Sequence[Told]]]:
    """Those that can be rendered."""
    made: list[tuple[Recap, Sequence[Message], Sequence[Told]]] = []
    for recap in due:
        try:
            one = render_recap(recap)
        except Exception:
            log.exception("a recap could not be rendered", reader=recap.reader.id)
        else:
            made.append((recap, one.messages, one.told))
    return made


def _each(render: Callable[[T], StoryNotice], due: Sequence[T]) -> list[StoryNotice]:
    """What can be rendered: one that can't be stops none of the others."""
    made: list[StoryNotice] = []
    for one in due:
        try:
            made.append(render(one))
        except Exception:
            log.exception("a notice could not be rendered", reader=one.reader.id, story=one.story.id)
    return made


def _follow_up(due: FollowUp) -> StoryNotice:
    return due.notice(
        render_follow_up(
            due.reader, due.story, due.news, number=due.number, now=due.at, reply_to=due.reply_to
        )
    )


def _alert(due: Alert) -> StoryNotice:
    message, quotes = render_alert(due.reader, due.topic, due.story, number=due.number, most=due.most)
    return due.notice(message, quotes)


def _once(found: Sighting) -> StoryNotice:
    message, quotes = render_once(found.reader, found.topic, found.story)
    return found.notice(message, quotes)
