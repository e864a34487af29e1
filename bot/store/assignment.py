"""Which story each article belongs to: the index in memory, kept in step with the database.

Used inside a write, on the writing thread; only `prepare` is for a read, so that filling an empty index holds
up no write.
"""

from collections.abc import Iterable

from sqlite_utils import Database

from bot.news.model import Article, Editing
from bot.news.stories import Rules, StoryIndex, tell
from bot.store.articles import article_from_row, articles_of_story
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
        """Learns what has been stored since, by other processes too."""
        if _newest(db) < self._known.last:
            self.forget()
        self._known.learn(db)

    def place(self, n: int, article: Article, audience: int = 0) -> str:
        """The id of the story that the article, stored as row `n`, belongs to: one for the same audience."""
        return self._known.add(n, article, None, audience)

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
        self._indexes: dict[int, StoryIndex] = {}

    def add(self, n: int, article: Article, story: str | None, audience: int) -> str:
        """The article's story: the given one, else that of its index."""
        index = self._indexes.setdefault(audience, StoryIndex(RULES))
        home = index.add(n, article, story)
        self.last = max(self.last, n)
        return home

    def learn(self, db: Database) -> None:
        """Adds the articles that are newer."""
        since = max(self.last, _newest(db) - RULES.live)
        for row in db.query("SELECT * FROM articles WHERE n > ? ORDER BY n", [since]):
            self.add(row["n"], article_from_row(row), row["story"], row["audience"])


def _newest(db: Database) -> int:
    return int(db.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()[0])
