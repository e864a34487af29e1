"""What became of sentences that somebody read."""

from datetime import UTC, datetime

import pytest

from bot.news.corrections import corrections
from bot.news.model import Article, Correction, Quote
from bot.news.withdrawn import is_withdrawn

TOLL = "The flood at Bilmari killed 12 people on Sunday night, the mayor said."
ROAD = "The road to the north will stay closed for at least a week."


def article(text: str, title: str = "Flood at Bilmari", key: str = "a") -> Article:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Article(key, None, title, None, at, "Lantern", "en", text, (), ())


def corrected(was: str, text: str, title: str = "Flood at Bilmari") -> list[tuple[str, str | None]]:
    """What a reader of the sentence `was` is told once its article says `text`."""
    found = corrections([Quote(was, "Lantern", "a")], {"a": article(text, title)})
    return [(one.was.text, one.now.text if one.now else None) for one in found]


@pytest.mark.parametrize(
    "now",
    [
        "The flood at Bilmari killed 21 people on Sunday night, the mayor said.",
        "The flood at Kandara killed 12 people on Sunday night, the mayor said.",
        "The flood at Bilmari killed 12 people on Monday night, the mayor said.",
        "The flood at Bilmari killed no people on Sunday night; 12 are missing, the mayor said.",
    ],
)
def test_a_changed_number_name_day_or_a_denial_corrects_the_sentence(now: str) -> None:
    assert corrected(TOLL, f"{now} {ROAD}") == [(TOLL, now)]


@pytest.mark.parametrize(
    "now",
    [
        TOLL,
        "The flood at Bilmari killed 12 people on Sunday night, the mayor told reporters.",
        "On Sunday night, the mayor said, the flood at Bilmari killed 12 people.",
        "The flood at Bilmari killed 12 people and swept away 40 houses on Sunday night, the mayor said.",
    ],
)
def test_other_words_or_more_of_them_correct_nothing(now: str) -> None:
    assert corrected(TOLL, f"{now} {ROAD}") == []


def test_numbers_in_words_count() -> None:
    was = "Two drivers who stayed with their lorries drowned during the night."
    now = "Three drivers who stayed with their lorries drowned during the night."
    assert corrected(was, now) == [(was, now)]


def test_a_sentence_that_is_gone_has_nothing_in_its_place() -> None:
    assert corrected(TOLL, ROAD) == [(TOLL, None)]


def test_an_article_that_was_let_go_corrects_nothing() -> None:
    assert corrections([Quote(TOLL, "Lantern", "gone")], {"a": article(ROAD)}) == ()


def test_a_withdrawn_article_takes_back_what_it_says_still() -> None:
    assert corrected(TOLL, TOLL, "Retracted: Flood at Bilmari") == [(TOLL, None)]


def test_the_new_sentence_is_the_outlets_too() -> None:
    now = TOLL.replace("12", "13")
    (one,) = corrections([Quote(TOLL, "Lantern", "a")], {"a": article(now)})
    assert one == Correction(Quote(TOLL, "Lantern", "a"), Quote(now, "Lantern", "a"))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("RETRACTED: Mayor resigns", TOLL),
        ("[Withdrawn] Mayor resigns", TOLL),
        ("Mayor resigns [retracted]", TOLL),
        ("Mayor resigns", "This article has been withdrawn. It was published by mistake."),
        ("Mayor resigns", "Editor’s note: This story has been retracted."),
        ("Le maire part", "Cet article a été retiré à la demande de la rédaction."),
    ],
)
def test_an_article_that_says_so_is_withdrawn(title: str, text: str) -> None:
    assert is_withdrawn(article(text, title))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Bank retracts offer", TOLL),
        ("Withdrawn candidate returns", "The candidate who had withdrawn returned on Monday."),
        ("Journal retracts study", "The study has been withdrawn, its author said."),
        ("Removed from office, mayor sues", TOLL),
        ("Killed in action: names of the fallen", TOLL),
    ],
)
def test_a_report_on_a_retraction_is_none(title: str, text: str) -> None:
    assert not is_withdrawn(article(text, title))
