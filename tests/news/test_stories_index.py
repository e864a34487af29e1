"""Which story an article belongs to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.news.model import Article
from bot.news.stories import Rules, StoryIndex, story_id

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)

FLOOD = (
    "Floods cut the road to Bilmari",
    "Heavy rain washed away a bridge near Bilmari on Monday and left forty lorries stuck in the mud, said "
    "Amina Sorko, who heads the civil protection service in Bilmari. Most food for the north came that way.",
)
FLOOD_TOLD_AGAIN = (
    "Bridge near Bilmari swept away by rain",
    "Lorries were stuck in the mud on Monday after rain swept away the bridge near Bilmari. Amina Sorko of "
    "the civil protection service asked traders to wait until a ford is built.",
)
BUDGET = (
    "Parliament passes a smaller budget",
    "Deputies in Port Selane voted for a budget that spends less on the army and more on schools, after a "
    "debate of nine hours in which the finance minister, Paul Derricot, defended the cuts.",
)
QUAKES = [
    (
        f"Earthquake shakes {place}",
        f"A strong earthquake shook {place} at night and damaged houses, officials said. The mayor, {mayor}, "
        f"told reporters in {place} that rescue teams were searching and {houses} houses had cracks.",
    )
    for place, mayor, houses in (("Lomeria", "Ana Tedesco", 310), ("Kastovo", "Ivo Marek", 72))
]


def article(key: str, telling: tuple[str, str], hours: float = 0, language: str = "en") -> Article:
    title, text = telling
    return Article(
        id=key,
        url=f"https://example.org/{key}",
        title=title,
        byline=None,
        published=MONDAY + timedelta(hours=hours),
        source="The Lantern",
        language=language,
        text=text,
        summary=(),
        topics=(),
    )


def told(*articles: Article, rules: Rules | None = None) -> list[str]:
    """The stories of articles that arrive in this order."""
    index = StoryIndex(rules)
    return [index.add(n, a) for n, a in enumerate(articles, 1)]


def test_one_event_in_different_words_is_one_story() -> None:
    first, second = told(article("a", FLOOD), article("b", FLOOD_TOLD_AGAIN, hours=3))
    assert first == second == story_id(article("a", FLOOD))


def test_different_events_are_different_stories() -> None:
    assert len(set(told(article("a", FLOOD), article("b", BUDGET), article("c", FLOOD_TOLD_AGAIN)))) == 2


def test_two_events_of_a_kind_in_different_places_are_two_stories() -> None:
    assert len(set(told(*(article(str(i), quake) for i, quake in enumerate(QUAKES))))) == 2


def test_what_happens_again_weeks_later_is_another_story() -> None:
    assert len(set(told(article("a", FLOOD), article("b", FLOOD_TOLD_AGAIN, hours=24 * 21)))) == 2


def test_the_same_wire_text_is_one_story_whatever_its_headline() -> None:
    assert len(set(told(article("a", FLOOD), article("b", ("Elsewhere", FLOOD[1]), hours=24 * 21)))) == 1


def test_languages_do_not_mix_but_an_unknown_one_fits_any() -> None:
    english, french, unknown = told(
        article("a", FLOOD),
        article("b", FLOOD_TOLD_AGAIN, language="fr"),
        article("c", FLOOD_TOLD_AGAIN, 1, "und"),
    )
    assert english != french
    assert unknown in (english, french)


def test_a_round_up_of_two_stories_does_not_make_them_one() -> None:
    round_up = ("Two things that happened", f"{FLOOD[1]} {BUDGET[1]}")
    flood, _, budget, *_ = told(
        article("a", FLOOD), article("r", round_up), article("b", BUDGET), article("c", FLOOD_TOLD_AGAIN)
    )
    assert flood != budget


def test_a_round_up_that_comes_first_takes_in_one_story_at_most() -> None:
    round_up = ("Two things that happened", f"{FLOOD[1]} {BUDGET[1]}")
    _, flood, again, budget = told(
        article("r", round_up), article("a", FLOOD), article("c", FLOOD_TOLD_AGAIN), article("b", BUDGET)
    )
    assert flood == again != budget


@pytest.mark.parametrize(
    "title", ["The Day in Brief", "Monday briefing: floods and a budget", "Monde en bref"]
)
def test_what_calls_itself_a_round_up_stands_alone(title: str) -> None:
    round_up = (title, f"{FLOOD[1]} {BUDGET[1]}")
    alone, *others = told(article("r", round_up), article("a", FLOOD), article("b", FLOOD_TOLD_AGAIN))
    assert alone not in others


def test_a_date_in_the_future_counts_as_the_arrival() -> None:
    wrong = replace(article("b", FLOOD_TOLD_AGAIN, hours=24 * 400), arrived=MONDAY + timedelta(hours=1))
    assert len(set(told(article("a", FLOOD), wrong))) == 1


def test_articles_without_a_word_or_a_time_open_stories_of_their_own() -> None:
    empty = [replace(article(key, ("", "")), published=None) for key in "ab"]
    assert len(set(told(*empty))) == 2


def test_a_given_story_is_learnt_and_others_join_it() -> None:
    index = StoryIndex()
    assert index.add(1, article("a", FLOOD), "given") == "given"
    assert index.add(2, article("b", FLOOD_TOLD_AGAIN)) == "given"


def test_an_article_that_changes_stays_in_its_story() -> None:
    index = StoryIndex()
    index.add(1, article("a", FLOOD))
    index.add(2, article("b", BUDGET))
    assert index.add(3, article("a", BUDGET)) == story_id(article("a", FLOOD))
    assert (len(index), index.last) == (2, 2)


def test_a_wire_text_is_still_known_by_its_older_copy_when_the_newer_one_changes() -> None:
    index = StoryIndex()
    first = index.add(1, article("a", FLOOD))
    for telling in (FLOOD, BUDGET):
        index.add(2, article("b", telling))
    assert index.add(3, article("c", FLOOD, hours=24 * 30)) == first


def test_an_article_can_be_moved_to_another_story() -> None:
    index = StoryIndex()
    index.add(1, article("a", FLOOD))
    index.add(2, article("b", FLOOD_TOLD_AGAIN), "merged")
    assert index.add(1, article("a", FLOOD), "merged") == "merged"
    assert index.add(3, article("c", FLOOD)) == "merged"


def test_arrival_out_of_order_is_refused() -> None:
    index = StoryIndex()
    index.add(5, article("a", FLOOD))
    with pytest.raises(ValueError, match="comes as 5"):
        index.add(5, article("b", BUDGET))


def test_the_oldest_articles_fall_out() -> None:
    index = StoryIndex(Rules(live=2))
    for n, telling in enumerate((FLOOD, BUDGET, QUAKES[0]), 1):
        index.add(n, article(str(n), telling))
    assert len(index) == 2
    assert index.add(4, article("late", FLOOD_TOLD_AGAIN)) == story_id(article("late", FLOOD_TOLD_AGAIN))


PLACES = ("Bilmari", "Selane", "Kastovo", "Lomeria", "Tessgar")
EVENTS = ("flood", "strike", "election", "festival")
TELLINGS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(EVENTS), st.integers(0, 200), st.integers(0, 3)),
    max_size=30,
)


def stream(tellings: list[tuple[str, str, int, int]]) -> list[Article]:
    return [
        article(
            f"{n:03}",
            (
                f"{event} in {place}",
                f"The {event} in {place} went on, said officials of {place} on day {variant}. " * 2,
            ),
            hours,
        )
        for n, (place, event, hours, variant) in enumerate(tellings)
    ]


def assign(index: StoryIndex, articles: list[Article], stories: dict[str, str], first: int = 1) -> None:
    """Puts each article's story, as it is after the last of them, into `stories`."""
    for n, one in enumerate(articles, first):
        story = index.add(n, one)
        stories.update({key: index.merged.get(was, was) for key, was in stories.items()} | {one.id: story})


@settings(max_examples=40, deadline=None)
@given(TELLINGS)
def test_bringing_everything_again_changes_nothing(tellings: list[tuple[str, str, int, int]]) -> None:
    articles, index, first = stream(tellings), StoryIndex(), dict[str, str]()
    assign(index, articles, first)
    again = dict(first)
    assign(index, articles, again, first=1000)
    assert again == first


@settings(max_examples=40, deadline=None)
@given(TELLINGS, st.integers(0, 30), st.integers(5, 30))
def test_an_index_rebuilt_half_way_decides_as_the_one_that_ran(
    tellings: list[tuple[str, str, int, int]], half: int, live: int
) -> None:
    articles, running, stories = stream(tellings), StoryIndex(Rules(live=live)), dict[str, str]()
    assign(running, articles[:half], stories)
    rebuilt, others = StoryIndex(Rules(live=live)), dict(stories)
    for n, a in list(enumerate(articles[:half], 1))[-live:]:
        rebuilt.add(n, a, stories[a.id])
    assign(running, articles[half:], stories, first=half + 1)
    assign(rebuilt, articles[half:], others, first=half + 1)
    assert others == stories


@settings(max_examples=40, deadline=None)
@given(TELLINGS)
def test_no_article_leaves_the_others_of_its_story(tellings: list[tuple[str, str, int, int]]) -> None:
    index, stories = StoryIndex(), dict[str, str]()
    for n, one in enumerate(stream(tellings), 1):
        before = dict(stories)
        assign(index, [one], stories, first=n)
        for story in set(before.values()):
            assert len({stories[key] for key, was in before.items() if was == story}) == 1


TREMOR = (
    "Villages of the Arkesh valley without power",
    "Power lines fell in the Arkesh valley at dawn and eleven villages have no electricity, said the grid "
    "company Velta. Its engineer Mira Oskan counts on two days of repairs before lamps are lit again.",
)
DAM = (
    "Dam at Lake Sevra is inspected",
    "Divers inspected the dam at Lake Sevra for cracks, the water board said. Its director Ilan Torv ordered "
    "the level to be lowered by three metres before the night.",
)
BRIDGING = (
    "Dam at Lake Sevra inspected, Arkesh valley villages without power",
    f"{DAM[1]} {TREMOR[1]}",
)


def test_a_round_up_merges_no_stories() -> None:
    index = StoryIndex()
    dam, power = index.add(1, article("a", DAM)), index.add(2, article("b", TREMOR))
    index.add(3, article("c", BRIDGING, 1))
    assert dam != power
    assert index.merged == {}


SUNK = (
    "Ferry Aurelia sinks off Port Selane",
    "The ferry Aurelia sank off Port Selane in a storm. Captain Lio Brandt and 41 passengers were taken "
    "aboard the coastguard ship Petrel, said harbour master Nadia Koss.",
)
SAVED = (
    "Passengers saved from storm",
    "Coastguard ship Petrel saved 41 passengers at night, their families said at the quay of Selane. Storm "
    "warnings had come too late, they complained to minister Orso Vahl.",
)
SUNK_AND_SAVED = (
    "Ferry Aurelia: 41 passengers saved in storm off Port Selane",
    "The coastguard ship Petrel took 41 passengers of the ferry Aurelia aboard after it sank in a storm off "
    "Port Selane. Storm warnings came too late, families said at the quay. Harbour master Nadia Koss and "
    "minister Orso Vahl met Captain Lio Brandt.",
)


def test_an_article_that_fits_two_alike_stories_makes_them_one_under_the_older_id() -> None:
    index = StoryIndex(Rules(convergence=0.05))
    older = index.add(1, article("a", SUNK), "older")
    younger = index.add(2, article("b", SAVED, 1), "younger")
    assert index.add(3, article("c", SUNK_AND_SAVED, 2)) == older
    assert index.merged == {younger: older}
    assert index.add(4, article("d", SAVED, 3)) == older


def test_two_short_pieces_about_different_countries_are_two_stories() -> None:
    index = StoryIndex()
    first = index.add(1, article("a", ("Niger opens a dam", "Niger opened a dam near Kandadji on Monday.")))
    second = index.add(2, article("b", ("Nigeria opens a port", "Nigeria opened a port in Lagos on Monday.")))
    assert first != second


def headline(key: str, title: str, *places: str, hours: float = 0) -> Article:
    """A headline without a text."""
    return replace(article(key, (title, ""), hours), topics=places)


def test_headlines_of_one_event_meet_in_the_middle_though_two_share_no_word() -> None:
    titles = (
        "Dam at Kandara bursts",
        "Kandara Dam: Thousands flee",
        "Thousands flee Kandara to Oskan",
        "Oskan takes in thousands",
    )
    assert len(set(told(*(headline(str(i), title, hours=i) for i, title in enumerate(titles))))) == 1


def test_headlines_in_stock_words_about_two_countries_stay_apart() -> None:
    kenya = headline("a", "Bank Cuts Rates in Kenya", "kenya", "east-africa", "africa")
    ghana = headline("b", "Bank Cuts Rates in Ghana", "ghana", "west-africa", "africa", hours=1)
    again = headline("c", "Kenya’s Bank Cuts Rates Again", "kenya", "east-africa", "africa", hours=2)
    first, second, third = told(kenya, ghana, again)
    assert first == third != second


VERDICTS = [
    (
        "Court jails official for fraud",
        f"A crowded court sentenced the official {name} to prison for fraud on Tuesday, after a long trial. "
        f"Dozens of victims had waited outside in the rain since dawn and shouted as it was read. The "
        f"judge, {judge}, spoke of greed and of a betrayal. A lawyer, {lawyer}, announced an appeal.",
    )
    for name, judge, lawyer in (
        ("Paul Derricot", "Helga Storm", "Tomas Vry"),
        ("Lena Brandt", "Otto Reimann", "Ada Quist"),
    )
]


def test_two_events_told_in_the_same_words_of_other_people_are_two_stories() -> None:
    first, second = told(*(article(str(n), verdict, hours=n) for n, verdict in enumerate(VERDICTS)))
    assert first != second


def test_an_event_told_again_with_the_same_people_is_one_story() -> None:
    again = (VERDICTS[0][0], VERDICTS[0][1].replace("spoke of greed and of", "called it"))
    first, second = told(article("a", VERDICTS[0]), article("b", again, hours=1))
    assert first == second


def column(title: str) -> tuple[str, str]:
    """A piece of a column that is always written in the same words."""
    return (
        title,
        "Banks gained and oil shares fell, while the crown was little changed. Traders wait for prices.",
    )


@pytest.mark.parametrize(
    ("titles", "hours"),
    [
        (("Markets: index up", "Markets: index down"), 24),
        (("Season preview No 6: Burnham", "Season preview No 7: Chalton"), 1),
    ],
)
def test_the_pieces_of_a_column_are_stories_of_their_own(titles: tuple[str, str], hours: int) -> None:
    first, second = told(article("a", column(titles[0])), article("b", column(titles[1]), hours))
    assert first != second


def test_headlines_that_begin_alike_within_hours_are_of_one_event() -> None:
    titles = "Markets: index up", "Markets: index ends up"
    first, second = told(article("a", column(titles[0])), article("b", column(titles[1]), hours=3))
    assert first == second
