"""A made-up archive of any size: Zipf's words, places, outlets and years, stored as ingest stores.

Every sentence is nonsense of invented words between English function words; only the names of places are
real, so that articles are tagged and found as news is.
"""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from sqlite_utils import Database

from bot.news.model import Article, Editing
from bot.news.stories.known import look
from bot.news.topics import Topics
from bot.store.assignment import RULES, Assignment
from bot.store.database import connect, migrate
from bot.store.intake import Incoming, store_articles
from bot.store.meta import set_meta
from bot.store.profiles import save_profile

YEARS = 3
OUTLETS = 60
VOCABULARY = 60_000
WORDS = 240
"""Of an article, in the mean."""
ALONE = 0.6
"""The share of stories that one outlet tells."""
BATCH = 1_000
DRAWN = 1_000_000

_FUNCTION = """the of to and in a for that on is was with said as by it at from he has be are an his who
will had its were after have but not they which would been their more this one about than new up out two
over""".split()  # noqa: SIM905
_ONSETS = "b br c ch d dr f fl g gr h k l m n p pl r s sh st t tr v w z".split()  # noqa: SIM905
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS = ("", "n", "r", "l", "s", "t", "m", "nd", "rk")


class Language:
    """Invented words, drawn as often as words of their rank are in print (Zipf, exponent 1)."""

    def __init__(self, chance: random.Random) -> None:
        invented: dict[str, None] = {}
        while len(invented) < VOCABULARY:
            syllables = (
                chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_ENDS)
                for _ in range(2 + (len(invented) > 3_000))
            )
            invented["".join(syllables)] = None
        self.words = [*_FUNCTION, *(word for word in invented if word not in _FUNCTION)]
        self._chance = chance
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self._drawn: Iterator[str] = iter(())

    def draw(self, count: int) -> list[str]:
        """So many words, one after another."""
        found = list(islice(self._drawn, count))
        while len(found) < count:
            self._drawn = iter(self._chance.choices(self.words, cum_weights=self._weights, k=DRAWN))
            found += islice(self._drawn, count - len(found))
        return found


def build_archive(path: Path, articles: int, until: datetime) -> None:
    """Writes a database of so many articles, the newest of them published at `until`."""
    db = connect(path)
    migrate(db, path)
    assignment = _Given()
    stream = made_up_articles(articles, until)
    while batch := list(islice(stream, BATCH)):
        db.conn.execute("BEGIN IMMEDIATE")
        incoming = [Incoming(article, (f"url:{article.url}",)) for article in batch]
        store_articles(db, incoming, batch[-1].published or until, assignment)
        db.conn.execute("COMMIT")
    set_meta(db, "topics", Topics.load().fingerprint)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.conn.close()


def made_up_articles(count: int, until: datetime) -> Iterator[Article]:
    """Articles in the order of their publication; those of one story within two days."""
    chance = random.Random(1)
    language = Language(chance)
    topics = Topics.load()
    places = [topic.label for topic in topics.all()]
    chance.shuffle(places)
    frequency = list(accumulate(1 / (rank + 1) for rank in range(len(places))))
    start, span = until - timedelta(days=365 * YEARS), timedelta(days=365 * YEARS)
    planned: list[tuple[datetime, int, tuple[str, ...], tuple[str, ...]]] = []
    story = 0
    while len(planned) < count:
        story += 1
        began = start + span * chance.random()
        about = tuple(chance.choices(places, cum_weights=frequency, k=chance.choice((1, 1, 2, 3))))
        own = tuple(language.draw(12))
        for _ in range(1 if chance.random() < ALONE else chance.randrange(2, 10)):
            planned.append((began + timedelta(days=2) * chance.random() ** 2, story, about, own))
    planned.sort(key=lambda one: one[0])
    for number, (published, of, about, own) in enumerate(planned[:count]):
        yield _article(number, min(published, until), of, about, own, chance, language, topics)


def _article(
    number: int,
    published: datetime,
    story: int,
    about: tuple[str, ...],
    own: tuple[str, ...],
    chance: random.Random,
    language: Language,
    topics: Topics,
) -> Article:
    title = " ".join([about[0], *chance.sample(own, 5)])
    sentences = []
    for at in range(max(3, int(chance.lognormvariate(0, 0.5) * WORDS / 20))):
        words = [*language.draw(17), *chance.sample(own, 2)]
        if at < 2 or chance.random() < 0.2:
            words[3:3] = ["in", chance.choice(about)]
        words[0] = words[0].capitalize()
        sentences.append(" ".join(words) + ".")
    text = " ".join(sentences)
    weights = topics.weigh(title, text)
    return Article(
        id=f"{number:016x}",
        url=f"https://example.org/{story}/{number}",
        title=title,
        byline=None,
        published=published,
        source=f"Outlet {chance.randrange(OUTLETS)}",
        language="en",
        text=text,
        summary=tuple(sentences[:3]),
        topics=tuple(weights),
        weights=tuple(weight.share for weight in weights.values()),
    )


class _Given(Assignment):
    """Leaves each article in the story that its address names; grouping is measured by benchmarks.stories."""

    def __init__(self) -> None:
        super().__init__(Editing())

    def catch_up(self, db: Database) -> None:
        """There is nothing to learn."""

    def place(self, db: Database, n: int, article: Article, audience: int = 0) -> str:
        story = f"story{(article.url or '').split('/')[3]}"
        save_profile(db, n, look(article, story), n - RULES.live)
        return story
