"""Which story each article belongs to: the index in memory, kept in step with the database.

Used inside a write, on the writing thread; only `prepare` is for a read, so that filling an empty index holds
up no write.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from bot.news.model import Article, Editing
from bot.news.stories import Rules, StoryIndex, tell
from bot.store.articles import article_from_row, articles_of_story
from bot.store.merging import latest_merge, merge_stories, merges_since
from bot.store.stories import save_story

RULES = Rules(live=20_000)
"""So many of the newest articles are compared with; learning them from the database takes some seconds."""


class Assignment:
    """The one assigner of articles to stories of a process."""

    def __init__(self, editing: Editing) -> None:
        """`editing` says how a story is condensed."""
        self.editing = editing
        self._known = _Known()

    @property
    def empty(self) -> bool:
        """Nothing has been learnt yet."""
        return self._known.last == 0

    def prepare(self, db: Database) -> None:
        """Learns what the database holds, if nothing has been learnt yet, not even meanwhile by a write."""
        known = _Known()
        known.learn(db)
        if self.empty and known.last:
            self._known = known

    def catch_up(self, db: Database) -> None:
        """Learns what has been stored, revised and put together since, by other processes too."""
        if _newest(db) < self._known.last:
            self.forget()
        self._known.learn(db)

    def place(self, db: Database, n: int, article: Article, audience: int = 0) -> str:
        """The id of the story that the article, stored as row `n`, belongs to: one for the same audience.

        Stories that it shows to be one become one.
        """
        home, merged = self._known.place(n, article, audience)
        for former, story in merged.items():
            merge_stories(db, former, story)
            self.retell(db, [former])
        return home

    def relearn(self, n: int, article: Article, story: str, audience: int = 0) -> None:
        """Takes note of what an article that stays in its story says now."""
        if n > self._known.last - RULES.live:
            self._known.add(n, article, story, audience)

    def retell(self, db: Database, stories: Iterable[str]) -> None:
        """Stores what these stories say now; one without articles is removed."""
        for story in stories:
            articles = articles_of_story(db, story)
            if articles:
                save_story(db, tell(story, articles, editing=self.editing))
            else:
                db.execute("DELETE FROM stories WHERE id = ?", [story])

    def forget(self) -> None:
        """What was learnt may not have been stored: begins again from the database."""
        self._known = _Known()


class _Known:
    """What has been learnt: an index for each audience, so that no story tells what not all may see."""

    def __init__(self) -> None:
        self.last = 0
        """The row of the newest article known; 0 before the first."""
        self._merges = 0
        self._revised = ""
        self._indexes: dict[int, StoryIndex] = {}

    def place(self, n: int, article: Article, audience: int) -> tuple[str, dict[str, str]]:
        """A new article's story, and the stories that it makes parts of others."""
        home = self.add(n, article, None, audience)
        return home, self._indexes[audience].merged

    def add(self, n: int, article: Article, story: str | None, audience: int) -> str:
        """The article's story: the given one, else that of its index."""
        index = self._indexes.setdefault(audience, StoryIndex(RULES))
        home = index.add(n, article, story)
        self.last = max(self.last, n)
        return home

    def learn(self, db: Database) -> None:
        """Adds the articles that are newer, and what was revised and put together since."""
        oldest = _newest(db) - RULES.live
        known = self.last
        if known:
            for n, former, story in merges_since(db, self._merges):
                self._merges = n
                for index in self._indexes.values():
                    index.merge(former, story)
            for row in db.query(_REVISED, [self._revised, known, oldest]):
                self._take(row)
        else:
            self._merges = latest_merge(db)
        for row in db.query("SELECT * FROM articles WHERE n > ? ORDER BY n", [max(known, oldest)]):
            self._take(row)

    def _take(self, row: Mapping[str, Any]) -> None:
        self.add(row["n"], article_from_row(row), row["story"], row["audience"])
        self._revised = max(self._revised, row["revised"] or "")


_REVISED = "SELECT * FROM articles WHERE revised > ? AND n <= ? AND n > ? ORDER BY n"


def _newest(db: Database) -> int:
    return int(db.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()[0])
