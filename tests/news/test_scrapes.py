"""Layouts of scraped and pasted text. All stories are made up."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.scrapes import parse_scrape


@dataclass(frozen=True)
class Story:
    title: str
    caption: str
    credit: str
    paragraphs: tuple[str, ...]


STORIES = (
    Story(
        "Grain Board Opens Its Stores as Millet Prices Climb in Niger",
        "Sacks of millet are seen in a store of the grain board in Zinder, Niger, January 22, 2025.",
        "Reuters",
        (
            "The grain board opened its stores on Monday as the price of millet climbed for a third month.",
            "“We will not wait for hunger,” its director told reporters in Niamey.",
            "Traders said the sale would go on until the harvest.",
            "Lorries left for Maradi at dawn. They were guarded by the police.",
            "The board has sold a fifth of what it holds.",
        ),
    ),
    Story(
        "Iran and Oman Sign Gas Deal After Ten Years of Talks",
        "Ministers look on at the signing of a gas deal in Muscat, Oman, 17 February 2026.",
        "EPA",
        (
            "Iran and Oman signed a gas deal on Tuesday that ends ten years of talks, both governments said.",
            "The pipeline will run under the sea. It is to carry its first gas in 2029.",
            "Neither side named a price.",
        ),
    ),
    Story(
        "Manila Delays the End of Its Jeepneys Once More",
        "A jeepney is pictured on a street in Manila, Philippines, April 26, 2024.",
        "AP",
        (
            "The Philippine government has put off its plan to end old jeepneys, a minister said.",
            "Drivers had threatened to strike.",
            "The new date is the end of June.",
        ),
    ),
)


@dataclass(frozen=True)
class Layout:
    """How a scrape is laid out: what is repeated, and how many blank lines part paragraphs and stories."""

    credit: bool = True
    captions: int = 2
    repeated_headline: bool = True
    widget: bool = True
    paragraph_gap: int = 1
    story_gap: int = 3
    heading: bool = False

    def write(self, stories: tuple[Story, ...]) -> str:
        return ("\n" * (self.story_gap + 1)).join(self._write(story) for story in stories)

    def _write(self, story: Story) -> str:
        gap = "\n" * (self.paragraph_gap + 1)
        caption = f"{story.caption} ({story.credit})" if self.credit else story.caption
        picture = "\n".join([caption] * self.captions)
        header = [story.title, picture + ("\nTT" if self.widget else "")]
        header += [story.title, picture] if self.repeated_headline else []
        body = list(story.paragraphs)
        if self.heading:
            body.insert(2, "- Empty shelves -")
        return gap.join([*header, *body])


LAYOUTS = [
    Layout(credit, captions, repeated, widget, paragraph_gap, story_gap, heading)
    for credit, captions, repeated, widget, paragraph_gap, story_gap, heading in product(
        (True, False), (1, 2), (True, False), (True, False), (0, 1), (1, 2, 3), (True, False)
    )
    if story_gap > paragraph_gap or (repeated and story_gap == paragraph_gap)
]


def told(text: str) -> list[tuple[str, str]]:
    return [(entry.title, entry.text) for entry in parse_scrape(text)]


def expected(stories: tuple[Story, ...]) -> list[tuple[str, str]]:
    return [(story.title, "\n\n".join(story.paragraphs)) for story in stories]


def test_every_layout_gives_its_stories_clean() -> None:
    wrong = [layout for layout in LAYOUTS if told(layout.write(STORIES)) != expected(STORIES)]
    assert wrong == []


def test_a_single_story_is_not_parted_in_any_layout() -> None:
    wrong = [layout for layout in LAYOUTS if told(layout.write(STORIES[:1])) != expected(STORIES[:1])]
    assert wrong == []


def test_a_last_story_of_headline_and_caption_has_no_text() -> None:
    bare = Story(STORIES[2].title, STORIES[2].caption, "AP", ())
    assert told(Layout().write((*STORIES[:2], bare)))[-1] == (bare.title, "")


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing() -> None:
    text = "\ufeff" + Layout().write(STORIES).replace("\n", "\r\n")
    assert told(text) == expected(STORIES)


def test_section_headings_don_t_part_a_story() -> None:
    text = """Mali opens solar plant in Sikasso

By Awa Traore

BAMAKO - Mali opened a solar plant on Thursday that will power 40,000 homes, a ministry said.


Cheap light

It cost 30 million euros. A local company built it in two years.


Doubts remain

Engineers warn that the grid is too weak.
"""
    (entry,) = parse_scrape(text)
    assert entry.byline == "Awa Traore"
    assert [len(p.split()) for p in entry.text.split("\n\n")] == [17, 13, 8]


def test_a_byline_below_a_headline_begins_a_new_story() -> None:
    text = """Le Niger suspend ses exportations de riz

Par Awa Traoré

Le Niger a suspendu samedi ses exportations de riz, selon le ministère.

Le Burkina Faso rouvre deux écoles dans le Nord

Par Issa Sawadogo

Deux écoles ont rouvert lundi après trois ans, selon les parents.
"""
    assert [entry.byline for entry in parse_scrape(text)] == ["Awa Traoré", "Issa Sawadogo"]


def test_rules_and_marks_for_titles_part_stories() -> None:
    text = "# Fuel price falls\n\nPetrol fell.\n\n---\n\n# Leaders meet in Abuja\n\nThey met for an hour."
    assert told(text) == [
        ("Fuel price falls", "Petrol fell."),
        ("Leaders meet in Abuja", "They met for an hour."),
    ]


def test_a_menu_above_the_headline_is_dropped() -> None:
    text = "World | Africa\nSenegal votes for mayors in 500 towns\nPhoto: Jane Doe\nSenegal voted on Sunday."
    assert told(text) == [("Senegal votes for mayors in 500 towns", "Senegal voted on Sunday.")]


def test_the_headline_of_a_whole_page_is_below_its_menu() -> None:
    menu = "Skip to content\nSand Post\nWorld\nBusiness\n\nNIGER\n\n"
    text = f"{menu}Council of Zinder votes for a well\n\nAli Sani\n\nShare\n\nIt voted on Monday.\n\nIt sang."
    assert told(text) == [("Council of Zinder votes for a well", "It voted on Monday.\n\nIt sang.")]
    assert told(text.removeprefix("Skip to content\n")) == told(text)


def test_marks_of_markdown_are_no_prose() -> None:
    text = "# Fuel price falls\n\nPetrol [fell](https://x.example/a) by ten.\n\n> “At last,” said Hawa Issa."
    assert told(text) == [("Fuel price falls", "Petrol fell by ten.\n\n“At last,” said Hawa Issa.")]


def test_prose_without_a_headline_is_named_after_its_first_sentence() -> None:
    text = "The board will sell millet on Monday. Prices rose.\n\nThe sale begins in Maradi."
    assert told(text) == [("The board will sell millet on Monday.", text)]


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    text = """Grain board to sell millet as prices climb

The grain board said on Monday that it would release twenty thousand
tonnes of millet to the markets as prices climbed before the harvest, in
a move that traders had been expecting for weeks and that farmers fear,
after two years of poor rains.

The director said that the sale would begin in the towns of Maradi and
Zinder, and that the lorries would be guarded all the way from the port.
"""
    (entry,) = parse_scrape(text)
    assert [paragraph.count(" ") for paragraph in entry.text.split("\n\n")] == [43, 27]


def test_an_address_below_the_headline_is_the_story_s() -> None:
    (entry,) = parse_scrape("Fuel price falls again\nhttps://example.org/fuel\nPetrol fell by ten francs.")
    assert (entry.url, entry.text) == ("https://example.org/fuel", "Petrol fell by ten francs.")


def test_an_address_above_the_headline_is_the_story_s_too() -> None:
    (entry,) = parse_scrape("https://example.org/fuel\n\nFuel price falls\n\nPetrol fell by ten francs.")
    assert (entry.title, entry.url) == ("Fuel price falls", "https://example.org/fuel")


def test_a_header_names_outlet_and_day() -> None:
    header = "Title: Fuel price falls\nSource: Coast Gazette\nDate: 17 February 2026\n\n"
    (entry,) = parse_scrape(f"{header}Petrol fell by ten francs.")
    assert (entry.source, entry.published) == ("Coast Gazette", datetime(2026, 2, 17, tzinfo=UTC))
    assert entry.text == "Petrol fell by ten francs."


def test_the_source_of_a_picture_is_no_outlet() -> None:
    (entry,) = parse_scrape("Fuel price falls\nSource: Getty Images\n\nPetrol fell by ten francs.")
    assert entry.source is None


def test_a_widget_inside_the_prose_takes_none_of_it_away() -> None:
    paragraphs = [
        "Crews went back to work on Thursday after nine days.",
        "“We waited,” said Mary Atieno.",
        "Owners will pay for life jackets.",
    ]
    text = "\n\n".join(["Ferry strike ends on the lake", *paragraphs[:2], "TT", paragraphs[2]])
    assert told(text) == [("Ferry strike ends on the lake", "\n\n".join(paragraphs))]


@pytest.mark.parametrize("header", ["", "TT\n\nDam on the upper river is finished\n\n{pair}\n\n"])
def test_a_caption_said_twice_without_a_full_stop_is_no_headline(header: str) -> None:
    pair = "A general view of the new dam near Kossou\nA general view of the new dam near Kossou"
    text = (
        f"Dam on the upper river is finished\n\n{pair}\n{header.format(pair=pair)}\nIt was done on Saturday."
    )
    assert told(text) == [("Dam on the upper river is finished", "It was done on Saturday.")]


def test_a_last_headline_with_a_caption_is_a_story_in_the_plainest_layout() -> None:
    text = (
        "Fuel price falls\n\nPetrol fell by ten francs.\n\nComet over the Andes\n\nA comet. [Image: Asa Oba]"
    )
    assert told(text) == [("Fuel price falls", "Petrol fell by ten francs."), ("Comet over the Andes", "")]


def test_arabic_layouts_are_read_alike() -> None:
    title, caption = "النيجر تعلق صادرات الأرز إلى دول الجوار", "سوق في نيامي (رويترز)"
    body = "علقت النيجر صادرات الأرز يوم السبت، حسبما أعلنت وزارة التجارة."
    text = f"{title}\n\n{caption}\n{caption}\nTT\n\n{title}\n\n{caption}\n\n{body}"
    assert told(text) == [(title, body)]


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "\x00\x00"])
def test_nothing_gives_nothing(text: str) -> None:
    assert parse_scrape(text) == ()


PIECES = st.sampled_from(
    [line for story in STORIES for line in (story.title, story.caption, *story.paragraphs)]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=60), st.sampled_from(["", "TT", "---", "\r"])), max_size=25)
)
def test_any_text_is_read_without_a_crash_and_every_story_has_a_title(lines: list[str]) -> None:
    assert all(entry.title for entry in parse_scrape("\n".join(lines)))
