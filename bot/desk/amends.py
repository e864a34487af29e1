"""Corrections that come late: of stories too old for a digest, for those who read what holds no more."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from bot.news.briefing import rank, says_any
from bot.news.model import Ranked, Story, Topic
from bot.news.novelty import News
from bot.news.taste import Taste
from bot.store.novelty import revised_since
from bot.store.stories import visible_stories

REMEMBERED = timedelta(days=14)
"""So long after they read a sentence readers are told that it holds no more: longer ago it is forgotten."""

Sections = list[tuple[Topic, list[Ranked]]]


class Amends:
    """The stories that were revised lately, looked up once for all readers. `now` is when it is looked."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._revised: dict[timedelta, dict[str, datetime]] = {}

    def add(
        self,
        db: Database,
        sections: Sequence[tuple[Topic, list[Ranked]]],
        seen: Collection[str],
        back: timedelta,
        own: Sequence[int],
    ) -> tuple[Sections, frozenset[str]]:
        """The sections with the stories that a reader has `seen`, that were revised `back` ago at most and
        stand in none of them, and the ids of these. Each stands where it fits best, as fresh as its revision.
        """
        if back not in self._revised:
            self._revised[back] = revised_since(db, self._now - back)
        revised = self._revised[back]
        there = {ranked.story.id for _, stories in sections for ranked in stories}
        late = (revised.keys() & set(seen)) - there
        if not sections or not late:
            return list(sections), frozenset()
        wider = [(topic, list(stories)) for topic, stories in sections]
        for story in visible_stories(db, late, own):
            topic, stories = wider[_place(story, [topic for topic, _ in wider])]
            (ranked,) = rank(topic, [replace(story, updated=revised[story.id])], self._now, Taste())
            stories.append(replace(ranked, story=story))
        return wider, frozenset(late)

    def worth_telling(self, news: Mapping[str, News], late: Collection[str]) -> dict[str, News]:
        """The news, of late stories only the corrections of what a reader still remembers."""
        return {
            story: replace(one, quotes=()) if story in late else one
            for story, one in news.items()
            if story not in late or (one.corrected and one.since >= self._now - REMEMBERED)
        }


def _place(story: Story, topics: Sequence[Topic]) -> int:
    """The place of the first topic that a story is about, else of one that its words name, else the first."""
    said = " ".join([story.headline, *(quote.text for quote in story.sentences)])
    named = [says_any(said, [topic.label, *topic.aliases]) for topic in topics]
    tagged = [topic.slug in story.topics for topic in topics]
    return next((fits.index(True) for fits in (tagged, named) if True in fits), 0)
