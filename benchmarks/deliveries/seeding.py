"""A database with made-up news and readers whose digest fell due a moment ago."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random

from sqlite_utils import Database

from bot.calendar import Schedule, next_slot
from bot.news.model import Article, Editing, Topic
from bot.news.topics import Topics
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from bot.store.model import Preferences
from bot.store.times import to_text

PLACES = (
    "niger", "nigeria", "mali", "chad", "ghana", "kenya", "sudan", "egypt", "iran", "iraq",
    "france", "spain", "italy", "greece", "poland", "norway", "sweden", "japan", "china", "india",
)  # fmt: skip
STORIES = 12
"""On each place."""
OUTLETS = 9


async def publish(store: Store, now: datetime, stories: int = STORIES) -> None:
    """Stores so many stories on each of PLACES, told by one to three outlets in the last day."""
    dice = Random(1)
    batch = [
        Incoming(article, (f"url:{article.url}",))
        for place in PLACES
        for number in range(stories)
        for article in _told(dice, place, number, now)
    ]
    await store.write(store_articles, batch, now, Assignment(Editing()))


async def enrol(store: Store, chats: Sequence[int], due: datetime, topics: int = 1) -> None:
    """Readers who are due at `due` (UTC, a whole minute), each of so many topics, as the desk stores them."""
    schedule = Schedule("UTC", (due.time(),))
    slot = next_slot(schedule, due - timedelta(minutes=1))
    assert slot is not None
    assert slot.due == due
    known = Topics.load()
    places = [topic for name in PLACES if (topic := known.find(name))]
    created = to_text(due - timedelta(days=1))
    reader = {
        "zone": "UTC",
        "times": json.dumps([f"{slot.time:%H:%M}"]),
        "days": json.dumps(list(range(7))),
        "created": created,
        "next_due": to_text(slot.due),
        "next_date": slot.local_date.isoformat(),
        "next_slot": f"{slot.time:%H:%M}",
        "preferences": json.dumps(asdict(Preferences())),
    }

    def unit(db: Database) -> None:
        names = ", ".join(reader)
        for place, chat in enumerate(chats):
            added = db.execute(
                f"INSERT INTO readers (chat, kind, {names}) VALUES (?, ?, {', '.join('?' * len(reader))})",
                [chat, "private" if chat > 0 else "group", *reader.values()],
            )
            db.conn.executemany(
                "INSERT INTO subscriptions (reader, slug, label, query, created) VALUES (?, ?, ?, ?, ?)",
                [(added.lastrowid, t.slug, t.label, t.slug, created) for t in _chosen(places, place, topics)],
            )

    await store.write(unit)


def _chosen(places: Sequence[Topic], reader: int, count: int) -> list[Topic]:
    return [places[(reader * 7 + n * 3) % len(places)] for n in range(count)]


def _told(dice: Random, place: str, number: int, now: datetime) -> list[Article]:
    """One event in the words of one to three outlets."""
    event = _words(dice, 5)
    told = now - timedelta(minutes=dice.randrange(10, 1400))
    return [
        _article(dice, place, event, f"{place}-{number}-{outlet}", outlet, told)
        for outlet in dice.sample(range(OUTLETS), dice.choice([1, 1, 2, 3]))
    ]


def _article(
    dice: Random, place: str, event: Sequence[str], name: str, outlet: int, told: datetime
) -> Article:
    where = place.capitalize()
    sentences = tuple(f"In {where} the {' '.join([*event, *_words(dice, 12)])} on Monday." for _ in range(3))
    return Article(
        id=f"{abs(hash(name)):016x}"[:16],
        url=f"https://outlet-{outlet}.example/{name}",
        title=f"{where} {' '.join(event)}",
        byline=None,
        published=told,
        source=f"Outlet {outlet}",
        language="en",
        text=" ".join(sentences),
        summary=sentences,
        topics=(place,),
    )


def _words(dice: Random, count: int) -> list[str]:
    return ["".join(dice.choices("abcdefghijklmnoprstuvwz", k=8)) for _ in range(count)]
