import pytest

from summaries import explain, summarise
from tests.summaries.texts import SAME_STORY

STUB = """The ministry of transport will open the second stage of the river port next year, it said.

Subscribe to continue reading this article."""
BLOG = "\n\n".join(
    f"{hour}:30 The governor is now standing in the river port, at gate {hour}." for hour in range(9, 17)
)
LIST = "\n".join(f"- Rice from Ward {n} costs less than it did a year before." for n in range(8))
GALLERY = "\n\n".join(f"Barges in the river port of Tiremba, picture {n} of 20" for n in range(20))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is no text"),
        (" \n\n ", "there is no text"),
        ("The port opened.", "it is too short"),
        (STUB, "only the beginning can be read without a subscription"),
        (BLOG, "it is a live blog"),
        (LIST, "it is a list"),
        (GALLERY, "it holds no prose"),
        ("Home\nNews\nSport\nWeather", "it holds no prose"),
    ],
)
def test_what_cannot_be_condensed_is_refused_with_the_reason(text: str, reason: str) -> None:
    summary = summarise(text)
    assert summary.sentences == ()
    assert summary.reason == reason


def test_a_feeds_teaser_of_one_sentence_is_its_own_summary() -> None:
    teaser = "Tiremba reopened its river port on Monday, two years after floods swept the quays away."
    assert [sentence.text for sentence in summarise(teaser).sentences] == [teaser]


def test_documents_that_cannot_be_condensed_are_left_out_of_a_story() -> None:
    summary = summarise([LIST, SAME_STORY], sentences=9)
    assert {sentence.document for sentence in summary.sentences} == {1}


def test_an_explanation_tells_why_a_document_was_refused() -> None:
    assert {told.why for told in explain([LIST, SAME_STORY]) if told.sentence.document == 0} == {
        "it is a list"
    }
