"""How one story looks."""

import pytest

from bot.chat.render.stories import story_html
from bot.news.model import LONG, SHORT, USUAL
from bot.playground.markup import parse_html
from tests.chat.samples import SENTENCES, story


def seen(markup: str) -> str:
    return parse_html(markup)[0]


def kinds(markup: str) -> list[str]:
    return [entity["type"] for entity in parse_html(markup)[1]]


def test_the_headline_is_the_link() -> None:
    told = story()
    links = [entity for entity in parse_html(story_html(told, "short", zone="UTC"))[1] if "url" in entity]
    assert links[0]["url"] == told.url
    assert (links[0]["offset"], links[0]["length"]) == (0, len(told.headline))


@pytest.mark.parametrize(
    ("length", "told"),
    [("headlines", []), ("short", [0, 3]), ("normal", [0, 2, 3]), ("long", [0, 1, 2, 3, 4])],
)
def test_each_length_tells_its_sentences_in_their_order(length: str, told: list[int]) -> None:
    five = [f"Sentence number {i} of the story." for i in range(5)]
    levels = [SHORT, LONG, USUAL, SHORT, LONG]
    text = seen(story_html(story(sentences=five, levels=levels), length, zone="UTC"))
    assert [text.find(five[i]) for i in told] == sorted(text.find(five[i]) for i in told)
    assert [i for i in range(5) if five[i] in text] == told


def test_a_short_story_has_two_sentences_also_where_more_are_new() -> None:
    text = seen(story_html(story(), "short", zone="UTC"))
    assert [sentence in text for sentence in SENTENCES] == [True, True, False]


def test_the_normal_length_keeps_the_rest_behind_a_tap() -> None:
    markup = story_html(story(), "normal", zone="UTC")
    assert f"<blockquote expandable>{SENTENCES[1]}" in markup


def test_a_story_by_itself_is_open() -> None:
    assert "expandable_blockquote" not in kinds(story_html(story(), "normal", zone="UTC", alone=True))


def test_outlets_are_named_and_counted() -> None:
    assert "Sahel Post and Delta Daily · 2 outlets" in seen(
        story_html(story(outlets=("Sahel Post", "Delta Daily")), "short", zone="UTC")
    )


def test_a_sentence_says_whose_it_is_where_outlets_are_mixed() -> None:
    text = seen(story_html(story(outlets=("Sahel Post", "Delta Daily")), "long", zone="UTC"))
    assert f"{SENTENCES[1]} (Delta Daily)" in text


def test_one_outlet_is_named_once() -> None:
    assert seen(story_html(story(), "long", zone="UTC")).count("Sahel Post") == 1


def test_a_story_without_an_address_has_a_plain_headline() -> None:
    told = story(headline="Wells & <water>")
    plain = type(told)(
        told.id, told.headline, None, told.first_seen, told.updated, (), told.sentences, (), told.language
    )
    assert seen(story_html(plain, "short", zone="UTC")).startswith("Wells & <water>\n")


def test_the_time_is_the_readers() -> None:
    assert "18 Feb 07:30" in seen(story_html(story(), "short", zone="Africa/Niamey"))


def test_an_arabic_outlet_does_not_turn_its_line_around() -> None:
    text = seen(story_html(story(outlets=("منارة الصحراء", "Delta Daily")), "headlines", zone="UTC"))
    assert "\u2068منارة الصحراء\u2069 and Delta Daily · 2 outlets" in text
