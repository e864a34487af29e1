"""Free words as topics: what they find, and that no input can break the search."""

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UserError
from bot.news.topics import Topics, fts_query

TOPICS = Topics.load()
COCOA = ("Cocoa prices climb again", "Dry weather in the growing regions pushed the price of beans up.")
FOOTBALL = ("Football club sold", "An American fund bought the club for an undisclosed sum.")
MODELS = ("A helper for judges", "The court tries out artificial intelligence in small claims.")


@pytest.fixture
def archive() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE news USING fts5(title, text, tokenize='unicode61 remove_diacritics 2')")
    db.executemany("INSERT INTO news VALUES (?, ?)", [COCOA, FOOTBALL, MODELS])
    yield db
    db.close()


def titles(archive: sqlite3.Connection, match: str) -> list[str]:
    found = archive.execute("SELECT title FROM news WHERE news MATCH ? ORDER BY rowid", (match,))
    return [title for (title,) in found]


def matched(typed: str, title: str, text: str) -> tuple[str, ...]:
    return TOPICS.matched(TOPICS.resolve(typed), title, text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cocoa prices", [COCOA]),
        ("COCOA PRICE", [COCOA]),
        ("cocoa sugar", []),
        ('"cocoa prices"', [COCOA]),
        ('"prices cocoa"', []),
        ("“artificial intelligence”", [MODELS]),
        ("football", [FOOTBALL]),
        ("football -american", []),
        ("football -baseball", [FOOTBALL]),
        ('club -"american fund"', []),
        ("fóotball", [FOOTBALL]),
        ("the", [COCOA, FOOTBALL, MODELS]),
        ("trade = cocoa, artificial intelligence", [COCOA, MODELS]),
    ],
)
def test_words_phrases_and_exclusions_find_what_they_say(
    archive: sqlite3.Connection, typed: str, expected: list[tuple[str, str]]
) -> None:
    match = TOPICS.fts(TOPICS.resolve(typed)) if typed != "the" else fts_query(typed)
    assert titles(archive, match) == [title for title, _ in expected]


@pytest.mark.parametrize(
    ("typed", "article", "words"),
    [
        ("cocoa prices", COCOA, ("Cocoa", "prices")),
        ('"cocoa prices"', COCOA, ("Cocoa prices",)),
        ("cocoa -beans", COCOA, ()),
        ("football -american", FOOTBALL, ()),
        ("artificial intelligence", MODELS, ("artificial", "intelligence")),
        ("football", MODELS, ()),
    ],
)
def test_a_phrase_tells_the_words_that_decided(
    typed: str, article: tuple[str, str], words: tuple[str, ...]
) -> None:
    assert matched(typed, *article) == words


def test_words_far_apart_in_a_long_text_are_no_phrase() -> None:
    between = "Something else was said at length. " * 40
    assert matched("cocoa prices", "Markets", f"{between} Cocoa. {between} Prices.") == ()


def test_words_close_together_count_deep_in_a_text_once_repeated() -> None:
    between = "Something else was said at length. " * 40
    once = f"{between} The prices of cocoa rose."
    assert matched("cocoa prices", "Markets", once) == ()
    assert matched("cocoa prices", "Markets", f"{once} {once}") == ("cocoa", "prices")


def test_a_list_of_places_matches_what_any_of_them_would() -> None:
    sahel = "sahel = niger, mali, burkina faso"
    assert matched(sahel, "Nigerien farmers rejoice", "") == ("Nigerien",)
    assert matched(sahel, "Oil spill in the Niger Delta", "") == ()
    assert TOPICS.resolve(sahel).label == "sahel"


def test_a_known_topic_tells_its_words_as_its_tags_do() -> None:
    niger = TOPICS.resolve("niger")
    assert TOPICS.matched(niger, "Niger votes", "") == TOPICS.tag("Niger votes", "")["niger"]
    assert TOPICS.matched(niger, "Nigeria votes", "") == ()


def test_a_search_without_any_word_is_empty() -> None:
    assert [fts_query(typed) for typed in ("", "🙂", '"', "-football", "* ( ) :", "\0")] == [""] * 6


@pytest.mark.parametrize(
    "typed",
    [
        "cocoa OR 1=1",
        "title:cocoa",
        'cocoa" OR "x',
        "NEAR(cocoa prices)",
        "cocoa* ^prices",
        "AND OR NOT",
        "a -",
        "((((",
        "x " * 5_000,
        "l'été d’un “œuf” – 日本",
        "_",
        "a_b",
        "\ud800 lone",
        "cocoa\0prices",
    ],
)
def test_operators_and_oddities_are_words_like_any_other(archive: sqlite3.Connection, typed: str) -> None:
    match = fts_query(typed)
    assert not match or titles(archive, match) is not None


@given(st.text(max_size=60) | st.text(alphabet="ab\"-*():^=, \0'“”{}+", max_size=30))
def test_no_input_breaks_search_or_topics(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE news USING fts5(title, text, tokenize='unicode61 remove_diacritics 2')")
    queries = [fts_query(typed)]
    try:
        topic = TOPICS.resolve(typed)
    except UserError:
        pass
    else:
        queries.append(TOPICS.fts(topic))
        assert 1 <= len(topic.slug) <= 40
        assert TOPICS.resolve(topic.query) == topic
    for query in filter(None, queries):
        db.execute("SELECT 1 FROM news WHERE news MATCH ?", (query,)).fetchall()
    db.close()


@given(st.text(max_size=200), st.text(max_size=400), st.sampled_from(["en", "fr", "zh", "und"]))
def test_any_text_can_be_tagged(title: str, text: str, language: str) -> None:
    assert all(words for words in TOPICS.tag(title, text, [title], language).values())
