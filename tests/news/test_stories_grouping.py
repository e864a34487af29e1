"""Why the articles of a story stand together."""

from bot.news.stories import Rules, bonds
from tests.news.test_stories_index import BUDGET, FLOOD, FLOOD_TOLD_AGAIN, QUAKES, article

AROUND = [article("around", QUAKES[0]), article("more", BUDGET)]


def test_two_tellings_of_one_event_are_bound_by_its_words() -> None:
    (bond,) = bonds([article("new", FLOOD_TOLD_AGAIN, 3), article("old", FLOOD)], AROUND)
    assert (bond.article, bond.other) == ("new", "old")
    assert bond.likeness >= Rules().threshold
    assert {"Bilmari", "bridge"} & set(bond.words)


def test_each_article_is_compared_with_each_behind_it() -> None:
    three = [article("a", FLOOD), article("b", FLOOD_TOLD_AGAIN), article("c", BUDGET)]
    found = bonds(three, AROUND)
    assert [(bond.article, bond.other) for bond in found] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert found[0].likeness > found[1].likeness


def test_the_same_text_is_wholly_alike_and_less_so_days_later() -> None:
    (same,) = bonds([article("a", FLOOD), article("b", FLOOD)], AROUND)
    (later,) = bonds([article("a", FLOOD, 48), article("b", FLOOD)], AROUND)
    assert round(same.likeness, 6) == 1
    assert later.likeness < same.likeness


def test_one_article_alone_has_no_bond() -> None:
    assert bonds([article("a", FLOOD)], AROUND) == ()
