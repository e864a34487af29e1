"""Words of commands in the reader's own language."""

import pytest

from bot.chat.keywords import command_meant, command_named, in_english
from bot.chat.voice import speaking
from bot.playground.client import text_of
from bot.store.model import Place
from tests.chat.conftest import House


@pytest.mark.parametrize(
    ("language", "command", "typed", "understood"),
    [
        ("fr", "quiet", "non", "off"),
        ("fr", "pause", "demain", "tomorrow"),
        ("fr", "pause", "3j", "3d"),
        ("fr", "brief", "niger 7j", "niger 7d"),
        ("fr", "brief", "niger hier", "niger yesterday"),
        ("fr", "time", "07:30 tous les jours", "07:30 daily"),
        ("fr", "hide", "non football", "off football"),
        ("fr", "length", "Titres", "headlines"),
        ("de", "language", "nur en fr", "only en fr"),
        ("es", "alerts", "Sí", "on"),
        ("tr", "settings", "empty hayır", "empty off"),
        ("ar", "alerts", "نعم", "on"),
        ("ar", "brief", "النيجر 7ي", "النيجر 7d"),
        ("ru", "length", "подробно", "long"),
        ("zh", "pause", "3天", "3d"),
        ("zh", "time", "０７：３０ 每天", "07:30 daily"),
        ("ha", "brief", "nijar jiya", "nijar yesterday"),
        ("fr", "pause", "3d", "3d"),
    ],
)
def test_a_command_knows_them(language: str, command: str, typed: str, understood: str) -> None:
    with speaking(language):
        assert in_english(command, typed) == understood


@pytest.mark.parametrize(
    ("command", "typed"),
    [
        ("brief", "hier"),
        ("brief", "tout savoir sur le niger"),
        ("hide", "tout non"),
        ("subscribe", "non"),
        ("mute", "Le Jour, non"),
    ],
)
def test_the_readers_own_words_stay(command: str, typed: str) -> None:
    with speaking("fr"):
        assert in_english(command, typed) == typed


@pytest.mark.parametrize(
    ("language", "word", "command"),
    [
        ("fr", "aide", "help"),
        ("fr", "help", "help"),
        ("ar", "مساعدة", "help"),
        ("de", "Zeit", "time"),
        ("tr", "x", None),
    ],
)
def test_a_command_has_names_of_its_own(language: str, word: str, command: str | None) -> None:
    with speaking(language):
        assert command_named(word) == command


@pytest.mark.parametrize(
    ("language", "text", "command"),
    [
        ("en", "Hello!", "start"),
        ("fr", "Bonjour", "start"),
        ("es", "¿Ayuda?", "help"),
        ("ha", "Sannu", "start"),
        ("zh", "停止。", "stop"),
        ("fr", "heure", None),
        ("en", "news", None),
        ("en", "hello niger", None),
    ],
)
def test_a_word_alone_is_a_command_only_where_nothing_else_is_meant(
    language: str, text: str, command: str | None
) -> None:
    with speaking(language):
        assert command_meant(text) == command


async def test_a_newcomer_who_greets_is_welcomed_and_who_asks_for_help_gets_it(house: House) -> None:
    chat = (await house.person.post("person", name="Salma", language="ar", started=True))["id"]
    assert "اختر مواضيعك" in text_of(await house.person.ask("مرحبا", chat=chat))
    assert "ما أفهمه" in text_of(await house.person.ask("مساعدة", chat=chat))
    assert "/help" in text_of(await house.person.ask("/مساعدة", chat=chat))
    assert "own words" in text_of(await house.person.ask("hi"))


def test_english_is_left_alone() -> None:
    assert in_english("pause", "demain  3j") == "demain  3j"


async def test_a_french_reader_needs_no_english(house: House) -> None:
    chat = (await house.person.post("person", name="Aïcha", language="fr", started=True))["id"]

    async def told(text: str) -> str:
        return text_of(await house.person.ask(text, chat=chat))

    assert "Ajouté à votre résumé : Niger" in (await told("/subscribe niger")).replace("\u00a0", " ")
    assert "En pause jusqu’au" in await told("/pause vendredi")
    assert "07:30, lun–ven." in await told("/time 07:30 lun-ven")
    assert "Niger opens two desert wells" in await told("niger 7j")
    assert "Articles : seulement en français" in (await told("/language seulement français")).replace(
        "\u00a0", " "
    )
    reader = await house.desk.readers.find(Place(chat))
    assert reader is not None
    assert reader.preferences.languages == ("fr",)
