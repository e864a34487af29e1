"""Messages are made of whole stories and are never too long, whatever the stories."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.markup import MAX_UNITS, Html, bold, entities, esc
from bot.chat.render.layout import MOST_MESSAGES, Block, lay_out, pack
from bot.chat.render.stories import story_html
from bot.playground.entities import utf16_length
from bot.playground.markup import parse_html
from tests.chat.samples import SENTENCES, story

WORDS = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), max_size=1500)


def blocks_of(*sizes: int) -> list[Block]:
    return [Block(str(i), esc(chr(97 + i % 26) * size)) for i, size in enumerate(sizes)]


def test_what_fits_is_one_message() -> None:
    assert pack([bold("Head"), "one", "two", "foot"]) == ["<b>Head</b>\n\none\n\ntwo\n\nfoot"]


def test_what_does_not_fit_starts_a_new_message_at_a_story() -> None:
    texts = lay_out(lambda _: blocks_of(2000, 2000, 2000), "long", head="Head").texts
    assert [text.count("\n\n") for text in texts] == [2, 0]


def test_stories_get_shorter_before_they_are_left_out() -> None:
    sizes = {"long": 3000, "normal": 2000, "short": 500, "headlines": 100}
    layout = lay_out(lambda length: blocks_of(*[sizes[length]] * 8), "long")
    assert (len(layout.texts), len(layout.stories), layout.left_out) == (1, 8, 0)


def test_what_finds_no_room_is_counted_and_not_called_shown() -> None:
    layout = lay_out(lambda _: blocks_of(*[3000] * 9), "headlines", foot=lambda left: f"{left} more")
    assert len(layout.texts) == MOST_MESSAGES
    assert len(layout.stories) + layout.left_out == 9
    assert layout.texts[-1].endswith(f"{layout.left_out} more")


def test_every_message_knows_the_stories_it_tells() -> None:
    layout = lay_out(lambda _: blocks_of(2000, 2000, 2000), "long", head="Head", foot=lambda _: "foot")
    assert layout.told == (("0", "1"), ("2",))


def test_a_foot_that_finds_no_room_takes_the_last_story_with_it() -> None:
    layout = lay_out(
        lambda _: blocks_of(1300, 1300, 1300), "long", head="Head", foot=lambda _: "That’s all. " * 20
    )
    assert layout.told == (("0", "1"), ("2",))
    assert layout.texts[1].endswith("That’s all. ")


def test_a_story_keeps_its_section_heading() -> None:
    blocks = [Block("a", esc("x" * 4000), bold("NIGER")), Block("b", esc("y" * 4000), bold("IRAN"))]
    assert [text[:9] for text in lay_out(lambda _: blocks, "long").texts] == ["<b>NIGER<", "<b>IRAN</"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=6)), min_size=1, max_size=12), WORDS)
def test_no_message_is_ever_refused_for_its_length_or_its_tags(
    stories: list[tuple[str, list[str]]], outlet: str
) -> None:
    made = [
        story(f"s{i}", headline=title, sentences=sentences, outlets=(outlet, "Sahel Post"))
        for i, (title, sentences) in enumerate(stories)
    ]
    layout = lay_out(
        lambda length: [Block(one.id, story_html(one, length, zone="UTC", number=1)) for one in made],
        "long",
        head=bold("Head"),
        foot=lambda left: f"{left} more",
    )
    assert 1 <= len(layout.texts) <= MOST_MESSAGES
    for text in layout.texts:
        shown, _ = parse_html(text)
        assert utf16_length(shown) <= MAX_UNITS
        assert entities(text) <= 100


@given(st.integers(1, 60))
def test_a_story_that_is_too_long_loses_whole_sentences(count: int) -> None:
    sentences = [f"Sentence number {i} of this long report says {'so ' * 60}." for i in range(count)]
    shown, _ = parse_html(story_html(story(sentences=sentences), "long", zone="UTC"))
    kept = [sentence for sentence in sentences if sentence in shown]
    assert kept == sentences[: len(kept)]
    assert shown.count("Sentence number") == len(kept)


def test_a_headline_without_end_is_cut() -> None:
    shown, _ = parse_html(story_html(story(headline="word " * 20_000), "normal", zone="UTC"))
    assert "…" in shown
    assert SENTENCES[0] in shown


def test_an_empty_part_takes_no_room() -> None:
    assert pack(["", Html(), "one"]) == ["one"]
