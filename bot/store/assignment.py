"""Which story each article belongs to: the index in memory, kept in step with the database.

It is filled from the database a little at a time, by reads, so that no write is held up (`learn`); a write
then learns what came since (`catch_up`).
"""

from collections.abc import Iterable
from threading import Lock

from sqlite_utils import Database

from bot.news.model import Article, Editing
from bot.news.stories import Rules, StoryIndex, tell
from bot.news.stories.known import Known
from bot.store.articles import articles_of_story
from bot.store.merging import latest_merge, merge_stories, merges_since
from bot.store.profiles import Learnt, articles_revised, articles_to_learn, save_profile
from bot.store.stories import save_story

RULES = Rules()
AT_A_TIME = 200
"""So many articles are learnt in one read."""
KEPT_AT_A_TIME = 500
"""Of so many articles that had to be looked at anew a write keeps what was seen."""
SWEEP = 1_000
"""After so many articles it is looked what every audience's index may let go."""


class Assignment:
    """The one assigner of articles to stories of a process. Safe from any thread."""

    def __init__(self, editing: Editing) -> None:
        """`editing` says how a story is condensed."""
        self.editing = editing
        self._known = _Known()
        self._lock = Lock()

    @property
    def complete(self) -> bool:
        """All that was stored when it was last looked has been learnt."""
        return self._known.complete

    def learn(self, db: Database) -> bool:
        """Learns the next AT_A_TIME articles of the database, until it has once been complete; whether it
        is. For a read."""
        with self._lock:
            return self._known.complete or self._known.learn(db, AT_A_TIME)

    def catch_up(self, db: Database) -> None:
        """Learns all that has been stored, revised and put together since, by other processes too."""
        if _newest(db) < self._known.last:
            self.forget()
        with self._lock:
            while not self._known.learn(db, AT_A_TIME):
                pass
            self._known.keep(db, KEPT_AT_A_TIME)

    def place(self, db: Database, n: int, article: Article, audience: int = 0) -> str:
        """The id of the story that the article, stored as row `n`, belongs to: one for the same audience.

        Stories that it shows to be one become one.
        """
        index = self._known.index(audience)
        home = self._known.took(n, index.add(n, article))
        save_profile(db, n, index.known(article.id), n - RULES.live)
        for former, story in index.merged.items():
            merge_stories(db, former, story)
            self.retell(db, [former])
        return home

    def relearn(self, db: Database, n: int, article: Article, story: str, audience: int = 0) -> None:
        """Takes note of what an article that stays in its story says now."""
        if n > self._known.last - RULES.live:
            index = self._known.index(audience)
            index.add(n, article, story)
            self._known.looked_at.pop(n, None)
            save_profile(db, n, index.known(article.id), self._known.last - RULES.live)

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
        with self._lock:
            self._known = _Known()


class _Known:
    """What has been learnt: an index for each audience, so that no story tells what not all may see."""

    def __init__(self) -> None:
        self.last = 0
        """The row of the newest article known; 0 before the first."""
        self.complete = False
        self._merges: int | None = None
        self._revised = ""
        self._swept = 0
        self.looked_at: dict[int, Known] = {}
        """Articles, by row, of which nothing was stored that the index could learn from."""
        self._indexes: dict[int, StoryIndex] = {}

    def index(self, audience: int) -> StoryIndex:
        return self._indexes.setdefault(audience, StoryIndex(RULES))

    def took(self, n: int, story: str) -> str:
        """Notes that row `n` is known, which belongs to `story`."""
        self.last = max(self.last, n)
        if self.last >= self._swept + SWEEP:
            self._swept = self.last
            for index in self._indexes.values():
                index.let_go(self.last - RULES.live)
        return story

    def learn(self, db: Database, limit: int) -> bool:
        """Adds what was revised and put together among the articles known, and the next articles, at most
        `limit`; whether these were all."""
        oldest = _newest(db) - RULES.live
        if self._merges is None:
            self._merges = latest_merge(db)
        for n, former, story in merges_since(db, self._merges):
            self._merges = n
            for index in self._indexes.values():
                index.merge(former, story)
        for learnt in articles_revised(db, self._revised, oldest, self.last):
            self._take(learnt)
        taken = 0
        for learnt in articles_to_learn(db, max(self.last, oldest), limit):
            self._take(learnt)
            taken += 1
        self.complete = taken < limit
        return self.complete

    def _take(self, learnt: Learnt) -> None:
        self.took(learnt.n, self.index(learnt.audience).learn(learnt.n, learnt.known))
        self._revised = max(self._revised, learnt.revised)
        self.looked_at.pop(learnt.n, None)
        if not learnt.kept:
            self.looked_at[learnt.n] = learnt.known

    def keep(self, db: Database, most: int) -> None:
        """Stores what was seen of articles of which nothing was stored, the newest first."""
        for n in sorted(self.looked_at, reverse=True)[:most]:
            save_profile(db, n, self.looked_at.pop(n), self.last - RULES.live)


def _newest(db: Database) -> int:
    return int(db.execute("SELECT coalesce(max(n), 0) FROM articles").fetchone()[0])
