import random

import pytest

from summaries.model import METHODS, Sentence
from summaries.newsrank import features, weigh
from summaries.newsrank.summarizer import NewsSummarizer
from summaries.rank import document, rank
from summaries.sentences import split
from tests.summaries.texts import ARTICLE, IN_LANGUAGES, TITLE

SENTENCES = split(ARTICLE, "en")
LEFT = float("-inf")


@pytest.mark.parametrize("method", METHODS)
def test_every_method_weighs_every_sentence(method: str) -> None:
    weights = rank(SENTENCES, method, title=TITLE, language="en")
    assert len(weights) == len(SENTENCES)
    assert LEFT not in weights


@pytest.mark.parametrize("method", METHODS)
def test_a_repeated_sentence_is_weighed_once(method: str) -> None:
    weights = rank([*SENTENCES, SENTENCES[0]], method, title=TITLE, language="en")
    assert weights[-1] == LEFT
    assert weights[0] > LEFT


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_every_method_knows_every_language(method: str, language: str) -> None:
    weights = rank(split(IN_LANGUAGES[language], language), method, language=language)
    assert LEFT not in weights


@pytest.mark.parametrize("method", METHODS)
def test_a_document_without_words_is_weighed_too(method: str) -> None:
    assert len(rank([Sentence("!!!"), Sentence("???")], method)) == 2


def test_an_unknown_method_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'best'"):
        rank(SENTENCES, "best")


@pytest.mark.parametrize("method", METHODS)
def test_a_page_of_any_length_is_weighed_in_bounded_time(method: str) -> None:
    words = ["river", "port", "barge", "rice", "market", "flood", "quay", "road", "price", "trader", "grain"]
    dice = random.Random(1)
    page = [
        Sentence(" ".join(dice.choices(words, k=12)).capitalize() + f" {n}.", 0, n, n) for n in range(3000)
    ]
    weights = rank(page, method, language="en")
    assert weights[0] > LEFT


def test_edmundson_prefers_a_sentence_with_the_words_of_the_title() -> None:
    sentences = split("Rain fell all day in the hills. The port opened. Cows slept in the shade.", "en")
    weights = rank(sentences, "edmundson", title="Port opened", language="en")
    assert max(weights) == weights[1]


def test_the_lead_weighs_sentences_by_their_place() -> None:
    assert rank(SENTENCES, "lead") == sorted(rank(SENTENCES, "lead"), reverse=True)


def test_the_news_ranker_is_a_peer_of_sumys_summarisers() -> None:
    chosen = NewsSummarizer("en")(document(SENTENCES, TITLE, "en"), 2)
    best = sorted(range(len(SENTENCES)), key=lambda i: -weigh(SENTENCES, TITLE, "en")[i])[:2]
    assert [str(sentence) for sentence in chosen] == [SENTENCES[i].text for i in sorted(best)]


def test_every_feature_has_a_figure_for_each_sentence() -> None:
    columns = features(SENTENCES, TITLE, "en")
    assert {len(column) for column in columns.values()} == {len(SENTENCES)}


def test_the_opening_sentence_of_a_plain_report_weighs_most() -> None:
    weights = weigh(SENTENCES, TITLE, "en")
    assert weights.index(max(weights)) == 0
