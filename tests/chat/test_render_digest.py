"""What arrives at the reader's hour."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.chat.markup import visible_text
from bot.chat.render import compose_digest_messages, render_digest
from bot.news.model import Digest, Section, Topic
from bot.playground.markup import parse_html
from bot.store.model import Message
from tests.chat.samples import IRAN, NIGER, NOW, SENTENCES, digest, ranked, reader, story

TOMORROW = datetime(2026, 2, 19, 6, 30, tzinfo=UTC)


def render(
    made: Digest, *, late: bool = False, covers: tuple[date, ...] = (), **how: str
) -> tuple[Message, ...]:
    return render_digest(reader(**how), made, now=NOW, next_due=TOMORROW, late=late, covers=covers)  # type: ignore[arg-type]


def seen(*messages: Message) -> str:
    return "\n".join(parse_html(message.html)[0] for message in messages)


def test_a_digest_opens_with_what_it_holds() -> None:
    assert seen(*render(digest(story(), story("road")))).startswith(
        "Your morning briefing · Wed 18 Feb 2026\n2 stories · 1 minute\n"
    )


def test_a_digest_ends_with_the_next_one() -> None:
    text = seen(*render(digest(story(), quiet=(IRAN,))))
    assert text.endswith("Nothing new on Iran.\nThat’s everything – next one Thu 07:30.")


def test_a_digest_without_stories_is_one_line() -> None:
    assert seen(*render(digest(quiet=(NIGER, IRAN)))) == (
        "Nothing new on Niger and Iran. That’s everything – next one Thu 07:30."
    )


def test_a_digest_without_a_next_one_promises_none() -> None:
    text = seen(*render_digest(reader(), digest(story()), now=NOW, next_due=None, late=False, covers=()))
    assert text.endswith("That’s everything.")


@pytest.mark.parametrize(("hours", "said"), [(0.005, "1 minute"), (5, "5 hours"), (47.9, "2 days")])
def test_a_late_digest_says_how_late_and_which_days_it_covers(hours: float, said: str) -> None:
    owed = replace(reader(), next_due=NOW - timedelta(hours=hours))
    days = (date(2026, 2, 16), date(2026, 2, 17))
    text = seen(*render_digest(owed, digest(story()), now=NOW, next_due=TOMORROW, late=True, covers=days))
    assert f"This comes late, by {said}. It covers Mon 16 Feb 2026 and Tue 17 Feb 2026." in text


def test_sections_are_headed_by_their_topic_once() -> None:
    made = Digest((Section(NIGER, ranked(story(), story("road"))), Section(IRAN, ranked(story("port")))))
    text = seen(*render(made))
    assert (text.count("NIGER"), text.count("IRAN")) == (1, 1)
    assert "1 News of wells" in text
    assert "3 News of port" in text


def test_sources_that_could_not_be_read_are_named() -> None:
    made = Digest((Section(NIGER, ranked(story())),), stale_sources=("Delta Daily",), hidden=2)
    text = seen(*render(made))
    assert "Not read lately, so news may be missing: Delta Daily." in text
    assert "2 stories hidden by your words and outlets" in text


def test_a_private_reader_can_follow_skip_and_set() -> None:
    last = render(digest(story()))[-1]
    assert [[button.data for button in row] for row in last.buttons] == [
        ["fol:wells"],
        ["top:0", "skip:2026-02-19", "set"],
    ]


@pytest.mark.parametrize("kind", ["group", "channel"])
def test_many_readers_get_no_buttons(kind: str) -> None:
    assert render(digest(story()), kind=kind)[-1].buttons == ()


def test_a_length_is_honoured() -> None:
    assert SENTENCES[0] not in seen(*render(digest(story()), length="headlines"))


def test_a_long_digest_is_three_messages_and_says_what_it_left_out() -> None:
    sections = tuple(
        Section(
            Topic(f"t{i}", f"Topic {i}"), ranked(*(story(f"n{i}x{j}", headline="w" * 280) for j in range(3)))
        )
        for i in range(40)
    )
    made = compose_digest_messages(
        reader(length="long"), Digest(sections), now=NOW, next_due=TOMORROW, late=False, covers=()
    )
    assert len(made.messages) == 3
    assert f"{120 - len(made.stories)} stories more: /brief" in visible_text(made.messages[-1].html)


def test_the_same_digest_is_rendered_the_same() -> None:
    assert render(digest(story())) == render(digest(story()))


def test_at_night_it_is_no_evening() -> None:
    night = datetime(2026, 2, 18, 22, 30, tzinfo=UTC)
    made = render_digest(reader(), digest(story()), now=night, next_due=None, late=False, covers=())
    assert seen(*made).startswith("Your briefing · ")


def test_a_silent_topic_comes_with_a_wider_word() -> None:
    cocoa = Topic("cocoa-prices", "cocoa prices", kind="phrase", query="cocoa prices")
    text = seen(*render(Digest((Section(NIGER, ranked(story())),), quiet=(cocoa, IRAN), silent=(cocoa,))))
    assert "Nothing new on Iran.\n" in text
    assert "For a week nothing has come on cocoa prices. Fewer words find more: /subscribe prices" in text
    alone = seen(*render(Digest(quiet=(IRAN,), silent=(IRAN,))))
    assert alone.startswith("Nothing new on Iran. That’s everything")
    assert "For a week nothing has come on Iran. /feed adds a feed" in alone
