"""How news of a followed story and alerts look."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.markup import MAX_UNITS
from bot.chat.render.notices import render_alert, render_follow_up
from bot.chat.times import show_since
from bot.news.model import Correction, Quote
from bot.news.novelty import News, fingerprint
from bot.playground.entities import utf16_length
from bot.playground.markup import parse_html
from bot.store.model import Message, Preferences
from tests.chat.samples import NIGER, NOW, SENTENCES, reader, story

NEW = Quote("A fourth well was opened on Wednesday.", "Delta Daily", "b")
READ = tuple(Quote(text, "Sahel Post", "a") for text in SENTENCES)
NEWS = News(NOW - timedelta(days=5), (NEW,), (), READ)


def follow_up(news: News = NEWS, kind: str = "private") -> Message:
    return render_follow_up(reader(kind=kind), story(), news, number=3, now=NOW, reply_to=7)


def seen(message: Message) -> str:
    return parse_html(message.html)[0]


def test_a_follow_up_tells_the_new_sentences_with_their_outlet_and_since_when() -> None:
    lines = seen(follow_up()).splitlines()
    assert lines[:6] == [
        "New on a story you follow",
        "News of wells",
        "",
        "Since Friday",
        f"• {NEW.text} (Delta Daily)",
        "",
    ]
    assert lines[-1] == "1 new sentence, 0 corrected · update 3"


def test_what_was_read_is_behind_a_tap() -> None:
    text, found = parse_html(follow_up().html)
    (folded,) = [entity for entity in found if entity["type"] == "expandable_blockquote"]
    hidden = text.encode("utf-16-le")[2 * folded["offset"] : 2 * (folded["offset"] + folded["length"])]
    assert all(sentence in hidden.decode("utf-16-le") for sentence in SENTENCES)


def test_a_follow_up_is_a_reply_that_counts_its_sentences_as_shown() -> None:
    message = follow_up()
    assert (message.reply_to, message.stories) == (7, ())
    assert message.sentences == (fingerprint(NEW.text),)


def test_what_was_taken_back_is_said_to_be() -> None:
    text = seen(follow_up(News(NOW, (), (Correction(READ[0], None),), READ)))
    assert f"Corrected: this sentence is no longer in the article\n• {SENTENCES[0]} (Sahel Post)" in text
    assert text.endswith("0 new sentences, 1 corrected · update 3")


def test_a_private_reader_can_read_and_stop_following() -> None:
    assert [[button.text for button in row] for row in follow_up().buttons] == [
        ["Read the article"],
        ["Full timeline", "Stop following"],
    ]
    assert [[button.text for button in row] for row in follow_up(kind="group").buttons] == [
        ["Read the article"]
    ]


@settings(max_examples=40)
@given(st.lists(st.text("wörd <&>😀 ", min_size=1, max_size=900), max_size=9), st.integers(0, 3))
def test_any_follow_up_is_a_message_that_telegram_takes(sentences: list[str], new: int) -> None:
    quotes = tuple(Quote(text, "Sahel Post", "a") for text in sentences)
    gone = tuple(Correction(quote, None) for quote in quotes[new : new + 1])
    text = seen(follow_up(News(NOW, (NEW, *quotes[:new]), gone, quotes)))
    assert 0 < utf16_length(text) <= MAX_UNITS


def test_an_alert_names_topic_outlets_and_how_many_the_day_may_bring() -> None:
    told = story(outlets=("Sahel Post", "Delta Daily", "Gulf Ledger"))
    message, quotes = render_alert(reader(), NIGER, told, number=1, most=3)
    text = seen(message)
    assert text.startswith(f"Alert · Niger\n\nNews of wells\n{SENTENCES[0]} (Sahel Post)\n\n")
    assert text.endswith("3 outlets · 18 Feb 07:30 · alert 1 of at most 3 today")
    assert [quote.text for quote in quotes] == [SENTENCES[0]]


def test_an_alert_sounds_and_counts_as_shown() -> None:
    message, quotes = render_alert(reader(), NIGER, story(), number=1, most=3)
    assert (message.silent, message.stories) == (False, ("wells",))
    assert message.sentences == tuple(fingerprint(quote.text) for quote in quotes)


@pytest.mark.parametrize(("length", "sentences"), [("headlines", 0), ("short", 1), ("long", 3)])
def test_an_alert_is_as_long_as_the_reader_likes(length: str, sentences: int) -> None:
    own = replace(reader(), preferences=Preferences(length=length))
    _, quotes = render_alert(own, NIGER, story(), number=1, most=3)
    assert len(quotes) == sentences


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(hours=1), "Since Wednesday 06:30"),
        (timedelta(hours=8), "Since Tuesday"),
        (timedelta(days=6), "Since Thursday"),
        (timedelta(days=7), "Since Wednesday 11 Feb"),
    ],
)
def test_since_when_is_told_as_people_say_it(ago: timedelta, shown: str) -> None:
    assert show_since(NOW - ago, NOW, "Africa/Niamey") == shown
