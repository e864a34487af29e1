"""What an article speaks of: the traps, one by one."""

import pytest

from bot.news.topics import Topics

TOPICS = Topics.load()
FILLER = "The talks went on in the hall until the evening, and nobody could say how they would end. "


def speaks_of(title: str, text: str = "", language: str = "en") -> set[str]:
    return set(TOPICS.tag(title, text, language=language))


def test_the_nigerian_state_of_niger_is_not_niger() -> None:
    tagged = speaks_of("Two dozen Nigerian troops die in the Nigerian state of Niger")
    assert "nigeria" in tagged
    assert "niger" not in tagged


@pytest.mark.parametrize("title", ["Oil spill in the Niger Delta", "Bandits raid a market in Niger State"])
def test_parts_of_nigeria_called_niger_are_nigeria(title: str) -> None:
    assert {"nigeria", "niger"} & speaks_of(title) == {"nigeria"}


@pytest.mark.parametrize(
    "title",
    [
        "Niger's army chief resigns",
        "Niger’s army chief resigns",
        "NIGER ARMY CHIEF RESIGNS",
        "Nigerien army chief resigns",
    ],
)
def test_niger_is_itself_in_every_form(title: str) -> None:
    assert {"niger", "nigeria"} & speaks_of(title) == {"niger"}


def test_the_words_that_decided_are_told_as_printed() -> None:
    tagged = TOPICS.tag("Niger’s junta meets", "In Niamey, NIGER and Nigeriens were on every lip.")
    assert tagged["niger"] == ("Niger", "Niamey", "NIGER", "Nigeriens")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Guinea swears in a president", "guinea"),
        ("Guinea-Bissau swears in a president", "guinea-bissau"),
        ("Equatorial Guinea swears in a president", "equatorial-guinea"),
        ("Papua New Guinea swears in a president", "papua-new-guinea"),
        ("Guinean miners strike in Conakry", "guinea"),
        ("Guinean fishermen land in Bissau", "guinea-bissau"),
    ],
)
def test_four_guineas_are_kept_apart(title: str, slug: str) -> None:
    family = {"guinea", "guinea-bissau", "equatorial-guinea", "papua-new-guinea"}
    assert family & speaks_of(title) == {slug}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Flood in the Democratic Republic of the Congo", "dr-congo"),
        ("Rebels near Goma in eastern Congo", "dr-congo"),
        ("Congolese voters queue in Kinshasa", "dr-congo"),
        ("Flood in the Republic of the Congo", "congo-brazzaville"),
        ("Congolese voters queue in Brazzaville", "congo-brazzaville"),
        ("Congo pays its teachers", "dr-congo"),
    ],
)
def test_two_congos_are_kept_apart_and_both_are_congo(title: str, slug: str) -> None:
    assert {"dr-congo", "congo-brazzaville", "congo"} & speaks_of(title) == {slug, "congo"}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("North Korea launches a satellite", "north-korea"),
        ("South Korea launches a satellite", "south-korea"),
        ("Korean leader inspects a plant near Pyongyang", "north-korea"),
        ("Korean singers fill a stadium", "south-korea"),
    ],
)
def test_two_koreas_are_kept_apart_and_both_are_korea(title: str, slug: str) -> None:
    assert {"north-korea", "south-korea", "korea"} & speaks_of(title) == {slug, "korea"}


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("Storm nears Dominica", {"dominica"}),
        ("Storm nears the Dominican Republic", {"dominican-republic"}),
        ("Dominican pitcher signs, to the joy of Santo Domingo", {"dominican-republic"}),
        ("Dominican farmers in Roseau count the damage", {"dominica"}),
        ("Dominican monks open a school", set()),
    ],
)
def test_a_shared_demonym_needs_one_of_its_countries_beside_it(title: str, slugs: set[str]) -> None:
    assert {"dominica", "dominican-republic"} & speaks_of(title) == slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Georgian police clear a square in Tbilisi", "georgia"),
        ("Georgia beats Armenia in a friendly", "georgia"),
        ("Georgia county counts again, says an Atlanta judge", "georgia-us"),
        ("Georgia joins Florida in a lawsuit", "georgia-us"),
    ],
)
def test_georgia_the_country_and_the_state_are_told_apart_by_what_stands_beside(
    title: str, slug: str
) -> None:
    assert {"georgia", "georgia-us"} & speaks_of(title) == {slug}


@pytest.mark.parametrize(
    ("title", "slugs"),
    [
        ("South Sudan opens a refinery", {"south-sudan"}),
        ("Sudan opens a refinery", {"sudan"}),
        ("Somalia opens a refinery", {"somalia"}),
        ("A woman runs Romania’s post", {"romania"}),
        ("Ukraine thanks the UK", {"ukraine", "uk"}),
        ("Northern Ireland votes", {"northern-ireland", "uk"}),
        ("Ireland votes", {"ireland"}),
        ("New Mexico votes", {"new-mexico", "us"}),
        ("American Samoa votes", {"american-samoa"}),
        ("St. Lucia votes", {"saint-lucia"}),
        ("Envoys meet in N. Korea", {"north-korea"}),
        ("Votes are counted in Mali. Romania waits", {"mali", "romania"}),
        ("Indians vote while Indiana watches", {"india", "indiana", "us"}),
    ],
)
def test_a_name_inside_another_name_or_word_is_not_read(title: str, slugs: set[str]) -> None:
    countries = {
        "south-sudan",
        "sudan",
        "somalia",
        "mali",
        "romania",
        "oman",
        "ukraine",
        "uk",
        "northern-ireland",
    }
    countries |= {"ireland", "new-mexico", "mexico", "us", "american-samoa", "samoa", "india", "indiana"}
    countries |= {"saint-lucia", "north-korea"}
    assert countries & speaks_of(title) == slugs


@pytest.mark.parametrize(
    "title",
    [
        "Lord Chadlington retires",
        "Jordan Henderson signs for a new club",
        "Coach praises Michael Jordan",
        "Chad Wolf is heard by senators",
        "Israel Folau scores twice",
        "Paris Hilton writes a book",
        "Sydney Sweeney stars in a comedy",
        "Brittany Higgins speaks out",
        "India Hicks opens a shop",
    ],
)
def test_people_are_not_places(title: str) -> None:
    assert speaks_of(title) == set()


def test_a_person_in_running_text_does_not_stand_for_the_country() -> None:
    assert "jordan" not in speaks_of("A captain leaves", "The club said Jordan Henderson had asked to go.")
    assert "jordan" in speaks_of("A minister leaves", "The palace said Jordan had asked him to go.")


@pytest.mark.parametrize(
    "title",
    [
        "Wild turkey stops traffic",
        "Turkey burgers for a summer evening",
        "How to Cook a Turkey",
        "Our guinea pig is ill",
        "The china cabinet of a duchess is sold",
        "An artillery shell is found in a garden",
        "Polish your silver with chalk",
        "Nice weather for ducks",
        "Mass protests are planned",
        "Let us help",
        "JOIN US TODAY",
        "WHO DARES WINS",
    ],
)
def test_everyday_words_are_not_places(title: str) -> None:
    assert speaks_of(title) == set()


def test_a_bird_in_the_text_makes_the_headlines_turkey_doubtful() -> None:
    assert "turkey" not in speaks_of("Turkey recall widens", "Shops took back all frozen turkey sold in May.")
    assert "turkey" in speaks_of("Turkey recall widens", "Ankara took back all its envoys.")


@pytest.mark.parametrize(
    "title", ["U.S. sends aid", "US sends aid", "USA sends aid", "Senate passes U.S.-led plan"]
)
def test_us_in_capitals_is_the_country(title: str) -> None:
    assert "us" in speaks_of(title)


@pytest.mark.parametrize(
    "text",
    [
        "Rate, review, share on Apple Podcasts, Acast and wherever you listen.",
        "Subscribe on Apple Podcasts or Spotify.",
        "Three friends talk. Additional reporting by A. Writer in Niamey, Niger.",
        "Three friends talk. Sign up for our Africa newsletter.",
    ],
)
def test_an_outlets_furniture_counts_for_nothing(text: str) -> None:
    assert speaks_of("Three friends talk about football", text) == set()


def test_a_company_with_an_everyday_name_is_told_from_the_thing() -> None:
    assert "apple" in speaks_of("Apple shares slide after a weak quarter")
    assert "apple" not in speaks_of("An apple tree for every school")


def test_a_capital_counts_up_front_or_beside_another_sign() -> None:
    assert "niger" in speaks_of("Calm returns to Niamey")
    assert "niger" in speaks_of("Calm returns", "NIAMEY (Agency) - Shops opened again on Monday.")
    assert "niger" in speaks_of("Calm returns", "Shops opened in Niamey and Agadez again.")
    assert "niger" not in speaks_of("Calm returns", "A trader who once lived in Niamey has opened a shop.")


def test_a_passing_mention_deep_in_a_long_text_is_not_the_subject() -> None:
    text = FILLER * 40 + "A delegate had flown in from Mali. " + FILLER * 10
    assert "mali" not in speaks_of("Delegates meet", text)
    assert "mali" in speaks_of("Delegates meet in Mali", text)


def test_a_country_that_a_long_text_keeps_coming_back_to_is_a_subject() -> None:
    text = (FILLER * 3 + "Mali did not agree. ") * 10
    assert "mali" in speaks_of("Delegates meet", text)


def test_a_country_of_the_first_sentence_needs_one_more_mention_in_a_long_text() -> None:
    assert "mali" not in speaks_of("Delegates meet", "Guests from Mali came. " + FILLER * 40)
    assert "mali" in speaks_of("Delegates meet", "Guests from Mali came. " + FILLER * 40 + "Mali signed.")


def test_any_mention_in_a_short_text_counts() -> None:
    assert "mali" in speaks_of("Delegates meet", "They came from Mali.")


def test_a_country_is_a_subject_of_the_regions_it_lies_in() -> None:
    assert {"niger", "sahel", "west-africa", "africa"} <= speaks_of("Niger votes")
    assert {"florida", "us"} <= speaks_of("Florida votes")
    assert "sahel" not in speaks_of("Nigeria votes")


def test_a_publishers_category_backs_a_sign_and_decides_nothing_alone() -> None:
    assert "niger" not in TOPICS.tag("A market reopens", "Traders cheered.", ["Niger"])
    assert "niger" in TOPICS.tag("A market reopens", "Traders in Niger cheered.", ["Niger"])


@pytest.mark.parametrize(
    ("language", "title", "slug"),
    [
        ("fr", "L’Allemagne ferme sa centrale", "germany"),
        ("es", "Níger cierra su frontera", "niger"),
        ("ru", "Нигер закрывает границу", "niger"),
        ("ar", "انتخابات في النيجر", "niger"),
        ("zh", "尼日尔关闭边境", "niger"),
        ("ja", "ニジェールで選挙", "niger"),
    ],
)
def test_articles_in_other_languages_are_tagged_by_their_names_for_countries(
    language: str, title: str, slug: str
) -> None:
    assert slug in speaks_of(title, language=language)


def test_a_french_adjective_counts_in_all_its_forms_and_keeps_niger_from_nigeria() -> None:
    family = {"niger", "nigeria"}
    assert family & speaks_of("La junte nigérienne répond", language="fr") == {"niger"}
    assert family & speaks_of("Les députés nigérians répondent", language="fr") == {"nigeria"}


def test_an_unspaced_language_takes_the_longest_name_too() -> None:
    family = {"guinea", "papua-new-guinea"}
    assert family & speaks_of("巴布亚新几内亚发生地震", language="zh") == {"papua-new-guinea"}


def test_weights_rank_the_headline_above_a_mention() -> None:
    main = TOPICS.weigh("Niger votes", "Polls in Niger opened early.")["niger"]
    aside = TOPICS.weigh("Polls open", "Niger watches.")["niger"]
    assert main.score > aside.score


@pytest.mark.parametrize(
    ("language", "title", "slugs"),
    [
        ("fr", "L’ONU appelle au calme", {"un"}),
        ("fr", "L'UE et l'UA se réunissent", {"eu", "african-union"}),
        ("fr", "La CEDEAO lève les sanctions contre le Niger", {"ecowas", "niger"}),
        ("fr", "UN HOMME ARRÊTÉ À LYON", set()),
        ("es", "La OTAN y la UE se reúnen; la OPEP espera", {"nato", "eu", "opec"}),
        ("pt", "A ONU e a União Europeia", {"un", "eu"}),
        ("de", "Die Vereinten Nationen warnen", {"un"}),
        ("ar", "الأمم المتحدة تدعو إلى الهدوء", {"un"}),
        ("ar", "دعوة للأمم المتحدة والاتحاد الأفريقي", {"un", "african-union"}),
        ("ar", "محادثات بالنيجر", {"niger"}),
        ("ru", "ООН и НАТО обсуждают", {"un", "nato"}),
    ],
)
def test_bodies_are_read_in_the_language_of_the_text(language: str, title: str, slugs: set[str]) -> None:
    bodies = {"un", "eu", "nato", "ecowas", "african-union", "opec", "niger"}
    assert bodies & speaks_of(title, language=language) == slugs


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Niger votes. Niger counts. Niger waits.", 1.0),
        (FILLER * 20 + "It reached Niger, then Niger again, and Niger once more.", 0.375),
    ],
)
def test_what_an_article_is_about_weighs_more_than_what_it_mentions(text: str, share: float) -> None:
    assert TOPICS.weigh("", text)["niger"].share == pytest.approx(share)
