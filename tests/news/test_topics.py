"""A typed word finds its topic."""

import subprocess
import sys

import pytest

from bot.errors import UserError
from bot.news.model import Topic, TopicSpec
from bot.news.topics import Topics

TOPICS = Topics.load()


def found(text: str) -> str | None:
    topic = TOPICS.find(text)
    return topic.slug if topic else None


def near(text: str) -> list[str]:
    return [topic.slug for topic in TOPICS.near(text)]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("niger", "niger"),
        ("NIGER", "niger"),
        (" the Niger ", "niger"),
        ("Nigeriens", "niger"),
        ("Nigeria", "nigeria"),
        ("nigerian", "nigeria"),
        ("us", "us"),
        ("U.S.", "us"),
        ("usa", "us"),
        ("u.n.", "un"),
        ("the gambia", "gambia"),
        ("cote d'ivoire", "ivory-coast"),
        ("Côte d’Ivoire", "ivory-coast"),
        ("guinea", "guinea"),
        ("guinea bissau", "guinea-bissau"),
        ("Guinea-Bissau", "guinea-bissau"),
        ("papua new guinea", "papua-new-guinea"),
        ("drc", "dr-congo"),
        ("zaire", "dr-congo"),
        ("congo-brazzaville", "congo-brazzaville"),
        ("holland", "netherlands"),
        ("burma", "myanmar"),
        ("türkiye", "turkey"),
        ("scottish", "scotland"),
        ("england", "england"),
        ("sahel", "sahel"),
        ("mideast", "middle-east"),
        ("ecowas", "ecowas"),
        ("cedeao", "ecowas"),
        ("new york", "new-york"),
        ("georgia (us state)", "georgia-us"),
    ],
)
def test_a_name_is_found_whatever_its_case_accents_and_dots(typed: str, slug: str) -> None:
    assert found(typed) == slug


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("النيجر", "niger"),
        ("نيجيريا", "nigeria"),
        ("Нигер", "niger"),
        ("Níger", "niger"),
        ("Νίγηρας", "niger"),
        ("尼日尔", "niger"),
        ("尼日利亚", "nigeria"),
        ("ニジェール", "niger"),
        ("니제르", "niger"),
        ("नाइजर", "niger"),
        ("ไนเจอร์", "niger"),
        ("Allemagne", "germany"),
        ("Birmanie", "myanmar"),
        ("Corée du Nord", "north-korea"),
        ("Estados Unidos", "us"),
        ("Afrique", "africa"),
        ("刚果（布）", "congo-brazzaville"),
    ],
)
def test_a_country_is_found_in_another_language_or_script(typed: str, slug: str) -> None:
    assert found(typed) == slug


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("ONU", "un"),
        ("onu", "un"),
        ("OTAN", "nato"),
        ("CEDEAO", "ecowas"),
        ("الأمم المتحدة", "un"),
        ("ООН", "un"),
        ("Union africaine", "african-union"),
        ("🇳🇪", "niger"),
        (" 🇳🇬 ", "nigeria"),
        ("🇪🇺", "eu"),
        ("🇺🇳", "un"),
    ],
)
def test_a_body_is_found_in_another_language_and_a_place_by_its_flag(typed: str, slug: str) -> None:
    assert found(typed) == slug


def test_short_forms_that_mean_something_else_in_english_stay_words() -> None:
    assert [found(word) for word in ("cpi", "oms", "uno", "🇽🇽")] == [None] * 4


def test_english_words_are_not_some_country_in_another_language() -> None:
    assert [found(word) for word in ("island", "man", "line", "columbia", "cocoa", "fas")] == [None] * 6


def test_a_demonym_of_two_countries_finds_neither_and_offers_both() -> None:
    assert found("dominican") is None
    assert set(near("dominican")) == {"dominican-republic", "dominica"}


def test_a_name_of_two_countries_finds_the_topic_that_holds_both() -> None:
    assert [found("congo"), found("congolese"), found("korea")] == ["congo", "congo", "korea"]


def test_an_excluded_word_is_not_looked_up_as_a_name() -> None:
    assert found("-niger") is None


def test_nothing_is_found_for_nothing() -> None:
    assert [found(text) for text in ("", " ", "🙂", '""', "\0")] == [None] * 5


def test_every_topic_is_listed_once_by_label_and_found_by_slug_and_label() -> None:
    every = TOPICS.all()
    assert [topic.label for topic in every[:2]] == ["Afghanistan", "Africa"]
    assert len({topic.slug for topic in every}) == len(every)
    assert [topic.slug for topic in every if TOPICS.get(topic.slug) != topic] == []
    assert [topic.slug for topic in every if found(topic.label) != topic.slug] == []


def test_a_place_resolves_to_itself_and_so_does_its_query() -> None:
    niger = TOPICS.resolve("niger")
    assert (niger.label, niger.kind, TOPICS.resolve(niger.query)) == ("Niger", "place", niger)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Cocoa  prices", "cocoa-prices"),
        ("nigr", "nigr"),
        ("5g", "5g"),
        ("vitamin d", "vitamin-d"),
    ],
)
def test_plain_words_resolve_to_a_phrase_with_a_readable_slug(typed: str, slug: str) -> None:
    topic = TOPICS.resolve(typed)
    assert (topic.kind, topic.slug, topic.query) == ("phrase", slug, " ".join(typed.split()))


def test_phrases_that_differ_only_in_signs_have_slugs_of_their_own() -> None:
    typed = [
        "c",
        "c++",
        "c#",
        "football american",
        "football -american",
        '"football american"',
        "日本 経済",
        "日本 政治",
    ]
    assert len({TOPICS.resolve(text).slug for text in typed}) == len(typed)


@pytest.mark.parametrize("typed", ["x" * 10_000, "word " * 2_000, "日本経済" * 500, "-a b" * 300, "é" * 300])
def test_a_very_long_phrase_is_cut_and_resolves_to_itself(typed: str) -> None:
    topic = TOPICS.resolve(typed)
    assert len(topic.slug) <= 40
    assert len(topic.label) <= 60
    assert TOPICS.resolve(topic.query) == topic


@pytest.mark.parametrize("typed", ["", "   ", "🙂🙂", "-football", '""', "?!", "the", "of the"])
def test_input_without_a_word_to_look_for_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UserError, match="There is no word to look for"):
        TOPICS.resolve(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nigeira", "nigeria"),
        ("phillipines", "philippines"),
        ("ukrane", "ukraine"),
        ("isreal", "israel"),
        ("columbia", "colombia"),
        ("untied states", "us"),
        ("syira", "syria"),
        ("kyrgistan", "kyrgyzstan"),
        ("madagasar", "madagascar"),
        ("yemmen", "yemen"),
        ("mexcio", "mexico"),
        ("burkina fasso", "burkina-faso"),
        ("switerland", "switzerland"),
        ("turky", "turkey"),
        ("mauritanea", "mauritania"),
        ("ethopia", "ethiopia"),
        ("zimbawe", "zimbabwe"),
        ("egipt", "egypt"),
        ("bangaldesh", "bangladesh"),
        ("ecowsa", "ecowas"),
    ],
)
def test_a_misspelling_offers_what_was_meant_first(typed: str, meant: str) -> None:
    topic = TOPICS.find(typed)
    assert (topic.slug if topic else near(typed)[0]) == meant


def test_nigr_offers_niger_and_nigeria() -> None:
    assert near("nigr") == ["niger", "nigeria"]


def test_a_known_name_is_never_a_misspelling_of_another() -> None:
    assert [near(name) for name in ("niger", "nigeria", "mali", "iran", "austria")] == [[]] * 5


def test_a_capital_offers_its_country() -> None:
    assert near("niamey") == ["niger"]


def test_ordinary_words_offer_nothing() -> None:
    words = ["cocoa", "coffee", "football", "election", "climate", "trade", "phone", "ai", "x", "", "🙂"]
    assert [near(word) for word in words] == [[]] * len(words)


def test_no_more_are_offered_than_asked_for() -> None:
    assert len(TOPICS.near("nigr", 1)) == 1


SPECS = (
    TopicSpec("ai", "Artificial intelligence", ("chatbots", "machine learning"), ("Air India",)),
    TopicSpec("fruit", "Fruit", ("apple", "plums"), ("apple podcasts", "phones")),
    TopicSpec("niger", "Niger desk", ("Aïr Mountains",)),
)
OPERATORS = Topics.load(SPECS)


def test_the_operators_topic_is_found_by_slug_label_and_alias() -> None:
    topics = [OPERATORS.find(text) for text in ("ai", "artificial intelligence", "Chatbots")]
    expected = Topic("ai", "Artificial intelligence", topics[0].aliases if topics[0] else (), "config", "ai")
    assert topics == [expected] * 3


def test_the_operators_topic_extends_the_known_one_of_its_slug() -> None:
    assert OPERATORS.tag("Snow falls on the Aïr Mountains", "")["niger"] == ("Aïr Mountains",)
    assert "niger" in OPERATORS.tag("Nigerien farmers rejoice", "")


def test_the_operators_aliases_count_in_any_case_and_never_as_parts_of_words() -> None:
    assert OPERATORS.tag("CHATBOTS take over", "")["ai"] == ("CHATBOTS",)
    assert "fruit" not in OPERATORS.tag("Pineapple season begins", "")


def test_an_excluded_phrase_around_an_alias_is_passed_over() -> None:
    assert "fruit" not in OPERATORS.tag("Hear us on apple podcasts", "")
    assert "fruit" in OPERATORS.tag("An apple a day, says a guest on apple podcasts", "")


def test_an_excluded_word_beside_an_alias_shuts_the_article_out() -> None:
    assert "fruit" not in OPERATORS.tag("An apple beside two phones", "")


def test_the_fingerprint_changes_with_the_operators_topics_only() -> None:
    assert TOPICS.fingerprint == Topics().fingerprint
    assert TOPICS.fingerprint != OPERATORS.fingerprint


def test_loading_the_topics_leaves_the_other_languages_for_later() -> None:
    code = "import sys, bot.news.topics as t; t.Topics.load().tag('Niger', ''); print('babel' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ("what is happening in iran?", ["iran"]),
        ("The United Nations and Niger", ["un", "niger"]),
        ("que pasa en el níger", ["niger"]),
        ("who tells us of it", []),
        ("cocoa prices", []),
    ],
)
def test_a_question_names_the_topics_that_stand_in_it(asked: str, slugs: list[str]) -> None:
    assert [topic.slug for topic in TOPICS.named_in(asked)] == slugs
