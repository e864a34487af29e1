"""What a question for a topic is answered with."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render import Rendered, render_brief, render_briefs, render_story
from bot.chat.times import Window, parse_window
from bot.news.model import Briefing, Check, Quote, Topic
from bot.news.stories import Details
from bot.playground.markup import parse_html
from bot.store.model import Button, Message
from tests.chat.samples import IRAN, NIGER, NOW, SENTENCES, briefing, ranked, reader, story


def window(typed: str = "24h") -> Window:
    found = parse_window(typed, NOW, "Africa/Niamey")
    assert found
    return found


def seen(*messages: Message) -> str:
    return "\n".join(parse_html(message.html)[0] for message in messages)


def buttons(message: Message) -> list[Button]:
    return [button for row in message.buttons for button in row]


def test_one_story_is_shown_in_full_with_all_its_buttons() -> None:
    made = render_brief(reader(), briefing(story()), window())
    assert seen(*made.messages).startswith("Niger · 1 story, new · 1 outlet\n\nNews of wells\n")
    assert all(sentence in seen(*made.messages) for sentence in SENTENCES)
    texts = [button.text for button in buttons(made.messages[0])]
    keep = ["Read the article", "Share", "Follow this story", "Save"]
    assert texts == [*keep, "More like this", "Less like this", "Why this?"]


def test_who_has_not_subscribed_is_offered_it() -> None:
    made = render_brief(reader(topics=()), briefing(story()), window())
    assert Button("+ Daily digest", data="sub:niger") in buttons(made.messages[0])


def test_a_brief_says_which_stories_are_new() -> None:
    mixed = Briefing(NIGER, ranked(story()) + ranked(story("road"), new=False))
    text = seen(*render_brief(reader(), mixed, window()).messages)
    assert "2 stories, 1 new" in text
    assert text.count("New · ") == 1


def test_stories_left_out_are_counted_and_one_tap_away() -> None:
    made = render_brief(reader(), briefing(story(), story("road"), more=3), window("7d"))
    assert "3 more stories." in seen(*made.messages)
    assert Button("Show more", data="br:7d:2:niger") in buttons(made.messages[-1])


def test_silence_shows_the_last_story_and_how_to_look_further_back() -> None:
    empty = Briefing(NIGER, (), latest=story())
    made = render_brief(reader(), empty, window())
    assert seen(*made.messages) == (
        "Niger · nothing in the last 24 hours\n\nLast story: News of wells (18 Feb 07:30)"
    )
    assert [button.data for button in buttons(made.messages[0])] == [
        "br:7d:0:niger",
        "br:all:0:niger",
        "onc:niger",
    ]
    assert made.stories == ()


def test_silence_says_how_news_was_looked_for_and_what_is_related() -> None:
    empty = Briefing(NIGER, (), latest=story(), checked=Check(6, NOW))
    made = render_brief(reader(), empty, window(), related=[IRAN])
    assert "I read 6 sources; last check that worked: " in seen(*made.messages)
    assert Button("Related: Iran", data="br:24h:0:iran") in buttons(made.messages[0])


def test_related_topics_are_offered_once_a_topic_has_no_more() -> None:
    finished = render_brief(reader(), briefing(story()), window(), related=[IRAN])
    assert Button("Related: Iran", data="br:24h:0:iran") in buttons(finished.messages[-1])
    unfinished = render_brief(reader(), briefing(story(), more=3), window(), related=[IRAN])
    assert "Related: Iran" not in [button.text for button in buttons(unfinished.messages[-1])]


def test_where_not_all_was_looked_at_the_count_is_the_least() -> None:
    cut = replace(briefing(story(), more=300), cut=True)
    assert "More than 300 more stories." in seen(*render_brief(reader(), cut, window()).messages)


def test_an_unknown_word_is_a_question_not_a_guess() -> None:
    typo = Topic("nigr", "nigr", kind="phrase", query="nigr")
    near = (NIGER, Topic("nigeria", "Nigeria"))
    made = render_brief(reader(), Briefing(typo, ()), window(), near=near)
    assert seen(*made.messages) == (
        "Nothing speaks of nigr so far.\n\nDid you mean Niger or Nigeria? I won’t guess."
    )
    assert [button.text for button in buttons(made.messages[0])] == [
        "Niger",
        "Nigeria",
        "Watch for “nigr”",
        "All topics",
    ]


def test_a_brief_says_what_could_not_be_read() -> None:
    stale = replace(briefing(story()), stale_sources=("Delta Daily",))
    assert "Not read lately, so news may be missing: Delta Daily." in seen(
        *render_brief(None, stale, window()).messages
    )


def test_all_topics_are_one_brief_with_each_story_once() -> None:
    both = (briefing(story()), briefing(story(), topic=IRAN), Briefing(Topic("mali", "Mali"), ()))
    made = render_briefs(reader(), both, window())
    text = seen(*made.messages)
    assert text.count("News of wells") == 1
    assert "Nothing in the last 24 hours on Mali." in text
    assert made.stories == ("wells",)


def test_a_story_opened_by_link_is_shown_in_full() -> None:
    text = seen(render_story(None, story()))
    assert all(sentence in text for sentence in SENTENCES)


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_headline_and_topic_can_be_shown(headline: str, label: str) -> None:
    topic = Topic("any", label, kind="phrase", query=label)
    for found in (
        briefing(story(headline=headline), topic=topic),
        Briefing(topic, (), latest=story(headline=headline)),
    ):
        made = render_brief(None, found, window())
        for message in made.messages:
            parse_html(message.html)
            assert all(len((button.data or "").encode()) <= 64 for button in buttons(message))


def test_a_group_gets_no_buttons_that_only_admins_may_press() -> None:
    made = render_brief(reader(kind="group"), briefing(story(), story("road")), window())
    assert not any((button.data or "").startswith("fol:") for button in buttons(made.messages[-1]))


def test_an_address_that_telegram_refuses_is_no_button() -> None:
    odd = replace(story(), url="https://news.example/a b")
    made = render_brief(reader(), briefing(odd), window())
    assert all(button.url is None for button in buttons(made.messages[0]))
    assert made.messages[0].preview_url is None


DETAILS = Details(
    (Quote("Amina Sorko, the mayor, said that a third well would follow.", "Delta Daily", "b"),),
    (Quote("The wells serve 4,000 herders.", "Sahel Post", "a"),),
)


def detailed(*names: str, length: str = "normal") -> Rendered:
    stories = [story(name) for name in names]
    return render_brief(reader(length=length), briefing(*stories), window(), details=DETAILS)


def test_a_story_by_itself_tells_who_says_what_and_numbers_behind_a_tap() -> None:
    made = detailed("wells")
    assert (
        "Who says what\n• Amina Sorko, the mayor, said that a third well would follow. (Delta Daily)\n\n"
        "In numbers\n• The wells serve 4,000 herders. (Sahel Post)\n"
    ) in seen(*made.messages)
    assert "<blockquote expandable><b>Who says what</b>" in made.messages[0].html
    assert set(DETAILS.quotes) <= set(made.told[0].quotes)


def test_who_wants_headlines_gets_no_details() -> None:
    assert "In numbers" not in seen(*detailed("wells", length="headlines").messages)
    assert "In numbers" in seen(*detailed("wells", length="long").messages)


def test_several_stories_have_no_details() -> None:
    assert "In numbers" not in seen(*detailed("wells", "road").messages)
