"""Which story each article belongs to: the index in memory, kept in step with the database.

Used on the writing thread only, inside a write.
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

    def catch_up(self, db: Database) -> None:
        """Learns what other processes have stored meanwhile; at first, what the database holds."""
        newest = db.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()[0]
        if newest < self._index.last:
            self.forget()
        rows = db.query(
            "SELECT * FROM articles WHERE n > ? ORDER BY n", [max(self._index.last, newest - RULES.live)]
        )
        for row in rows:
            self._index.add(row["n"], article_from_row(row), row["story"])

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
