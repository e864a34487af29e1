"""Briefs and digests: what comes first, what is left out, and why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.briefing import MOST_PER_OUTLET, compose_brief, compose_digest, independent_outlets
from bot.news.model import Digest, Mention, Quote, Story, Topic
from bot.news.taste import Taste

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
NIGER = Topic("niger", "Niger", ("Nigerien",))
COCOA = Topic("cocoa", "Cocoa")
IRAN = Topic("iran", "Iran")
NO_TASTE = Taste()


def story(
    key: str,
    headline: str = "Road reopened",
    outlets: tuple[str, ...] = ("The Lantern",),
    hours: float = 1,
    topics: tuple[str, ...] = ("niger",),
) -> Story:
    updated = NOW - timedelta(hours=hours)
    mentions = tuple(
        Mention(
            f"{key}{i}",
            headline if i == 0 else f"{headline} ({name})",
            f"https://example.org/{key}{i}",
            name,
            updated,
        )
        for i, name in enumerate(outlets)
    )
    return Story(
        id=key,
        headline=headline,
        url=mentions[0].url,
        first_seen=updated,
        updated=updated,
        topics=topics,
        sentences=tuple(Quote(f"{m.source} says so of {key}.", m.source, m.id, m.url) for m in mentions),
        articles=mentions,
        language="en",
    )


def brief(*stories: Story, limit: int = 0, taste: Taste = NO_TASTE) -> list[str]:
    """The ids of a brief on Niger, best first."""
    return [r.story.id for r in compose_brief(NIGER, stories, NOW, limit=limit, taste=taste).stories]


def digest(*sections: tuple[Topic, list[Story]], per_topic: int = 3, taste: Taste = NO_TASTE) -> Digest:
    return compose_digest(sections, NOW, per_topic=per_topic, taste=taste)


def dealt(found: Digest) -> dict[str, list[str]]:
    return {section.topic.slug: [r.story.id for r in section.stories] for section in found.sections}


def test_what_more_outlets_tell_comes_first() -> None:
    assert brief(story("one"), story("three", outlets=("A", "B", "C"))) == ["three", "one"]


def test_what_is_newer_comes_first() -> None:
    assert brief(story("old", hours=20), story("new", hours=1)) == ["new", "old"]


def test_a_story_with_the_topic_in_its_headline_comes_before_one_that_touches_it() -> None:
    touching, headlined = story("touching", topics=("mali",)), story("headlined", "Niger reopens a road")
    assert brief(touching, story("about"), headlined) == ["headlined", "about", "touching"]


def test_nigeria_in_a_headline_is_not_niger() -> None:
    assert brief(story("a", "Nigeria votes", hours=2), story("b", "A Nigerien votes", hours=2)) == ["b", "a"]


def test_a_limit_says_how_many_more_there_are() -> None:
    found = compose_brief(NIGER, [story(k) for k in "abcd"], NOW, limit=3, taste=NO_TASTE)
    assert (len(found.stories), found.more) == (3, 1)


def test_a_brief_keeps_what_was_seen_and_says_so() -> None:
    found = compose_brief(NIGER, [story("a"), story("b")], NOW, limit=5, taste=Taste(seen=frozenset("a")))
    assert {r.story.id: r.new for r in found.stories} == {"a": False, "b": True}


def test_an_outlet_fills_a_brief_only_where_there_is_no_other() -> None:
    loud = [story(f"loud{i}", hours=1) for i in range(5)]
    quiet = story("quiet", outlets=("Harbour Post",), hours=10)
    assert brief(*loud, quiet).index("quiet") == MOST_PER_OUTLET
    assert len(brief(*loud)) == 5


def test_scores_fall_from_story_to_story() -> None:
    stories = [story(str(i), hours=i) for i in range(8)]
    scores = [r.score for r in compose_brief(NIGER, stories, NOW, limit=0, taste=NO_TASTE).stories]
    assert scores == sorted(scores, reverse=True)


def test_relevance_given_from_outside_decides() -> None:
    found = compose_brief(
        NIGER, [story("a"), story("b")], NOW, limit=0, taste=NO_TASTE, relevance={"a": 0.2, "b": 1.0}
    )
    assert [r.story.id for r in found.stories] == ["b", "a"]


def test_a_place_in_the_brief_explains_itself() -> None:
    found = compose_brief(
        NIGER, [story("a", "Niger reopens a road", ("A", "B"), hours=2)], NOW, limit=1, taste=NO_TASTE
    )
    assert found.stories[0].reason == (
        "2 outlets tell it, the newest article is 2 hours old and its headline names Niger."
    )


def test_a_story_of_one_outlet_names_it_as_the_reason() -> None:
    found = compose_brief(NIGER, [story("a", topics=())], NOW, limit=1, taste=NO_TASTE)
    assert found.stories[0].reason == (
        "Only The Lantern tells it, the newest article is 1 hour old and few of its articles mention Niger."
    )


def test_outlets_that_carry_the_same_headline_are_not_independent() -> None:
    wire = story("a", outlets=("A", "B", "C"))
    same = replace(wire, articles=tuple(replace(m, title="Road reopened") for m in wire.articles))
    assert (independent_outlets(wire), independent_outlets(same)) == (3, 1)


def test_hidden_words_hide_whole_words_in_any_spelling_of_case_and_accent() -> None:
    found = compose_brief(
        NIGER,
        [story("a", "Égalité in sport"), story("b", "Sporting chance")],
        NOW,
        limit=0,
        taste=Taste(hidden_words=("egalite", "SPORT")),
    )
    assert ([r.story.id for r in found.stories], found.hidden) == (["b"], 1)


def test_a_muted_outlet_is_left_out_of_a_story_and_alone_hides_it() -> None:
    shared = story("shared", outlets=("The Lantern", "Harbour Post"))
    found = compose_brief(
        NIGER, [shared, story("alone")], NOW, limit=0, taste=Taste(muted_outlets=("the lantern",))
    )
    (kept,) = found.stories
    assert kept.story.outlets == ("Harbour Post",)
    assert kept.story.headline == "Road reopened (Harbour Post)"
    assert {q.source for q in kept.story.sentences} == {"Harbour Post"}
    assert found.hidden == 1


def test_only_the_languages_asked_for_are_shown() -> None:
    french = replace(story("f"), language="fr")
    assert brief(french, story("e"), taste=Taste(languages=("fr",))) == ["f"]


def test_a_digest_leaves_out_what_was_seen_and_names_the_quiet_topics() -> None:
    found = digest((NIGER, [story("a"), story("b")]), (IRAN, [story("c")]), taste=Taste(seen=frozenset("ac")))
    assert dealt(found) == {"niger": ["b"]}
    assert found.quiet == (IRAN,)


def test_a_story_that_fits_two_topics_comes_once_under_the_one_with_less() -> None:
    both = story("both", hours=0)
    found = digest((NIGER, [both, story("a"), story("b")]), (COCOA, [both]))
    assert dealt(found) == {"niger": ["a", "b"], "cocoa": ["both"]}


def test_a_topic_whose_only_story_stands_elsewhere_is_not_called_quiet() -> None:
    both = story("both")
    found = digest((NIGER, [both]), (COCOA, [both]))
    assert (len(found.stories), found.quiet) == (1, ())


def test_a_hot_topic_leaves_room_for_the_others() -> None:
    hot = [story(f"hot{i}", outlets=("A", "B", "C"), hours=0) for i in range(20)]
    found = digest((NIGER, hot), (COCOA, [story("cocoa", hours=30)]))
    assert {slug: len(ids) for slug, ids in dealt(found).items()} == {"niger": 3, "cocoa": 1}
    assert found.sections[0].more == 17


def test_an_outlet_leads_three_stories_of_a_digest_at_most() -> None:
    loud = [story(f"loud{i}") for i in range(6)]
    found = digest((NIGER, [*loud, story("other", outlets=("Harbour Post",), hours=40)]), per_topic=6)
    assert sum(s.outlets[0] == "The Lantern" for s in found.stories) == 3
    assert "other" in {s.id for s in found.stories}


def test_where_there_is_one_outlet_only_it_may_fill_the_digest() -> None:
    assert len(digest((NIGER, [story(k) for k in "abcde"]), per_topic=5).stories) == 5


def test_no_topic_goes_empty_for_an_outlet_that_has_had_its_share() -> None:
    found = digest(
        (NIGER, [story(f"n{i}") for i in range(3)] + [story("x", outlets=("Harbour Post",))]),
        (IRAN, [story("i")]),
        (COCOA, [story("c")]),
    )
    assert {"iran", "cocoa"} <= set(dealt(found))


def test_what_is_hidden_is_counted_once_whatever_the_number_of_its_topics() -> None:
    hidden = story("h", "Football in Niamey")
    found = digest((NIGER, [hidden]), (COCOA, [hidden]), taste=Taste(hidden_words=("football",)))
    assert (found.hidden, found.stories) == (1, ())


SLUGS = st.sampled_from(["niger", "cocoa", "iran", "mali"])
STORIES = st.lists(
    st.tuples(st.integers(0, 25), st.sets(SLUGS, min_size=1), st.sampled_from("ABCD")), max_size=25
)


@settings(max_examples=60, deadline=None)
@given(STORIES, st.integers(1, 4))
def test_digests_never_repeat_and_in_the_end_show_everything(
    drawn: list[tuple[int, set[str], str]], per_topic: int
) -> None:
    unique = {n: (slugs, outlet) for n, slugs, outlet in drawn}
    stories = [story(str(n), outlets=(o,), hours=n, topics=tuple(s)) for n, (s, o) in unique.items()]
    topics = [Topic(slug, slug.title()) for slug in ("niger", "cocoa", "iran", "mali")]
    sections = [(topic, [s for s in stories if topic.slug in s.topics]) for topic in topics]
    seen: list[str] = []
    for _ in range(len(stories) + 1):
        found = compose_digest(sections, NOW, per_topic=per_topic, taste=Taste(seen=frozenset(seen)))
        seen += [s.id for s in found.stories]
    assert sorted(seen) == sorted(s.id for s in stories)
