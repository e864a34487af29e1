import math
import re
import subprocess
import sys
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaries import METHODS, Summary, explain, summarise
from summaries.select import flaws
from summaries.select.flaws import LEANING
from tests.summaries.texts import ARTICLE, IN_LANGUAGES, SAME_STORY, TITLE

PIECES = [
    *"aB3.!?\"“”«»' \n。؟-*",
    "\n\n",
    "Gen. ",
    "The port opened. ",
    "He said so. ",
    "Rice fell by 3.5 percent. ",
]
NEWSLIKE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text()


PARAGRAPHS = [*ARTICLE.split("\n\n"), *SAME_STORY.split("\n\n")]


def bare(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_three_sentences_tell_the_article() -> None:
    summary = summarise(ARTICLE, title=TITLE)
    assert summary.method == "news"
    assert summary.language == "en"
    assert len(summary.sentences) == 3


@pytest.mark.parametrize("count", [1, 2, 5])
def test_as_many_sentences_come_as_were_asked_for(count: int) -> None:
    assert len(summarise(ARTICLE, title=TITLE, sentences=count).sentences) == count


def test_no_sentence_asked_for_gives_none_and_no_reproach() -> None:
    assert summarise(ARTICLE, sentences=0) == Summary((), "news", "en", None)


def test_no_caption_and_no_dangling_sentence_is_taken() -> None:
    chosen = {sentence.text for sentence in summarise(ARTICLE, title=TITLE, sentences=3).sentences}
    assert not chosen & {"Photo: Awa Sidi", '"We waited long for this," he said.'}
    assert chosen


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(ValueError, match="no method 'best'"):
        summarise(ARTICLE, method="best")


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_articles_in_every_language_are_condensed(language: str) -> None:
    summary = summarise(IN_LANGUAGES[language], sentences=2)
    assert summary.language == language
    assert len(summary.sentences) == 2


def test_a_language_with_its_region_is_understood() -> None:
    assert summarise(IN_LANGUAGES["fr"], language="fr-BE").language == "fr"


@given(st.lists(st.permutations(PARAGRAPHS), min_size=2, max_size=4), st.integers(2, 6))
def test_what_stands_nearest_to_a_beginning_is_read_first(documents: list[list[str]], count: int) -> None:
    told = summarise(
        ["\n\n".join(document) for document in documents], title=TITLE, sentences=count
    ).sentences
    groups = [list(group) for _, group in groupby(told, key=lambda sentence: sentence.document)]
    assert len(groups) == len({sentence.document for sentence in told})
    assert all(group == sorted(group, key=lambda sentence: sentence.position) for group in groups)
    begins = [(group[0].position, group[0].document) for group in groups]
    assert begins == sorted(begins)


def test_several_documents_of_one_story_each_have_their_say() -> None:
    summary = summarise([ARTICLE, SAME_STORY], title=TITLE, sentences=4)
    assert {sentence.document for sentence in summary.sentences} == {0, 1}


def test_the_same_text_twice_is_told_once() -> None:
    texts = [s.text for s in summarise([ARTICLE, ARTICLE], title=TITLE, sentences=6).sentences]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("method", METHODS)
def test_every_method_quotes_in_reading_order(method: str) -> None:
    found = summarise(ARTICLE, title=TITLE, method=method).sentences
    assert [s.position for s in found] == sorted({s.position for s in found})
    assert all(sentence.text in bare(ARTICLE) for sentence in found)


@settings(max_examples=60, deadline=None)
@given(NEWSLIKE, st.sampled_from(METHODS), st.integers(-1, 6))
def test_any_text_gives_verbatim_sentences_in_order_none_twice_or_a_reason(
    text: str, method: str, n: int
) -> None:
    summary = summarise(text, sentences=n, method=method, language="en")
    places = [sentence.position for sentence in summary.sentences]
    assert places == sorted(set(places))
    assert all(sentence.text in bare(text) for sentence in summary.sentences)
    assert len({s.text for s in summary.sentences}) == len(places) <= max(0, n)


@settings(max_examples=60, deadline=None)
@given(st.lists(NEWSLIKE | st.just(ARTICLE), max_size=3), st.sampled_from(METHODS), st.integers(1, 4))
def test_a_shorter_summary_is_a_part_of_the_longer_one(texts: list[str], method: str, n: int) -> None:
    summary = summarise(texts, sentences=n, shorter=n - 1, longer=n + 2, method=method, language="en")
    short, usual, long = (set(s) for s in (summary.shorter, summary.sentences, summary.longer))
    assert short <= usual <= long
    assert (len(short) <= n - 1, len(usual) <= n, len(long) <= n + 2) == (True, True, True)


@settings(max_examples=60, deadline=None)
@given(st.lists(NEWSLIKE | st.just(ARTICLE), max_size=3), st.integers(1, 5))
def test_at_every_length_no_sentence_leans_on_one_that_is_not_shown(texts: list[str], n: int) -> None:
    summary = summarise(texts, title=TITLE, sentences=n, shorter=2, longer=5, language="en")
    for told in (summary.shorter, summary.sentences, summary.longer):
        places = {(s.document, s.position) for s in told}
        for s in told:
            follows = s.position == 0 or (s.document, s.position - 1) in places
            assert follows or not flaws(s.text, "en") & LEANING


@settings(max_examples=60, deadline=None)
@given(st.lists(NEWSLIKE, max_size=3), NEWSLIKE, st.none() | st.sampled_from(["ar", "zh", "xx", ""]))
def test_any_documents_give_the_same_summary_again(
    texts: list[str], title: str, language: str | None
) -> None:
    first = summarise(texts, title=title, language=language)
    assert first == summarise(texts, title=title, language=language)
    assert (first.reason is None) == bool(first.sentences)


@pytest.mark.parametrize(
    "text", ["\ud800 \x00", "." * 50_000, "A. " * 20_000, "word " * 50_000, "\n" * 50_000]
)
def test_a_hostile_text_is_survived(text: str) -> None:
    assert isinstance(summarise(text, title=text), Summary)


def test_the_work_grows_no_faster_than_n_log_n_up_to_5000_sentences() -> None:
    def steps(count: int) -> int:
        names = (f"Mayor Ward{i} of Town{i % 97} opened quay {i} for {i % 13} barges." for i in range(count))
        text = "\n\n".join(names)
        calls = 0

        def note(frame: object, event: str, argument: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        sys.setprofile(note)
        try:
            summarise(text, title="Quays", language="en", longer=5)
        finally:
            sys.setprofile(None)
        return calls

    steps(100)
    small, large = 1250, 5000
    assert steps(large) <= 1.1 * steps(small) * (large * math.log(large)) / (small * math.log(small))


def test_what_is_taken_is_explained_and_what_is_left_too() -> None:
    explained = explain(ARTICLE, title=TITLE)
    taken = tuple(e.sentence for e in explained if e.taken)
    assert taken == summarise(ARTICLE, title=TITLE).sentences
    assert {e.why for e in explained} >= {"taken", "dangling"}
    assert all("central" in e.features for e in explained)


def test_other_methods_explain_their_weights_alone() -> None:
    explained = explain(ARTICLE, method="lex-rank")
    assert [e.features for e in explained] == [{}] * len(explained)
    assert sum(e.taken for e in explained) == 3


def test_the_usual_method_needs_nothing_of_sumy_s_summarisers() -> None:
    code = (
        f"import sys; from summaries import summarise; summarise({ARTICLE!r}); print('nltk' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "False"


def test_the_package_is_imported_quickly() -> None:
    code = "import time; import summaries, sys; print(time.process_time(), 'sumy' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert float(told[0]) < 0.25
    assert told[1] == "False"
