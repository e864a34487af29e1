"""What is told beside a story's summary."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.markup import MAX_ENTITIES, MAX_UNITS, entities, units, visible_text
from bot.chat.render.details import corrections, details_html, render_timeline
from bot.news.model import Correction, Quote
from bot.news.stories import Details, Difference, Event, When
from tests.chat.samples import story

SUNDAY = date(2026, 5, 3)


def quote(text: str, source: str = "Lantern") -> Quote:
    return Quote(text, source, "a")


def test_each_day_stands_once_above_its_sentences() -> None:
    events = [Event(When(SUNDAY), quote("It fell.")), Event(When(SUNDAY), quote("It sank."))]
    later = Event(When(SUNDAY + timedelta(days=1), "week"), quote("It rose."))
    message, told = render_timeline(story(), [*events, later])
    assert visible_text(message.html).endswith(
        "Sun 3 May 2026\n• It fell. (Lantern)\n• It sank. (Lantern)\n\nWeek of 4 May\n• It rose. (Lantern)"
    )
    assert len(told) == 3


def test_where_accounts_differ_both_stand_side_by_side() -> None:
    apart = Difference(quote("Twelve died."), quote("Twenty died.", "Delta"))
    first = visible_text(details_html(Details(differences=(apart,)))[0])
    assert first == "Accounts differ\n• Twelve died. (Lantern)\n• Twenty died. (Delta)"


def test_a_correction_gives_the_new_sentence_and_the_old() -> None:
    told = corrections([Correction(quote("Twelve died."), quote("Twenty died."))])
    assert visible_text(told) == (
        "Corrected: the article now says\n• Twenty died. (Lantern)\nBefore: Twelve died."
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=400), max_size=60))
def test_any_timeline_fits_a_message_and_counts_what_it_leaves_out(sentences: list[str]) -> None:
    events = [Event(When(SUNDAY + timedelta(days=i)), quote(text)) for i, text in enumerate(sentences)]
    message, told = render_timeline(story(), events)
    assert units(message.html) <= MAX_UNITS
    assert entities(message.html) <= MAX_ENTITIES
    left_out = len(events) - len(told)
    assert (f"{left_out} earlier sentence" in visible_text(message.html)) or not left_out
