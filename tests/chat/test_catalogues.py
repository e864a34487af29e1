"""Every language says everything, with the same places, tags and commands as the English."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.chat import voice
from bot.chat.commands import COMMANDS
from bot.chat.markup import ECHO
from bot.chat.texts import DESCRIPTION, SHORT_DESCRIPTION, buttons
from bot.chat.voice import LOCALES, SPOKEN, speaking
from bot.playground.markup import parse_html

ROOT = Path(__file__).parents[2]
SAYS = ("bot/chat", "bot/desk", "bot/news/topics")
KEYWORDS = {"Text": None, "Plural": (1, 2), "UserError": None}
TRANSLATED = SPOKEN[1:]
COMMAND = re.compile(r"(?<![\w/<:])/[a-z]+")
PATTERN = re.compile(r"[EdMyHm: ]+")


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def forms(message: Message) -> tuple[str, ...]:
    """The translations of a message, one for each plural form; what has none is found by another test."""
    made = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return made if all(made) else ()


def english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def tags(text: str) -> list[str]:
    return sorted(re.findall(r"</?[a-z-]+>", text))


@cache
def said_in_code() -> frozenset[object]:
    found: list[object] = []
    for folder in SAYS:
        found += [entry[2] for entry in extract_from_dir(str(ROOT / folder), keywords=KEYWORDS)]
    opml = ROOT / "bot/news/opml.py"
    found += [entry[1] for entry in extract_from_file("python", str(opml), keywords=KEYWORDS)]
    return frozenset(found)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: str) -> None:
    known = {message.id for message in messages(language) if forms(message) and not message.fuzzy}
    assert said_in_code() - known == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_translated_that_is_no_longer_said(language: str) -> None:
    assert {message.id for message in messages(language)} - said_in_code() == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_have_the_forms_of_their_language(language: str) -> None:
    wanted = get_plural(language)[0]
    assert catalogue(language).num_plurals == wanted
    for message in messages(language):
        assert isinstance(message.id, str) or len(forms(message)) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_places_tags_and_commands(language: str) -> None:
    for message in messages(language):
        source = english(message)
        for form in forms(message):
            assert places(form) <= places(source), form
            assert places(source) - places(form) <= {"count"}, form
            assert tags(form) == tags(source), form
            assert sorted(COMMAND.findall(form)) == sorted(COMMAND.findall(source)), form


@pytest.mark.parametrize("language", TRANSLATED)
def test_only_forms_for_one_number_may_leave_it_out(language: str) -> None:
    """In a form that several numbers share the reader would not know which it is."""
    with speaking(language):
        for message in messages(language):
            if isinstance(message.id, str) or "{count}" not in message.id[1]:
                continue
            for number in (7, 12, 21, 102, 1000):
                shown = voice.Plural(*message.id).of(number)
                assert "{count}" in shown, (number, shown, format_decimal(number, locale=voice.locale()))


@pytest.mark.parametrize("language", TRANSLATED)
def test_patterns_of_dates_keep_their_fields(language: str) -> None:
    for message in messages(language):
        if isinstance(message.id, str) and PATTERN.fullmatch(message.id):
            wanted = set(message.id) - set(" :")
            assert set(re.sub(r"'[^']*'", "", str(message.string))) & set("EdMyHm") == wanted, message.string


@pytest.mark.parametrize("language", SPOKEN)
def test_what_telegram_shows_has_room(language: str) -> None:
    with speaking(language):
        assert len(voice.said(DESCRIPTION)) <= 512
        assert len(voice.said(SHORT_DESCRIPTION)) <= 120
        assert max(len(voice.said(command.description)) for command in COMMANDS) <= 256


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_are_html_that_telegram_takes(language: str) -> None:
    for message in messages(language):
        if "<" in english(message) and "<opml>" not in english(message):
            for form in forms(message):
                parse_html(form.replace("{link}", "x"))


@pytest.mark.parametrize("language", SPOKEN)
def test_buttons_are_short_enough_to_be_read_whole(language: str) -> None:
    labels = [text for text in vars(buttons).values() if isinstance(text, voice.Text) and "(" not in text]
    with speaking(language):
        long = [label.said for label in labels if len(label.said) > ECHO]
    assert long == []
