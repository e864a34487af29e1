"""What a story says, in whose words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.fair import FairPart
from bot.news.model import LONG, SHORT, USUAL, Article, Editing
from bot.news.stories import tell

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)

FLOOD = (
    "Floods cut the road to Bilmari",
    "Heavy rain washed away a bridge near Bilmari on Monday and left forty lorries stuck in the mud.\n\n"
    "The bridge carried most of the food that goes to the north, the civil protection service said. "
    "Its head, Amina Sorko, asked traders to wait until soldiers have built a ford.\n\n"
    "No one was hurt. The river is expected to fall within four days.",
)
FLOOD_TOLD_AGAIN = (
    "Bridge near Bilmari swept away by rain",
    "Forty lorries were stuck in the mud on Monday after rain swept away the bridge near Bilmari.\n\n"
    "Prices of millet rose by a tenth in the northern markets within hours, traders said. "
    "A sack cost 24,000 francs in Tessgar at noon.\n\n"
    "The army promised a ford by Thursday. Engineers left the capital in the evening.",
)
APPEAL = ("What does the flood mean for prices?", FLOOD[1])


def article(key: str, telling: tuple[str, str], hours: float = 0, source: str = "The Lantern") -> Article:
    title, text = telling
    return Article(
        id=key,
        url=f"https://example.org/{key}",
        title=title,
        byline=None,
        published=MONDAY + timedelta(hours=hours),
        source=source,
        language="en",
        text=text,
        summary=(text.split("\n\n")[0],),
        topics=("niger",),
    )


ONE = article("one", FLOOD)
OTHER = article("other", FLOOD_TOLD_AGAIN, hours=2, source="Harbour Post")


def test_a_story_of_one_article_is_told_by_its_own_summary() -> None:
    story = tell("s", [ONE], editing=Editing())
    assert [(q.text, q.source, q.article, q.url) for q in story.sentences] == [
        (ONE.summary[0], "The Lantern", "one", "https://example.org/one")
    ]
    assert (story.headline, story.url, story.language) == (ONE.title, ONE.url, "en")


def test_every_sentence_of_several_articles_stands_in_the_one_it_is_attributed_to() -> None:
    story = tell("s", [ONE, OTHER], editing=Editing(sentences=4))
    texts = {a.id: " ".join(a.text.split()) for a in (ONE, OTHER)}
    assert len({q.article for q in story.sentences}) == 2
    assert all(q.text in texts[q.article] for q in story.sentences)


def test_articles_stand_newest_first_and_give_the_first_and_last_time() -> None:
    story = tell("s", [ONE, OTHER], editing=Editing())
    assert [m.id for m in story.articles] == ["other", "one"]
    assert (story.first_seen, story.updated) == (ONE.published, OTHER.published)
    assert story.outlets == ("Harbour Post", "The Lantern")


def test_the_newest_clear_headline_leads() -> None:
    question = article("q", APPEAL, hours=5)
    assert tell("s", [ONE, OTHER, question], editing=Editing()).headline == OTHER.title


def test_a_headline_that_is_a_question_leads_where_there_is_no_other() -> None:
    assert tell("s", [article("q", APPEAL)], editing=Editing()).headline == APPEAL[0]


def test_a_remark_from_the_edge_of_the_story_does_not_lead() -> None:
    edge = article(
        "edge", ("Letters from our readers", "Readers wrote to us about millet, cats and trams."), hours=9
    )
    assert tell("s", [ONE, OTHER, edge], editing=Editing()).headline == OTHER.title


def test_an_article_without_a_summary_is_named_and_not_quoted() -> None:
    refused = replace(OTHER, summary=(), reason="too short")
    story = tell("s", [ONE, refused], editing=Editing())
    assert {q.article for q in story.sentences} == {"one"}
    assert len(story.articles) == 2


def test_a_story_of_one_article_keeps_the_levels_of_its_sentences() -> None:
    graded = (("A.", SHORT), ("B.", LONG), ("C.", USUAL))
    story = tell("s", [replace(ONE, graded=graded)], editing=Editing())
    assert [(q.text, q.level) for q in story.sentences] == list(graded)
    assert [q.text for q in story.told()] == ["A.", "C."]


def test_a_story_of_several_articles_is_told_at_three_lengths_one_within_the_other() -> None:
    story = tell("s", [ONE, OTHER], editing=Editing(fair=FairPart(share=1)))
    assert [len(story.told(level)) for level in (SHORT, USUAL, LONG)] == [2, 3, 5]
    assert {q.source for q in story.told(USUAL)} == {"The Lantern", "Harbour Post"}


def test_sentences_that_a_fair_part_leaves_out_are_made_good_by_those_of_a_longer_summary() -> None:
    story = tell("s", [ONE, OTHER], editing=Editing())
    assert [len(story.told(level)) for level in (SHORT, USUAL, LONG)] == [2, 3, 3]


def test_a_story_without_any_summary_has_no_sentences() -> None:
    assert tell("s", [replace(ONE, summary=())], editing=Editing()).sentences == ()


def test_the_same_wire_text_is_quoted_once() -> None:
    copy = article("copy", ("Road cut", FLOOD[1]), hours=1, source="Harbour Post")
    story = tell("s", [ONE, copy], editing=Editing())
    assert {q.article for q in story.sentences} == {"copy"}


def test_topics_are_those_of_a_fair_part_of_the_articles() -> None:
    articles = [replace(ONE, id=str(i)) for i in range(4)]
    articles.append(replace(ONE, id="aside", topics=("niger", "france")))
    assert tell("s", articles, editing=Editing()).topics == ("niger",)


def test_a_story_needs_articles_with_a_time() -> None:
    with pytest.raises(ValueError, match="no articles"):
        tell("s", [], editing=Editing())
    with pytest.raises(ValueError, match="no time"):
        tell("s", [replace(ONE, published=None)], editing=Editing())


def test_an_arrival_stands_in_for_an_unknown_publication() -> None:
    story = tell("s", [replace(ONE, published=None, arrived=MONDAY)], editing=Editing())
    assert (story.first_seen, story.articles[0].published) == (MONDAY, None)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_the_articles_makes_no_difference(order: list[int]) -> None:
    told = [FLOOD, FLOOD_TOLD_AGAIN, APPEAL, FLOOD, FLOOD_TOLD_AGAIN]
    articles = [article(str(i), telling, source=f"Outlet {i % 3}") for i, telling in enumerate(told)]
    story = tell("s", [articles[i] for i in order], editing=Editing())
    assert story == tell("s", articles, editing=Editing())
    assert {m.id for m in story.articles} == set("01234")


def test_what_an_outlet_has_told_anew_leads_no_more() -> None:
    text = "Rain swept away the bridge at Bilmari on Sunday, and lorries stand in the mud."
    first, anew = article("a", ("Bridge gone", text)), article("b", ("Bilmari ford opens", text), hours=1)
    assert tell("s", [first, anew], editing=Editing()).headline == "Bilmari ford opens"
