"""What is new in stories for readers who know them: looked up once for all who were told at the same time."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from bot.news.corrections import corrections
from bot.news.fair import FairPart
from bot.news.model import Article, Briefing, Correction, Quote, Ranked, Story, Topic
from bot.news.novelty import News, Version, fresh, in_order, unread
from bot.news.quoting import Quoting
from bot.store import novelty as sql
from bot.store.novelty import Reading

MOST_NEW = 3
"""So many new sentences of a story are told at a time."""


class Novelty:
    """Remembers what it looked up: one object serves one moment. `fair`: what may be quoted of an article."""

    def __init__(self, fair: FairPart) -> None:
        self._fair = fair
        self._touched: dict[str, datetime | None] = {}
        self._versions: dict[tuple[str, datetime], tuple[list[Version], tuple[Quote, ...]]] = {}

    def of(
        self,
        db: Database,
        reader: int,
        stories: Iterable[Story],
        followed: Mapping[str, datetime] | None = None,
    ) -> dict[str, News]:
        """What is new in the stories that a reader was told of, by id; those with nothing new are left out.

        News needs an article that came, or was revised, after the reader was last told. `followed`: since
        when the reader follows a story; it counts where they were never told of it.
        """
        wanted = {story.id: story for story in stories}
        self._look_up(db, wanted)
        told = sql.readings(db, reader, wanted)
        for story, since in (followed or {}).items():
            if story in wanted:
                told.setdefault(story, Reading(since))
        found: dict[str, News] = {}
        for story, reading in told.items():
            touched = self._touched.get(story)
            if touched and touched > reading.at and (news := self._news(db, reader, wanted[story], reading)):
                found[story] = news
        return found

    def for_digest(
        self,
        db: Database,
        reader: int,
        sections: Iterable[tuple[Topic, Iterable[Ranked]]],
        seen: Collection[str],
    ) -> dict[str, News]:
        """What a digest may tell of those of these stories that its reader has seen."""
        known = [one.story for _, stories in sections for one in stories if one.story.id in seen]
        return self.of(db, reader, known) if known else {}

    def touched(self, db: Database, stories: Collection[str]) -> dict[str, datetime]:
        """When an article of each story last arrived or was revised."""
        self._look_up(db, dict.fromkeys(stories))
        return {story: at for story in stories if (at := self._touched.get(story))}

    def _look_up(self, db: Database, stories: Mapping[str, object]) -> None:
        if unknown := [story for story in stories if story not in self._touched]:
            self._touched |= dict.fromkeys(unknown) | sql.touched(db, unknown)

    def _news(self, db: Database, reader: int, story: Story, reading: Reading) -> News | None:
        key = (story.id, reading.at)
        if key not in self._versions:
            versions = sql.versions_since(db, *key)
            self._versions[key] = versions, fresh(versions, story.language)
        versions, candidates = self._versions[key]
        elsewhere = sql.known(db, reader, "sentence", (quote.text for quote in candidates))
        read = [*(quote.text for quote in reading.quotes), *elsewhere]
        articles = {version.article.id: version.article for version in versions}
        corrected = self._corrected(db, reader, reading, articles)
        read += [one.now.text for one in corrected if one.now]
        quoting = Quoting(articles.values(), self._fair)
        quoting.take_all(one.now for one in corrected if one.now)
        quotes = in_order(quoting.take(unread(candidates, read, story.language, MOST_NEW)), articles)
        if not quotes and not corrected:
            return None
        told = in_order(reading.quotes, articles)
        return News(reading.at, quotes, corrected, quoting.take(told[::-1])[::-1], told)

    def fairly(self, story: Story, found: News) -> Story:
        """The story with so many of its sentences as may be quoted to who was told what `found` says."""
        versions, _ = self._versions[story.id, found.since]
        quoting = Quoting([version.article for version in versions], self._fair, found.told)
        quoting.take_all(one.now for one in found.corrected if one.now)
        quoting.take_all(quote for quote in found.quotes if quote in story.sentences)
        return replace(story, sentences=quoting.take(story.sentences))

    def _corrected(
        self, db: Database, reader: int, reading: Reading, articles: Mapping[str, Article]
    ) -> tuple[Correction, ...]:
        found = corrections(reading.quotes, articles)
        told = sql.known(db, reader, "correction", (one.was.text for one in found))
        return tuple(one for one in found if one.was.text not in told)


def with_news(briefing: Briefing, db: Database, reader: int, fair: FairPart) -> Briefing:
    """The briefing with what is new in the stories that the reader has seen before their other sentences."""
    known = [ranked.story for ranked in briefing.stories if not ranked.new]
    novelty = Novelty(fair)
    news = novelty.of(db, reader, known) if known else {}

    def told(ranked: Ranked) -> Ranked:
        found = news.get(ranked.story.id)
        seen = {mention.id for mention in ranked.story.articles}
        if found is None:
            return ranked
        ranked = replace(ranked, corrected=found.corrected, story=novelty.fairly(ranked.story, found))
        quotes = [quote for quote in found.quotes if quote.article in seen]
        if not quotes:
            return ranked
        others = unread(ranked.story.sentences, [q.text for q in quotes], ranked.story.language, 100)
        story = replace(ranked.story, sentences=(*quotes, *others))
        return replace(ranked, story=novelty.fairly(story, found), since=found.since)

    return replace(briefing, stories=tuple(map(told, briefing.stories)))
