from summaries.select import Choice
from summaries.sentences import split

TEXT = (
    "The port of Tiremba opened on Monday morning. It had been closed for two long years."
    " Traders expect that rice will cost half as much. The port of Tiremba was opened on Monday morning."
)
SENTENCES = split(TEXT, "en")


def choose(weights: list[float], count: int, title: str = "") -> list[int]:
    return Choice(SENTENCES, title, "en").choose(weights, count)


def test_the_heaviest_sentences_come_in_reading_order() -> None:
    assert choose([1, 0, 2, 0], 2) == [0, 2]


def test_a_sentence_that_leans_on_the_one_before_is_left_without_it() -> None:
    assert choose([0, 3, 2, 0], 1) == [2]


def test_a_sentence_that_leans_is_taken_once_the_one_before_it_is() -> None:
    assert choose([2, 3, 1, 0], 2) == [0, 1]


def test_what_was_said_is_not_said_again() -> None:
    assert choose([2, 0, 1, 2], 2) == [0, 2]


def test_the_title_is_not_repeated() -> None:
    assert choose([2, 0, 1, 0], 1, title="The port of Tiremba opened on Monday") == [2]


def test_a_weight_of_minus_infinity_is_never_taken() -> None:
    assert choose([1, 1, float("-inf"), 1], 4) == [0, 1]


def test_a_summary_keeps_within_its_length() -> None:
    long = " ".join(
        f"Ward{i} grew {i * 'very '}fast in its own way under mayor Number{i}." for i in range(60)
    )
    sentences = split(long, "en")
    chosen = Choice(sentences, "", "en").choose([float(i < 35) * i for i in range(60)], 3)
    assert sum(len(sentences[index].text) for index in chosen) <= 700


def test_the_halves_of_a_quotation_are_taken_together_or_not_at_all() -> None:
    text = (
        "Mayor Amina Sorko opened the port on Monday."
        ' "The quays were closed to all of us. Everybody waited for two years," Amina Sorko said.'
    )
    choice = Choice(split(text, "en"), "", "en")
    assert choice.choose([0, 3, 3], 1) == [0]
    assert choice.choose([0, 3, 3], 2) == [1, 2]


def test_a_longer_choice_keeps_what_a_shorter_one_took() -> None:
    short = choose([0, 0, 3, 1], 1)
    assert short == [2]
    assert Choice(SENTENCES, "", "en").choose([9, 8, 0, 0], 2, start=short) == [0, 2]


def test_what_one_outlet_says_is_not_said_again_in_another_ones_words() -> None:
    one = split(
        "Forty lorries were stuck in mud on Monday after rain swept away a bridge near Bilmari.", "en"
    )
    other = split(
        "Heavy rain washed away a bridge near Bilmari and left forty lorries stuck."
        " The price of millet rose by a tenth.",
        "en",
        document=1,
    )
    assert Choice([*one, *other], "", "en").choose([3, 2, 1], 3) == [0, 2]


def test_an_objection_tells_why_a_sentence_was_left() -> None:
    choice = Choice(SENTENCES, "", "en")
    assert choice.objection(1, [2], 3) == "dangling"
    assert choice.objection(3, [0], 3) == "says what another says"
