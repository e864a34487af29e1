import pytest

from summaries import explain, summarise
from tests.summaries.texts import SAME_STORY

STUB = """The ministry of transport will open the second stage of the river port next year, it said.

Subscribe to continue reading this article."""
BLOG = "\n\n".join(
    f"{hour}:30 The governor is now standing in the river port, at gate {hour}." for hour in range(9, 17)
)
LIST = "\n".join(f"- Rice from Ward {n} costs less than it did a year before." for n in range(8))
TIMELINE = "\n\n".join(
    f"Posted at {hour}:15\n\nThe governor is now standing at gate {hour} with engineers."
    for hour in range(5, 12)
)
MINUTES = "\n\n".join(f"{n} minutes ago\n\nThe governor is speaking at gate {n} now." for n in range(2, 9))
NUMBERED = "\n\n".join(
    f"{n}. Rice from Ward {n}\n\nIt costs less than it did a year before." for n in range(1, 9)
)
PICTURES = "\n\n".join(f"{n} of 12 Barges lie in the river port of Tiremba on Monday." for n in range(1, 13))
COOKIES = "We use cookies to improve what you see here. Accept all cookies. Manage your preferences."
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
        (TIMELINE, "it is a live blog"),
        (MINUTES, "it is a live blog"),
        (NUMBERED, "it is a list"),
        (PICTURES, "it is a gallery"),
        (COOKIES, "it is a notice of the site, no article"),
    ],
)
def test_what_cannot_be_condensed_is_refused_with_the_reason(text: str, reason: str) -> None:
    summary = summarise(text)
    assert summary.sentences == ()
    assert summary.reason == reason


@pytest.mark.parametrize(
    "wall",
    [
        "This article is for subscribers only.",
        "You have reached your limit of free articles.",
        "La suite est réservée aux abonnés.",
        "Suscríbete para seguir leyendo.",
        "Este conteúdo é exclusivo para assinantes.",
        "Jetzt weiterlesen mit dem Plus-Abo.",
        "Contenuto riservato agli abbonati.",
        "Оформите подписку, чтобы прочитать статью полностью.",
        "Haberin devamını okumak için abone olun.",
        "اشترك لمواصلة القراءة.",
        "订阅后继续阅读全文。",
    ],
)
def test_a_paywall_is_known_in_every_language(wall: str) -> None:
    summary = summarise(f"Tiremba reopened its river port on Monday, two years after the floods.\n\n{wall}")
    assert summary.reason == "only the beginning can be read without a subscription"


def test_an_article_about_subscribers_and_cookies_is_condensed() -> None:
    paper = (
        "The paper Lantern is for subscribers only from Monday, its owner said. It lost half of its readers."
        " Two offices in the north will close. A staff of forty moves to the capital."
        " The union called a strike for Friday. A new editor starts in May. Its website used no cookies."
    )
    assert len(summarise(paper).sentences) == 3


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
