"""In which language a chat is answered, and what comes to it unasked."""

from collections.abc import AsyncIterator

import pytest

from bot.chat.markup import isolated, visible_text
from bot.chat.render import compose_digest_messages
from bot.chat.voice import SPOKEN, catalogue, nearest, speaking
from bot.desk import Desk
from bot.playground.client import text_of
from bot.store.model import Place
from tests.chat.conftest import House, added, open_house
from tests.chat.samples import NOW, digest, reader, story
from tests.chat.test_catalogues import TRANSLATED

GROUP = -4001


@pytest.fixture
async def abroad(desk: Desk) -> AsyncIterator[House]:
    """A house whose second person has Telegram in Arabic."""
    async with open_house(desk, languages={1002: "ar"}) as house:
        yield house


async def test_the_first_answer_is_in_the_language_of_telegram(abroad: House) -> None:
    other = (await abroad.person.post("person", name="Aïcha", language="fr", started=True))["id"]
    assert "Choisissez vos sujets" in text_of(await abroad.person.ask("/start", chat=other))
    await abroad.person.ask("/help", chat=other)  # a chat's updates wait for each other
    known = await abroad.desk.readers.find(Place(other))
    assert known is not None
    assert known.preferences.language == "fr"


async def test_a_language_that_was_chosen_stays(abroad: House) -> None:
    other = (await abroad.person.post("person", name="Aïcha", language="fr", started=True))["id"]
    await abroad.person.ask("/language de", chat=other)
    assert "Wählen Sie Themen" in text_of(await abroad.person.ask("/start", chat=other))


async def test_a_refusal_is_in_the_readers_language(abroad: House) -> None:
    other = (await abroad.person.post("person", name="Aïcha", language="fr", started=True))["id"]
    assert "n’est pas une heure" in text_of(await abroad.person.ask("/time midi", chat=other))


async def test_a_group_is_answered_in_the_language_that_its_admins_chose(abroad: House) -> None:
    await added(abroad, GROUP)
    await abroad.person.ask("/language es", chat=GROUP)
    answer = await abroad.person.ask("/topics", chat=GROUP, person=1002)
    assert "Aún no tienes temas" in text_of(answer)


def test_a_digest_comes_in_its_readers_language_with_the_outlets_words_as_they_are() -> None:
    made = compose_digest_messages(
        reader(language="ar"), digest(story()), now=NOW, next_due=NOW, late=False, covers=()
    )
    text = visible_text(made.messages[0].html)
    assert text.startswith("موجزك الصباحي · الأربعاء 18 فبراير 2026\nخبر واحد")
    assert story().sentences[0].text in text
    assert "النيجر" in text


def test_names_are_kept_in_their_own_direction() -> None:
    with speaking("ar"):
        assert isolated("Sahel Post") == "\u2068Sahel Post\u2069"
        assert isolated("منارة") == "منارة"
        assert isolated("07:30") == "07:30"
    with speaking("fr"):
        assert isolated("Sahel Post") == "Sahel Post"
        assert isolated("منارة") == "\u2068منارة\u2069"


def test_commands_keep_their_slash_in_front_in_arabic() -> None:
    assert "\u2066/subscribe\u2069 النيجر" in catalogue("ar").gettext(
        "You have no topic yet. Add one: /subscribe niger"
    )


@pytest.mark.parametrize(
    ("code", "spoken"),
    [("pt-br", "pt"), ("zh-hans", "zh"), ("zh_TW", "zh"), ("it", "en"), (None, "en"), ("", "en")],
)
def test_telegrams_codes_are_understood(code: str | None, spoken: str) -> None:
    assert nearest(code) == spoken


def test_every_language_but_english_has_a_catalogue() -> None:
    assert set(SPOKEN) == {"en", *TRANSLATED}
