"""What readers were told of a story, and what its articles said when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.news.model import Article, Correction, Editing, Quote
from bot.news.novelty import Told, fingerprint
from bot.store.assignment import Assignment
from bot.store.intake import Incoming, store_articles
from bot.store.novelty import (
    forget_shown,
    known,
    mark_shown,
    readings,
    tell_where,
    touched,
    versions_since,
)
from bot.store.upkeep import forget_old
from tests.store.ledger import NOW, join, open_ledger

RAIN = Quote("Rain fell on Bilmari for two days.", "Sahel Post", "a1")
FORD = Quote("Soldiers build a ford at Bilmari.", "Delta Daily", "b1")
HOUR = timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with open_ledger(tmp_path / "news.db") as db:
        yield db


def article(key: str, text: str) -> Article:
    return Article(
        id=key,
        url=f"https://news.example/{key}",
        title=f"Rain {key}",
        byline=None,
        published=NOW,
        source="Sahel Post",
        language="en",
        text=text,
        summary=(text,),
        topics=("niger",),
        named=True,
    )


def store(db: Database, told: Article, hours: int) -> None:
    store_articles(db, [Incoming(told)], NOW + hours * HOUR, Assignment(Editing()))


def story_of(db: Database, key: str) -> str:
    return str(db.execute("SELECT story FROM articles WHERE id = ?", [key]).fetchone()[0])


def test_a_reading_holds_the_sentences_and_when_the_last_was_told(db: Database) -> None:
    reader = join(db, 1)
    mark_shown(db, reader.id, ["s"], [Told("s", (RAIN,))], NOW, {"s": 5})
    mark_shown(db, reader.id, ["s"], [Told("s", (RAIN, FORD), again=True)], NOW + HOUR, {"s": 9})
    reading = readings(db, reader.id, ["s", "other"])["s"]
    assert (reading.at, reading.quotes, reading.message) == (NOW + HOUR, (RAIN, FORD), 5)


def test_what_was_not_shown_has_no_reading(db: Database) -> None:
    reader, other = join(db, 1), join(db, 2)
    mark_shown(db, other.id, ["s"], [Told("s", (RAIN,))], NOW)
    assert readings(db, reader.id, ["s"]) == {}
    assert known(db, reader.id, "sentence", [RAIN.text]) == set()


def test_a_sentence_taken_off_the_ledger_is_as_if_never_told(db: Database) -> None:
    reader = join(db, 1)
    mark_shown(db, reader.id, ["s"], [Told("s", (RAIN,))], NOW)
    mark_shown(db, reader.id, [], [Told("s", (FORD,), again=True)], NOW + HOUR)
    forget_shown(db, reader.id, [], [fingerprint(FORD.text)])
    assert readings(db, reader.id, ["s"])["s"].at == NOW


def test_the_first_message_that_told_a_story_stays(db: Database) -> None:
    reader = join(db, 1)
    mark_shown(db, reader.id, ["s"], (), NOW)
    tell_where(db, reader.id, ["s"], 3)
    tell_where(db, reader.id, ["s"], 4)
    assert readings(db, reader.id, ["s"])["s"].message == 3


def test_a_correction_is_known_once_told(db: Database) -> None:
    reader = join(db, 1)
    mark_shown(db, reader.id, [], [Told("s", corrected=(Correction(RAIN, None),))], NOW)
    assert known(db, reader.id, "correction", [RAIN.text, FORD.text]) == {RAIN.text}
    assert known(db, reader.id, "sentence", [RAIN.text]) == set()


def test_a_revision_touches_its_story(db: Database) -> None:
    store(db, article("one", "Rain fell on Bilmari."), 0)
    story = story_of(db, "one")
    assert touched(db, [story]) == {story: NOW}
    store(db, article("one", "Much rain fell on Bilmari."), 3)
    assert touched(db, [story]) == {story: NOW + 3 * HOUR}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(revisions=st.lists(st.sampled_from(["dry", "wet", "flooded"]), min_size=1, max_size=5))
def test_an_article_is_known_as_it_was_at_any_time(tmp_path: Path, revisions: list[str]) -> None:
    texts = [f"The valley of Bilmari is {state}." for state in revisions]
    with open_ledger(tmp_path / f"{abs(hash(tuple(revisions)))}.db") as db:
        db.execute("DELETE FROM articles")
        for hour, text in enumerate(texts):
            store(db, article("one", text), hour)
        story = story_of(db, "one")
        for hour, text in enumerate(texts):
            (version,) = versions_since(db, story, NOW + (hour + 0.5) * HOUR)
            assert (version.before, version.article.text) == (text, texts[-1])
        assert versions_since(db, story, NOW - HOUR)[0].before is None


def test_an_article_let_go_leaves_no_sentence_behind(db: Database) -> None:
    old = replace(article("one", "Rain fell on Bilmari."), id=RAIN.article)
    store(db, old, 0)
    store(db, replace(old, text="Much rain fell on Bilmari.", summary=()), 1)
    reader = join(db, 1)
    mark_shown(db, reader.id, ["s"], [Told("s", (RAIN,))], NOW)
    assert forget_old(db, 1, NOW + timedelta(days=9), Assignment(Editing())) == 1
    assert [db.table(name).count for name in ("sentences", "former_texts")] == [0, 0]
    assert known(db, reader.id, "sentence", [RAIN.text]) == {RAIN.text}
