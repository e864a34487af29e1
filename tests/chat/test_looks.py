"""How briefings look and what they leave out: every setting does what it says."""

from pathlib import Path

import pytest

from bot.chat.commands.looks import changed
from bot.errors import UserError
from bot.news.article import write_article
from bot.news.model import Editing, Entry
from bot.store.assignment import Assignment
from bot.store.database import Store
from bot.store.intake import Incoming, store_articles
from tests.chat.conftest import Talk, seen
from tests.chat.samples import NOW

SECOND = "The wells will serve 4,000 herders"
FERRIES = (
    "Two ferries crossed the river at Bilmari on Monday for the first time since the flood.",
    "Soldiers had spent three weeks raising the landing stage by a metre.",
    "Traders queued from dawn with millet, onions and forty head of cattle.",
    "A ticket costs 300 francs, twice as much as in January.",
    "Mayor Amina Sorko promised a third boat before the rains.",
    "Drivers of lorries must wait until the bridge is repaired.",
    "The ministry of transport puts the damage at nine billion francs.",
    "Fishermen sold perch from their boats to those who waited on the bank.",
    "A school in Tessgar sent its pupils home because their teachers live across the water.",
    "The river has fallen by two metres since the dam at Karma was opened.",
)


async def test_a_length_changes_the_next_brief(nora: Talk) -> None:
    assert SECOND in await nora.say("/brief niger")
    assert await nora.say("/length headlines") == "Length: headlines – headlines and outlets only."
    assert SECOND not in await nora.say("/brief niger")


@pytest.mark.parametrize(
    ("length", "effect", "sentences"),
    [("short", "two sentences a story", 2), ("long", "up to five sentences a story", 5)],
)
async def test_a_length_gives_the_sentences_that_it_promises(
    nora: Talk, tmp_path: Path, length: str, effect: str, sentences: int
) -> None:
    entry = Entry("Boats are back", "https://news.example/boats", "\n\n".join(FERRIES), published=NOW)
    article = write_article(entry, None, source="Delta Daily", language="en", editing=Editing())
    async with Store.open(tmp_path / "news.db") as store:
        await store.write(store_articles, [Incoming(article)], NOW, Assignment(Editing()))
    assert await nora.say(f"/length {length}") == f"Length: {length} – {effect}."
    summary, _, _ = (await nora.say("/brief ferries")).partition("Who says what")
    assert sum(sentence in summary for sentence in FERRIES) == sentences


async def test_an_unknown_length_shows_the_choice(nora: Talk) -> None:
    assert "/length short" in await nora.say("/length epic")
    assert (await nora.reader()).preferences.length == "normal"


async def test_a_button_that_we_never_made_changes_nothing(nora: Talk) -> None:
    before = await nora.desk.readers.enter(nora.place)
    with pytest.raises(ValueError, match="no length"):
        await nora.press("len:epic")
    await nora.press("cfg:days:9")
    assert await nora.reader() == before


async def test_a_hidden_word_leaves_its_stories_out_and_says_how_many(nora: Talk) -> None:
    assert await nora.say("/hide herders") == "Hidden words: herders."
    told = await nora.say("/brief niger")
    assert "Niger opens" not in told
    assert "1 story hidden by your words and outlets (/hide, /mute)." in told


async def test_a_hidden_word_can_be_shown_again(nora: Talk) -> None:
    await nora.say("/hide herders")
    await nora.press("hid:herders")
    assert "Niger opens" in await nora.say("/brief niger")


async def test_a_muted_outlet_is_found_whatever_its_case(nora: Talk) -> None:
    assert await nora.say("/mute sahel post") == "Muted outlets: Sahel Post."
    assert "Niger opens" not in await nora.say("/brief niger")
    assert await nora.say("/mute off Sahel Post") == "No outlet is muted."


async def test_a_mistyped_outlet_is_not_muted_but_asked_about(nora: Talk) -> None:
    assert (
        await nora.say("/mute Sahell Post") == "I know no outlet called Sahell Post. Did you mean Sahel Post?"
    )
    assert (await nora.reader()).preferences.muted_outlets == ()
    assert seen(await nora.press("mut:Sahel Post")) == "Muted outlets: Sahel Post."
    assert seen(await nora.press("unm:Sahel Post")) == "No outlet is muted."


async def test_without_a_word_the_list_and_an_example_come(nora: Talk) -> None:
    assert "/hide football" in await nora.say("/hide")
    assert "/mute Delta Daily" in await nora.say("/mute")


@pytest.mark.parametrize(
    ("had", "argument", "left"),
    [
        ((), "Tea", ("Tea",)),
        (("tea",), "TEA", ("tea",)),
        (("tea", "rice"), "off Tea", ("rice",)),
        (("tea", "rice"), "off", ()),
        (("tea",), "off coffee", ("tea",)),
        (("tea",), "  ", ("tea",)),
    ],
)
def test_a_list_of_words_is_changed_by_words(
    had: tuple[str, ...], argument: str, left: tuple[str, ...]
) -> None:
    assert changed(had, argument) == left


async def test_what_is_not_there_yet_is_said_honestly(nora: Talk) -> None:
    assert "français" in await nora.say("/language fr")


async def test_settings_show_what_is_stored(nora: Talk) -> None:
    await nora.say("/subscribe niger")
    await nora.say("/quiet 22-07")
    told = await nora.say("/settings")
    assert "Next digest today at 07:30 (UTC)." in told
    assert "Quiet hours: 22:00–07:00 (/quiet)" in told
    assert "Topics: Niger (/topics)" in told


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("cfg:t:15", "Digests come at 07:45, every day."),
        ("cfg:days:01234", "Digests come at 07:30, Mon–Fri."),
        ("cfg:len:long", "Length: long (/length)"),
        ("cfg:n:5", "Stories a topic: 5"),
        ("cfg:none:off", "When nothing is new, I send nothing"),
        ("cfg:quiet:off", "Quiet hours: none (/quiet)"),
    ],
)
async def test_every_settings_button_shows_its_effect_in_place(nora: Talk, data: str, shown: str) -> None:
    answer = await nora.press(data)
    assert answer.in_place
    assert shown in seen(answer)


async def test_settings_without_a_command_of_their_own_can_be_typed(nora: Talk) -> None:
    assert "Stories a topic: 2 " in await nora.say("/settings stories 2")
    assert "I send nothing" in await nora.say("/settings empty off")
    with pytest.raises(UserError, match="/settings stories 3"):
        await nora.say("/settings stories 99")


async def test_the_number_of_stories_holds_for_the_digest(nora: Talk) -> None:
    await nora.say("/subscribe africa")
    await nora.say("/settings stories 1")
    assert "1 story ·" in await nora.say("/digest")


async def test_done_takes_the_buttons_away(nora: Talk) -> None:
    assert (await nora.press("cls")).messages[0].buttons == ()
