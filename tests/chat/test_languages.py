from tests.chat.conftest import Talk


async def test_articles_come_in_every_language_until_a_reader_says_otherwise(nora: Talk) -> None:
    assert (await nora.say("/language")).startswith("Articles in every language")


async def test_a_language_is_named_by_code_or_by_name(nora: Talk) -> None:
    assert (await nora.say("/language en fr")).startswith("Articles in English and French only")
    assert (await nora.say("/language deutsch")).startswith("Articles in German only")
    assert (await nora.say("/language all")).startswith("Articles in every language")


async def test_articles_in_other_languages_are_left_out(nora: Talk) -> None:
    assert "desert wells" in await nora.say("/brief niger")
    await nora.say("/language fr")
    assert "desert wells" not in (await nora.say("/brief niger")).split("Last story")[0]
    await nora.say("/language en")
    assert "desert wells" in await nora.say("/brief niger")


async def test_an_unknown_language_changes_nothing_and_is_told(nora: Talk) -> None:
    await nora.say("/language fr")
    assert "klingon" in await nora.say("/language klingon")
    assert "French" in await nora.say("/settings")
