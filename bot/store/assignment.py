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
        self._index = StoryIndex(RULES)

    @property
    def empty(self) -> bool:
        """Nothing has been learnt yet."""
        return self._index.last == 0

    def prepare(self, db: Database) -> None:
        """Learns what the database holds, if nothing has been learnt yet, not even meanwhile by a write."""
        index = StoryIndex(RULES)
        _learn(index, db)
        if self.empty and index.last:
            self._index = index

    def catch_up(self, db: Database) -> None:
        """Learns what has been stored since, by other processes too."""
        if _newest(db) < self._index.last:
            self.forget()
        _learn(self._index, db)

    def place(self, n: int, article: Article) -> str:
        """The id of the story that the article, stored as row `n`, belongs to."""
        return self._index.add(n, article, None)

    def relearn(self, n: int, article: Article, story: str) -> None:
        """Takes note of what an article that stays in its story says now."""
        if n > self._index.last - RULES.live:
            self._index.add(n, article, story)

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
        self._index = StoryIndex(RULES)


def _newest(db: Database) -> int:
    return int(db.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()[0])


def _learn(index: StoryIndex, db: Database) -> None:
    """Adds the articles that are newer than the index."""
    since = max(index.last, _newest(db) - RULES.live)
    for row in db.query("SELECT * FROM articles WHERE n > ? ORDER BY n", [since]):
        index.add(row["n"], article_from_row(row), row["story"])
