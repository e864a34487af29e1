"""What topics are called in the bot's languages, and that they are found by these names."""

import tomllib

import pytest

from bot.chat.names import topic_name
from bot.chat.voice import SPOKEN, speaking
from bot.news.topics import Topics
from bot.news.topics.gazetteer import rules
from bot.news.topics.tongues import NAMES, own_names

MEANT_OTHERWISE = {("es", "americas"), ("fr", "mexico-city"), ("ha", "mexico-city")}
"""`América` is taken for the United States, `Mexico` for the country."""


@pytest.mark.parametrize(
    ("language", "label", "name"),
    [
        ("fr", "United Nations", "Nations unies"),
        ("ar", "United Nations", "الأمم المتحدة"),
        ("de", "Middle East", "Nahost"),
        ("ha", "West Africa", "Afirka ta Yamma"),
        ("ru", "Niger", "Нигер"),
        ("zh", "London", "伦敦"),
        ("es", "cocoa prices", "cocoa prices"),
        ("en", "United Nations", "United Nations"),
        ("tr", "NATO", "NATO"),
    ],
)
def test_a_topic_has_its_name_in_each_language(language: str, label: str, name: str) -> None:
    with speaking(language):
        assert topic_name(label) == name


def test_every_language_but_english_names_the_topics_that_are_no_countries() -> None:
    for language in SPOKEN[1:]:
        assert {"un", "eu", "africa", "west-africa", "middle-east"} <= own_names(language).keys()


@pytest.mark.parametrize("language", SPOKEN[1:])
def test_what_stands_on_a_button_can_be_typed(language: str) -> None:
    topics, places = Topics.load(), rules()["places"]
    for slug, name in own_names(language).items():
        if slug not in places or "code" in places[slug] or (language, slug) in MEANT_OTHERWISE:
            continue
        found = topics.find(name)
        assert found is not None, name
        assert found.slug == slug, name


def test_names_belong_to_topics() -> None:
    for language, names in tomllib.loads(NAMES.read_text(encoding="utf-8")).items():
        assert language in SPOKEN
        assert names.keys() <= rules()["places"].keys()
