"""What holds of stories whatever comes, in whatever order."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.news.model import Article, Editing, Story
from bot.store.assignment import Assignment
from bot.store.database import connect, migrate, transaction
from bot.store.intake import Incoming, store_articles
from bot.store.merging import merge_stories, present_id
from bot.store.stories import list_stories, story_by_id
from tests.store.samples import NOON, article

PLACES = ("Bilmari", "Selane", "Kastovo", "Lomeria")
EVENTS = ("flood", "strike", "election")
Tellings = list[tuple[str, str, int, int]]
TELLINGS = st.lists(
    st.tuples(
        st.sampled_from(PLACES), st.sampled_from(EVENTS), st.integers(0, 9), st.sampled_from((0, 0, 3, 40))
    ),
    min_size=1,
    max_size=12,
)
"""Where, what, in which words, and how many hours later."""


@cache
def empty() -> bytes:
    """A new database file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        db = connect(path)
        migrate(db, path)
        db.close()
        return path.read_bytes()


@contextmanager
def archive() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        path.write_bytes(empty())
        db = connect(path)
        yield db
        db.close()


def written(tellings: Tellings) -> list[Article]:
    found = []
    for n, (place, event, variant, hours) in enumerate(tellings):
        text = (
            f"The {event} in {place} went on for another day, said officials of {place} in report {variant}. "
            f"Nobody in {place} counts on an end of the {event} soon, and report {variant} tells why."
        )
        at = NOON + timedelta(hours=hours)
        found.append(article(f"{n:02}", f"{event} in {place}", text=text, source=f"Outlet {n}", published=at))
    return found


def bring(db: Database, assignment: Assignment, articles: list[Article]) -> None:
    with transaction(db, "BEGIN IMMEDIATE"):
        store_articles(db, [Incoming(one) for one in articles], NOON + timedelta(days=3), assignment)


@settings(max_examples=15, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_the_order_within_a_pass_changes_nothing_that_a_reader_sees(
    tellings: Tellings, chance: Random
) -> None:
    articles = written(tellings)
    shuffled = list(articles)
    chance.shuffle(shuffled)
    seen: list[list[Story]] = []
    for order in (articles, shuffled):
        with archive() as db:
            bring(db, Assignment(Editing()), order)
            seen.append(list_stories(db))
    assert seen[0] == seen[1]


@settings(max_examples=15, deadline=None)
@given(TELLINGS, st.integers(0, 12))
def test_bringing_everything_again_changes_nothing_whoever_brings_it(tellings: Tellings, half: int) -> None:
    articles = written(tellings)
    with archive() as db:
        ours = Assignment(Editing())
        for part in (articles[:half], articles[half:]):
            bring(db, ours, part)
        before = list_stories(db)
        bring(db, ours, articles)
        bring(db, Assignment(Editing()), articles)
        assert list_stories(db) == before


@settings(max_examples=15, deadline=None)
@given(TELLINGS, st.lists(st.booleans(), min_size=12, max_size=12))
def test_two_processes_that_take_turns_decide_as_one_would(tellings: Tellings, turns: list[bool]) -> None:
    seen = []
    for processes in ([Assignment(Editing())], [Assignment(Editing()), Assignment(Editing())]):
        with archive() as db:
            for one, turn in zip(written(tellings), turns, strict=False):
                bring(db, processes[turn % len(processes)], [one])
            seen.append(list_stories(db))
    assert seen[0] == seen[1]


@settings(max_examples=15, deadline=None)
@given(TELLINGS, st.data())
def test_a_story_never_loses_an_article_and_its_id_finds_it_for_ever(
    tellings: Tellings, data: st.DataObject
) -> None:
    assignment, together, ids = Assignment(Editing()), dict[str, set[str]](), dict[str, str]()
    with archive() as db:
        for one in written(tellings):
            bring(db, assignment, [one])
            bring(db, assignment, [replace(one, text=f"{one.text} It was revised.")])
            living = [story.id for story in list_stories(db)]
            if len(living) > 1 and data.draw(st.booleans()):
                former, story = data.draw(st.permutations(living))[:2]
                with transaction(db, "BEGIN IMMEDIATE"):
                    merge_stories(db, former, story)
                    assignment.retell(db, [former, story])
            for key, story in ids.items():
                told = story_by_id(db, story)
                assert told is not None
                assert together[key] <= {mention.id for mention in told.articles}
                assert present_id(db, story) == told.id
            for told in list_stories(db):
                for mention in told.articles:
                    ids.setdefault(mention.id, told.id)
                    together[mention.id] = {other.id for other in told.articles}
