"""What the bot speaks, and in which languages articles come."""

from tests.chat.conftest import Talk


async def test_articles_come_in_every_language_until_a_reader_says_otherwise(nora: Talk) -> None:
    assert "Articles: in every language" in await nora.say("/language")


async def test_one_language_is_what_the_bot_speaks(nora: Talk) -> None:
    told = await nora.say("/language fr")
    assert "français" in told
    assert (await nora.reader()).preferences.language == "fr"
    assert (await nora.reader()).preferences.languages == ()


async def test_articles_are_limited_by_code_or_by_name(nora: Talk) -> None:
    assert "Articles: only in English and French." in await nora.say("/language only en fr")
    assert "Articles: only in German." in await nora.say("/language only deutsch")
    assert "Articles: in every language" in await nora.say("/language all")


async def test_several_languages_are_those_of_articles(nora: Talk) -> None:
    assert "Articles: only in English and French." in await nora.say("/language en fr")
    assert (await nora.reader()).preferences.language == ""


async def test_articles_in_other_languages_are_left_out(nora: Talk) -> None:
    assert "desert wells" in await nora.say("/brief niger")
    await nora.say("/language only fr")
    assert "desert wells" not in (await nora.say("/brief niger")).split("Last story")[0]
    await nora.press("lga:all")
    assert "desert wells" in await nora.say("/brief niger")


async def test_a_button_changes_what_is_spoken_and_answers_in_it(nora: Talk) -> None:
    answer = await nora.press("lgs:de")
    assert "Deutsch" in answer.messages[0].html
    assert answer.in_place


async def test_a_language_that_is_not_spoken_can_still_be_read(nora: Talk) -> None:
    told = await nora.say("/language italian")
    assert "/language only it" in told
    assert "I speak English" in await nora.say("/language")


async def test_an_unknown_language_changes_nothing_and_is_told(nora: Talk) -> None:
    await nora.say("/language only fr")
    assert "klingon" in await nora.say("/language klingon")
    assert "French" in await nora.say("/settings")
